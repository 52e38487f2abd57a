"""Papers, their rounds, the steps of a round and who signs in them, and the series of numbers.

Three flows, no designer: steps in order, one leader, and filings that end in "no objection" when
their time to object has run out. Signers are posts (a duty in a unit), narrowed to one account
where somebody chose one; what is printed names the post.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common import clock
from banjie.common.models import Attachment
from banjie.common.timed import Timed
from banjie.official import document_number
from banjie.people.models import Membership, Unit


class UnitLetters(models.Model):
    """The letters of a unit's document numbers (机关代字), or else its short name."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="letters")
    letters = models.CharField(_("letters of our numbers"), max_length=12)

    class Meta:
        verbose_name_plural = "unit letters"

    def __str__(self) -> str:
        return self.letters


class Series(models.Model):
    """The last number given in a year by a unit for one mark (请, 备, …): the row writers wait for.

    A number is taken in the transaction of the paper that bears it, so none is left out.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"
        constraints = (
            models.UniqueConstraint(fields=("unit", "mark", "year"), name="one_series_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.mark} {self.year}: {self.last}"


class Numbered(models.Model):
    """A document number, 临协办请〔2026〕3号, once it was given. The tables keep it unique."""

    letters = models.CharField(max_length=12, blank=True, editable=False)
    mark = models.CharField(max_length=4, blank=True, editable=False)
    year = models.PositiveSmallIntegerField(null=True, editable=False)
    serial = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def number(self) -> str:
        """The number as it is printed; '' before it was given."""
        if self.year is None or self.serial is None:
            return ""
        return document_number(self.letters + self.mark, self.year, self.serial)


class Paper(Numbered, Timed):
    """A request for approval (请示) or a filing (报备). Its clock is a filing's time to object.

    `about_address` is a page of this site that the paper is about, with its words; the room knows
    nothing else of it. A filing that nobody objected to in time has no state of its own:
    `standing` tells it from the day.
    """

    class Flow(models.TextChoices):
        STEPS = "steps", _("request, several steps")
        SIMPLE = "simple", _("request, one leader")
        FILING = "filing", _("filing")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("paper", "draft")
        OUT = "out", pgettext_lazy("paper", "being signed")
        RETURNED = "returned", pgettext_lazy("paper", "returned")
        APPROVED = "approved", pgettext_lazy("paper", "approved")

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="papers", verbose_name=_("from")
    )
    addressee = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("main addressee")
    )
    flow = models.CharField(max_length=8, choices=Flow, default=Flow.SIMPLE)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"), max_length=8000)
    about_address = models.CharField(max_length=200, blank=True)
    about_label = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    at_step = models.PositiveSmallIntegerField(default=0)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("unit", "state"), name="paper_of_unit"),)
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "mark", "year", "serial"), name="one_paper_a_number"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(serial__isnull=False), name="paper_out_has_number"
            ),
            models.CheckConstraint(
                condition=~Q(flow="filing") | Q(state="draft") | Q(due__isnull=False),
                name="filing_out_has_last_day",
            ),
            models.CheckConstraint(
                condition=Q(about_address="")
                | (Q(about_address__startswith="/") & ~Q(about_address__startswith="//")),
                name="paper_is_about_a_page_of_the_site",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_filing(self) -> bool:
        return self.flow == self.Flow.FILING

    @property
    def lapsed(self) -> bool:
        """A filing whose time to object is over: nobody objected."""
        out = self.is_filing and self.state == self.State.OUT
        return bool(out and self.due and self.due < clock.today())

    @property
    def settled(self) -> bool:
        """Approved, or filed without objection: what waits for it may go on."""
        return self.state == self.State.APPROVED or self.lapsed

    @property
    def standing(self) -> str:
        """The state in words, as it is today."""
        if not self.is_filing or self.state == self.State.DRAFT:
            return str(self.get_state_display())
        if self.settled:
            return str(_("no objection"))
        return str(
            _("objected to") if self.state == self.State.RETURNED else _("open to objection")
        )


class Round(models.Model):
    """One time a paper goes through its steps, with its words as they were sent then."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    body = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("paper", "number"), name="one_round_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.paper} · {self.number}"


class Step(models.Model):
    """A step of a round: all its signers must agree (会签), or one of several suffices (或签)."""

    class Mode(models.TextChoices):
        ALL = "all", _("all of them agree")
        ANY = "any", _("one of them suffices")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=3, choices=Mode, default=Mode.ALL)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("round", "position"), name="one_step_a_position"),
        )

    def __str__(self) -> str:
        return f"{self.round} · {self.position}"


class Signature(models.Model):
    """A post that is asked to sign in a step, and its verdict.

    `drafted_by` repeats who drafted the paper, so that the table itself refuses a verdict on one's
    own draft. A signature that was passed on stays, and points to the one it was passed to.
    """

    class Verdict(models.TextChoices):
        WAITING = "", _("not signed yet")
        AGREED = "agreed", _("agreed")
        RETURNED = "returned", _("returned")
        PASSED = "passed", _("passed on")

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="signatures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=12, choices=Membership.Duty)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.WAITING, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(null=True)
    passed_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="passed_from"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(by=F("drafted_by")) & ~Q(user=F("drafted_by")),
                name="nobody_signs_their_own_draft",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", by=None, at=None)
                | (~Q(verdict="") & Q(by__isnull=False, at__isnull=False)),
                name="verdict_has_signer_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="returned") | ~Q(reason=""),
                name="paper_return_needs_reason",
            ),
            models.UniqueConstraint(
                fields=("step", "unit", "duty"),
                condition=Q(user=None) & ~Q(verdict="passed"),
                name="post_signs_once_a_step",
            ),
            models.UniqueConstraint(
                fields=("step", "user"),
                condition=~Q(verdict="passed"),
                name="account_signs_once_a_step",
            ),
        )

    def __str__(self) -> str:
        return self.post

    @property
    def post(self) -> str:
        """The post that signs; never a name."""
        return f"{self.unit.name} · {self.get_duty_display()}"


class PaperFile(models.Model):
    """A file that goes with a paper."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="files")
    attachment = models.OneToOneField(
        Attachment, on_delete=models.PROTECT, related_name="paper_file"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.attachment)
