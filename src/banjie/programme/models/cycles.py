"""Rounds of reports: what the office asks of which unit, and what the unit answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from banjie.common.timed import Timed
from banjie.people.models import Unit
from banjie.programme.models.programmes import Activity, Programme


class Cycle(Timed):
    """A round of reports, asked only of units with open items in the programme.

    `period_start` and `period_end` (exclusive) bound the work it asks about; `due` is the last day
    to answer, by the rule copied beside it or, without one, as the office typed it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="cycles")
    title = models.CharField(_("title"), max_length=100)
    period_start = models.DateField(_("first day"))
    period_end = models.DateField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("-due", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="cycle_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(due__isnull=False), name="cycle_has_a_last_day"),
            models.UniqueConstraint(fields=("programme", "title"), name="one_cycle_a_title"),
        )

    def __str__(self) -> str:
        return self.title


class CycleItem(models.Model):
    """One open item that a round asks one unit about.

    It is answered by a report of the unit on the activity, sent since the round was opened, or by
    `words`: nothing is to be told, because …
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="items")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="cycle_items")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("nothing to tell, because"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("unit__name", "activity__position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("cycle", "activity", "unit"), name="one_question_an_item_and_unit"
            ),
        )

    def __str__(self) -> str:
        return f"{self.cycle} · {self.unit} · {self.activity}"
