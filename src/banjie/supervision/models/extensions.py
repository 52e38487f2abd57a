"""More time for an item: asked for by its lead unit, decided by the issuing office."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from banjie.common.timed import MoreTime
from banjie.people.models import Unit
from banjie.supervision.models.items import Item


class Extension(MoreTime):
    """The lead unit asks for a later last day (延期) before the day is over.

    Who handles the item never decides: the database holds that too (`guards.py`).
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="extensions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("item",), condition=Q(approved=None), name="one_open_extension_an_item"
            ),
            models.CheckConstraint(condition=MoreTime.IN_TIME, name="item_extended_in_time"),
            models.CheckConstraint(
                condition=Q(approved=None, decided_by=None)
                | (Q(approved__isnull=False, decided_by__isnull=False) & ~Q(answer="")),
                name="extension_decided_with_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} · {self.wanted}"
