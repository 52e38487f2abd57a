"""Reports with their figures and evidence."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from banjie.common.models import Attachment
from banjie.people.models import Unit
from banjie.programme.models.phases import Occurrence, Phase
from banjie.programme.models.programmes import Activity, Programme, Target


class Cycle(models.Model):
    """A round of reports, asked only of units with open items in the programme.

    `start` and `end` (exclusive) bound the work it asks about; `due` is the last day to answer.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="cycles")
    title = models.CharField(_("title"), max_length=100)
    start = models.DateField(_("first day"))
    end = models.DateField()
    due = models.DateField(_("last day to answer"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-due", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="cycle_ends_after_start"),
            models.UniqueConstraint(fields=("programme", "title"), name="one_cycle_a_title"),
        )

    def __str__(self) -> str:
        return self.title


class CycleAnswer(models.Model):
    """A unit says for one open item of a round that nothing is to be told, and why.

    Something to tell is a report that names the round.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="answers")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="cycle_answers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("how it stands"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("cycle", "activity", "unit"), name="one_answer_an_item_and_unit"
            ),
        )

    def __str__(self) -> str:
        return f"{self.cycle} · {self.unit} · {self.activity}"


class Report(models.Model):
    """What a unit says it did: draft → submitted → returned (with a reason) → accepted.

    `scan` is the paper it was entered from, when the office typed it on the unit's behalf.
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
    cycle = models.ForeignKey("Cycle", on_delete=models.PROTECT, null=True, related_name="reports")
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
        indexes = (models.Index(fields=("activity", "state", "completes")),)
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


class ReportVersion(models.Model):
    """A report as it was sent: each submission is kept, with what became of it.

    `content` is `{"held_on", "held_until", "place", "text", "completes", "figures": [{"measure",
    "value", "unit"}], "files": [{"name", "sha256"}]}`; days and values as strings.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="one_version_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.report} · {self.number}"


class Figure(models.Model):
    """One number of a report, against a target of the activity or on its own.

    `reused_from` is the figure of another report it was taken from: entered once, it is the same
    event counted for two activities, and sums over both count it once.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, related_name="figures")
    measure = models.CharField(max_length=100)
    value = models.DecimalField(max_digits=16, decimal_places=2)
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
