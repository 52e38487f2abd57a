"""The author's say, what follows from it, and what comes after a reply."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from banjie.common import clock
from banjie.common.files import check_upload, store_attachment
from banjie.consultation import actions
from banjie.consultation.actions import Heard, PartPlan, ReplyContent, Say, WrongState
from banjie.consultation.models import (
    Case,
    Grade,
    Handling,
    Rating,
    Reply,
    Rework,
    Submitter,
    Visibility,
)
from banjie.notices.models import Notice
from banjie.people.models import Membership
from tests.web import plans
from tests.web.cast import Cast
from tests.web.consultation import cases

GOOD, BAD = Say(Grade.SATISFIED, Grade.SATISFIED), Say(Grade.SATISFIED, Grade.UNSATISFIED)


def merged(cast: Cast, n: int = 3) -> tuple[Case, list[Case]]:
    """A case at work with n − 1 others merged into it."""
    lead = cases.at(cast, "filed")
    others = [cases.at(cast, "filed", title=f"关于自习室的建议之{at}") for at in range(2, n + 1)]
    for other in others:
        Case.objects.filter(pk=other.pk).update(state="merged", merged_into=lead)
    plan = [PartPlan(cast.library, Handling.Role.SOLE)]
    actions.assign_case(lead, plan, by=cast.officer)
    return Case.objects.get(pk=lead.pk), [Case.objects.get(pk=one.pk) for one in others]


NOTICE = {"source": "2027年部分节假日安排", "worked": [],
          "off": ["01-01", "05-01", "10-01..10-03"]}  # fmt: skip


def load_next_year(data: Path) -> None:
    (data / "calendars").mkdir()
    (data / "calendars" / "2027.json").write_text(json.dumps(NOTICE))


@pytest.mark.parametrize(
    ("said", "day", "due"),
    [
        ("rate", "2026-12-20", date(2027, 1, 20)),  # a month
        ("reopen", "2026-12-20", date(2027, 1, 20)),
        ("call_back", "2026-12-28", date(2027, 1, 5)),  # of a request: five working days
    ],
)
def test_what_an_author_says_is_taken_before_the_next_year_is_loaded(
    cast: Cast, settings: Any, tmp_path: Path, said: str, day: str, due: date
) -> None:
    settings.DATA = tmp_path
    case = cases.at(cast, "replied")
    settings.BANJIE_TODAY = day
    if said == "rate":
        actions.rate(cases.author(case), BAD)
    elif said == "call_back":
        Case.objects.filter(pk=case.pk).update(kind="request")
        actions.call_back(
            case, reached=True, heard=Heard(solved=False, satisfied=1), by=cast.officer
        )
    else:
        actions.rate(cases.author(case), GOOD)
        Case.objects.filter(pk=case.pk).update(closed_on=clock.today())
        actions.reopen(case, reason="没有落实。", by=cases.author(case))
    case.refresh_from_db()
    assert (case.state in ("rework", "handling"), case.round, case.due) == (True, 1, None)
    assert actions.set_last_days() == 0
    load_next_year(tmp_path)
    settings.BANJIE_TODAY = "2027-01-05"
    assert [actions.set_last_days(), actions.set_last_days()] == [1, 0]
    case.refresh_from_db()
    part = case.handlings.get()
    assert case.due == part.due == due  # from the day the author said so
    assert (part.rule_value, part.rule_name) == (case.rule_value, case.rule_name)
    assert not Rework.objects.exclude(due=case.due).exists()
    assert Notice.objects.filter(kind="case.clock", unit=part.unit).count() == 1


@pytest.mark.parametrize(("state", "field"), [("submitted", "check_by"), ("filed", "assign_by")])
def test_the_office_gets_its_last_day_once_the_year_is_loaded(
    cast: Cast, settings: Any, tmp_path: Path, state: str, field: str
) -> None:
    settings.DATA = tmp_path
    settings.BANJIE_TODAY = "2026-12-30"
    case = cases.at(cast, state)
    assert getattr(case, field) is None
    assert actions.set_last_days() == 0
    load_next_year(tmp_path)
    told = Case.objects.get(pk=cases.at(cast, state).pk)
    settings.BANJIE_TODAY = "2027-01-05"
    assert [actions.set_last_days(), actions.set_last_days()] == [1, 0]
    case.refresh_from_db()
    assert getattr(case, field) == getattr(told, field)  # from the day it began to wait


def test_a_reply_goes_out_before_the_next_year_is_loaded(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    case = cases.at(cast, "ready")
    Case.objects.filter(pk=case.pk).update(kind="request")
    settings.BANJIE_TODAY = "2026-12-30"
    actions.publish_replies(Reply.objects.filter(handling__case=case), by=cast.officer)
    case.refresh_from_db()
    assert (case.state, case.rate_by, case.call_by) == ("replied", None, None)
    assert actions.set_last_days() == actions.lapse_all() == 0
    load_next_year(tmp_path)
    settings.BANJIE_TODAY = "2027-01-05"
    assert [actions.set_last_days(), actions.set_last_days()] == [1, 0]
    case.refresh_from_db()
    assert (case.rate_by, case.call_by) == (date(2027, 1, 21), date(2027, 1, 5))  # from the reply


def test_days_a_clock_stood_still_before_it_had_a_last_day_are_not_counted(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    case = cases.at(cast, "replied")
    settings.BANJIE_TODAY = "2026-12-20"
    actions.rate(cases.author(case), BAD)
    actions.suspend_case(case, ground="hearing", reason="举行听证。", by=cast.officer)
    load_next_year(tmp_path)
    assert actions.set_last_days() == 0  # it stands still
    settings.BANJIE_TODAY = "2026-12-30"
    actions.resume_case(case, by=cast.officer)
    assert actions.set_last_days() == 1
    case.refresh_from_db()
    assert case.due == date(2027, 1, 29)  # nine days on: the day it began was not counted


def test_merging_n_gives_n_letters_and_n_ratings(cast: Cast) -> None:
    lead, others = merged(cast)
    cases.answered(cast, lead)
    every = [lead, *others]
    numbers = {one.reply_letters.get().number for one in every}
    assert len(numbers) == 3
    for one in every:
        one.refresh_from_db()
        assert one.state == "replied"
        actions.rate(cases.author(one), GOOD)
    assert Case.objects.filter(state="closed").count() == 3


def test_a_merged_case_whose_author_is_not_satisfied_goes_on_alone(cast: Cast) -> None:
    lead, (other, *_rest) = merged(cast)
    cases.answered(cast, lead)
    actions.rate(cases.author(other), BAD)
    other.refresh_from_db()
    lead.refresh_from_db()
    assert (other.state, other.merged_into, lead.state) == ("rework", None, "replied")
    assert other.handlings.get().role == Handling.Role.SOLE
    other = cases.answered(cast, other)
    assert (other.state, other.reply_letters.count()) == ("replied", 2)


def test_a_joint_submitter_rates_beside_the_lead_who_decides(cast: Cast) -> None:
    case = cases.at(cast, "replied")
    joint = Submitter.objects.create(case=case, lead=False, confirmed_on=clock.today())
    actions.rate(joint, BAD)
    case.refresh_from_db()
    assert case.state == "replied"
    actions.rate(cases.author(case), GOOD)
    assert case.ratings.count() == 2


def test_an_unconfirmed_joint_submitter_has_no_say(cast: Cast) -> None:
    case = cases.at(cast, "replied")
    joint = Submitter.objects.create(case=case, lead=False)
    with pytest.raises(WrongState):
        actions.rate(joint, GOOD)


def test_a_rating_on_paper_needs_an_officer_who_does_not_handle(cast: Cast) -> None:
    case = cases.at(cast, "replied")
    author = cases.author(case)
    for by in (cast.liaison, cast.leader, cast.other_officer):
        with pytest.raises(WrongState):
            actions.rate_on_paper(author, GOOD, plans.photo(), by=by)
    rating = actions.rate_on_paper(author, GOOD, plans.photo(), by=cast.officer)
    assert rating.scan is not None
    assert rating.case.state == "closed"


def test_a_handling_unit_rates_for_nobody_even_past_the_rules(cast: Cast) -> None:
    case = cases.at(cast, "replied")
    Membership.objects.create(user=cast.officer, unit=cast.library, duty="handler")
    with pytest.raises(WrongState):
        actions.rate_on_paper(cases.author(case), GOOD, plans.photo(), by=cast.officer)
    said: dict[str, Any] = {
        "submitter": cases.author(case), "case": case, "round": 0, "attitude": 3, "result": 3,
        "entered_by": cast.liaison, "scan": store_attachment(check_upload(plans.photo()), by=cast.officer),
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(**said)


def test_silence_is_no_answer(cast: Cast) -> None:
    case = cases.at(cast, "replied")
    assert actions.lapse_all() == 0
    Case.objects.update(rate_by=clock.today() - timedelta(1))
    assert actions.lapse_all() == 1
    case.refresh_from_db()
    assert (case.state, case.ratings.count()) == ("closed", 0)


def test_a_request_lapses_only_after_calling_back(cast: Cast) -> None:
    case = cases.at(cast, "replied", kind="request")
    Case.objects.update(rate_by=clock.today() - timedelta(1))
    assert actions.lapse_all() == 0
    with pytest.raises(WrongState):
        actions.call_back(case, Heard(), reached=False, by=cast.liaison)
    with pytest.raises(ValidationError):
        actions.call_back(case, Heard(True, None, 3), reached=True, by=cast.officer)
    actions.call_back(case, Heard(True, True, 3), reached=True, by=cast.officer)
    with pytest.raises(WrongState):
        actions.call_back(case, Heard(), reached=False, by=cast.officer)
    assert actions.lapse_all() == 1


def test_a_case_escalated_is_settled_on_a_ground_with_words(cast: Cast) -> None:
    case = cases.escalated(cast)
    with pytest.raises(ValidationError):
        actions.settle(case, ground="because", note="说明", by=cast.officer)
    case = actions.settle(case, ground="explained", note="已当面说明。", by=cast.officer)
    assert (case.state, case.screenings.last().note) == ("closed", "已当面说明。")


def test_reopening_is_counted_and_answered_again(cast: Cast) -> None:
    case = cases.at(cast, "closed")
    with pytest.raises(ValidationError):
        actions.reopen(case, reason=" ", by=cases.author(case))
    actions.reopen(case, reason="座位又被撤走。", by=cases.author(case))
    case = cases.answered(cast, case)
    assert (case.state, case.round, case.reopenings.count()) == ("replied", 1, 1)
    actions.rate(cases.author(case), GOOD)
    actions.reopen(Case.objects.get(pk=case.pk), reason="群众来电。", by=cast.officer)
    assert case.reopenings.filter(by_author=True).count() == 1


def test_a_promise_is_kept_by_an_activity_or_given_up_with_words(cast: Cast, activity: Any) -> None:
    found = cases.promised(cast)
    with pytest.raises(ValidationError):
        actions.keep_promise(found, note="好了", by=cast.handler)
    with pytest.raises(ValidationError):
        actions.give_up_promise(found, note="", by=cast.handler)
    assert actions.keep_promise(found, activity=activity, by=cast.officer).state == "kept"
    with pytest.raises(WrongState):
        actions.give_up_promise(found, note="资金未到位。", by=cast.handler)


def test_publishing_needs_consent_and_hiding_a_reason(cast: Cast) -> None:
    case = cases.at(cast, "closed")
    with pytest.raises(ValidationError):
        actions.show_case(case, visibility=Visibility.PUBLIC, by=cast.officer)
    with pytest.raises(ValidationError):
        actions.show_case(case, visibility=Visibility.HIDDEN, by=cast.officer)
    hidden = actions.show_case(
        case, visibility=Visibility.HIDDEN, hidden_reason="含个人信息", by=cast.officer
    )
    assert hidden.visibility == Visibility.HIDDEN


def test_adoptions_count_each_place_once(cast: Cast) -> None:
    case = cases.at(cast, "closed")
    for place in ("市政府办公室", "市政府办公室", "省协商专报"):
        actions.adopt(case, level="city", place=place, on=clock.today(), by=cast.officer)
    assert case.adoptions.count() == 2


def test_a_unit_rates_the_item_and_nothing_else(cast: Cast) -> None:
    part = cases.at(cast, "received").handlings.get()
    with pytest.raises(WrongState):
        actions.rate_item(part, clear=3, workable=2, by=cast.officer)
    rated = actions.rate_item(part, clear=3, workable=2, by=cast.handler)
    assert (rated.clear, rated.workable) == (3, 2)


def test_a_key_item_has_one_post_and_its_visits(cast: Cast) -> None:
    case = cases.at(cast, "handling")
    item = actions.mark_key(case, post="分管副主任", reason="群众关注", by=cast.officer)
    with pytest.raises(WrongState):
        actions.mark_key(case, post="主任", reason="群众关注", by=cast.officer)
    actions.log_visit(
        item, kind="visit", on=clock.today(), summary="现场查看。", by=cast.officer
    )  # fmt: skip
    assert actions.end_key_item(item, result="已办结。", by=cast.officer).ended_on


def test_an_answered_round_needs_a_new_reply(cast: Cast) -> None:
    case = cases.at(cast, "replied")
    actions.rate(cases.author(case), BAD)
    part = case.handlings.get()
    reply = actions.draft_reply(part, ReplyContent("C", {1: "再次说明。"}), by=cast.handler)
    assert reply.round == 1
    assert Reply.objects.count() == 2
