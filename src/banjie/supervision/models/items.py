"""What is asked, of whom, until when; and the letters that urge."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.approvals.models import Numbered, Paper
from banjie.common import clock
from banjie.common.timed import Timed
from banjie.people.models import Unit
from banjie.programme.models import Activity

DUE = "supervision.due."
"""What the names of the limits of work begin with; the rest names the source and its urgency."""


class Source(models.TextChoices):
    """Why something is supervised."""

    DECISION = "decision", _("decision or official paper")
    MEETING = "meeting", _("meeting")
    INSTRUCTION = "instruction", _("instruction")
    LETTER = "letter", _("letter")
    OVERDUE = "overdue", _("overdue activity")


class Item(Numbered, Timed):
    """One thing, one item (一事一项). Its clock begins on the day it is handed over (交办).

    `limit` names the rule of its time. Opening needs a paper approved by a leader of the office.
    The state `struck` is refused by the database unless a strike-off stands (`guards.py`).
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("supervision", "opening")
        ISSUED = "issued", pgettext_lazy("supervision", "at work")
        VERIFIED = "verified", pgettext_lazy("supervision", "verified")
        STRUCK = "struck", pgettext_lazy("supervision", "struck off")

    office = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="supervised", verbose_name=_("office")
    )
    source = models.CharField(_("source"), max_length=12, choices=Source)
    limit = models.CharField(max_length=60)
    title = models.CharField(_("title"), max_length=200)
    demand = models.TextField(_("what is asked"), max_length=4000)
    result_form = models.CharField(_("form of the result"), max_length=200)
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="supervised"
    )
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(default=clock.now)
    opened_on = models.DateField(default=clock.today)
    verified_on = models.DateField(null=True)
    archive_number = models.CharField(_("archive number"), max_length=60, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("office", "state"), name="item_of_office"),
            models.Index(fields=("office", "due"), name="item_due"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("office", "mark", "year", "serial"), name="one_item_a_number"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(serial__isnull=False, due__isnull=False),
                name="item_out_has_number_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("verified", "struck")) | Q(verified_on__isnull=False),
                name="item_done_has_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("supervision:item", args=(self.pk,))

    @property
    def late(self) -> bool:
        """Verified after its day, or not verified and its day has passed."""
        return bool(self.due and (self.verified_on or clock.today()) > self.due)

    @property
    def first_due(self) -> date | None:
        """The last day as it was when the item was handed over, before it was moved."""
        moved = self.extensions.filter(approved=True).first()
        return moved.old_due if moved else self.due

    @property
    def light(self) -> str:
        """The colour group of its state: computed, never set."""
        if self.state in (self.State.VERIFIED, self.State.STRUCK):
            return "done"
        if self.state == self.State.DRAFT:
            return "not-yet"
        return "overdue" if self.late else "on-plan"


class Part(models.Model):
    """A unit that handles an item, and when it took it over (签收)."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        CO = "cooperating", _("co-operating")

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="parts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="supervision_parts")
    role = models.CharField(max_length=12, choices=Role)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-role", "pk")  # the lead first
        constraints = (
            models.UniqueConstraint(fields=("item", "unit"), name="one_part_a_unit"),
            models.UniqueConstraint(
                fields=("item",), condition=Q(role="lead"), name="one_lead_an_item"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} · {self.unit}"


class Letter(Numbered):
    """A letter that urges (催办), the n-th of its item, once for each step of the ladder.

    `step` is in days from `due`, the last day as it was when the letter was written.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="letters_sent")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField()
    due = models.DateField()
    step = models.SmallIntegerField()
    written_on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("count",)
        constraints = (
            models.UniqueConstraint(fields=("item", "due", "step"), name="one_letter_a_step"),
            models.UniqueConstraint(fields=("item", "count"), name="one_letter_a_count"),
            models.UniqueConstraint(
                fields=("office", "mark", "year", "serial"), name="one_letter_a_number"
            ),
        )

    def __str__(self) -> str:
        return self.number
