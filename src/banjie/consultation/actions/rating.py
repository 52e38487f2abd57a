"""The author's say: two grades, and what follows from "not satisfied" with the result."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from banjie.common import clock
from banjie.common.timed import begin
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.kinds import limit_name
from banjie.consultation.models import Case, Grade, Rating, Rework, State, Submitter


@dataclass(frozen=True, slots=True)
class Say:
    """How it was handled, what came of it, each with one of three grades."""

    attitude: int
    result: int
    comment: str = ""
    solved: bool | None = None


@transaction.atomic
def rate(submitter: Submitter, say: Say) -> Rating:
    """The author rates the reply of this round, once.

    Not satisfied with the result: it is handled once more, with its own clock; the second time it
    goes to the office instead. Raises `WrongState` for a second rating of the same reply.
    """
    case = locked(submitter.case, "rate", by=submitter)
    try:
        with transaction.atomic():
            rating = Rating.objects.create(
                submitter=submitter, case=case, round=case.round, attitude=say.attitude,
                result=say.result, comment=say.comment, solved=say.solved,
            )  # fmt: skip
    except IntegrityError:
        raise WrongState("rated before") from None
    _follow(case, rating, submitter)
    return rating


def _follow(case: Case, rating: Rating, by: Submitter) -> None:
    """What a rating leads to; a joint submitter's is kept beside the lead's."""
    if not by.lead:
        move(case, "rate", by=by)
    elif rating.result != Grade.UNSATISFIED:
        case.closed_on = clock.today()
        move(case, "rate", by=by, to=State.CLOSED)
    elif Rework.objects.filter(case=case).exists():
        move(case, "rate", by=by, to=State.ESCALATED)
    else:
        _handle_again(case, rating, by)


def _handle_again(case: Case, rating: Rating, by: Submitter) -> None:
    rework = Rework(case=case, rating=rating)
    rework.run_by(begin(limit_name(case.kind, "rework")))
    rework.save()
    case.round += 1
    case.due, case.rate_by = rework.due, None
    case.latest = max(case.latest or clock.today(), rework.due or clock.today())
    move(case, "rate", by=by, to=State.REWORK, due=str(rework.due))
