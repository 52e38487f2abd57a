"""What an author, a unit and the office may read and say: cases that once went wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import clock
from banjie.consultation import actions
from banjie.consultation.actions import PartPlan, ReplyContent, WrongState
from banjie.consultation.models import Case
from banjie.consultation.queries.authors import author_page
from banjie.consultation.queries.replies import letters_for, replies_for
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
        assert ("follow" in client.get(case.get_absolute_url()).content.decode()) is offered
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
