"""Handing over, taking over, handing back, more time, and clocks that stand still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from banjie.consultation import actions
from banjie.consultation.actions import PartPlan, WrongState
from banjie.consultation.models import Case, Extension, Handling, ReturnRequest, Suspension
from banjie.notices.models import Notice
from tests.web.cast import Cast
from tests.web.consultation import cases

SOLE, MAIN, CO, SPLIT = "sole", "main", "co", "split"


@pytest.fixture
def today(settings: Any) -> Callable[[date], None]:
    """Sets the site's day."""

    def set_day(day: date) -> None:
        settings.BANJIE_TODAY = day.isoformat()

    return set_day


def part_of(case: Case, unit: Any) -> Handling:
    return case.handlings.get(unit=unit, ended_on=None)


def plan(*parts: tuple[Any, str]) -> list[PartPlan]:
    return [PartPlan(*part) for part in parts]


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("roles", [(SOLE,), (MAIN, CO), (MAIN,), (SPLIT, SPLIT)], ids="-".join)
def test_a_case_is_handed_to(cast: Cast, roles: tuple[str, ...]) -> None:
    case = cases.handled(cast, *zip((cast.library, cast.museum), roles, strict=False))
    parts = case.handlings.order_by("pk")
    assert [part.role for part in parts] == list(roles)
    assert all(part.due and part.return_by and part.receive_by for part in parts)
    assert {part.due for part in parts if part.answers} == {case.due}
    assert Notice.objects.filter(kind="case.assigned").count() == len(roles)


@pytest.mark.parametrize(
    "roles", [(), (CO,), (SPLIT,), (SOLE, CO), (MAIN, MAIN), (SOLE, SPLIT), (MAIN, SPLIT)],
    ids=lambda roles: "-".join(roles) or "nobody",
)  # fmt: skip
def test_a_case_is_not_handed_to(cast: Cast, roles: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        cases.handled(cast, *zip((cast.library, cast.museum), roles, strict=False))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE consultation_handling SET role = 'co'",
        "UPDATE consultation_handling SET role = 'split'",
        "UPDATE consultation_handling SET ended_on = '2026-01-01'",
        "UPDATE consultation_case SET due = '2099-01-01'",
        "UPDATE consultation_case SET state = 'closed'",
        "UPDATE consultation_case SET state = 'merged'",
        "DELETE FROM consultation_handling",
    ],
)
def test_the_database_holds_a_case_at_work_together(cast: Cast, sql: str) -> None:
    cases.handled(cast, (cast.library, MAIN), (cast.museum, CO))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_year_without_its_days_off_holds_up_no_handing_over(
    cast: Cast, today: Callable[[date], None]
) -> None:
    today(date(2026, 9, 1))
    case = cases.at(cast, "handling", kind="proposal")
    assert (case.due, case.latest) == (date(2026, 12, 1), date(2027, 3, 1))


def test_a_unit_asks_to_hand_back_and_the_office_hands_it_on(cast: Cast) -> None:
    case = cases.at(cast, "received")
    due = case.due
    actions.ask_return(
        part_of(case, cast.library), names=cast.museum, reason="属展览业务。", by=cast.liaison
    )
    case = again(case)
    assert (case.state, part_of(case, cast.library).ended_on) == ("handling", None)
    case = actions.reassign_case(case, plan((cast.museum, SOLE)), answer="同意。", by=cast.officer)
    asked = ReturnRequest.objects.get()
    new = part_of(case, cast.museum)
    assert (asked.accepted, asked.answer) == (True, "同意。")
    assert (new.due, new.received_on, case.due) == (due, None, due)
    assert not case.handlings.filter(unit=cast.library, ended_on=None).exists()
    assert cast.liaison.may("consultation.see_case", case)
    assert not cast.liaison.may("consultation.draft_reply", case)


def test_a_refused_hand_back_stays_with_the_unit_and_may_be_asked_again(cast: Cast) -> None:
    case = cases.at(cast, "received")
    part = part_of(case, cast.library)
    asked = actions.ask_return(part, names=cast.museum, reason="不属我馆。", by=cast.liaison)
    with pytest.raises(WrongState):
        actions.ask_return(part, names=cast.museum, reason="再报。", by=cast.handler)
    actions.refuse_return(asked, answer="属你馆职责。", by=cast.officer)
    assert Notice.objects.filter(kind="case.decided", unit=cast.library).count() == 1
    actions.ask_return(part, names=cast.museum, reason="再报。", by=cast.handler)
    with pytest.raises(WrongState):
        actions.refuse_return(asked, answer="再议。", by=cast.officer)


def test_the_days_to_hand_back_run_out(cast: Cast, today: Callable[[date], None]) -> None:
    case = cases.at(cast, "received")
    part = part_of(case, cast.library)
    assert part.return_by
    today(part.return_by + timedelta(1))
    with pytest.raises(WrongState):
        actions.ask_return(part, names=cast.museum, reason="不属我馆。", by=cast.liaison)


def test_no_unit_hands_a_case_on_by_itself(cast: Cast) -> None:
    case = cases.at(cast, "received")
    for user in (cast.liaison, cast.handler, cases.head_of(cast)):
        with pytest.raises(WrongState):
            actions.reassign_case(case, plan((cast.museum, SOLE)), by=user)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((SOLE, None), (MAIN, CO)),
        ((MAIN, CO), (CO, MAIN)),
        ((MAIN, CO), (SPLIT, SPLIT)),
        ((SPLIT, SPLIT), (None, SOLE)),
        ((MAIN, CO), (SOLE, None)),
    ],
)
def test_handlers_change_shape(
    cast: Cast, before: tuple[str | None, ...], after: tuple[str | None, ...]
) -> None:
    units = (cast.library, cast.museum)
    case = cases.handled(cast, *((u, r) for u, r in zip(units, before, strict=True) if r))
    wanted = [(u, r) for u, r in zip(units, after, strict=True) if r]
    case = actions.reassign_case(case, plan(*wanted), by=cast.officer)
    living = case.handlings.filter(ended_on=None)
    assert {(part.unit, part.role) for part in living} == set(wanted)
    assert {part.due for part in living if part.answers} == {case.due}


def test_more_time_is_asked_before_the_day_and_moves_it(cast: Cast) -> None:
    case = cases.at(cast, "received")
    assert case.due
    assert case.latest
    wanted = case.due + timedelta(5)
    part = part_of(case, cast.library)
    asked = actions.ask_extension(part, wanted=wanted, reason="需实地核实。", by=cast.liaison)
    with pytest.raises(WrongState):
        actions.ask_extension(part, wanted=wanted, reason="再报。", by=cast.liaison)
    actions.decide_extension(asked, approved=True, answer="同意。", by=cast.officer)
    case = again(case)
    assert (case.due, part_of(case, cast.library).due) == (wanted, wanted)
    told = case.events.get(step="decide_extension")
    assert told.told
    assert told.facts == {"approved": True, "due": wanted.isoformat()}


def test_refused_more_time_leaves_the_day(cast: Cast) -> None:
    case = cases.at(cast, "received")
    assert case.due
    asked = actions.ask_extension(
        part_of(case, cast.library), wanted=case.due + timedelta(1), reason="忙。", by=cast.liaison
    )
    actions.decide_extension(asked, approved=False, answer="请按期办结。", by=cast.officer)
    assert again(case).due == case.due
    with pytest.raises(WrongState):
        actions.decide_extension(asked, approved=True, answer="改。", by=cast.officer)


@pytest.mark.parametrize("days", [-1, 0, 999])
def test_more_time_never_beyond_the_longest(cast: Cast, days: int) -> None:
    case = cases.at(cast, "received")
    assert case.due
    with pytest.raises(ValidationError):
        actions.ask_extension(
            part_of(case, cast.library), wanted=case.due + timedelta(days), reason="忙。",
            by=cast.liaison,
        )  # fmt: skip


def test_more_time_is_not_asked_after_the_day(cast: Cast, today: Callable[[date], None]) -> None:
    case = cases.at(cast, "received")
    assert case.due
    today(case.due + timedelta(1))
    with pytest.raises(WrongState):
        actions.ask_extension(
            part_of(case, cast.library), wanted=case.due + timedelta(9), reason="忙。",
            by=cast.liaison,
        )  # fmt: skip


def test_a_clock_stands_still_and_runs_on_with_what_was_left(
    cast: Cast, today: Callable[[date], None]
) -> None:
    today(date(2026, 3, 2))  # a Monday; 15 working days end on 2026-03-23
    case = cases.at(cast, "received")
    assert case.due == date(2026, 3, 23)
    today(date(2026, 3, 9))
    stopped = actions.suspend_case(case, ground="hearing", reason="举行听证。", by=cast.officer)
    today(date(2026, 3, 30))
    assert not again(case).late
    case = actions.resume_case(again(case), by=cast.officer)
    stopped.refresh_from_db()
    assert (stopped.first, stopped.last) == (date(2026, 3, 9), date(2026, 3, 29))
    # 11 working days were left: from 2026-03-30 on, without Tomb-Sweeping Day (04-04 to 04-06).
    assert case.due == part_of(case, cast.library).due == date(2026, 4, 14)
    assert case.latest
    assert case.latest >= case.due
    assert case.stopped_on is None


def test_a_clock_stands_still_once(cast: Cast) -> None:
    case = cases.at(cast, "received")
    actions.suspend_case(case, ground="force", reason="台风。", by=cast.officer)
    with pytest.raises(WrongState):
        actions.suspend_case(case, ground="force", reason="台风。", by=cast.officer)
    assert not cast.liaison.may("consultation.ask_extension", again(case))
    assert not cast.liaison.may("consultation.ask_return", again(case))


def test_merged_cases_wait_and_run_on_together(cast: Cast, today: Callable[[date], None]) -> None:
    today(date(2026, 3, 2))
    case = cases.merged(cast)
    lead = case.merged_into
    assert lead is not None
    today(date(2026, 3, 9))
    actions.suspend_case(lead, ground="hearing", reason="听证。", by=cast.officer)
    today(date(2026, 3, 16))
    actions.resume_case(again(lead), by=cast.officer)
    assert again(case).due == again(lead).due == date(2026, 3, 30)


def test_the_database_keeps_one_open_question_of_each_sort(cast: Cast) -> None:
    case = cases.at(cast, "received")
    part, today = part_of(case, cast.library), date(2026, 3, 2)
    rows: list[tuple[Any, dict[str, Any]]] = [
        (ReturnRequest, {"handling": part, "names": cast.museum, "reason": "无"}),
        (Extension, {"handling": part, "round": 0, "reason": "无", "old_due": case.due,
                     "wanted": (case.due or today) + timedelta(1)}),
        (Suspension, {"case": case, "ground": "force", "reason": "无"}),
    ]  # fmt: skip
    for model, values in rows:
        model.objects.create(by=cast.officer, **values)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(by=cast.officer, **values)
