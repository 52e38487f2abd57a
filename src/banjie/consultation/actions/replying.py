"""A unit's reply: drafted, countersigned, signed, found fit, sent to each author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from banjie.approvals import actions as approvals
from banjie.common import clock
from banjie.consultation.actions.after import promise
from banjie.consultation.actions.states import WrongState, last_day, locked, move
from banjie.consultation.actions.stops import end_stop
from banjie.consultation.kinds import outcome_choices
from banjie.consultation.models import (
    Case,
    Extension,
    Handling,
    Letter,
    Opinion,
    PointAnswer,
    Reply,
    ReturnRequest,
    State,
)
from banjie.consultation.parts import WORKING
from banjie.consultation.waiting import living
from banjie.notices.actions import site_language
from banjie.people.models import User
from banjie.people.rules import LEADER

MARK = "复"
PROMISING = ("B",)
"""Classes of outcome that are a promise (京 26): they name what will be done, and the day."""
Stage = Reply.State


@dataclass(frozen=True, slots=True)
class ReplyContent:
    """What is answered: `answers` by the number of the point, `outcome` a class of the profile."""

    outcome: str
    answers: Mapping[int, str]
    opening: str = ""
    closing: str = ""
    promise: str = ""
    promised_by: date | None = None


@transaction.atomic
def draft_reply(
    handling: Handling, content: ReplyContent, *, send: bool = True, seen: str = "", by: User
) -> Reply:
    """Write or rewrite the unit's draft of this round; `send` it to be countersigned and signed.

    Raises ValidationError when it is sent with a point unanswered, without an outcome, or with a
    promise that has no day; and where the draft is not the one that was `seen` (its mark).
    """
    case = locked(handling.case, "draft_reply", by=by)
    if not handling.answers or handling.ended_on or handling.unit_id not in by.units(*WORKING):
        raise WrongState.at("draft_reply")
    reply = Reply.objects.filter(handling=handling, round=case.round).first()
    if reply and reply.state not in (Stage.DRAFT, Stage.SIGNING):
        raise WrongState.at("draft_reply")
    if reply and seen not in ("", reply.mark):
        raise ValidationError(
            _("Somebody else has written this draft anew meanwhile. Compare it on the page of the "
              "case; sent again, yours takes its place.")
        )  # fmt: skip
    reply = reply or Reply(handling=handling, round=case.round)
    for name in ("outcome", "opening", "closing", "promise", "promised_by"):
        setattr(reply, name, getattr(content, name))
    reply.state, reply.drafted_by = (Stage.SIGNING if send else Stage.DRAFT), by
    if send:
        _check_whole(case, content)
        reply.countersign_by = last_day(case, "countersign")
        reply.returned_reason = ""
    reply.save()
    _answer_points(case, reply, content.answers)
    move(case, "draft_reply", by=by, unit=handling.unit)
    return reply


def _check_whole(case: Case, content: ReplyContent) -> None:
    """Raises ValidationError with all that is missing, each at its field."""
    wrong: dict[str, str] = {}
    silent = [
        str(point.order) for point in case.points.all()
        if not content.answers.get(point.order, "").strip()
    ]  # fmt: skip
    if silent:
        wrong["answers"] = _("Each point needs an answer of its own; still without one: %s.") % (
            ", ".join(silent)
        )
    if content.outcome not in dict(outcome_choices(case)):
        wrong["outcome"] = _("Choose the class of the outcome.")
    if bool(content.promise) != bool(content.promised_by):
        wrong["promise"] = _("A promise has words and a day.")
    if content.outcome in PROMISING and not content.promise:
        wrong["promise"] = _("Class B promises something: say what, and until when.")
    if wrong:
        raise ValidationError(list(wrong.values()))


def _answer_points(case: Case, reply: Reply, answers: Mapping[int, str]) -> None:
    reply.answers.all().delete()
    reply.countersigns.all().delete()  # what was agreed to was another text
    PointAnswer.objects.bulk_create(
        PointAnswer(reply=reply, point=point, text=answers[point.order].strip())
        for point in case.points.all()
        if answers.get(point.order, "").strip()
    )


@transaction.atomic
def sign_reply(
    reply: Reply, *, post: str, agreed: bool = True, reason: str = "", seen: str = "", by: User
) -> Reply:
    """The head of the unit signs and the draft goes to the office, or goes back to be rewritten.

    Nobody signs an own draft, nor another text than was `seen`.
    """
    case = locked(reply.handling.case, "sign_reply", by=by)
    reply = still(reply, Stage.SIGNING, "sign_reply", seen)
    if reply.handling.unit_id not in by.units(LEADER) or reply.drafted_by_id == by.pk:
        raise WrongState.at("sign_reply")
    if agreed:
        _check_countersigned(case, reply)
        reply.state, reply.signed_by, reply.signed_post = Stage.REVIEW, by, post
    else:
        _send_back(reply, reason)
    reply.save()
    move(case, "sign_reply", by=by, unit=reply.handling.unit, agreed=agreed)
    return reply


def still(reply: Reply, stage: str, step: str, seen: str = "") -> Reply:
    """The reply as it is now, locked; raises `WrongState` if it has left this stage, its unit no
    longer answers, or it says something else than what was `seen` (its mark).
    """
    found = living(stage).select_for_update(of=("self",)).filter(pk=reply.pk).first()
    if found is None or seen not in ("", found.mark):
        raise WrongState.at(step)
    return found


def _send_back(reply: Reply, reason: str) -> None:
    if not reason.strip():
        raise ValidationError(_("Say why it goes back."))
    reply.state, reply.returned_reason = Stage.DRAFT, reason


def _check_countersigned(case: Case, reply: Reply) -> None:
    """Raises ValidationError while a co-handler has said nothing to this text. One that has said
    nothing at all by its own day gave no opinion, and one that gave it has the time of this very
    text: nobody waits for ever.
    """
    said = set(reply.countersigns.values_list("handling", flat=True))
    helping = case.handlings.filter(ended_on=None, role=Handling.Role.CO).select_related("unit")
    if case.stopped_on is None:
        wrote = Exists(Opinion.objects.filter(handling=OuterRef("pk"), round=case.round))
        waits = Q(due=None) | Q(due__gte=clock.today())
        asked = reply.countersign_by is None or clock.today() <= reply.countersign_by
        helping = helping.filter((~wrote & waits) | (wrote if asked else Q(pk=None)))
    silent = [part.unit.brief for part in helping if part.pk not in said]
    if silent:
        raise ValidationError(
            _("These units have not yet agreed or objected: %(units)s."),
            params={"units": ", ".join(silent)},
        )


@transaction.atomic
def review_reply(reply: Reply, *, fit: bool, reason: str = "", seen: str = "", by: User) -> Reply:
    """The office finds a signed reply fit to go out, or returns it with a reason."""
    case = locked(reply.handling.case, "review_reply", by=by)
    reply = still(reply, Stage.REVIEW, "review_reply", seen)
    if fit:
        reply.state = Stage.READY
    else:
        _send_back(reply, reason)
    reply.reviewed_by = by
    reply.save()
    move(case, "review_reply", by=by, unit=reply.handling.unit, fit=fit)
    return reply


@transaction.atomic
def publish_replies(replies: Iterable[Reply], *, by: User) -> list[Letter]:
    """Send replies that are ready: a numbered letter to each case, merged ones included.

    A case is answered once every unit that answers has sent its reply of this round; from then on
    its author may rate.
    """
    letters: list[Letter] = []
    for given in sorted(replies, key=lambda reply: reply.pk):
        case = locked(given.handling.case, "publish_reply", by=by)
        reply = still(given, Stage.READY, "publish_reply")
        reply.state, reply.sent_on = Stage.OUT, clock.today()
        reply.save()
        letters += [_letter(reply, one) for one in addressed(case)]
        promise(reply, case)
        _settle(case, reply, by)
    return letters


def addressed(case: Case) -> list[Case]:
    """The case and those merged into it that still wait for this answer."""
    return [case, *case.merged.filter(state=State.MERGED).select_for_update().order_by("pk")]


def _letter(reply: Reply, case: Case) -> Letter:
    letter = Letter(reply=reply, case=case, unit=reply.handling.unit)
    approvals.take_number(letter, letter.unit, MARK)
    letter.save()
    return letter


def _settle(case: Case, reply: Reply, by: User) -> None:
    answering = case.handlings.filter(ended_on=None).exclude(role=Handling.Role.CO)
    out = Reply.objects.filter(
        handling__in=answering, round=case.round, state=Stage.OUT
    ).values_list("handling", flat=True)
    if set(answering.values_list("pk", flat=True)) - set(out):
        _answer_asked(case.handlings.filter(pk=reply.handling_id), by)
        move(case, "publish_reply", by=by, unit=reply.handling.unit)
        return
    _answer_asked(case.handlings.filter(ended_on=None), by)
    cases = addressed(case)
    if case.stopped_on:
        end_stop(case, cases)
    for one in cases:
        one.replied_on = clock.today()
        one.rate_by = one.call_by = None
        move(one, "publish_reply", by=by, unit=reply.handling.unit, to=State.REPLIED)


def _answer_asked(parts: QuerySet[Handling], by: User) -> None:
    """What these units still ask for is answered by the reply that went out."""
    with site_language():
        said = _("Answered meanwhile.")
    decided = {"answer": said, "decided_by": by, "decided_on": clock.today()}
    ReturnRequest.objects.filter(handling__in=parts, accepted=None).update(
        accepted=False, **decided
    )
    Extension.objects.filter(handling__in=parts, approved=None).update(approved=False, **decided)
