"""What an author, a unit and the office may read and say: cases that once went wrong."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from banjie.common import clock, limits
from banjie.consultation import actions
from banjie.consultation.actions import Heard, NewCase, PartPlan, ReplyContent, Say, WrongState
from banjie.consultation.models import Case, Contact, Grade, Submitter
from banjie.consultation.queries.authors import author_for, author_page, letter_rows
from banjie.consultation.queries.inbox import calls_to_make, promises_due
from banjie.consultation.queries.replies import letters_for, replies_for, reply_rows
from banjie.notices import standing
from banjie.notices.models import Notice
from banjie.people.models import User
from banjie.reporting.queries.inbox import Desk, inbox
from tests.web.api.caller import Caller
from tests.web.cast import Cast
from tests.web.consultation import cases

pytestmark = pytest.mark.django_db


def handed_on(cast: Cast) -> Case:
    """A case the library had, spoke about, and lost to the museum, which answered it."""
    case = cases.at(cast, "received")
    cases.with_file(case, cast)
    actions.log_contact(
        case, unit=cast.library, means="phone", on=clock.today(), summary="馆方电话联系。",
        by=cast.handler,
    )  # fmt: skip
    plan = [PartPlan(cast.museum, "sole")]
    case = actions.reassign_case(case, plan, by=cast.officer)
    actions.log_contact(
        case, unit=cast.museum, means="phone", on=clock.today(), summary="博物馆后来所谈。",
        by=cast.stranger,
    )  # fmt: skip
    actions.instruct(case, post="市长", text="后来的批示", on=clock.today(), by=cast.officer)
    return Case.objects.get(pk=case.pk)


def test_a_unit_that_left_reads_its_own_part_alone(cast: Cast, client: Client) -> None:
    case = handed_on(cast)
    later = ("博物馆后来所谈。", "后来的批示", "座位统计.pdf")
    for user, sees in ((cast.liaison, False), (cast.stranger, True), (cast.officer, True)):
        client.force_login(user)
        words = client.get(case.get_absolute_url()).content.decode()
        assert "馆方电话联系。" in words
        assert [one in words for one in later] == [sees] * 3, user
        kept = case.files.get().attachment
        answer = client.get(reverse("consultation:file-of-case", args=(case.pk, kept.key)))
        assert answer.status_code == (200 if sees else 404)


def answered_by_museum(cast: Cast, case: Case) -> Case:
    """Its reply is the museum's, and goes out."""
    part = case.handlings.get(unit=cast.museum, ended_on=None)
    answers = {point.order: "将增设自习室。" for point in case.points.all()}
    reply = actions.draft_reply(part, ReplyContent("A", answers), by=cast.stranger)
    reply = actions.sign_reply(reply, post="馆长", by=cases.head_of(cast, cast.museum))
    reply = actions.review_reply(reply, fit=True, by=cast.officer)
    actions.publish_replies([reply], by=cast.officer)
    return Case.objects.get(pk=case.pk)


def test_a_unit_that_left_reads_no_letter_of_another(cast: Cast) -> None:
    case = answered_by_museum(cast, handed_on(cast))
    for user, sees in ((cast.liaison, False), (cast.stranger, True), (cast.officer, True)):
        assert letters_for(user, case).exists() is sees
        assert replies_for(user, case).exists() is sees


def test_a_unit_that_left_learns_no_more_from_the_api(cast: Cast) -> None:
    case = answered_by_museum(cast, handed_on(cast))
    for user, sees in ((cast.liaison, False), (cast.stranger, True)):
        told, ask = f"/cases/{case.pk}", Caller(user).get
        whole = ask(told)
        assert [bool(whole["files"]), bool(whole["handlers"])] == [sees, sees]
        assert bool(ask(f"{told}/letters")) is sees
        assert bool(ask(f"{told}/replies")) is sees


def test_a_closed_item_that_nobody_handled_waits_to_be_handed_over_again(cast: Cast) -> None:
    case = cases.at(cast, "filed", kind="information")
    case = actions.archive_case(case, ground="used", by=cast.officer)
    case = actions.reopen(case, reason="情况又出现。", by=cases.author(case))
    assert (case.state, case.closed_on, case.ground) == ("filed", None, "")
    plan = [PartPlan(cast.library, "sole")]
    assert actions.assign_case(case, plan, by=cast.officer).state == "handling"


def test_a_promise_is_ended_by_its_own_unit_or_the_office(cast: Cast, client: Client) -> None:
    case = cases.shared(cast, ("library", "split"), ("museum", "split"))
    case = cases.answered(
        cast, case, outcome="B", promise="建成自习室", promised_by=clock.today() + timedelta(40)
    )
    case = answered_by_museum(cast, case)
    promise = case.follow_ups.get()
    assert not cast.stranger.may("consultation.follow_up", case)
    with pytest.raises(WrongState):
        actions.give_up_promise(promise, note="不做了。", by=cast.stranger)
    for user, offered in ((cast.stranger, False), (cast.liaison, True), (cast.officer, True)):
        client.force_login(user)
        words = client.get(case.get_absolute_url()).content.decode()
        assert (reverse("consultation:follow-up", args=(case.pk, promise.pk)) in words) is offered
    actions.give_up_promise(promise, note="条件不具备。", by=cast.liaison)


def test_authors_of_merged_cases_see_what_became_of_a_promise(cast: Cast) -> None:
    case = cases.merged(cast)
    lead = case.handled_in
    cases.answered(
        cast, lead, outcome="B", promise="建成自习室", promised_by=clock.today() + timedelta(40)
    )
    actions.give_up_promise(lead.follow_ups.get(), note="条件不具备。", by=cast.officer)
    for one in (lead, case):
        assert [kept.note for kept in author_page(one, cases.author(one))["promises"]] == [
            "条件不具备。"
        ]


def test_no_at_the_call_back_leads_to_rework_and_then_to_the_office(cast: Cast) -> None:
    case = cases.at(cast, "replied", kind="request")
    assert [one.pk for one in calls_to_make(cast.officer)] == [case.pk]
    assert not calls_to_make(cast.liaison)
    unsolved = Heard(contacted=True, solved=False, satisfied=2)
    actions.call_back(case, unsolved, reached=True, by=cast.officer)
    case.refresh_from_db()
    assert (case.state, case.round, case.rework.rating) == ("rework", 1, None)
    assert not calls_to_make(cast.officer)
    case = cases.answered(cast, case)
    actions.call_back(case, Heard(True, True, 1), reached=True, by=cast.officer)
    case.refresh_from_db()
    assert case.state == "escalated"


def test_a_promise_is_in_the_inbox_on_its_day_and_reminded_of(cast: Cast, settings: Any) -> None:
    promise = cases.promised(cast)
    part = promise.reply.handling
    for user in (cast.liaison, cast.officer):
        assert not promises_due(user)
    settings.BANJIE_TODAY = promise.due.isoformat()
    for user in (cast.liaison, cast.officer):
        assert [one.pk for one in promises_due(user)] == [promise.pk]
        rows = {group.reason.name: group.rows for group in inbox(Desk(user))}
        address = reverse("consultation:follow-up", args=(promise.case_id, promise.pk))
        assert rows["case-promise"][0].entry.act_at == address
    assert not promises_due(cast.stranger)
    assert (actions.remind_cases(), actions.remind_cases()) == (1, 0)
    notice = Notice.objects.get(kind="reminder.case.promise")
    assert (notice.unit, standing.stands(notice)) == (part.unit, True)
    actions.give_up_promise(promise, note="条件不具备。", by=cast.officer)
    assert not standing.stands(notice)
    assert not promises_due(cast.officer)


def test_taking_consent_back_holds_for_what_the_case_went_on_as(cast: Cast) -> None:
    case = cases.submitted(cast, may_be_shown=True)
    Case.objects.update(visibility="public")
    new = actions.transfer_case(case, kind="proposal", ground="other-kind", by=cast.officer)
    for asked in (cases.author(case), cases.author(new)):
        Case.objects.update(visibility="public", may_be_shown=True)
        actions.keep_private(asked)
        said = set(Case.objects.values_list("visibility", "may_be_shown"))
        assert said == {("author", False)}


def test_who_has_not_confirmed_takes_no_consent_back(cast: Cast) -> None:
    case = cases.submitted(cast, may_be_shown=True)
    asked = Submitter.objects.create(case=case, lead=False, unit=cast.museum)
    with pytest.raises(WrongState):
        actions.keep_private(asked)
    assert not author_page(case, asked)["may_be_closed_off"]


def test_the_list_of_deletions_tells_no_moment(cast: Cast, settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "kept" / "deletions"
    settings.BANJIE_DELETIONS = str(path)
    case = cases.submitted(cast, contact="13800000000")
    actions.withdraw_case(cases.author(case))
    for one in (path, path.parent):
        changed = datetime.fromtimestamp(one.stat().st_mtime, timezone.get_current_timezone())
        assert (changed.date(), changed.time()) == (clock.today(), time.min)


def test_a_joint_submitter_rates_after_the_lead_until_the_last_day(
    cast: Cast, settings: Any
) -> None:
    case = cases.at(cast, "replied")
    joint = Submitter.objects.create(
        case=case, lead=False, user=cast.stranger, confirmed_on=clock.today()
    )
    good, bad = Say(Grade.SATISFIED, Grade.SATISFIED), Say(Grade.SATISFIED, Grade.UNSATISFIED)
    actions.rate(cases.author(case), good)
    case.refresh_from_db()
    assert case.rate_by
    settings.BANJIE_TODAY = (case.rate_by + timedelta(1)).isoformat()
    assert not joint.may("consultation.rate", case)
    settings.BANJIE_TODAY = case.rate_by.isoformat()
    actions.rate(joint, bad)
    case.refresh_from_db()
    assert (case.state, case.ratings.count()) == ("closed", 2)


def test_an_author_reads_why_it_takes_longer(cast: Cast, client: Client) -> None:
    case = cases.at(cast, "received", by=cast.stranger)
    part = case.handlings.get()
    asked = actions.ask_extension(
        part, wanted=part.due + timedelta(3), reason="需核实。", by=cast.liaison
    )
    actions.decide_extension(asked, approved=False, answer="请按期答复。", by=cast.officer)
    actions.suspend_case(case, ground="hearing", reason="等待听证结果。", by=cast.officer)
    client.force_login(cast.stranger)
    words = client.get(reverse("consultation:own-case", args=(case.pk,))).content.decode()
    for told in ("请按期答复。", "等待听证结果。", "不同意延期"):
        assert told in words


def test_a_follower_reads_nothing_that_was_explained_to_the_author(cast: Cast) -> None:
    case = cases.at(cast, "submitted")
    case = actions.decline_case(
        case, ground="elsewhere", routed_to="信访办公室", note="只向提出者说明。", by=cast.officer
    )
    for author, told in ((cases.author(case), True), (None, False)):
        assert bool(author_page(case, author)["screenings"]) is told


def test_titles_of_what_it_came_from_are_for_those_who_may_see_them(
    cast: Cast, client: Client
) -> None:
    old = cases.submitted(cast, title="甲单位的旧题目")
    parts = [NewCase(title, {}, ["一问"]) for title in ("分给图书馆", "分给博物馆")]
    new, other = actions.split_case(old, parts, by=cast.officer)
    new = cases.on(cast, new, "received")
    actions.file_case(other, by=cast.officer)
    for user, seen in ((cast.officer, True), (cast.liaison, False)):
        client.force_login(user)
        words = client.get(new.get_absolute_url()).content.decode()
        assert ("甲单位的旧题目" in words) is seen, user


def test_an_officer_who_stands_behind_a_case_opens_it_again_by_the_api(cast: Cast) -> None:
    case = cases.at(cast, "closed")
    Submitter.objects.create(case=case, lead=False, user=cast.officer, confirmed_on=clock.today())
    Submitter.objects.create(case=case, lead=False, user=cast.nobody, confirmed_on=clock.today())
    said = {"reason": "座位又被撤走。"}
    nobody, officer = Caller(cast.nobody), Caller(cast.officer)
    assert nobody("POST", f"/cases/{case.pk}/reopen", said).status_code == 403
    assert officer("POST", f"/cases/{case.pk}/reopen", said).status_code == 200
    assert case.reopenings.get().by_author is False


def test_a_second_reply_costs_no_query_more(cast: Cast) -> None:
    case = cases.at(cast, "replied")

    def asked(user: User) -> int:
        fresh = User.objects.get(pk=user.pk)
        with CaptureQueriesContext(connection) as ran:
            reply_rows(fresh, Case.objects.get(pk=case.pk))
            letter_rows(Case.objects.get(pk=case.pk))
        return len(ran)

    first = asked(cast.officer)
    actions.rate(cases.author(case), cases.BAD)
    cases.answered(cast, case)
    assert asked(cast.officer) == first


def test_a_contact_is_kept_while_any_part_may_be_rated(cast: Cast, settings: Any) -> None:
    settings.BANJIE_TODAY = "2026-03-02"
    old = cases.submitted(cast, contact="0000-1234567")
    parts = [NewCase(title, {}, ["一问"]) for title in ("其一", "其二")]
    new, other = actions.split_case(old, parts, by=cast.officer)
    new = cases.on(cast, new, "replied")
    assert new.rate_by
    actions.decline_case(
        other, ground="elsewhere", routed_to="信访办公室", note="", by=cast.officer
    )
    kept = Contact.objects.get()
    assert kept.delete_on == new.rate_by + timedelta(limits.value("case.contact"))


def test_an_account_acts_as_itself_before_its_unit(cast: Cast) -> None:
    case = cases.submitted(cast)
    Submitter.objects.create(case=case, lead=False, unit=cast.library)
    own = Submitter.objects.create(case=case, lead=False, user=cast.liaison)
    assert author_for(cast.liaison, case) == own


def test_reopening_ends_after_its_days(cast: Cast, settings: Any) -> None:
    case = cases.at(cast, "closed")
    assert case.closed_on
    last = case.closed_on + timedelta(limits.value("case.code"))
    for day, open_still in ((last, True), (last + timedelta(1), False)):
        settings.BANJIE_TODAY = day.isoformat()
        for actor in (cases.author(case), cast.officer):
            assert actor.may("consultation.reopen", case) is open_still


def test_a_settled_case_is_reopened_once(cast: Cast) -> None:
    case = actions.settle(cases.escalated(cast), ground="explained", note="说明", by=cast.officer)
    case = actions.reopen(case, reason="仍未解决。", by=cases.author(case))
    case = cases.answered(cast, case)
    actions.rate(cases.author(case), Say(Grade.SATISFIED, Grade.UNSATISFIED))
    case = Case.objects.get(pk=case.pk)
    case = actions.settle(case, ground="explained", note="说明", by=cast.officer)
    for actor in (cases.author(case), cast.officer):
        with pytest.raises(WrongState):
            actions.reopen(case, reason="再来。", by=actor)
