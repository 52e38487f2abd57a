"""A recommendation from draft to reply, and what comes of each of its points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from banjie.approvals import actions as approvals
from banjie.common import audit, clock
from banjie.common.timed import begin
from banjie.people.models import Unit, User
from banjie.people.rules import OFFICER
from banjie.topics.actions.states import locked, tell
from banjie.topics.models import Ask, AskAnswer, Outcome, OutcomeReply, Progress, Topic

MARK, REPLY_MARK = "协建", "协复"


class OutcomeContent(NamedTuple):
    """What a recommendation says: `asks` are its numbered points."""

    title: str
    addressee: Unit
    opening: str
    asks: Sequence[str]


class Said(NamedTuple):
    """What is said to one point."""

    verdict: str
    text: str


@transaction.atomic
def write_outcome(topic: Topic, content: OutcomeContent, *, by: User) -> Outcome:
    """A draft of a recommendation (建议案)."""
    topic = locked(topic, "write_outcome", by=by)
    outcome = _fill(Outcome(topic=topic, written_by=by), content)
    audit.record(by=by, verb="outcome.written", target=outcome)
    return outcome


@transaction.atomic
def change_outcome(outcome: Outcome, content: OutcomeContent, *, by: User) -> Outcome:
    """Mend the draft."""
    outcome = _fill(locked(outcome, "change_outcome", by=by), content)
    audit.record(by=by, verb="outcome.changed", target=outcome)
    return outcome


def _fill(outcome: Outcome, content: OutcomeContent) -> Outcome:
    outcome.title, outcome.opening = content.title, content.opening
    outcome.addressee = content.addressee
    outcome.save()
    outcome.asks.all().delete()
    Ask.objects.bulk_create(
        Ask(outcome=outcome, order=order, text=text[:1000])
        for order, text in enumerate(content.asks, 1)
    )
    return outcome


@transaction.atomic
def send_outcome(outcome: Outcome, *, by: User) -> Outcome:
    """Send it: its number is given, the clock of the reply begins, the unit is told.

    Raises ValidationError where the last day cannot be computed.
    """
    outcome = locked(outcome, "send_outcome", by=by)
    approvals.take_number(outcome, outcome.topic.office, MARK)
    outcome.run_by(begin("topics.reply"))
    outcome.sent_on = clock.today()
    outcome.save()
    audit.record(by=by, verb="outcome.sent", target=outcome, due=str(outcome.due))
    tell(
        outcome.addressee, gettext_noop("A recommendation for your unit: %(title)s"), outcome.topic,
        kind="outcome", key=f"outcome:{outcome.pk}", address=outcome.get_absolute_url(), by=by,
    )  # fmt: skip
    return outcome


@transaction.atomic
def reply(outcome: Outcome, answers: Mapping[int, Said], *, post: str, by: User) -> OutcomeReply:
    """The unit's reply, every point answered with its reason, as one numbered letter.

    `answers` by place of the point. Raises ValidationError naming the points without an answer.
    """
    outcome = locked(outcome, "reply", by=by)
    asks = list(outcome.asks.all())
    wanting = [str(ask.order) for ask in asks if not _is_whole(answers.get(ask.order))]
    if wanting:
        raise ValidationError(
            _("Each point needs an answer of its own; still without one: %(points)s."),
            params={"points": ", ".join(wanting)},
        )
    made = OutcomeReply(outcome=outcome, post=post, by=by, sent_on=clock.today())
    approvals.take_number(made, outcome.addressee, REPLY_MARK)
    made.save()
    AskAnswer.objects.bulk_create(
        AskAnswer(reply=made, ask=ask, **answers[ask.order]._asdict()) for ask in asks
    )
    audit.record(by=by, verb="outcome.answered", target=outcome)
    tell(
        outcome.topic.office, gettext_noop("Answered: %(title)s"), outcome.topic,
        kind="reply", key=f"reply:{made.pk}", address=outcome.get_absolute_url(), by=by,
        duties=(OFFICER,),
    )  # fmt: skip
    return made


def _is_whole(said: Said | None) -> bool:
    return said is not None and said.verdict in AskAnswer.Verdict.values and bool(said.text.strip())


@transaction.atomic
def follow_up(answer: AskAnswer, *, text: str, done: bool, by: User) -> Progress:
    """A line on what has come of a point that was adopted (跟踪问效)."""
    answer = locked(answer, "follow_up", by=by)
    line = Progress.objects.create(answer=answer, text=text, done=done, by=by)
    outcome = answer.ask.outcome
    audit.record(by=by, verb="outcome.followed", target=outcome, point=answer.ask.order)
    return line
