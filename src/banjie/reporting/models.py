"""Summaries with the records behind each figure; and who of a unit has taken a row of its inbox."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from banjie.common import clock
from banjie.common.amounts import DIGITS, PLACES
from banjie.people.models import Unit
from banjie.programme.models import Programme


class Summary(models.Model):
    """The year's summary of a programme as it stood on `as_of`. Written once, never rewritten.

    `blocks` is the text: `{"heading": [level, text]}` or `{"paragraph": [piece, …]}`, a piece being
    `{"text": …}`, `{"figure": code}` or `{"manual": words}`.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="summaries")
    title = models.CharField(max_length=200)
    as_of = models.DateField()
    blocks = models.JSONField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-written_at", "-pk")
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return self.title


class SummaryFigure(models.Model):
    """One number of a summary and its records, as they were on the day.

    `records` is a list of `{"report", "activity", "case": id | None, "rows", "label", "value"}`;
    `rows` is the address of another page, or of rows too many to be listed. `value` is null for a
    number that no column holds (a long code in a report): its words stand for it.
    """

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="figures")
    code = models.CharField(max_length=8)
    label = models.CharField(max_length=200)
    measure = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True)
    words = models.TextField()
    records = models.JSONField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("summary", "code"), name="one_code_a_summary"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.label} {self.words}"


class Taking(models.Model):
    """Who of a unit's staff sees to a row of its inbox, so that two do not do the same.

    `row` names the reason and the thing as it stood; the row itself is computed, never stored. It
    is for the colleagues of one unit: nothing counts these marks, and nobody's are listed.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    row = models.CharField(max_length=80)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    done = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "row"), name="one_taking_a_row"),)

    def __str__(self) -> str:
        return self.row
