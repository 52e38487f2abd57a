"""Handling a case that takes a turn: merged, stopped, handed on, reopened, kept silent about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from docx import Document

from banjie.common import clock, once
from banjie.consultation import actions, asking, waiting
from banjie.consultation.actions import PartPlan, Say, WrongState
from banjie.consultation.models import Case, Extension, Handling, Letter, Reply, State, Suspension
from banjie.consultation.paper import write_letter
from banjie.consultation.queries import inbox
from banjie.consultation.queries.authors import letter_rows
from banjie.people.models import Unit, User
from tests.web.cast import Cast
from tests.web.consultation import cases

SignedIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db
GOOD, BAD = Say(3, 3), Say(3, 1)


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def words_of(letter: Letter) -> str:
    out = BytesIO()
    write_letter(letter, out)
    out.seek(0)
    return "\n".join(line.text for line in Document(out).paragraphs)


def page_of(case: Case) -> str:
    return render_to_string(
        "consultation/parts/public_letters.html", {"letters": letter_rows(case)}
    )


def two_answered(cast: Cast, **values: Any) -> tuple[Case, Case]:
    """A case and one merged into it, both answered by the library."""
    lead = cases.at(cast, "filed", points=["增设自习室", "延长开放时间"])
    child = cases.at(cast, "filed", title="关于夜间自习的建议", points=["夜间开放"])
    actions.merge_cases(lead, [child], by=cast.officer)
    lead = actions.assign_case(lead, [PartPlan(cast.library, "sole")], by=cast.officer)
    return cases.answered(cast, lead, **values), again(child)


@pytest.mark.parametrize("left", [False, True])
def test_a_merged_author_reads_no_words_of_another(cast: Cast, left: bool) -> None:
    lead, child = two_answered(cast)
    if left:
        actions.rate(cases.author(child), BAD)
        child = again(child)
    for said in (words_of(child.reply_letters.get()), page_of(child)):
        assert "延长开放时间" not in said
    for said in (words_of(lead.reply_letters.get()), page_of(lead)):
        assert "延长开放时间" in said


def test_each_letter_fills_in_its_own_places(cast: Cast) -> None:
    both = two_answered(cast, opening="《{title}》（{number}）收悉。", closing="{unit}谨复。")
    for case in both:
        for said in (words_of(case.reply_letters.get()), page_of(case)):
            assert f"《{case.title}》（{case.number}）收悉。" in said
            assert f"{cast.library.name}谨复。" in said


def stopped_since(case: Case, days: int) -> Case:
    """As if it had been handed over, and its clock had stood still, for so many days."""
    first = clock.today() - timedelta(days)
    case.handlings.update(since=first, begun_on=first)
    Suspension.objects.filter(case=case, last=None).update(first=first)
    Case.objects.filter(pk=case.pk).update(stopped_on=first)
    return again(case)


def test_a_reply_that_goes_out_ends_the_suspension(cast: Cast) -> None:
    case = stopped_since(cases.stopped(cast), 5)
    due = case.due
    case = cases.answered(cast, case)
    assert (case.state, case.stopped_on) == (State.REPLIED, None)
    assert not case.suspensions.filter(last=None).exists()
    assert due is not None
    assert case.due is not None
    assert case.due > due
    actions.rate(cases.author(case), BAD)
    assert inbox.parts_to_answer(cast.handler).count() == 1


def test_a_unit_that_joins_a_stopped_case_gains_only_its_own_days(cast: Cast) -> None:
    case = stopped_since(cases.stopped(cast), 5)
    plan = [PartPlan(cast.library, "main"), PartPlan(cast.museum, "co")]
    actions.reassign_case(case, plan, by=cast.officer)
    before = case.handlings.get(unit=cast.museum)
    actions.resume_case(case, by=cast.officer)
    after = case.handlings.get(unit=cast.museum)
    assert (after.due, after.return_by) == (before.due, before.return_by)
    assert case.handlings.get(unit=cast.library).due == again(case).due


@pytest.mark.parametrize("stage", ["signing", "review", "ready"])
def test_a_reply_of_a_unit_that_left_is_a_draft_again(cast: Cast, stage: str) -> None:
    case = cases.at(cast, stage)
    reply = Reply.objects.get()
    actions.reassign_case(case, [PartPlan(cast.museum, "sole")], by=cast.officer)
    case = again(case)
    assert Reply.objects.get().state == "draft"
    assert not cast.officer.may("consultation.publish_reply", case)
    Reply.objects.update(state=Reply.State.READY)  # as a row of before
    assert not waiting.in_stage(case, "ready").exists()
    with pytest.raises(WrongState):
        actions.publish_replies([reply], by=cast.officer)


def test_a_ready_reply_waits_for_a_co_handler_that_joins(cast: Cast) -> None:
    case = cases.at(cast, "ready")
    plan = [PartPlan(cast.library, "main"), PartPlan(cast.museum, "co")]
    actions.reassign_case(case, plan, answer="增加会办单位。", by=cast.officer)
    reply = Reply.objects.get()
    assert (reply.state, reply.returned_reason) == ("draft", "增加会办单位。")


def test_a_ready_reply_stays_while_another_unit_changes(cast: Cast) -> None:
    case = cases.shared(cast, ("library", "split"), ("museum", "split"))
    reply = actions.sign_reply(cases.drafted(cast, case), post="馆长", by=cases.head_of(cast))
    actions.review_reply(reply, fit=True, by=cast.officer)
    third = Unit.objects.create(name="临湖市美术馆", short_name="市美术馆")
    plan = [PartPlan(cast.library, "split"), PartPlan(third, "split")]
    actions.reassign_case(case, plan, by=cast.officer)
    assert waiting.in_stage(again(case), "ready").get() == reply


def test_an_item_closed_on_file_is_reopened_to_be_handed_over(cast: Cast) -> None:
    case = cases.at(cast, "filed", kind="information")
    case = actions.archive_case(case, ground="used", by=cast.officer)
    case = actions.reopen(case, reason="情况又有变化。", by=cast.officer)
    assert (case.state, case.closed_on, case.ground) == (State.FILED, None, "")
    plan = [PartPlan(cast.library, "sole")]
    assert actions.assign_case(case, plan, by=cast.officer).state == State.HANDLING


def test_agreeing_to_more_time_never_shortens_it(cast: Cast) -> None:
    case = cases.more_asked(cast)
    asked = Extension.objects.get()
    actions.suspend_case(case, ground="hearing", reason="举行听证。", by=cast.officer)
    actions.resume_case(stopped_since(case, 20), by=cast.officer)
    due = case.handlings.get().due
    assert due is not None
    assert due > asked.wanted
    actions.decide_extension(asked, approved=True, answer="同意。", by=cast.officer)
    assert case.handlings.get().due == due


def test_what_is_still_asked_ends_with_the_reply(cast: Cast) -> None:
    back, more = cases.back_asked(cast), cases.more_asked(cast)
    assert inbox.returns_to_decide(cast.officer).count() == 1
    assert inbox.extensions_to_decide(cast.officer).count() == 1
    for case in (back, more):
        cases.answered(cast, case)
    assert not inbox.returns_to_decide(cast.officer).exists()
    assert not inbox.extensions_to_decide(cast.officer).exists()
    asked = Extension.objects.get()
    assert asked.approved is False
    assert asked.answer
    actions.rate(cases.author(more), BAD)
    assert not inbox.extensions_to_decide(cast.officer).exists()


def test_a_unit_that_answered_its_part_asks_no_more(cast: Cast) -> None:
    case = cases.shared(cast, ("library", "split"), ("museum", "split"))
    part = case.handlings.get(unit=cast.library)
    wanted = (part.due or clock.today()) + timedelta(2)
    actions.ask_extension(part, wanted=wanted, reason="需核实。", by=cast.handler)
    cases.answered(cast, case)
    assert again(case).state == State.HANDLING
    assert Extension.objects.get().approved is False


def test_a_case_in_rework_is_handed_to_other_units(cast: Cast) -> None:
    case = cases.at(cast, "replied")
    actions.rate(cases.author(case), BAD)
    case = again(case)
    assert case.state == State.REWORK
    case = actions.reassign_case(case, [PartPlan(cast.museum, "sole")], by=cast.officer)
    assert case.state == State.REWORK
    assert case.handlings.get(ended_on=None).due == case.due


@pytest.mark.parametrize(
    ("late", "wrote", "signed"),
    [(False, False, False), (True, False, True), (True, True, False)],
    ids=["in time", "silent", "wrote"],
)
def test_a_co_handler_silent_past_its_day_holds_nothing_up(
    cast: Cast, late: bool, wrote: bool, signed: bool
) -> None:
    case = cases.shared(cast)
    co = case.handlings.get(role="co")
    if wrote:
        actions.write_opinion(co, "另有意见。", by=cases.head_of(cast, cast.museum))
    if late:
        Handling.objects.filter(pk=co.pk).update(due=clock.today() - timedelta(1))
    reply = cases.drafted(cast, case)
    if not signed:
        with pytest.raises(ValidationError):
            actions.sign_reply(reply, post="馆长", by=cases.head_of(cast))
        return
    assert actions.sign_reply(reply, post="馆长", by=cases.head_of(cast)).state == "review"


def test_a_co_handler_that_wrote_is_waited_for_as_long_as_the_draft_says(
    cast: Cast, settings: Any
) -> None:
    case = cases.shared(cast)
    co, head = case.handlings.get(role="co"), cases.head_of(cast)
    actions.write_opinion(co, "另有意见。", by=cases.head_of(cast, cast.museum))
    reply = cases.drafted(cast, case)
    assert reply.countersign_by
    settings.BANJIE_TODAY = reply.countersign_by.isoformat()
    assert inbox.parts_to_countersign(cast.stranger).get().countersign_by == clock.today()
    with pytest.raises(ValidationError):
        actions.sign_reply(reply, post="馆长", by=head)
    settings.BANJIE_TODAY = (reply.countersign_by + timedelta(1)).isoformat()
    assert actions.sign_reply(reply, post="馆长", by=head).state == "review"


def test_a_unit_may_hand_it_back_anew_in_rework(cast: Cast, settings: Any) -> None:
    case = cases.at(cast, "replied")
    part = case.handlings.get()
    assert part.return_by
    settings.BANJIE_TODAY = (part.return_by + timedelta(1)).isoformat()
    assert not asking.to_hand_back(cast.liaison, case)
    actions.rate(cases.author(case), BAD)
    assert asking.to_hand_back(cast.liaison, again(case)) == [part]
    assert cast.liaison.may("consultation.ask_return", again(case))


def test_a_co_handler_that_stays_keeps_its_day(cast: Cast) -> None:
    case = cases.shared(cast)
    day = clock.today() + timedelta(2)
    case.handlings.filter(role="co").update(due=day)
    plan = [PartPlan(cast.library, "main"), PartPlan(cast.museum, "co")]
    actions.reassign_case(case, plan, by=cast.officer)
    assert case.handlings.get(role="co").due == day


def test_authors_of_merged_cases_are_told_of_other_units(cast: Cast) -> None:
    child = cases.merged(cast)
    lead = child.merged_into
    assert lead is not None
    actions.reassign_case(lead, [PartPlan(cast.museum, "sole")], by=cast.officer)
    assert child.events.filter(step="reassign", told=True).count() == 1
    assert again(child).state == State.MERGED


def _unknown(_name: str, _start: date | None = None) -> None:
    raise ValidationError("假日安排未录入")


def test_replies_go_out_though_the_last_day_to_rate_them_is_not_known(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cases.at(cast, "ready")
    client = signed_in(cast.officer)
    monkeypatch.setattr("banjie.consultation.actions.states.begin", _unknown)
    values = {"once": once.new_key(), "replies": [Reply.objects.get().pk]}
    assert client.post(reverse("consultation:ready"), values).status_code == 302
    assert Reply.objects.get().state == "out"
    case.refresh_from_db()
    assert (case.state, case.rate_by) == ("replied", None)


def test_a_draft_is_sent_though_the_days_off_of_a_year_are_unknown(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cases.shared(cast)
    monkeypatch.setattr("banjie.consultation.actions.states.begin", _unknown)
    reply = cases.drafted(cast, case)
    assert (reply.state, reply.countersign_by) == ("signing", None)
