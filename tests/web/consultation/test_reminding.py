"""Reminders of cases, and what stands on today's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from banjie.consultation import actions
from banjie.consultation.actions import Heard, remind_cases
from banjie.consultation.models import Case, Reply
from banjie.notices import standing
from banjie.notices.models import Notice
from banjie.people.models import User
from banjie.programme.lights import Light
from banjie.reporting.queries.inbox import Desk, inbox
from tests.web.cast import Cast
from tests.web.consultation import cases

DAY = date(2026, 3, 2)


@pytest.fixture
def go_to(settings: Any) -> Callable[[date], int]:
    """Sets the site's day and reminds; how many reminders were written."""

    def set_day(day: date) -> int:
        settings.BANJIE_TODAY = day.isoformat()
        return remind_cases()

    return set_day


def test_a_case_not_taken_over_is_reminded_of_once_a_step(
    cast: Cast, go_to: Callable[[date], int]
) -> None:
    go_to(DAY)
    case = cases.at(cast, "handling")
    end = case.handlings.get().receive_by
    assert end == date(2026, 3, 9)
    written = [go_to(DAY + timedelta(days)) for days in range(16)]
    # 5 days ahead, 1 day ahead, on the day, 7 days after; none on the day of handing over. And ten
    # days before the reply is due, which taking over does not wait for.
    assert (case.due, DAY + timedelta(11)) == (date(2026, 3, 23), date(2026, 3, 13))
    assert [day for day, n in enumerate(written) if n] == [2, 6, 7, 11, 14]
    assert go_to(DAY + timedelta(15)) == 0
    kinds = Notice.objects.filter(kind__startswith="reminder").values_list("kind", flat=True)
    assert sorted(kinds) == ["reminder.case.due", *["reminder.case.receive"] * 4]


def test_the_office_is_reminded_to_ask_back(cast: Cast, go_to: Callable[[date], int]) -> None:
    go_to(DAY)
    case = cases.at(cast, "replied", kind="request")
    assert case.call_by == date(2026, 3, 5)
    group = next(g for g in inbox(Desk(cast.officer)) if g.reason.name == "case-call")
    assert group.rows[0].entry.light == Light("on-plan", 3)
    written = [go_to(DAY + timedelta(days)) for days in range(6)]
    assert written == [0, 0, 1, 1, 0, 0]
    reminder = Notice.objects.filter(kind="reminder.case.call").latest("pk")
    assert (reminder.unit, standing.stands(reminder)) == (cast.office, True)
    actions.call_back(case, Heard(True, True, 3), reached=True, by=cast.officer)
    assert not standing.stands(reminder)


@pytest.mark.parametrize(
    ("stage", "reminded"),
    [("received", 1), ("signing", 1), ("review", 0), ("ready", 0), ("replied", 0)],
)
def test_a_reply_is_reminded_of_until_it_is_with_the_office(
    cast: Cast, go_to: Callable[[date], int], stage: str, reminded: int
) -> None:
    go_to(DAY)
    case = cases.at(cast, stage)
    assert case.due
    assert go_to(case.due) == reminded


def test_nothing_is_reminded_of_while_a_clock_stands_still(
    cast: Cast, go_to: Callable[[date], int]
) -> None:
    go_to(DAY)
    case = cases.stopped(cast)
    assert case.due
    assert go_to(case.due + timedelta(30)) == 0


def test_a_reminder_falls_when_its_reason_is_gone(cast: Cast, go_to: Callable[[date], int]) -> None:
    go_to(DAY)
    case = cases.at(cast, "handling")
    go_to(DAY + timedelta(2))
    reminder = Notice.objects.get(kind="reminder.case.receive")
    assert standing.stands(reminder)
    actions.receive_case(case, by=cast.liaison)
    assert not standing.stands(reminder)


OFFICE = {
    "submitted": "case-check", "filed": "case-assign", "review": "case-review",
    "ready": "case-send",
}  # fmt: skip


def reasons(user: User) -> dict[str, int]:
    fresh = User.objects.get(pk=user.pk)
    found = inbox(Desk(fresh))
    return {g.reason.name: g.number for g in found if g.reason.name.startswith("case-")}


@pytest.mark.parametrize("stage", [*cases.STAGES, "back-asked", "more-asked"])
def test_what_waits_stands_on_the_page_of_whom_it_waits_for(cast: Cast, stage: str) -> None:
    made = {"back-asked": cases.back_asked, "more-asked": cases.more_asked}
    made[stage](cast) if stage in made else cases.at(cast, stage)
    head = cases.head_of(cast)
    office = OFFICE | {"back-asked": "case-returned", "more-asked": "case-more-time"}
    unit = {"handling": "case-take-over", "received": "case-answer", "back-asked": "case-answer",
            "more-asked": "case-answer"}  # fmt: skip
    assert set(reasons(cast.officer)) == ({office[stage]} if stage in office else set())
    assert set(reasons(cast.liaison)) == ({unit[stage]} if stage in unit else set())
    assert ("case-sign" in reasons(head)) is (stage == "signing")
    for user in (cast.stranger, cast.other_officer, cast.auditor, cast.nobody):
        assert not reasons(user)


def test_co_handlers_are_asked_for_their_opinion_and_to_agree(cast: Cast) -> None:
    case = cases.handled(cast, (cast.library, "main"), (cast.museum, "co"))
    actions.receive_case(case, by=cast.liaison)
    actions.receive_case(Case.objects.get(pk=case.pk), by=cast.stranger)
    assert set(reasons(cast.stranger)) == {"case-opinion"}
    cases.drafted(cast, case)
    assert Reply.objects.get().state == "signing"
    assert set(reasons(cast.stranger)) == {"case-opinion", "case-countersign"}
