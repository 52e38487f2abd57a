"""What an activity is made of in time: phases, occurrences, and what must come before what."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banjie.programme.models.programmes import Activity, Schedule


class Phase(models.Model):
    """A stretch of an activity that opens and closes by date and asks for its deliverable.

    `end` is exclusive. Whether it is open, and whether it was delivered, is computed.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=200)
    start = models.DateField(_("first day"), null=True)
    end = models.DateField(null=True)
    deliverable = models.CharField(_("what it delivers"), max_length=300, blank=True)
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gt=F("start")),
                name="phase_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """What a report calls it."""
        return self.title


class Occurrence(models.Model):
    """One session of a recurring activity: a thing to hold and report, with its own theme.

    `start` and `end` (exclusive) bound the days on which it may be held. Held is computed: an
    accepted report names it.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="occurrences")
    schedule = models.ForeignKey(
        Schedule, on_delete=models.SET_NULL, null=True, related_name="occurrences"
    )
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    dropped_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("activity", "number"), name="one_session_a_number"),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gt=F("start")),
                name="occurrence_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity} · {self.number}"

    @property
    def label(self) -> str:
        """Its number, and its theme where it has one."""
        said = gettext("Session %(n)s") % {"n": self.number}
        return f"{said} “{self.theme}”" if self.theme else said


class Dependency(models.Model):
    """`before` must end before `after` begins. It proposes dates and never moves one."""

    before = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="followers")
    after = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="needs")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("before", "after"), name="one_dependency_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="nothing_before_itself"),
        )
        verbose_name_plural = "dependencies"

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
