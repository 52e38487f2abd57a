"""What a topic leads to on paper (建议案), and the answer to each of its numbered points."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.approvals.models import Numbered
from banjie.common import clock
from banjie.common.timed import Timed
from banjie.people.models import Unit
from banjie.topics.models.topics import Topic

USER = settings.AUTH_USER_MODEL


class Outcome(Numbered, Timed):
    """A recommendation with numbered points, sent to one unit. Its clock is the reply's."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="outcomes")
    title = models.CharField(_("what it is about"), max_length=120)
    addressee = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="outcomes_received")
    opening = models.TextField(_("opening"), max_length=3000)
    sent_on = models.DateField(null=True)
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("letters", "mark", "year", "serial"),
                condition=Q(serial__isnull=False), name="one_outcome_a_number",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(serial__isnull=False, due__isnull=False),
                name="outcome_sent_with_number_and_day",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("topics:outcome", args=(self.pk,))

    @property
    def late(self) -> bool:
        """Not answered and its day has passed, or answered after it."""
        reply = OutcomeReply.objects.filter(outcome=self).first()
        return bool(self.due and (reply.sent_on if reply else clock.today()) > self.due)


class Ask(models.Model):
    """One numbered point of a recommendation: it gets one answer of its own (一点一答)."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="asks")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("outcome", "order"), name="one_ask_a_place"),
        )

    def __str__(self) -> str:
        return self.text[:80]


class OutcomeReply(Numbered):
    """The unit's reply, once and for every point; `post` approved it."""

    outcome = models.OneToOneField(Outcome, on_delete=models.PROTECT, related_name="reply")
    post = models.CharField(_("approved by the post"), max_length=60)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(default=clock.today)

    class Meta:
        verbose_name_plural = "outcome replies"
        constraints = (
            models.UniqueConstraint(
                fields=("letters", "mark", "year", "serial"), name="one_outcome_reply_a_number"
            ),
        )

    def __str__(self) -> str:
        return self.number


class AskAnswer(models.Model):
    """What is said to one point: adopted, in part, or not, and why."""

    class Verdict(models.TextChoices):
        ADOPTED = "adopted", pgettext_lazy("recommendation", "adopted")
        PARTLY = "partly", pgettext_lazy("recommendation", "adopted in part")
        NOT = "not", pgettext_lazy("recommendation", "not adopted")

    reply = models.ForeignKey(OutcomeReply, on_delete=models.CASCADE, related_name="answers")
    ask = models.OneToOneField(Ask, on_delete=models.PROTECT, related_name="answer")
    verdict = models.CharField(max_length=7, choices=Verdict)
    text = models.TextField(_("how, or why not"), max_length=3000)

    class Meta:
        ordering = ("ask__order",)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="answer_gives_its_reason"),
        )

    def __str__(self) -> str:
        return f"{self.ask} · {self.verdict}"


class Progress(models.Model):
    """What has come of an adopted point since (跟踪问效), line after line until it is done."""

    answer = models.ForeignKey(AskAnswer, on_delete=models.CASCADE, related_name="progress")
    text = models.CharField(_("what has been done"), max_length=1000)
    done = models.BooleanField(_("this point is done"), default=False)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return f"{self.answer} · {self.on}"
