"""Reports with their figures and evidence."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banjie.common.amounts import DIGITS, PLACES
from banjie.common.models import Attachment
from banjie.people.models import Unit
from banjie.programme.models.phases import Occurrence, Phase
from banjie.programme.models.programmes import Activity, Target
from banjie.programme.shares import SHARES


class Report(models.Model):
    """What a unit says it did: draft → submitted → returned (with a reason) → accepted.

    `scan` is the paper it was entered from, when the office typed it on the unit's behalf; until it
    is accepted the unit may object, which makes it a draft of its own. `reason` is why it came
    back: a return of the office, or the unit's objection.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, null=True, related_name="reports")
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.PROTECT, null=True, related_name="reports"
    )
    held_on = models.DateField(_("day"))
    held_until = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    text = models.TextField(_("what was done"), max_length=3000)
    completes = models.BooleanField(_("this completes the activity"), default=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    scan = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, related_name="scanned_reports"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-held_on", "-pk")
        indexes = (
            models.Index(fields=("activity", "state", "completes", "held_on")),
            models.Index(fields=("state", "submitted_at")),  # what waits for offices
            models.Index(fields=("held_on", "id")),  # pages of all reports, the newest first
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(held_until=None) | Q(held_until__gte=F("held_on")),
                name="report_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="return_needs_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity} · {self.unit} · {self.held_on.isoformat()}"

    def get_absolute_url(self) -> str:
        return reverse("programme:report", args=(self.pk,))

    @property
    def title(self) -> str:
        """What its pages are headed with: the work it tells of."""
        return str(self.activity)


class ReportVersion(models.Model):
    """A report as it was sent: each submission is kept, with what became of it.

    `content` is `{"part", "held_on", "held_until", "place", "text", "completes", "figures":
    [{"measure", "value", "unit"}], "files": [{"name", "sha256"}]}`; days and values as strings.
    `reason` is why this version came back, '' where it did not; `correction` is why an accepted
    figure was put right after its programme was closed, here or at the source of a copy.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    correction = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="one_version_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.report} · {self.number}"


class Figure(models.Model):
    """One number of a report, against a target of the activity or on its own.

    `reused_from` is the figure of another report of the unit it was taken from: entered once, it is
    the same event told of two activities, and sums over both count it once. It follows its source,
    which is never a copy itself, and cannot be accepted before it; a source that was taken out
    leaves it to stand by itself.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, related_name="figures")
    measure = models.CharField(max_length=100)
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    unit = models.CharField(max_length=20, blank=True)
    reused_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="reused"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(value__gte=Decimal(0)), name="figure_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.value.normalize():f}{self.unit}"

    @property
    def counted(self) -> str:
        """What it counts: as its target is called today, or in its own words."""
        return self.target.measure if self.target else self.measure

    @property
    def summed(self) -> bool:
        """Whether it is added to others of its kind."""
        return self.target.summed if self.target else self.unit not in SHARES


class Evidence(models.Model):
    """A file that a report rests on; `figure` is the claim it supports, None for the whole."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="evidence")
    figure = models.ForeignKey(
        Figure, on_delete=models.SET_NULL, null=True, related_name="evidence"
    )
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.attachment)
