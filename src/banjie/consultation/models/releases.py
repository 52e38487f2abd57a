"""What was published once and stays as it was."""

from __future__ import annotations

from django.db import models

from banjie.common import clock
from banjie.people.models import Unit


class Release(models.Model):
    """The figures of an office's half-year that everybody reads, small numbers hidden and the rest
    rounded. Never counted again: two counts of one half-year would tell by their difference what
    came between them. The database refuses to alter or delete it.
    """

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    half = models.CharField(max_length=6)
    made_on = models.DateField(default=clock.today)
    told = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("office", "half"), name="one_release_a_half_year"),
        )

    def __str__(self) -> str:
        return f"{self.office} {self.half}"
