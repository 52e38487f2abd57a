"""Days by which something is to be told (报送时限): reminded of, until it was told since the last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from banjie.notices.models import Notice
from banjie.people.models import User
from banjie.programme.actions.reminders import remind_reports
from banjie.programme.models import Activity, Programme, Report, Schedule
from banjie.programme.queries.owed import owed_by
from tests.web import plans
from tests.web.cast import Cast

MONTHLY = "FREQ=MONTHLY;BYMONTHDAY=5"


@pytest.fixture
def contest(programme: Programme) -> Activity:
    """Of the library, from 8 to 31 October."""
    return programme.activities.get(title__contains="征文")


def due(activity: Activity, *, rule: str = "", end: str = "2026-12-01") -> None:
    Schedule.objects.create(
        activity=activity, words="届时报送", end=date.fromisoformat(end), recurrence=rule,
        for_report=True,
    )  # fmt: skip


def told(activity: Activity, cast: Cast, day: str, **values: Any) -> Report:
    report = plans.report(activity, cast, **values)
    moment = datetime.fromisoformat(f"{day}T10:00+08:00")
    Report.objects.filter(pk=report.pk).update(submitted_at=moment)
    return report


def written() -> list[Notice]:
    return list(Notice.objects.filter(key__startswith="reminder:report:").order_by("pk"))


@pytest.mark.parametrize(
    ("days", "steps"),
    [
        (["11-09"], []),
        (["11-10", "11-10", "11-15", "11-19", "11-27"], ["-10", "-5", "-1", "+7"]),
        (["11-17"], ["-5"]),
    ],
)
def test_units_are_reminded_of_the_day_once_a_step(
    settings: Any, cast: Cast, activity: Activity, days: list[str], steps: list[str]
) -> None:
    due(activity, end="2026-11-21")
    for day in days:
        settings.BANJIE_TODAY = f"2026-{day}"
        remind_reports()
    assert [notice.key.rpartition(":")[2] for notice in written()] == steps
    assert all("报送时限：" in notice.subject for notice in written())


@pytest.mark.parametrize(
    ("day", "values", "asked"),
    [
        ("2026-10-20", {}, 1),  # the work was not over yet
        ("2026-10-31", {}, 0),
        ("2026-11-10", {}, 0),
        ("2026-11-10", {"submit": False}, 1),
        ("2026-10-20", {"completes": True}, 0),
    ],
)
def test_what_was_told_of_work_that_is_over_is_not_asked_for(
    settings: Any, cast: Cast, contest: Activity, day: str, values: dict[str, Any], asked: int
) -> None:
    due(contest)
    told(contest, cast, day, **values)
    settings.BANJIE_TODAY = "2026-11-20"
    assert remind_reports() == asked


@pytest.mark.parametrize(("day", "asked"), [("2026-10-05", 1), ("2026-10-06", 0)])
def test_of_days_that_come_again_the_latest_is_asked_for(
    settings: Any, cast: Cast, activity: Activity, day: str, asked: int
) -> None:
    activity.assignments.filter(role="responsible").update(unit=cast.library)
    due(activity, rule=MONTHLY)
    told(activity, cast, day)
    settings.BANJIE_TODAY = "2026-11-02"
    assert remind_reports() == asked
    assert all(":2026-11-05:" in notice.key for notice in written())


@pytest.mark.parametrize(
    ("day", "light", "asked"),
    [
        ("2026-11-19", "overdue", False),  # before the first reminder
        ("2026-11-20", "overdue", True),
        ("2026-12-01", "overdue", False),  # the work's own light goes on alone
    ],
)
def test_the_day_stands_on_the_page_as_long_as_it_is_reminded_of(
    settings: Any, cast: Cast, contest: Activity, day: str, light: str, asked: bool
) -> None:
    due(contest)
    settings.BANJIE_TODAY = day
    card = next(card for card in owed_by(cast.liaison) if card.activity == contest)
    assert (card.light.name, card.report_by) == (light, date(2026, 11, 30) if asked else None)


@pytest.mark.parametrize("early", [True, False])
def test_a_day_to_report_presses_before_its_work_does(
    settings: Any, cast: Cast, contest: Activity, signed_in: Callable[[User], Client], early: bool
) -> None:
    due(contest, end="2026-09-19")
    settings.BANJIE_TODAY = "2026-09-16"
    card = next(card for card in owed_by(cast.liaison) if card.activity == contest)
    assert card.light == ("due-soon", 2)
    assert "报送时限2026年9月18日" in signed_in(cast.liaison).get("/").content.decode()
    told(contest, cast, "2026-09-16", completes=early)
    card = next(card for card in owed_by(cast.liaison) if card.activity == contest)
    assert (card.light.name, card.report_by is None) == (
        ("not-yet", True) if early else ("due-soon", False)
    ), "what is sent before the work begins tells nothing of it, unless it completes it"


def test_overdue_work_is_not_reminded_of_twice(
    settings: Any, cast: Cast, contest: Activity
) -> None:
    due(contest)
    settings.BANJIE_TODAY = "2026-12-10"
    assert remind_reports() == 0
