"""The author's say: two grades, and what follows from "not satisfied" with the result."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from banjie.common import clock
from banjie.common.models import Attachment
from banjie.consultation.actions.again import handle_again, not_satisfied
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.kinds import kind_rule, words_of
from banjie.consultation.models import (
    Case,
    Grade,
    Handling,
    Rating,
    Reopening,
    Screening,
    State,
    Submitter,
)
from banjie.consultation.parts import WORKING, Actor
from banjie.documents.attachments import keep, look_into
from banjie.people.actions.duties import end_loans
from banjie.people.models import User


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
    rating = _keep(case, submitter, say)
    _follow(case, "rate", rating, submitter)
    return rating


def rate_on_paper(submitter: Submitter, say: Say, scan: UploadedFile, *, by: User) -> Rating:
    """The office enters a rating the author signed on paper, with its scan.

    Refused to an account of a unit that handles or handled the case, here and by the database.
    """
    paper = look_into(scan)
    with transaction.atomic():
        case = locked(submitter.case, "rate_on_paper", by=by)
        end_loans()
        attachment = keep(paper, by=by)
        rating = _keep(case, submitter, say, entered_by=by, scan=attachment)
        _follow(case, "rate_on_paper", rating, by)
    return rating


def _keep(
    case: Case, submitter: Submitter, say: Say, *, entered_by: User | None = None,
    scan: Attachment | None = None,
) -> Rating:  # fmt: skip
    if submitter.case_id != case.pk or submitter.confirmed_on is None:
        raise WrongState.at("rate")
    try:
        with transaction.atomic():
            return Rating.objects.create(
                submitter=submitter, case=case, round=case.round, entered_by=entered_by,
                scan=scan, **asdict(say),
            )  # fmt: skip
    except IntegrityError:
        raise WrongState.at("rate") from None


def _follow(case: Case, step: str, rating: Rating, by: Actor) -> None:
    """What a rating leads to. A joint submitter's is kept; the lead's decides."""
    if not rating.submitter.lead:
        move(case, step, by=by)
    elif rating.result != Grade.UNSATISFIED:
        case.closed_on = clock.today()
        move(case, step, by=by, to=State.CLOSED)
    else:
        not_satisfied(case, step, by=by, rating=rating)


@transaction.atomic
def lapse(case: Case) -> Case:
    """Close an answered case whose author was silent for the time to rate: "no answer".

    Where the office asks back, it must have done so, or found nobody to reach (济南 27).
    """
    case = locked(case, "lapse", by=None)
    if case.rate_by is None or clock.today() <= case.rate_by:
        raise WrongState.at("lapse")
    called = case.call_backs.filter(round=case.round).exists()
    if kind_rule(case.kind).called_back and not called:
        raise WrongState.at("lapse")
    case.closed_on = clock.today()
    return move(case, "lapse", by=None, to=State.CLOSED)


def lapse_all() -> int:
    """Close what may lapse today; how many that were."""
    due = Case.objects.filter(state=State.REPLIED, rate_by__lt=clock.today())
    done = 0
    for case in due.iterator():
        try:
            lapse(case)
        except WrongState:
            continue
        done += 1
    return done


@transaction.atomic
def settle(case: Case, *, ground: str, note: str, by: User) -> Case:
    """The office ends a case its author was twice not satisfied with, on a coded ground."""
    case = locked(case, "settle", by=by)
    if words_of("grounds.json", ground, "settle") == ground or not note.strip():
        raise ValidationError(_("Choose a ground and explain it to the author."))
    Screening.objects.create(case=case, step="settle", ground=ground, note=note, by=by)
    case.ground, case.closed_on = ground, clock.today()
    return move(case, "settle", by=by, to=State.CLOSED, ground=ground)


@transaction.atomic
def reopen(case: Case, *, reason: str, by: Actor) -> Case:
    """Open a closed case again, with a reason: counted, and handled under a clock of its own; one
    that no unit handled waits to be handed over.
    """
    case = locked(case, "reopen", by=by)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is opened again.")})
    author = isinstance(by, Submitter)
    Reopening.objects.create(
        case=case, reason=reason, by_author=author, by=by.user if isinstance(by, Submitter) else by
    )
    if not case.handled_in.handlings.filter(ended_on=None).exists():  # closed on file
        case.closed_on, case.ground, case.assign_by = None, "", None
        return move(case, "reopen", by=by, to=State.FILED)
    handle_again(case)
    return move(case, "reopen", by=by, to=State.HANDLING, due=case.due)


@transaction.atomic
def rate_item(handling: Handling, *, clear: int, workable: int, by: User) -> Handling:
    """A unit that replies says whether the *item* was clear and could be done: for totals alone."""
    case = locked(handling.case, "rate_item", by=by)
    if not handling.answers or handling.unit_id not in by.units(*WORKING):
        raise WrongState.at("rate_item")
    handling.clear, handling.workable = Grade(clear), Grade(workable)
    handling.save(update_fields=["clear", "workable"])
    move(case, "rate_item", by=by, unit=handling.unit)
    return handling
