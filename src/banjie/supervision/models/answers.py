"""What the units answer, how the office finds it, and what they object to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from banjie.common.models import Attachment
from banjie.common.timed import Timed
from banjie.people.models import Unit
from banjie.supervision.models.items import Item

CHECKS = ("facts", "solved", "done", "accurate", "lawful", "form")
"""What is looked at before an answer passes; each is a column of `Verdict`."""


class Answer(models.Model):
    """What a unit answers (反馈), one version after the other; none is ever changed.

    `post` is the post that approved it in the unit, never a name. An interim answer says how far
    the work is and why it is late.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(_("answer"), max_length=5000)
    post = models.CharField(_("approved by the post"), max_length=60)
    interim = models.BooleanField(_("interim: the work goes on"), default=False)
    late_reason = models.CharField(_("why it is late"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("item", "unit", "version"), name="one_answer_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} · {self.unit} · {self.version}"


class AnswerFile(models.Model):
    """A file that an answer rests on."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="files")
    attachment = models.OneToOneField(
        Attachment, on_delete=models.PROTECT, related_name="supervision_file"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.attachment)


class Verdict(Timed):
    """How the office finds an answer (审结): passed, every check true, or back with a reason.

    Its clock is the unit's time to object (政府督查工作条例, art. 17).
    """

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="verdict")
    passed = models.BooleanField()
    facts = models.BooleanField(_("the facts are clear"), default=False)
    solved = models.BooleanField(_("the problem is solved"), default=False)
    done = models.BooleanField(_("the task is done"), default=False)
    accurate = models.BooleanField(_("the conclusion is accurate"), default=False)
    lawful = models.BooleanField(_("it is lawful"), default=False)
    form = models.BooleanField(_("its form is right"), default=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(passed=False) | Q(**dict.fromkeys(CHECKS, True)),
                name="passed_only_with_every_check",
            ),
            models.CheckConstraint(
                condition=Q(passed=True) | ~Q(reason=""), name="verdict_back_needs_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.answer} · {self.passed}"


class Objection(Timed):
    """A unit objects to a verdict (异议), and what is decided; its clock is the decision's.

    `author` repeats who gave the verdict: the table itself refuses their deciding on it.
    """

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="objections")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    upheld = models.BooleanField(_("the objection is right"), null=True)
    decision = models.CharField(_("decision"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("verdict", "unit"), name="one_objection_a_unit"),
            models.CheckConstraint(
                condition=~Q(decided_by=F("author")), name="author_recuses"
            ),
            models.CheckConstraint(
                condition=Q(upheld=None, decided_by=None, decided_at=None)
                | (Q(upheld__isnull=False, decided_by__isnull=False, decided_at__isnull=False)
                   & ~Q(decision="")),
                name="decision_is_whole",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.verdict} · {self.unit}"
