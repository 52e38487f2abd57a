"""Topics, the stages they pass, the plan of a year, and the levels an item climbed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.approvals.models import Paper
from banjie.common import clock
from banjie.common.models import Attachment
from banjie.common.timed import Timed
from banjie.people.models import Unit
from banjie.programme.models import Programme
from banjie.topics.models.stations import Station
from banjie.topics.procedures import Procedure, StageRule, procedures, worded

USER = settings.AUTH_USER_MODEL


class AnnualPlan(models.Model):
    """The topics of a year (年度协商计划), approved as one paper.

    `programme` is the work of that year: what its topics decide becomes activities there.
    """

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="topic_plans")
    year = models.PositiveSmallIntegerField(_("year"))
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="topic_plans",
        verbose_name=_("programme of the year"),
    )  # fmt: skip
    paper = models.OneToOneField(
        Paper, on_delete=models.PROTECT, null=True, related_name="topic_plan"
    )
    fixed_on = models.DateField(null=True)

    class Meta:
        ordering = ("-year",)
        constraints = (models.UniqueConstraint(fields=("office", "year"), name="one_plan_a_year"),)

    def __str__(self) -> str:
        return _("%(year)s consultation plan") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("topics:plan", args=(self.pk,))


class Topic(models.Model):
    """One question to talk over (一事一议), and the procedure it runs.

    `raised_at` is the station where it came up, `station` the level that has it now. `shown_on`
    is the day its result was published, in the words of `result`.
    """

    class State(models.TextChoices):
        POOL = "pool", pgettext_lazy("topic", "in the pool")
        CHOSEN = "chosen", pgettext_lazy("topic", "chosen for the plan")
        RUNNING = "running", pgettext_lazy("topic", "at work")
        DONE = "done", pgettext_lazy("topic", "through all stages")
        DROPPED = "dropped", pgettext_lazy("topic", "not taken up")

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="topics")
    procedure = models.CharField(max_length=20)
    title = models.CharField(_("title"), max_length=100)
    question = models.TextField(_("what is to be talked over, and why"), max_length=3000)
    raised_by = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="topics_raised",
        verbose_name=_("unit that raised it"),
    )  # fmt: skip
    raised_at = models.ForeignKey(
        Station, on_delete=models.PROTECT, null=True, related_name="items_raised"
    )
    station = models.ForeignKey(Station, on_delete=models.PROTECT, null=True, related_name="items")
    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, null=True, related_name="topics")
    state = models.CharField(max_length=8, choices=State, default=State.POOL)
    dropped_reason = models.CharField(_("why it is not taken up"), max_length=500, blank=True)
    result = models.TextField(_("what came of it"), max_length=3000, blank=True)
    shown_on = models.DateField(null=True)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("office", "state", "-id"), name="topic_of_office"),
            models.Index(fields=("shown_on",), name="topic_shown"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped_reason=""),
                name="topic_dropped_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(raised_at=None, station=None)
                | Q(raised_at__isnull=False, station__isnull=False),
                name="topic_at_a_station_or_none",
            ),
            models.CheckConstraint(
                condition=Q(shown_on=None) | ~Q(result=""), name="topic_shown_with_a_result"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("topics:topic", args=(self.pk,))

    @property
    def runs(self) -> Procedure:
        return procedures()[self.procedure]

    @property
    def procedure_label(self) -> str:
        return worded(self.runs.label)

    @property
    def stage_label(self) -> str:
        """The stage it stands in, in words; of lists alone (`queries.topics.listed`)."""
        name = getattr(self, "at_stage", None)
        return worded(self.runs.stage(name).label) if name else ""

    @property
    def open_stage(self) -> Stage | None:
        """The stage it stands in: the first that is not done."""
        return self.stages.filter(done_on=None).first()


class Stage(Timed):
    """One stage of one topic: planned for a window, begun, delivered, done.

    The clock, where the procedure gives it one, begins with the stage.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    planned_first = models.DateField(_("planned from"), null=True)
    planned_last = models.DateField(_("planned until"), null=True)
    told = models.TextField(_("in words"), max_length=5000, blank=True)
    where = models.CharField(_("where"), max_length=200, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("topic", "order"), name="one_stage_a_place"),
            models.CheckConstraint(
                condition=Q(planned_first=None)
                | Q(planned_last=None)
                | Q(planned_last__gte=F("planned_first")),
                name="stage_window_in_order",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(begun_on__isnull=False),
                name="stage_begun_before_done",
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} · {self.label}"

    @property
    def rule(self) -> StageRule:
        return self.topic.runs.stage(self.name)

    @property
    def label(self) -> str:
        return worded(self.rule.label)

    @property
    def who(self) -> str:
        return worded(self.rule.who)

    @property
    def deliverable(self) -> str:
        return worded(self.rule.deliverable)

    @property
    def last_day(self) -> object:
        """The day it should be done: its clock's, or else the end of its window."""
        return self.due or self.planned_last

    @property
    def late(self) -> bool:
        last = self.due or self.planned_last
        return bool(last and (self.done_on or clock.today()) > last)


class StageFile(models.Model):
    """A file delivered in a stage."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="files")
    attachment = models.OneToOneField(
        Attachment, on_delete=models.PROTECT, related_name="stage_file"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.attachment)


class Referral(models.Model):
    """An item went one level up (上报): from where, to where, and why; both levels see it."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="referrals")
    left = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="referred_up")
    reached = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="received_up")
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("topic", "left"), name="one_referral_a_level"),
            models.CheckConstraint(condition=~Q(left=F("reached")), name="referral_goes_up"),
        )

    def __str__(self) -> str:
        return f"{self.topic} · {self.left} → {self.reached}"
