"""Every step of a case by its action, with things that fit; and those who may try to take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from banjie.common import clock
from banjie.consultation import actions, asking, waiting
from banjie.consultation.actions import Heard, NewCase, PartPlan, ReplyContent, Say
from banjie.consultation.actions.states import locked
from banjie.consultation.models import (
    Case,
    Extension,
    FollowUp,
    Grade,
    Handling,
    Reply,
    ReturnRequest,
    Submitter,
)
from banjie.consultation.parts import Actor, parts_of
from banjie.people.models import Membership, Unit, User
from tests.web import uploads
from tests.web.cast import PASSWORD, Cast
from tests.web.consultation.cases import content, head_of

Role = Handling.Role
Do = Callable[["World", Case, Any], Any]


@dataclass(frozen=True)
class World:
    """The cast and those it lacks: an author with an account, one who joins, heads, a third unit."""

    cast: Cast
    writer: User
    joiner: User
    head: User
    helper_head: User
    third: Unit
    outsider: User


def make_world(cast: Cast) -> World:
    third = Unit.objects.create(name="临湖市美术馆", short_name="市美术馆")
    outsider = User.objects.create_user("outsider", "outsider（测试）", PASSWORD)
    Membership.objects.create(user=outsider, unit=third, duty="liaison")
    writer = User.objects.create_user("writer", "writer（测试）", PASSWORD)
    joiner = User.objects.create_user("joiner", "joiner（测试）", PASSWORD)
    return World(
        cast, writer, joiner, head_of(cast), head_of(cast, cast.museum), third, outsider
    )  # fmt: skip


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("评价表.pdf", uploads.pdf())


def _part(case: Case, by: Actor, *, answers: bool) -> Handling:
    """The part for which this actor would act, or one it has no say in."""
    parts = [part for part in parts_of(by, case) if part.answers == answers]
    return (
        next(iter(parts), None)
        or case.handlings.filter(ended_on=None).first()
        or Handling(case=case, unit=case.office, role=Role.SOLE if answers else Role.CO)
    )


def _reply(case: Case, stage: str) -> Reply:
    found = waiting.in_stage(case, stage).first()
    return found or Reply(handling=Handling(case=case, unit=case.office))


def _draft(case: Case, by: Any) -> Reply:
    part = next(iter(waiting.to_answer(by, case)), None) or _part(case, by, answers=True)
    answers = {point.order: "将于三季度增设自习室。" for point in case.points.all()}
    return actions.draft_reply(part, ReplyContent("A", answers), by=by)


def _countersign(case: Case, by: Any) -> Any:
    asked = waiting.to_countersign(by, case)
    reply, part = asked[0] if asked else (_reply(case, "signing"), _part(case, by, answers=False))
    return actions.countersign(reply, part, agreed=True, by=by)


def _sign(case: Case, by: Any) -> Any:
    """Sign, or send back what a co-handler has not agreed to yet."""
    asked = waiting.to_sign(by, case)
    reply = asked[0] if asked else _reply(case, "signing")
    said = reply.countersigns.values("handling") if asked else ()
    agreed = not case.handlings.filter(role=Role.CO, ended_on=None).exclude(pk__in=said).exists()
    return actions.sign_reply(reply, post="馆长", agreed=agreed, reason="尚未会签。", by=by)


def _ask_return(world: World, case: Case, by: Any) -> Any:
    part = next(iter(asking.to_hand_back(by, case)), None) or _part(case, by, answers=True)
    return actions.ask_return(part, names=world.third, reason="属展览业务。", by=by)


def _ask_extension(case: Case, by: Any) -> Any:
    part = next(iter(asking.to_prolong(by, case)), None) or _part(case, by, answers=True)
    wanted = (part.due or clock.today()) + timedelta(1)
    return actions.ask_extension(part, wanted=wanted, reason="需实地核实。", by=by)


def _refuse(case: Case, by: Any) -> Any:
    asked = asking.open_returns(case).first() or ReturnRequest(handling=Handling(case=case))
    return actions.refuse_return(asked, answer="属图书馆业务。", by=by)


def _decide(case: Case, by: Any, *, approved: bool = True) -> Any:
    asked = asking.open_extensions(case).first() or Extension(handling=Handling(case=case))
    return actions.decide_extension(asked, approved=approved, answer="请按新期限。", by=by)


def _plan(world: World, *, other: bool = False) -> list[PartPlan]:
    helper = world.third if other else world.cast.museum
    return [PartPlan(world.cast.library, Role.MAIN), PartPlan(helper, Role.CO)]


def _merge(world: World, case: Case, by: Any) -> Any:
    lead = Case.objects.filter(
        office=case.office_id, kind=case.kind, state__in=("filed", "handling"), merged_into=None,
        stopped_on=None,
    ).exclude(pk=case.pk).first()  # fmt: skip
    if lead is None:
        lead = Case.objects.create(
            office=case.office, kind=case.kind, state="filed", title="关于延长开放的建议"
        )
        Submitter.objects.create(case=lead, confirmed_on=clock.today())
    return actions.merge_cases(lead, [case], by=by)


def _follow_up(case: Case, by: Any) -> Any:
    found = FollowUp.objects.filter(case=case, state="open").first()
    return actions.give_up_promise(
        found or FollowUp(case=case), note="条件不具备，已向提出人说明。", by=by
    )


def _submit(world: World, case: Case, by: Any) -> Any:
    user = by.user if isinstance(by, Submitter) else by
    if user is None:
        return locked(case, "submit", by=by)
    return actions.submit_case(content(kind=case.kind), office=case.office, by=user, draft=case)


def _paper(case: Case, by: Any) -> Any:
    rated = case.ratings.filter(round=case.round).values("submitter")
    left = case.submitters.exclude(pk__in=rated).exclude(confirmed_on=None)
    author = left.first() or case.submitters.get(lead=True)
    return actions.rate_on_paper(author, GOOD, scan(), by=by)


GOOD, BAD = Say(Grade.SATISFIED, Grade.MOSTLY), Say(Grade.SATISFIED, Grade.UNSATISFIED)
PARTS = [NewCase(f"第{n}部分", {"proposal": f"建议第{n}项。"}, [f"第{n}项"]) for n in (1, 2)]
AUTHORS = ("confirm", "stand_aside", "withdraw", "rate")
"""Steps whose action takes an author's own row."""
CLOCKS: dict[str, Do] = {
    "gather": lambda _w, case, _by: actions.end_gathering(case),
    "lapse": lambda _w, case, _by: actions.lapse(case),
}
DO: dict[str, Do] = {
    "submit": _submit,
    "confirm": lambda _w, _case, by: actions.confirm_case(by, by=by.user),
    "stand_aside": lambda _w, _case, by: actions.stand_aside(by),
    "withdraw": lambda _w, _case, by: actions.withdraw_case(by),
    "file": lambda _w, case, by: actions.file_case(case, by=by),
    "decline": lambda _w, case, by: actions.decline_case(
        case, ground="elsewhere", routed_to="市热线", by=by
    ),
    "transfer": lambda _w, case, by: actions.transfer_case(
        case, kind="information" if case.kind != "information" else "suggestion",
        ground="other-kind", by=by,
    ),
    "split": lambda _w, case, by: actions.split_case(case, PARTS, by=by),
    "merge": _merge,
    "archive": lambda _w, case, by: actions.archive_case(case, ground="used", by=by),
    "assign": lambda w, case, by: actions.assign_case(case, _plan(w), by=by),
    "receive": lambda _w, case, by: actions.receive_case(case, by=by),
    "ask_return": _ask_return,
    "refuse_return": lambda _w, case, by: _refuse(case, by),
    "reassign": lambda w, case, by: actions.reassign_case(case, _plan(w, other=True), by=by),
    "ask_extension": lambda _w, case, by: _ask_extension(case, by),
    "decide_extension": lambda _w, case, by: _decide(case, by),
    "suspend": lambda _w, case, by: actions.suspend_case(
        case, ground="hearing", reason="举行听证。", by=by
    ),
    "resume": lambda _w, case, by: actions.resume_case(case, by=by),
    "log_contact": lambda _w, case, by: actions.log_contact(
        case, unit=_note_unit(case, by), means="phone", on=clock.today(),
        summary="已沟通。", by=by,
    ),
    "write_opinion": lambda _w, case, by: actions.write_opinion(
        _part(case, by, answers=False), "同意增设。", by=by
    ),
    "draft_reply": lambda _w, case, by: _draft(case, by),
    "countersign": lambda _w, case, by: _countersign(case, by),
    "sign_reply": lambda _w, case, by: _sign(case, by),
    "review_reply": lambda _w, case, by: actions.review_reply(
        _reply(case, "review"), fit=True, by=by
    ),
    "publish_reply": lambda _w, case, by: actions.publish_replies([_reply(case, "ready")], by=by),
    "call_back": lambda _w, case, by: actions.call_back(
        case, Heard(contacted=True, solved=True, satisfied=3), reached=True, by=by
    ),
    "rate": lambda _w, _case, by: actions.rate(by, GOOD),
    "rate_on_paper": lambda _w, case, by: _paper(case, by),
    "settle": lambda _w, case, by: actions.settle(
        case, ground="explained", note="已再次说明。", by=by
    ),
    "reopen": lambda _w, case, by: actions.reopen(case, reason="问题再次出现。", by=by),
    "rate_item": lambda _w, case, by: actions.rate_item(
        _part(case, by, answers=True), clear=3, workable=2, by=by
    ),
    "note": lambda _w, case, by: actions.write_note(
        case, unit=_note_unit(case, by), text="内部备注。", by=by
    ),
    "show": lambda _w, case, by: actions.show_case(case, visibility="author", by=by),
    "instruct": lambda _w, case, by: actions.instruct(
        case, post="市长", text="请抓紧。", on=clock.today(), by=by
    ),
    "adopt": lambda _w, case, by: actions.adopt(
        case, level="city", place="市政府", on=clock.today(), by=by
    ),
    "mark_key": lambda _w, case, by: actions.mark_key(
        case, post="分管副主任", reason="群众关注", by=by
    ),
    "edit": lambda _w, case, by: actions.edit_case(
        case, title="关于自习室的信息", said={"situation": "座位不足。"}, by=by
    ),
    "follow_up": lambda _w, case, by: _follow_up(case, by),
}  # fmt: skip


def _note_unit(case: Case, by: Any) -> Unit:
    if case.office_id in by.units("officer"):
        return case.office
    return next((part.unit for part in parts_of(by, case)), case.office)


def act(world: World, case: Case, step: str, by: Actor) -> Any:
    """Take the step as the site would, whoever it is."""
    if step in CLOCKS or (step in AUTHORS and isinstance(by, User)):
        return locked(case, step, by=by)
    return DO[step](world, case, by)
