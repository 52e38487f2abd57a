"""Striking off, and taking it back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banjie.supervision.models.answers import AnswerFile
from banjie.supervision.models.items import Item


class StrikeOff(models.Model):
    """An item is struck off (销号), resting on a file of one of its answers.

    The database refuses one by an account that is not officer of the issuing office, or has a duty
    in a handling unit, or rests on a file of another item or of an answer that went back, and every
    deletion of it or of what it rests on (`guards.py`). It is reversible with a reason; the row
    stays, so that reopenings are counted.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="strike_offs")
    evidence = models.ForeignKey(
        AnswerFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("evidence")
    )
    note = models.CharField(_("remark"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True)
    reopen_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("item",), condition=Q(reopened_at=None), name="one_living_strike_off"
            ),
            models.CheckConstraint(
                condition=Q(reopened_by=None, reopened_at=None, reopen_reason="")
                | (Q(reopened_by__isnull=False, reopened_at__isnull=False) & ~Q(reopen_reason="")),
                name="reopening_needs_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} · {self.at:%Y-%m-%d}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("a strike-off is taken back, never deleted", args, kwargs)
