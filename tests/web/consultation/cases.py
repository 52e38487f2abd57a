"""Cases of the tests: the library answers, step by step as far as wanted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from banjie.common import clock
from banjie.common.files import check_upload, store_attachment
from banjie.consultation import actions
from banjie.consultation.actions import CaseContent, PartPlan, ReplyContent, Say
from banjie.consultation.models import Case, CaseFile, FollowUp, Grade, Handling, Reply, Submitter
from banjie.people.models import Membership, User
from tests.web.cast import PASSWORD, Cast

STAGES = (
    "submitted", "filed", "handling", "received", "signing", "review", "ready", "replied",
    "closed",
)  # fmt: skip
BAD = Say(Grade.SATISFIED, Grade.UNSATISFIED)
SAID = {
    "situation": "临湖市图书馆周末座位不足。",
    "analysis": "自习座位与借阅座位未分开。",
    "proposal": "建议增设自习室，并延长周末开放时间。",
}


def content(**values: Any) -> CaseContent:
    said = {"kind": "suggestion", "title": "关于增设自习室的建议", "said": SAID} | values
    return CaseContent(**said)


def submitted(cast: Cast, *, by: User | None = None, **values: Any) -> Case:
    return actions.submit_case(content(**values), office=cast.office, by=by).case


def author(case: Case) -> Submitter:
    return case.submitters.get(lead=True)


def head_of(cast: Cast, unit: Any = None) -> User:
    """The leader of a handling unit, the library by default; the cast has none."""
    unit = unit or cast.library
    found = User.objects.filter(memberships__unit=unit, memberships__duty="leader").first()
    if found is None:
        found = User.objects.create_user(f"head{unit.pk}", "馆长（测试）", PASSWORD)
        Membership.objects.create(user=found, unit=unit, duty="leader")
    return found


def drafted(cast: Cast, case: Case, **values: Any) -> Reply:
    """A reply of the library to every point, waiting for signature."""
    case = Case.objects.get(pk=case.pk)
    part = case.handlings.get(unit=cast.library, ended_on=None)
    answers = {point.order: "将于三季度增设自习室。" for point in case.points.all()}
    said = {"outcome": "A", "answers": answers} | values
    return actions.draft_reply(part, ReplyContent(**said), by=cast.handler)


def answered(cast: Cast, case: Case, **values: Any) -> Case:
    """Drafted, signed, found fit, sent."""
    reply = drafted(cast, case, **values)
    reply = actions.sign_reply(reply, post="馆长", by=head_of(cast))
    reply = actions.review_reply(reply, fit=True, by=cast.officer)
    actions.publish_replies([reply], by=cast.officer)
    return Case.objects.get(pk=case.pk)


def handled(cast: Cast, *parts: tuple[Any, str], **values: Any) -> Case:
    """A case at work with these (unit, role)."""
    case = at(cast, "filed", **values)
    return actions.assign_case(case, [PartPlan(*part) for part in parts], by=cast.officer)


def merged(cast: Cast) -> Case:
    """One of two cases that are handled together, the other by the library."""
    lead, case = at(cast, "handling"), at(cast, "filed", title="关于延长自习室开放的建议")
    actions.merge_cases(lead, [case], by=cast.officer)
    return Case.objects.get(pk=case.pk)


def back_asked(cast: Cast) -> Case:
    """The library asks to hand it back."""
    case = at(cast, "received")
    part = case.handlings.get()
    actions.ask_return(part, names=cast.museum, reason="属展览业务。", by=cast.liaison)
    return case


def more_asked(cast: Cast) -> Case:
    """The library asks for more time."""
    case = at(cast, "received")
    part = case.handlings.get()
    wanted = (part.due or clock.today()) + timedelta(3)
    actions.ask_extension(part, wanted=wanted, reason="需实地核实。", by=cast.liaison)
    return case


def stopped(cast: Cast) -> Case:
    """Its clock stands still."""
    case = at(cast, "received")
    actions.suspend_case(case, ground="hearing", reason="举行听证。", by=cast.officer)
    return Case.objects.get(pk=case.pk)


def with_file(case: Case, cast: Cast) -> CaseFile:
    """A paper sent along."""
    checked = check_upload(SimpleUploadedFile("座位统计.pdf", b"%PDF-1.4"))
    attachment = store_attachment(checked, by=cast.officer)
    return CaseFile.objects.create(case=case, attachment=attachment)


def at(cast: Cast, stage: str, *, by: User | None = None, **values: Any) -> Case:
    """A case that has come as far as `stage`, handled by the library alone."""
    return on(cast, submitted(cast, by=by, **values), stage)


def on(cast: Cast, case: Case, stage: str) -> Case:
    """A submitted case, taken as far as `stage`."""
    steps = STAGES.index(stage)
    if steps >= 1:
        case = actions.file_case(case, by=cast.officer)
    if steps >= 2:
        plan = [PartPlan(cast.library, Handling.Role.SOLE)]
        case = actions.assign_case(case, plan, by=cast.officer)
    if steps >= 3:
        case = actions.receive_case(case, by=cast.liaison)
    if steps >= 4:
        reply = drafted(cast, case)
    if steps >= 5:
        reply = actions.sign_reply(reply, post="馆长", by=head_of(cast))
    if steps >= 6:
        reply = actions.review_reply(reply, fit=True, by=cast.officer)
    if steps >= 7:
        actions.publish_replies([reply], by=cast.officer)
    if steps >= 8:
        actions.rate(author(case), Say(Grade.SATISFIED, Grade.SATISFIED))
    return Case.objects.get(pk=case.pk)


def shared(cast: Cast, *roles: tuple[str, str]) -> Case:
    """A case at work, handled by the library and the museum."""
    case = at(cast, "filed", points=["增设自习室", "延长周末开放时间"])
    roles = roles or (("library", Handling.Role.MAIN), ("museum", Handling.Role.CO))
    plan = [PartPlan(getattr(cast, name), role) for name, role in roles]
    return actions.assign_case(case, plan, by=cast.officer)


def again(cast: Cast) -> Case:
    """A case its author was not satisfied with, handled once more."""
    case = at(cast, "replied")
    actions.rate(author(case), BAD)
    return Case.objects.get(pk=case.pk)


def escalated(cast: Cast) -> Case:
    """A case its author was not satisfied with, twice."""
    case = answered(cast, again(cast))
    actions.rate(author(case), BAD)
    return Case.objects.get(pk=case.pk)


def promised(cast: Cast) -> FollowUp:
    """A promise of a reply of class B, forty days off."""
    case = at(cast, "received")
    day = clock.today() + timedelta(40)
    reply = drafted(cast, case, outcome="B", promise="建成自习室", promised_by=day)
    reply = actions.sign_reply(reply, post="馆长", by=head_of(cast))
    reply = actions.review_reply(reply, fit=True, by=cast.officer)
    actions.publish_replies([reply], by=cast.officer)
    return FollowUp.objects.get()
