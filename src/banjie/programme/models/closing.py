"""What a programme left open when it was closed, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banjie.programme.models.programmes import Activity


class Unfinished(models.Model):
    """An activity that was not done when its programme was closed: carried over into a later
    programme, for which a reason may be told, or ended, for which one must be.
    """

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="unfinished")
    carried_to = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ("activity__position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(carried_to__isnull=False) | ~Q(reason=""),
                name="carried_over_or_ended",
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity} · {self.carried_to or self.reason}"
