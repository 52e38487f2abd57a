"""What is answered to which point, who agreed to it, and the letter each author gets."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.approvals.models import Numbered
from banjie.common import clock
from banjie.consultation.models.cases import Case
from banjie.consultation.models.handling import Handling
from banjie.people.models import Unit

USER = settings.AUTH_USER_MODEL


class Point(models.Model):
    """One thing a case asks for: it gets one answer of its own (一点一答)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="points")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)

    class Meta:
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=("case", "order"), name="one_point_a_place"),)

    def __str__(self) -> str:
        return self.text


class Reply(models.Model):
    """The answer of one unit in one round, from draft to letters. `outcome` is a class of the
    case's profile (A to D by default). It goes out when every co-handler agreed, objected in
    writing or let its day pass in silence (its own, or `countersign_by` once it gave its opinion),
    the head of the unit signed, and the office found it fit (京 22, 闽 23).
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("reply", "draft")
        SIGNING = "signing", pgettext_lazy("reply", "waits for the signature of the unit")
        REVIEW = "review", pgettext_lazy("reply", "with the office")
        READY = "ready", pgettext_lazy("reply", "ready to go out")
        OUT = "out", pgettext_lazy("reply", "sent")

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="replies")
    round = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    outcome = models.CharField(max_length=2, blank=True)
    opening = models.TextField(_("opening"), max_length=2000, blank=True)
    closing = models.TextField(_("closing"), max_length=2000, blank=True)
    promise = models.CharField(_("what is promised"), max_length=500, blank=True)
    promised_by = models.DateField(_("promised for"), null=True, blank=True)
    returned_reason = models.CharField(_("why it was returned"), max_length=500, blank=True)
    signed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    signed_post = models.CharField(_("signed by the post"), max_length=60, blank=True)
    reviewed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    countersign_by = models.DateField(null=True)
    sent_on = models.DateField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("handling", "round"), name="one_reply_a_round"),
            models.CheckConstraint(
                condition=~Q(state="out") | (Q(sent_on__isnull=False) & ~Q(outcome="")),
                name="reply_out_has_day_and_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"{self.handling} · {self.round}"

    @property
    def mark(self) -> str:
        """A short mark of all it says: who agrees to it agrees to just this."""
        said = [self.outcome, self.opening, self.closing, self.promise, str(self.promised_by)]
        said += [f"{answer.point_id}:{answer.text}" for answer in self.answers.all()]
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


class PointAnswer(models.Model):
    """What a reply says to one point."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="answers")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(max_length=3000)

    class Meta:
        ordering = ("point__order",)
        constraints = (
            models.UniqueConstraint(fields=("reply", "point"), name="one_answer_a_point"),
        )

    def __str__(self) -> str:
        return self.text[:40]


class Countersign(models.Model):
    """A co-handler agrees to a reply, or objects with a reason (会签); its last word counts."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="countersigns")
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField()
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("reply", "handling"), name="one_countersign_a_unit"),
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(reason=""), name="objecting_needs_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reply} · {self.agreed}"


class Letter(Numbered):
    """A reply addressed to one case: merged cases get one each, with a number of its own."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="letters")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reply_letters")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("reply", "case"), name="one_letter_a_case"),
            models.UniqueConstraint(
                fields=("unit", "mark", "year", "serial"), name="one_reply_letter_a_number"
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def own(self) -> bool:
        """Whether the points it answers are those of its own author: a case that was merged is
        answered by the points of another, in words it must not be shown.
        """
        return self.case_id == self.reply.handling.case_id


class Template(models.Model):
    """Words a unit begins its replies with; `{title}`, `{number}`, `{unit}` are filled in for each
    case when its letter is written.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="reply_templates")
    name = models.CharField(_("name"), max_length=60)
    opening = models.TextField(_("opening"), max_length=2000)
    closing = models.TextField(_("closing"), max_length=2000, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("unit", "name"), name="one_template_a_name"),
        )

    def __str__(self) -> str:
        return self.name
