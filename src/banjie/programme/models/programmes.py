"""Programmes with their areas, activities, times, parts and targets."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.common.amounts import DIGITS, PLACES
from banjie.documents.models import Document
from banjie.people.models import Unit
from banjie.programme.models.drafts import Draft
from banjie.programme.models.kinds import ActivityKind
from banjie.programme.shares import SHARES


class Programme(models.Model):
    """A plan at work: one year, one convening office, activities in areas."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a programme", "open")
        CLOSED = "closed", pgettext_lazy("state of a programme", "closed")
        TEMPLATE = "template", pgettext_lazy("state of a programme", "template")

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="programmes")
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, related_name="programmes"
    )
    draft = models.OneToOneField(
        Draft, on_delete=models.PROTECT, null=True, related_name="programme"
    )
    rolled_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="rolled_to"
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-year", "-pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programme:board", args=(self.pk,))


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


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Activities; most pages want those at work."""

    def at_work(self) -> ActivityQuerySet:
        """Without those that were dropped or merged into another."""
        return self.filter(dropped_at=None, merged_into=None)


class Activity(models.Model):
    """One piece of work of a programme. Its state and light are computed, never stored.

    `draft` is the reviewed reading that its words and their span stand in: the plan it was opened
    with, or the revision that changed it.

    `baseline` is the activity as the plan first had it, `{"number", "title", "place", "kind",
    "times": [{"words", "start", "end", "recurrence"}], "parts": [{"role", "name"}]}`; it is written
    once. An activity that a revised plan leaves out is dropped with its reason, never deleted: its
    reports and figures stay. One that was merged into another names it in `merged_into`.
    """

    class Duty(models.TextChoices):
        REQUIRED = "required", pgettext_lazy("activity", "required")
        OPTIONAL = "optional", pgettext_lazy("activity", "optional")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="activities")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="activities")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="steps")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=24, choices=ActivityKind)
    place = models.CharField(max_length=300, blank=True)
    participants = models.CharField(max_length=500, blank=True)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, related_name="+")
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    words = models.TextField(blank=True)
    duty = models.CharField(_("duty"), max_length=8, choices=Duty, default=Duty.REQUIRED)
    baseline = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    dropped_at = models.DateTimeField(null=True)
    dropped_reason = models.CharField(max_length=500, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    rolled_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="rolled_to"
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")
        verbose_name_plural = "activities"
        constraints = (
            models.CheckConstraint(
                condition=Q(dropped_at=None) | ~Q(dropped_reason=""), name="drop_needs_reason"
            ),
        )

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
    """Who answers for an activity: a unit, or a post (never a person).

    A unit answers what it was given: it confirms, asks for a change with its reason, or hands the
    work to a unit below it (that unit's row names this one in `handed_from`). A confirmed time is
    not moved without asking again.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", _("not answered yet")
        CONFIRMED = "confirmed", _("confirmed")
        CHANGE_ASKED = "change", _("change asked for")
        HANDED_ON = "handed", _("handed on")

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        RESPONSIBLE = "responsible", _("responsible")
        COOPERATING = "cooperating", _("co-operating")
        OVERSEEING = "overseeing", _("overseeing post")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=12, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="assignments")
    post = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=9, choices=Answer, default=Answer.WAITING)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    handed_from = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="handed_to"
    )

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(answer="change") | ~Q(reason=""), name="change_needs_reason"
            ),
            models.CheckConstraint(
                condition=~Q(role="overseeing") | Q(unit=None), name="a_post_oversees"
            ),
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
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    unit = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=100, blank=True)
    each = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.each}{self.measure} {self.value.normalize():f}{self.unit}"

    @property
    def summed(self) -> bool:
        """Whether its figures are added up; of sessions and of shares the smallest one stands."""
        return not self.each and self.unit not in SHARES

    @property
    def label(self) -> str:
        """What is counted, for a form or a bar; says so when the smallest figure is meant."""
        if self.summed:
            return self.measure
        if not self.each:
            return gettext("%(measure)s (the smallest so far)") % {"measure": self.measure}
        return gettext("%(measure)s (%(each)s, the smallest so far)") % {
            "measure": self.measure,
            "each": self.each,
        }
