"""Recommendations with their points and answers, and what came of a year of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from banjie.common import clock
from banjie.topics.models import AnnualPlan, Ask, AskAnswer, Outcome, Topic

Verdict = AskAnswer.Verdict


def asks_of(outcome: Outcome) -> list[Ask]:
    """The points in order, each with its answer and what has come of it since."""
    answers = AskAnswer.objects.prefetch_related("progress")
    return list(outcome.asks.prefetch_related(Prefetch("answer", answers)))


def answer_of(ask: Ask) -> AskAnswer | None:
    """The answer to a point; None while there is none."""
    return getattr(ask, "answer", None)


@dataclass(frozen=True, slots=True)
class Followed:
    """One recommendation of a year: its points by verdict, how many are done, what is open."""

    outcome: Outcome
    verdicts: dict[str, int]
    done: int
    asked: int

    @property
    def waiting(self) -> int:
        """Points without an answer."""
        return self.asked - sum(self.verdicts.values())

    @property
    def standing(self) -> str:
        """How the reply stands, as a code."""
        return standing_of(self.outcome)


def standing_of(outcome: Outcome) -> str:
    """How the reply to a recommendation stands: waiting, late, in-time, after (its day)."""
    reply = getattr(outcome, "reply", None)
    over = outcome.due is not None and (reply.sent_on if reply else clock.today()) > outcome.due
    if reply is None:
        return "late" if over else "waiting"
    return "after" if over else "in-time"


def of_year(plan: AnnualPlan) -> list[Followed]:
    """What came of the topics of a plan: every recommendation sent, with its points counted."""
    sent = (
        Outcome.objects.filter(topic__plan=plan, sent_on__isnull=False)
        .select_related("topic", "addressee", "reply")
        .prefetch_related(
            Prefetch(
                "asks", Ask.objects.select_related("answer").prefetch_related("answer__progress")
            )
        )
        .order_by("topic_id", "pk")
    )
    return [_followed(outcome) for outcome in sent]


def _followed(outcome: Outcome) -> Followed:
    asks = list(outcome.asks.all())
    answers = [answer for ask in asks if (answer := answer_of(ask))]
    verdicts = {verdict: sum(a.verdict == verdict for a in answers) for verdict in Verdict.values}
    done = sum(any(line.done for line in answer.progress.all()) for answer in answers)
    return Followed(outcome, verdicts, done, len(asks))


def topics_of_year(plan: AnnualPlan) -> dict[str, int]:
    """How many topics of the plan stand in which state."""
    states = plan.topics.values_list("state", flat=True)
    return {state: sum(found == state for found in states) for state in Topic.State.values}
