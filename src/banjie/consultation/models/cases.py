"""What somebody said, in which channel, who stands behind it, and what happened to it."""

from __future__ import annotations

from typing import Any

import rules
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.approvals.models import Numbered
from banjie.common import clock
from banjie.common.models import Attachment
from banjie.common.timed import Timed
from banjie.consultation.models.channels import Channel, Kind
from banjie.people.models import Unit


class State(models.TextChoices):
    """Where a case stands. Whether it was solved is said by the reply and its rating, not here."""

    DRAFT = "draft", pgettext_lazy("case", "draft")
    GATHERING = "gathering", pgettext_lazy("case", "waits for joint submitters")
    SUBMITTED = "submitted", pgettext_lazy("case", "waits for the check")
    FILED = "filed", pgettext_lazy("case", "filed")
    MERGED = "merged", pgettext_lazy("case", "handled together with another")
    HANDLING = "handling", pgettext_lazy("case", "being handled")
    REPLIED = "replied", pgettext_lazy("case", "answered")
    REWORK = "rework", pgettext_lazy("case", "being handled again")
    ESCALATED = "escalated", pgettext_lazy("case", "with the office: not satisfied twice")
    CLOSED = "closed", pgettext_lazy("case", "closed")
    DECLINED = "declined", pgettext_lazy("case", "not filed")
    TRANSFERRED = "transferred", pgettext_lazy("case", "goes on in another channel")
    SPLIT = "split", pgettext_lazy("case", "goes on in parts")
    WITHDRAWN = "withdrawn", pgettext_lazy("case", "withdrawn")


class Visibility(models.TextChoices):
    """Who may read a case beside those who work on it."""

    PUBLIC = "public", _("everybody")
    AUTHOR = "author", _("its author only")
    OFFICE = "office", _("the office and the handling units only")
    HIDDEN = "hidden", _("nobody; a note says that it was hidden")


_COUNTED = (
    "office", "submitted_on", "kind", "state", "merged_into", "round", "replied_on", "closed_on",
    "filed_on", "due", "stopped_on", "check_by", "assign_by", "assigned_on", "ground",
)  # fmt: skip
"""All that figures over a period look at: they are counted from the index, without the words."""


class Case(Numbered, Timed):
    """One thing somebody says (一事一案). `said` holds the words by field (`kinds.json`).

    Dates are days, never moments, so an anonymous author cannot be found by the minute. Its clock
    is the reply's; `latest` is the day no extension may pass. `round` counts replies asked for:
    0, and one more with each rework or reopening. `check_by` and `assign_by` are the last days of
    the office to check it and to hand it over; `assigned_on` is the day it first was. `stopped_on`
    is set while its clock stands still (`Suspension`). A merged case points at the one it is
    handled with and keeps its text, number, authors and rating.
    """

    kind = models.CharField(max_length=12, choices=Kind)
    office = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="cases", verbose_name=_("office")
    )
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, null=True, related_name="cases")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=50)
    said = models.JSONField(default=dict)
    may_be_shown = models.BooleanField(_("may be published, without my name"), default=False)
    visibility = models.CharField(
        _("who may read it"), max_length=8, choices=Visibility, default=Visibility.OFFICE
    )
    hidden_reason = models.CharField(_("why it is hidden"), max_length=200, blank=True)
    submitted_on = models.DateField(null=True)
    check_by = models.DateField(null=True)
    filed_on = models.DateField(null=True)
    assign_by = models.DateField(null=True)
    assigned_on = models.DateField(null=True)
    replied_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    latest = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    call_by = models.DateField(null=True)
    rate_by = models.DateField(null=True)
    round = models.PositiveSmallIntegerField(default=0)
    ground = models.CharField(max_length=30, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    came_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="became"
    )
    form_key = models.CharField(max_length=64, null=True, unique=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_from = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("office", "state", "due"), name="case_of_office"),
            models.Index(fields=("kind", "state", "-id"), name="case_of_kind"),
            models.Index(fields=("state", "due"), name="case_by_day"),
            models.Index(fields=("office", "-id"), name="case_newest"),
            models.Index(fields=("visibility", "state"), name="case_shown"),
            models.Index(fields=_COUNTED, name="case_counted"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("office", "mark", "year", "serial"), name="one_case_a_number"
            ),
            models.CheckConstraint(
                condition=Q(due=None) | Q(latest=None) | Q(due__lte=F("latest")),
                name="case_due_within_the_longest",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | ~Q(state="merged"),
                name="case_merged_into_one",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("declined", "transferred")) | ~Q(ground=""),
                name="case_declined_on_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(visibility="hidden") | ~Q(hidden_reason=""),
                name="case_hidden_for_a_reason",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("consultation:case", args=(self.pk,))

    @property
    def logged_as(self) -> str:
        """What the audit log calls it: never its words, which may be hidden later."""
        return self.number or f"{self.get_kind_display()} {self.pk}"

    @property
    def handled_in(self) -> Case:
        """The case whose handlers work on this one: itself, unless it was merged."""
        return self.merged_into or self

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def late(self) -> bool:
        """Answered after its day, or not answered and its day has passed."""
        at_work = self.state in (State.HANDLING, State.REWORK, State.MERGED)
        reached = (self.stopped_on or clock.today()) if at_work else self.replied_on
        return bool(self.due and reached and reached > self.due)


OVER = (State.CLOSED, State.DECLINED, State.TRANSFERRED, State.SPLIT, State.WITHDRAWN)
"""Nothing more is asked of anybody."""
GONE_ON = (State.TRANSFERRED, State.SPLIT)
"""Over as this case, and going on as others with the same authors."""


class Submitter(models.Model):
    """Who stands behind a case, as far as the case must know: a unit, a post, or nobody named.

    `user` is set where somebody submitted with an account. A joint submitter counts once it
    confirmed; who has not by `confirm_by` falls away. An author acts through this row: `may` asks
    the same rules as an account does, and knows of no duty in any unit. Where a case goes on as
    others, `origin` is the first row of the same author: its code and its contact stay there.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="submitters")
    lead = models.BooleanField(default=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("unit"),
    )  # fmt: skip
    post = models.CharField(_("post"), max_length=60, blank=True)
    confirm_by = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    origin = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="carried")

    class Meta:
        ordering = ("-lead", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(lead=True), name="one_lead_submitter"
            ),
            models.UniqueConstraint(fields=("case", "user"), name="one_submitter_an_account"),
        )

    def __str__(self) -> str:
        return " ".join(str(word) for word in (self.unit, self.post) if word) or str(
            _("the public")
        )

    def may(self, permission: str, thing: Any = None) -> bool:
        """Whether the rule of this name lets the author do it to this thing."""
        return bool(rules.has_perm(permission, self, thing))

    @property
    def first(self) -> Submitter:
        """This author's row on the case it was sent as: the one with the code and the contact."""
        return self.origin or self

    def everywhere(self) -> models.QuerySet[Submitter]:
        """This author's rows: on the case it was sent as, and on those that one went on as."""
        return Submitter.objects.filter(Q(pk=self.first.pk) | Q(origin=self.first.pk)).order_by(
            "pk"
        )

    def units(self, *_duties: str) -> set[int]:
        """None: who speaks as an author speaks for no unit."""
        return set()


class AccessCode(models.Model):
    """The way back for an author without an account; only a slow hash of the code is kept."""

    submitter = models.OneToOneField(Submitter, on_delete=models.CASCADE, related_name="code")
    digest = models.CharField(max_length=64, unique=True)
    ends_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.submitter}"


class Contact(models.Model):
    """How to reach an author who asked for it: one address, sealed, deleted when no longer needed.

    Its own table with its own permission; `sealing.py` alone reads it.
    """

    submitter = models.OneToOneField(Submitter, on_delete=models.CASCADE, related_name="contact")
    sealed = models.BinaryField()
    delete_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.submitter}"


class Follower(models.Model):
    """Somebody who follows a published case instead of sending the same again, by code alone."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="followers")
    digest = models.CharField(max_length=64, unique=True)
    ends_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.case}"


class CaseFile(models.Model):
    """A file sent along with a case, or the scan of the paper it came on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="case_files")
    scan = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("case", "attachment"), name="one_case_file_once"),
        )

    def __str__(self) -> str:
        return str(self.attachment)


class Edition(models.Model):
    """The words as they stood before an officer edited them; the first one is the author's."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="editions")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=50)
    said = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("version",)
        constraints = (
            models.UniqueConstraint(fields=("case", "version"), name="one_edition_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.case} · {self.version}"


class Event(models.Model):
    """A step on a case as its timeline tells it: the day, the step, the unit; never a person.

    `told` steps are shown to the author. `facts` are small and coded: a ground, a day.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    on = models.DateField(default=clock.today)
    step = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=State)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    told = models.BooleanField()
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.case} · {self.step}"
