"""Sessions: notice, papers, agenda, who was there as counts, minutes, and what they led to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.approvals.models import Numbered
from banjie.common import clock
from banjie.common.models import Attachment
from banjie.common.timed import Timed
from banjie.consultation.models import Case
from banjie.people.models import Unit
from banjie.programme.models import Activity
from banjie.topics.models.topics import Topic
from banjie.topics.procedures import group_words

USER = settings.AUTH_USER_MODEL


class Session(Numbered):
    """A meeting on a topic. The number is the notice's, given when it is sent."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="sessions")
    day = models.DateField(_("day"))
    begins = models.TimeField(_("begins at"))
    place = models.CharField(_("place, down to the room"), max_length=120)
    bring = models.CharField(_("what to bring"), max_length=200, blank=True)
    answer_to = models.CharField(_("whom to answer, as a post"), max_length=60, blank=True)
    notice_on = models.DateField(null=True)
    held_on = models.DateField(_("held on"), null=True)
    minutes_on = models.DateField(null=True)
    planned_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("day", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("letters", "mark", "year", "serial"),
                condition=Q(serial__isnull=False), name="one_session_notice_a_number",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.topic} · {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("topics:session", args=(self.pk,))


class Deadline(Timed):
    """The last day for the notice, for the papers, or for the minutes of a session.

    The first two are counted backwards from the session's day, the third from it; they move when
    that day moves.
    """

    class Kind(models.TextChoices):
        NOTICE = "notice", _("notice")
        PAPERS = "papers", _("papers")
        MINUTES = "minutes", _("minutes")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=8, choices=Kind)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ("due",)
        constraints = (
            models.UniqueConstraint(fields=("session", "kind"), name="one_deadline_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.session} · {self.kind}"

    @property
    def late(self) -> bool:
        """Done after its day, or still to do and its day has passed; papers need not be."""
        if self.done_on is None and self.session.held_on is not None:
            return False
        return bool(self.due and (self.done_on or clock.today()) > self.due)


class Invitation(models.Model):
    """A unit asked to take part, and in which standing."""

    class Standing(models.TextChoices):
        ATTENDS = "attends", pgettext_lazy("session", "attends")
        SITS_IN = "sits-in", pgettext_lazy("session", "sits in")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="invitations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="topic_invitations")
    standing = models.CharField(max_length=8, choices=Standing)

    class Meta:
        ordering = ("standing", "pk")
        constraints = (
            models.UniqueConstraint(fields=("session", "unit"), name="one_invitation_a_unit"),
        )

    def __str__(self) -> str:
        return f"{self.unit}"


class AgendaItem(models.Model):
    """One item of the agenda, in its place."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("session", "order"), name="one_agenda_item_a_place"),
        )

    def __str__(self) -> str:
        return self.text


class SessionFile(models.Model):
    """A paper that is read for the session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="papers")
    attachment = models.OneToOneField(
        Attachment, on_delete=models.PROTECT, related_name="session_file"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.attachment)


class Attendance(models.Model):
    """How many of one group were there. Nobody is named."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendance")
    group = models.CharField(max_length=20)
    heads = models.PositiveIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("session", "group"), name="one_count_a_group"),
        )

    def __str__(self) -> str:
        return f"{self.label}: {self.heads}"

    @property
    def label(self) -> str:
        return group_words(self.group)


class Minute(models.Model):
    """One line of the minutes: agreed, seen differently, or left open (共识、分歧、待议)."""

    class Standing(models.TextChoices):
        AGREED = "agreed", pgettext_lazy("minutes", "agreed")
        DIFFERING = "differing", pgettext_lazy("minutes", "seen differently")
        PENDING = "pending", pgettext_lazy("minutes", "left open")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="minutes")
    standing = models.CharField(max_length=9, choices=Standing)
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)

    class Meta:
        ordering = ("standing", "order")
        constraints = (
            models.UniqueConstraint(
                fields=("session", "standing", "order"), name="one_minute_a_place"
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]


class Carried(models.Model):
    """What an agreed point became: an activity, a case, or nothing more to do, with the reason."""

    minute = models.OneToOneField(Minute, on_delete=models.PROTECT, related_name="carried")
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, related_name="decided_in"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="decided_in")
    reason = models.CharField(_("why nothing more is to be done"), max_length=300, blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        verbose_name_plural = "carried"
        constraints = (
            models.CheckConstraint(
                condition=Q(activity__isnull=False, case=None, reason="")
                | Q(activity=None, case__isnull=False, reason="")
                | (Q(activity=None, case=None) & ~Q(reason="")),
                name="carried_to_one_thing",
            ),
        )

    def __str__(self) -> str:
        return str(self.activity or self.case or self.reason)
