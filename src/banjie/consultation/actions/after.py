"""After the reply: promises, asking back, adoptions, instructions, key items, who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from banjie.common import audit, clock
from banjie.consultation.actions.again import not_satisfied
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.asking import to_follow
from banjie.consultation.models import (
    Adoption,
    CallBack,
    Case,
    FollowUp,
    Grade,
    Instruction,
    KeyItem,
    Reply,
    Visibility,
    Visit,
)
from banjie.documents.models import Document
from banjie.people.models import User
from banjie.programme.models import Activity
from banjie.supervision.models import Item


def promise(reply: Reply, case: Case) -> FollowUp | None:
    """Keep a reply's promise in sight until its day; None where it promises nothing."""
    if not reply.promise or reply.promised_by is None:
        return None
    return FollowUp.objects.create(
        reply=reply, case=case, promise=reply.promise, due=reply.promised_by
    )


@transaction.atomic
def keep_promise(
    follow_up: FollowUp, *, note: str = "", activity: Activity | None = None,
    document: Document | None = None, by: User,
) -> FollowUp:  # fmt: skip
    """The promise was kept, shown by an activity or a document."""
    if activity is None and document is None:
        raise ValidationError(_("Name the activity or the document that shows it."))
    return _end(follow_up, FollowUp.State.KEPT, note, by, activity=activity, document=document)


@transaction.atomic
def give_up_promise(follow_up: FollowUp, *, note: str, by: User) -> FollowUp:
    """The promise will not be kept; the author reads why."""
    if not note.strip():
        raise ValidationError({"note": _("Say why it will not be kept.")})
    return _end(follow_up, FollowUp.State.GIVEN_UP, note, by)


def _end(
    follow_up: FollowUp, state: str, note: str, by: User, *, activity: Activity | None = None,
    document: Document | None = None,
) -> FollowUp:  # fmt: skip
    case = locked(follow_up.case, "follow_up", by=by)
    found = to_follow(by, case).select_for_update(of=("self",)).filter(pk=follow_up.pk).first()
    if found is None:
        raise WrongState.at("follow_up")
    found.state, found.note, found.activity, found.document = state, note, activity, document
    found.ended_on, found.ended_by = clock.today(), by
    found.save()
    move(case, "follow_up", by=by, promise=state)
    return found


@dataclass(frozen=True, slots=True)
class Heard:
    """What the author said when called back; all None when nobody could be reached."""

    contacted: bool | None = None
    solved: bool | None = None
    satisfied: int | None = None


@transaction.atomic
def call_back(case: Case, heard: Heard, *, reached: bool, by: User) -> CallBack:
    """Ask whether it helped (回访), once a round; never by an account of a handling unit.

    Where it was not solved, or its author is not satisfied, it is handled again as after a rating.
    """
    case = locked(case, "call_back", by=by)
    if reached and (heard.solved is None or heard.satisfied is None):
        raise ValidationError(_("Say whether it was solved, and how satisfied the author is."))
    said = heard if reached else Heard()
    result = CallBack.Result.REACHED if reached else CallBack.Result.NO_CONTACT
    try:
        with transaction.atomic():
            kept = CallBack.objects.create(
                case=case, round=case.round, result=result, contacted=said.contacted,
                solved=said.solved, satisfied=said.satisfied, by=by,
            )  # fmt: skip
    except IntegrityError:
        raise WrongState.at("call_back") from None
    if said.solved is False or said.satisfied == Grade.UNSATISFIED:
        not_satisfied(case, "call_back", by=by)
    else:
        move(case, "call_back", by=by)
    return kept


@transaction.atomic
def show_case(case: Case, *, visibility: str, hidden_reason: str = "", by: User) -> Case:
    """Who may read it from now on. Public needs the author's consent; hiding needs a reason."""
    case = locked(case, "show", by=by)
    if visibility == Visibility.PUBLIC and not case.may_be_shown:
        raise ValidationError(_("Its author did not agree to its being published."))
    if visibility == Visibility.HIDDEN and not hidden_reason.strip():
        raise ValidationError({"hidden_reason": _("Say why it is hidden; the note shows it.")})
    case.visibility = visibility
    case.hidden_reason = hidden_reason if visibility == Visibility.HIDDEN else ""
    return move(case, "show", by=by, visibility=visibility)


def _happened(on: date) -> None:
    """Raises ValidationError for a day that is still to come."""
    if on > clock.today():
        raise ValidationError({"on": _("This day is still to come.")})


@transaction.atomic
def adopt(case: Case, *, level: str, place: str, on: date, by: User) -> Adoption:
    """It was taken up somewhere (采用); it may be several times, each place once."""
    _happened(on)
    case = locked(case, "adopt", by=by)
    kept, made = Adoption.objects.get_or_create(
        case=case, level=level, place=place, defaults={"on": on, "by": by}
    )
    if made:
        move(case, "adopt", by=by, level=level)
    return kept


@transaction.atomic
def instruct(case: Case, *, post: str, text: str, on: date, by: User) -> Instruction:
    """Keep what a post wrote on the case (批示); an item of supervision is opened from it."""
    _happened(on)
    case = locked(case, "instruct", by=by)
    kept = Instruction.objects.create(case=case, post=post, text=text, on=on, by=by)
    move(case, "instruct", by=by)
    return kept


@transaction.atomic
def supervise(instruction: Instruction, item: Item, *, by: User) -> Instruction:
    """The item of supervision that carries an instruction out; an item carries out one."""
    found = Instruction.objects.select_for_update().get(pk=instruction.pk)
    if found.item_id is not None or not by.may("consultation.instruct", found.case):
        raise WrongState("supervised before")
    found.item = item
    try:
        with transaction.atomic():
            found.save(update_fields=["item"])
    except IntegrityError:
        raise WrongState("it carries another instruction out") from None
    audit.record(by=by, verb="case.supervised", target=found.case, item=item.pk)
    return found


@transaction.atomic
def mark_key(case: Case, *, post: str, reason: str, by: User) -> KeyItem:
    """Put it under the care of a leading post (重点督办), once."""
    case = locked(case, "mark_key", by=by)
    try:
        with transaction.atomic():
            kept = KeyItem.objects.create(case=case, post=post, reason=reason)
    except IntegrityError:
        raise WrongState("a key item already") from None
    move(case, "mark_key", by=by)
    return kept


@transaction.atomic
def log_visit(key_item: KeyItem, *, kind: str, on: date, summary: str, by: User) -> Visit:
    """What the leading post did about it."""
    if not by.may("consultation.keep_key_item", key_item.case):
        raise WrongState("kept by the office")
    _happened(on)
    visit = Visit.objects.create(key_item=key_item, kind=kind, on=on, summary=summary)
    audit.record(by=by, verb="case.visited", target=key_item.case)
    return visit


@transaction.atomic
def end_key_item(key_item: KeyItem, *, result: str, by: User) -> KeyItem:
    """Write up what came of it."""
    if not by.may("consultation.keep_key_item", key_item.case):
        raise WrongState("kept by the office")
    found = KeyItem.objects.select_for_update().get(pk=key_item.pk)
    found.result, found.ended_on = result, clock.today()
    found.save(update_fields=["result", "ended_on"])
    audit.record(by=by, verb="case.key_item_ended", target=found.case)
    return found
