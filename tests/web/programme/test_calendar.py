"""The month and the Gantt chart: what falls on which day, and what no day follows for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from banjie.programme.models import Activity, Area, Programme, Schedule
from banjie.programme.occurrences import occurrences
from banjie.programme.queries import calendar, gantt
from banjie.programme.queries.overview import overview
from tests.web.cast import Cast

MAY = date(2026, 5, 1)


def day(text: str) -> date | None:
    return date.fromisoformat(f"2026-{text}") if text else None


NAMED = [
    ("FREQ=WEEKLY;BYDAY=WE", [6, 13, 20, 27]),
    ("FREQ=WEEKLY;BYDAY=SA,SU", [2, 3, 9, 10, 16, 17, 23, 24, 30, 31]),
    ("FREQ=MONTHLY;BYDAY=2SA", [9]),
    ("FREQ=MONTHLY;BYDAY=-1FR", [29]),
    ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2", [11]),
    ("FREQ=MONTHLY;BYMONTHDAY=15", [15]),
    ("FREQ=MONTHLY;BYMONTHDAY=14,15", [14, 15]),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", [31]),
    ("FREQ=YEARLY;BYMONTH=3,5;BYMONTHDAY=12", [12]),
    ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=23", []),
    ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", [10]),
]


@pytest.mark.parametrize(("rule", "days"), NAMED)
def test_rule_that_names_days_gives_them(rule: str, days: list[int]) -> None:
    found = occurrences(Schedule(recurrence=rule), 2026, MAY, date(2026, 6, 1))
    assert found == [date(2026, 5, n) for n in days]


@pytest.mark.parametrize(
    "rule",
    [
        "", "FREQ=DAILY", "FREQ=DAILY;INTERVAL=10", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=2", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10",
        "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=4,10", "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        "FREQ=WEEKLY;BYDAY=MO;COUNT=3",
    ],
)  # fmt: skip
def test_rule_that_leaves_the_day_open_is_never_guessed(rule: str) -> None:
    assert occurrences(Schedule(recurrence=rule), 2026, MAY, date(2026, 6, 1)) is None


def test_occurrences_stay_inside_the_schedule_and_the_year() -> None:
    monthly = "FREQ=MONTHLY;BYMONTHDAY=20"
    within = Schedule(recurrence=monthly, start=date(2026, 3, 1), end=date(2026, 5, 20))
    assert occurrences(within, 2026, date(2026, 1, 1), date(2027, 1, 1)) == [
        date(2026, 3, 20), date(2026, 4, 20),
    ]  # fmt: skip
    assert occurrences(within, 2026, date(2026, 8, 1), date(2026, 9, 1)) == []
    assert occurrences(Schedule(recurrence=monthly), 2026, date(2027, 1, 1), date(2027, 2, 1)) == []


# start, end (exclusive), rule, is it the report's day → marks in May: (day or None, kind)
MARKS = [
    ("05-18", "05-20", "", False, [(18, "on"), (19, "on")]),
    ("05-30", "06-03", "", False, [(30, "on"), (31, "on")]),
    ("03-01", "12-01", "", False, [(None, "on")]),
    ("05-04", "05-21", "", False, [(None, "on"), (4, "begins"), (20, "ends")]),
    ("05-10", "", "", False, [(None, "on"), (10, "begins")]),
    ("", "05-16", "", False, [(None, "on"), (15, "ends")]),
    ("", "04-16", "", False, []),
    ("06-01", "", "", False, []),
    ("", "", "", False, []),
    ("", "05-16", "", True, [(15, "report")]),
    ("02-01", "06-01", "FREQ=MONTHLY;INTERVAL=2", False, [(None, "on"), (31, "ends")]),
    ("02-01", "12-01", "FREQ=MONTHLY;BYDAY=2SA", False, [(9, "again")]),
    ("", "", "FREQ=MONTHLY;BYMONTHDAY=25", True, [(25, "report")]),
    ("", "", "FREQ=MONTHLY", False, [(None, "on")]),
]


@pytest.mark.parametrize(("start", "end", "rule", "for_report", "marks"), MARKS)
def test_month_marks_days_and_keeps_long_stretches_beside_it(
    programme: Programme, activity: Activity, start: str, end: str, rule: str, for_report: bool,
    marks: list[tuple[int | None, str]],
) -> None:  # fmt: skip
    Schedule.objects.all().delete()
    activity.schedules.create(
        words="届时", start=day(start), end=day(end), recurrence=rule, for_report=for_report
    )
    may = calendar.month(programme, overview(programme, 10), MAY, date(2026, 5, 8))
    found = [(None, entry.kind) for entry in may.standing]
    found += [(one.day.day, entry.kind) for one in may.days for entry in one.entries]
    assert found == marks
    assert may.empty == (not marks)
    assert [one.day for one in may.days if one.today] == [date(2026, 5, 8)]


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [("2026-01-01", "2025-12-01", "2026-02-01"), ("2028-02-01", "2028-01-01", "2028-03-01")],
)
def test_months_follow_each_other(
    programme: Programme, first: str, before: str, after: str
) -> None:
    month = calendar.month(programme, [], date.fromisoformat(first), MAY)
    assert (month.before.isoformat(), month.after.isoformat()) == (before, after)
    assert month.empty


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2026-09", "2026-09"), ("", "2026-09"), ("september", "2026-09"), ("2026-13", "2026-09"),
        ("2026-09-09", "2026-09"), ("9999-12", "2036-12"), ("0001-01", "2016-01"),
    ],
)  # fmt: skip
def test_month_of_the_address_is_shown_or_the_office_one(
    cast: Cast, programme: Programme, signed_in: Any, settings: Any, said: str, shown: str
) -> None:
    settings.BANJIE_TODAY = "2026-09-16"
    page = signed_in(cast.officer).get(f"/programmes/{programme.pk}/calendar/?month={said}")
    assert f"{page.context['month'].first:%Y-%m}" == shown


def test_programme_of_another_year_opens_on_its_nearest_month(
    cast: Cast, programme: Programme, signed_in: Any, settings: Any
) -> None:
    settings.BANJIE_TODAY = "2027-02-03"
    page = signed_in(cast.officer).get(f"/programmes/{programme.pk}/calendar/")
    assert page.context["month"].first == date(2026, 12, 1)


def test_finding_words_keeps_the_month(cast: Cast, programme: Programme, signed_in: Any) -> None:
    page = signed_in(cast.officer).get(f"/programmes/{programme.pk}/calendar/?month=2026-10&q=征文")
    html = page.content.decode()
    assert '<input type="hidden" name="month" value="2026-10">' in html
    assert "主题征文" in html
    assert "培训班" not in html


# start, end, rule, is it the report's day → kind of bar, beginning, width, end, ticks
BARS = [
    ("01-01", "04-01", "", False, ("span", "0.00%", "24.66%", "24.66%", 0)),
    ("07-01", "", "", False, ("from", "49.59%", "50.41%", "100.00%", 0)),
    ("", "07-01", "", False, ("until", "0.00%", "49.59%", "49.59%", 0)),
    ("", "07-01", "", True, ("report", "0.00%", "49.59%", "49.59%", 0)),
    ("", "", "FREQ=MONTHLY;BYMONTHDAY=1", False, ("days", "0.00%", "100.00%", "100.00%", 12)),
    ("01-01", "04-01", "FREQ=MONTHLY;BYDAY=1MO", False, ("span", "0.00%", "24.66%", "24.66%", 3)),
    ("01-01", "04-01", "FREQ=MONTHLY", False, ("span", "0.00%", "24.66%", "24.66%", 0)),
]


@pytest.mark.parametrize(("start", "end", "rule", "for_report", "bar"), BARS)
def test_gantt_draws_a_bar_for_each_schedule(
    programme: Programme, activity: Activity, start: str, end: str, rule: str, for_report: bool,
    bar: tuple[str, str, str, str, int],
) -> None:  # fmt: skip
    Schedule.objects.all().delete()
    activity.schedules.create(
        words="届时", start=day(start), end=day(end), recurrence=rule, for_report=for_report
    )
    drawn = gantt.chart(programme, overview(programme, 10), date(2026, 7, 2))
    bars = [bar for group in drawn.groups for row in group.rows for bar in row.bars]
    assert [(b.kind, b.x, b.width, b.end, len(b.ticks)) for b in bars] == [bar]
    assert drawn.today == "49.86%"


def test_gantt_line_is_the_year_and_a_little_more(programme: Programme, activity: Activity) -> None:
    def line() -> tuple[str, str, int]:
        axis = gantt.chart(programme, [], MAY).axis
        return axis.first.isoformat(), axis.end.isoformat(), len(axis.marks)

    assert line() == ("2026-01-01", "2027-01-01", 12)
    activity.schedules.create(words="2025年底", start=date(2025, 12, 20), end=date(2026, 1, 10))
    assert line() == ("2025-12-01", "2027-01-01", 13)
    far = activity.schedules.create(words="到2062年", start=date(2026, 3, 1), end=date(2062, 1, 1))
    assert line() == ("2025-12-01", "2028-01-01", 8)
    drawn = gantt.chart(programme, overview(programme, 10), MAY)
    kinds = {b.schedule.words: b.kind for g in drawn.groups for row in g.rows for b in row.bars}
    assert kinds[far.words] == "from"


def test_gantt_names_the_areas_above_an_area(programme: Programme, activity: Activity) -> None:
    above = activity.area
    assert above is not None
    activity.area = Area.objects.create(
        programme=programme, parent=above, number="1.", title="读书", position=99
    )
    activity.save()
    first = gantt.chart(programme, overview(programme, 10), MAY).groups[0]
    assert [area.title for area in first.areas] == [above.title, "读书"]
    assert [row.line.pk for row in first.rows] == [activity.pk]


def test_sheet_of_more_activities_needs_no_more_queries(
    cast: Cast, programme: Programme, activity: Activity, signed_in: Any,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    client: Client = signed_in(cast.officer)
    page = "export.xlsx"
    with django_assert_max_num_queries(12) as once:
        assert client.get(f"/programmes/{programme.pk}/{page}").status_code == 200
    for n in range(20):
        twin = Activity.objects.create(
            programme=programme,
            area=activity.area,
            title=f"读书会之{n}",
            kind="training",
            position=9,
        )
        twin.schedules.create(words="10月9日", start=date(2026, 10, 9), end=date(2026, 10, 10))
        twin.targets.create(measure="参加", value=20, unit="人")
    with django_assert_max_num_queries(len(once.captured_queries)):
        client.get(f"/programmes/{programme.pk}/{page}")


def test_long_chart_comes_in_pages_or_whole(
    cast: Cast, programme: Programme, activity: Activity, signed_in: Any
) -> None:
    Activity.objects.bulk_create(
        Activity(
            programme=programme,
            area=activity.area,
            title=f"走访{n}",
            kind="visit",
            position=100 + n,
        )
        for n in range(120)
    )

    def rows(words: str) -> int:
        page = signed_in(cast.officer).get(f"/programmes/{programme.pk}/gantt/{words}")
        assert "?all=1" in page.content.decode() or words.startswith("?all")
        return sum(len(group.rows) for group in page.context["chart"].groups)

    assert [rows(""), rows("?page=3"), rows("?all=1")] == [60, 3, 123]
