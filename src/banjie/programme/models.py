"""Drafts under review, programmes with their activities, and reports with their figures.

Every row that came out of a document keeps `span_start`, `span_end` and the quoted `words`:
`reading.text[span_start:span_end]` is what the document says.
"""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from banjie.common.models import Attachment
from banjie.documents.models import Document
from banjie.people.models import Unit


class ActivityKind(models.TextChoices):
    """What sort of work it is; the reader's kinds, one to one."""

    MEETING = "meeting", _("meeting")
    TRAINING = "training", _("training")
    CONTEST = "contest", _("contest")
    CALL = "call-for-submissions", _("call for submissions")
    VISIT = "visit", _("visit")
    EXHIBITION = "exhibition", _("exhibition")
    PERFORMANCE = "performance", _("performance")
    RESEARCH = "research", _("research")
    SERVICE = "service", _("service")
    CAMPAIGN = "campaign", _("campaign")
    CONSTRUCTION = "construction", _("construction")
    OTHER = "other", pgettext_lazy("kind of activity", "other")


class Draft(models.Model):
    """A reading under review. Nothing becomes a programme before a person has seen it."""

    class State(models.TextChoices):
        OPEN = "open", _("under review")
        KEPT = "kept", _("kept as draft")
        DISCARDED = "discarded", _("discarded")
        OPENED = "opened", _("opened as programme")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="drafts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    unit_answers = models.JSONField(default=dict, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-begun_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("document",),
                condition=Q(state__in=("open", "kept")),
                name="one_living_draft_a_document",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def living(self) -> bool:
        """Whether it may still be changed."""
        return self.state in (self.State.OPEN, self.State.KEPT)


class DraftItem(models.Model):
    """One activity as read and corrected. `fields` has the reader's lists: when, where, lead …

    `{"when": [{text, start, end, recurrence, span}], "where"|"lead"|"responsible"|"cooperating":
    [{text, span, rule}], "targets": [{text, of, value, unit, span}],
    "participants": {text, span} | None, "report_deadline": {…} | None}`; days as ISO strings, `end`
    exclusive, a span None once the words are a person's own. `repeats` is an earlier item of the
    same title (an annexed task table says again what the text said); such an item is left out until
    a person wants it.
    """

    class Origin(models.TextChoices):
        READ = "read", _("read from the document")
        ADDED = "added", _("added by hand")
        MERGED = "merged", _("merged")
        SPLIT = "split", _("split off")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="steps")
    repeats = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    heading = models.PositiveIntegerField(null=True)
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=300)
    title_span = models.JSONField(null=True)
    kind = models.CharField(_("kind"), max_length=24, choices=ActivityKind)
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    fields = models.JSONField(default=dict)
    rule = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.READ)
    kept = models.BooleanField(default=True)
    edited = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.number}{self.title}"


class Programme(models.Model):
    """A plan at work: one year, one convening office, activities in areas."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a programme", "open")
        CLOSED = "closed", pgettext_lazy("state of a programme", "closed")

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="programmes")
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, related_name="programmes"
    )
    draft = models.OneToOneField(
        Draft, on_delete=models.PROTECT, null=True, related_name="programme"
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-year", "-pk")

    def __str__(self) -> str:
        return self.title


class Area(models.Model):
    """A heading of the plan that activities stand under; a tree, numbered as in the document."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="areas")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="children")
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.number}{self.title}"


class Activity(models.Model):
    """One piece of work of a programme. Its state and light are computed, never stored."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="activities")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="activities")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="steps")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=24, choices=ActivityKind)
    place = models.CharField(max_length=300, blank=True)
    participants = models.CharField(max_length=500, blank=True)
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return f"{self.number}{self.title}"


class Schedule(models.Model):
    """A time of an activity as the plan words it. Days, `end` exclusive; null is open."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="schedules")
    words = models.CharField(max_length=100)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    recurrence = models.CharField(max_length=200, blank=True)
    for_report = models.BooleanField(default=False)

    class Meta:
        ordering = (F("start").asc(nulls_last=True), "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gt=F("start")),
                name="schedule_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return self.words


class Assignment(models.Model):
    """Who answers for an activity: a unit, or a post (never a person)."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        RESPONSIBLE = "responsible", _("responsible")
        COOPERATING = "cooperating", _("co-operating")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=12, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="assignments")
    post = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("activity", "role", "unit"),
                condition=Q(unit__isnull=False),
                name="one_role_once",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, post="") | (Q(unit=None) & ~Q(post="")),
                name="unit_or_post",
            ),
        )

    def __str__(self) -> str:
        return str(self.unit or self.post)


class Target(models.Model):
    """A planned quantity: what is counted, how much, in which unit.

    `each` has the words 每期, 每场 … of a target that every session must reach by itself; its
    figures are compared one by one and never summed against it.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="targets")
    measure = models.CharField(max_length=100)
    value = models.DecimalField(max_digits=16, decimal_places=2)
    unit = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=100, blank=True)
    each = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.each}{self.measure} {self.value.normalize():f}{self.unit}"

    @property
    def label(self) -> str:
        """What is counted, for a form or a bar; says so when the smallest session is meant."""
        if not self.each:
            return self.measure
        return gettext("%(measure)s (%(each)s, the smallest so far)") % {
            "measure": self.measure,
            "each": self.each,
        }


class Report(models.Model):
    """What a unit says it did: draft → submitted → returned (with a reason) → accepted."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    held_on = models.DateField(_("day"))
    held_until = models.DateField(_("last day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    text = models.TextField(_("what was done"), max_length=3000)
    completes = models.BooleanField(_("this completes the activity"), default=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
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


class Figure(models.Model):
    """One number of a report, against a target of the activity or on its own."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="figures")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, related_name="figures")
    measure = models.CharField(max_length=100)
    value = models.DecimalField(max_digits=16, decimal_places=2)
    unit = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(value__gte=Decimal(0)), name="figure_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.value.normalize():f}{self.unit}"


class Evidence(models.Model):
    """A file that a report rests on."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="evidence")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="evidence")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.attachment)
