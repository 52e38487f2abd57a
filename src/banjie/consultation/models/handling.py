"""Which units handle a case, what they ask of the office, whom they spoke to, what they think."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common import clock
from banjie.common.timed import MoreTime, Timed
from banjie.consultation.models.cases import Case
from banjie.people.models import Unit

USER = settings.AUTH_USER_MODEL


class Screening(models.Model):
    """What the check found (审查): filed, not filed on a coded ground, or sent on.

    `routed_to` says where the author can turn instead; it is written before the author sees it.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="screenings")
    step = models.CharField(max_length=20)
    ground = models.CharField(max_length=30, blank=True)
    routed_to = models.CharField(_("where this can be taken"), max_length=200, blank=True)
    note = models.CharField(_("explanation for the author"), max_length=500, blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(step="decline") | (~Q(ground="") & (~Q(routed_to="") | ~Q(note=""))),
                name="declined_on_a_ground_with_a_way",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} · {self.step}"


class Handling(Timed):
    """A unit's part in a case. Living rows are one `sole`; or one `main` with any `co`; or two or
    more `split`: the database holds it (`guards.py`). Its clock is what this unit owes: the reply
    for who answers, the opinion for a co-handler. `return_by` is the last day to hand it back.
    """

    class Role(models.TextChoices):
        SOLE = "sole", pgettext_lazy("handling", "alone")
        MAIN = "main", pgettext_lazy("handling", "main handler")
        CO = "co", pgettext_lazy("handling", "co-handler")
        SPLIT = "split", pgettext_lazy("handling", "own part")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handlings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="handlings")
    role = models.CharField(max_length=5, choices=Role)
    part = models.CharField(_("its part"), max_length=200, blank=True)
    since = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True)
    return_by = models.DateField(null=True)
    receive_by = models.DateField(null=True)
    received_on = models.DateField(null=True)
    clear = models.PositiveSmallIntegerField(_("the matter is clear"), null=True)
    workable = models.PositiveSmallIntegerField(_("what is asked can be done"), null=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("unit", "ended_on", "due"), name="handling_of_unit"),)
        constraints = (
            models.UniqueConstraint(
                fields=("case", "unit"), condition=Q(ended_on=None), name="one_handling_a_unit"
            ),
            models.UniqueConstraint(
                fields=("case",), condition=Q(ended_on=None, role__in=("sole", "main")),
                name="one_main_a_case",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case} · {self.unit}"

    @property
    def answers(self) -> bool:
        """Whether this unit replies; a co-handler gives its opinion to the main handler."""
        return self.role != self.Role.CO


class ReturnRequest(models.Model):
    """A unit asks to hand a case back (退办), naming who it belongs to; it stays put until then."""

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="returns")
    reason = models.CharField(_("reason"), max_length=500)
    names = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("the right unit")
    )
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)
    accepted = models.BooleanField(null=True)
    answer = models.CharField(_("decision"), max_length=500, blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("handling",), condition=Q(accepted=None), name="one_open_return"
            ),
        )

    def __str__(self) -> str:
        return f"{self.handling}"


class Extension(MoreTime):
    """A unit asks for more time before its day (延期); the office decides, the author hears why."""

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="extensions")
    round = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("handling",), condition=Q(approved=None), name="one_open_extension"
            ),
            models.CheckConstraint(condition=MoreTime.IN_TIME, name="extension_asked_in_time"),
        )

    def __str__(self) -> str:
        return f"{self.handling} · {self.wanted}"


class Suspension(models.Model):
    """Days on which the clock of a case stood still (中止), and why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspensions")
    ground = models.CharField(max_length=30)
    reason = models.CharField(_("reason"), max_length=500)
    first = models.DateField(default=clock.today)
    last = models.DateField(null=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(last=None), name="one_open_suspension"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} · {self.first}"


class ContactLog(models.Model):
    """That a unit spoke with the author (沟通联系): how, when, about what. No number, no name."""

    class Means(models.TextChoices):
        PHONE = "phone", _("by telephone")
        VISIT = "visit", _("by a visit")
        MEETING = "meeting", _("at a meeting")
        MESSAGE = "message", _("by message")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contacts_logged")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    means = models.CharField(_("how"), max_length=8, choices=Means)
    on = models.DateField(_("day"))
    summary = models.CharField(_("what was said, without names and numbers"), max_length=500)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.case} · {self.on}"


class Opinion(models.Model):
    """What a co-handler writes to the main handler, version after version; never to the author."""

    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, related_name="opinions")
    round = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    text = models.TextField(_("opinion"), max_length=4000)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("handling", "round", "version"), name="one_opinion_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.handling} · {self.version}"


class Note(models.Model):
    """A private note of one unit: read by that unit alone, in no export, feed or message."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=2000)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.case}"
