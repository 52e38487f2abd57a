"""Rolling forward: days by words, weekday and days off; titles; one-offs; what stays behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from banjie.common import once
from banjie.common.calendar import Notice, WorkCalendar
from banjie.notices.models import Notice as Sent
from banjie.people.models import User
from banjie.programme import rolling
from banjie.programme.actions import reports
from banjie.programme.actions.rolling import begin_blank, roll_forward
from banjie.programme.models import Activity, Programme
from banjie.programme.queries.owed import owed_by
from banjie.programme.queries.programmes import programmes_for
from banjie.programme.queries.rolling import proposals
from tests.web import plans
from tests.web.cast import Cast

DAY = timedelta(1)
NEW_YEAR = {
    "source": "试验用通知〔2027〕1号",
    "off": ["01-01", "02-06..02-12", "05-01..05-05", "10-01..10-07"],
    "worked": ["05-08", "10-09"],
}
OLD_YEAR = {
    "source": "试验用通知〔2026〕1号",
    "off": ["01-01", "02-16..02-22", "05-01..05-05", "10-01..10-07"],
    "worked": ["05-09", "10-10"],
}
BOTH = WorkCalendar((Notice.read(2026, OLD_YEAR), Notice.read(2027, NEW_YEAR)))
OLD_ONLY = WorkCalendar((Notice.read(2026, OLD_YEAR),))


def rolled(words: str, start: str, end: str, calendar: WorkCalendar = BOTH) -> rolling.Rolled:
    return rolling.roll_time(
        words,
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        "",
        years=1,
        calendar=calendar,
    )


@pytest.mark.parametrize(
    ("words", "start", "end", "new_start", "new_end", "how"),
    [
        # 2026-05-15 is the third Friday of May
        ("5月15日", "2026-05-15", "2026-05-16", "2027-05-21", "2027-05-22", "weekday"),
        ("5月中旬", "2026-05-11", "2026-05-21", "2027-05-11", "2027-05-21", "words"),
        ("元宵节", "2026-03-03", "2026-03-04", "2027-02-20", "2027-02-21", "words"),
        ("端午节前后", "2026-06-12", "2026-06-27", "2027-06-02", "2027-06-17", "words"),
        ("2026年9月", "2026-09-01", "2026-10-01", "2027-09-01", "2027-10-01", "words"),
        ("10月8日至10月31日", "2026-10-08", "2026-11-01", "2027-10-08", "2027-11-01", "days"),
        ("5月31日", "2026-05-29", "2026-05-30", "2027-05-28", "2027-05-29", "weekday"),
        ("6月30日前", "", "2026-07-01", "", "2027-07-01", "days"),
    ],
)
def test_times(words: str, start: str, end: str, new_start: str, new_end: str, how: str) -> None:
    found = rolled(words, start, end)
    assert (str(found.start or ""), str(found.end or ""), found.how) == (new_start, new_end, how)


def test_a_day_off_gives_way_to_the_next_working_day() -> None:
    found = rolled("5月6日至7日", "2026-05-06", "2026-05-08")
    assert (found.how, found.start, found.end) == ("moved", date(2027, 5, 6), date(2027, 5, 8))


def test_recurring_work_keeps_its_rule_and_names_the_new_year() -> None:
    found = rolling.roll_time(
        "2026年2月—12月", date(2026, 2, 1), date(2027, 1, 1), "FREQ=MONTHLY;INTERVAL=2",
        years=1, calendar=BOTH,
    )  # fmt: skip
    assert (found.words, found.start, found.how) == ("2027年2月—12月", date(2027, 2, 1), "rule")


def test_a_year_whose_days_off_are_unknown_is_said() -> None:
    assert rolled("5月15日", "2026-05-15", "2026-05-16", OLD_ONLY).how == "unchecked"


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(1, 14),
)
def test_short_events_keep_their_length_and_work_on_working_days(day: date, length: int) -> None:
    found = rolling.roll_time("", day, day + length * DAY, "", years=1, calendar=BOTH)
    assert found.start is not None
    assert found.end == found.start + length * DAY
    if BOTH.is_working_day(day):
        assert BOTH.is_working_day(found.start)
    if found.how == "weekday":
        assert found.start.weekday() == day.weekday()
        assert found.start.month == day.month


@pytest.mark.parametrize(
    ("title", "new"),
    [
        ("举办第三届全民阅读节", "举办第四届全民阅读节"),
        ("举办第19届书市", "举办第20届书市"),
        ("2026年迎新春团拜会", "2027年迎新春团拜会"),
        ("第一批志愿者培训", "第一批志愿者培训"),
        ("第九十九届书市", "第九十九届书市"),
    ],
)
def test_titles(title: str, new: str) -> None:
    assert rolling.roll_title(title, 1) == new


def test_what_happens_once_is_flagged(activity: Activity) -> None:
    assert rolling.one_off(activity) == ""
    activity.title = "举行图书馆新馆揭牌仪式"
    assert rolling.one_off(activity) == "揭牌"


def roll(programme: Programme, cast: Cast, **values: object) -> Programme:
    keep = {row.activity.pk for row in proposals(programme, programme.year + 1)}
    options = {
        "year": programme.year + 1, "title": "临湖市2027年阅读推广工作方案", "keep": keep,
        "once_key": once.new_key(), "by": cast.officer,
    } | values  # fmt: skip
    return roll_forward(programme, **options)  # type: ignore[arg-type]  # values as named


def test_the_new_year_begins_with_empty_hands(
    programme: Programme, activity: Activity, cast: Cast
) -> None:
    reports.accept_report(plans.report(activity, cast), by=cast.officer)
    activity.assignments.filter(unit=cast.library).update(answer="confirmed")
    made = roll(programme, cast)
    twin = made.activities.get(rolled_from=activity)
    assert made.activities.count() == programme.activities.count()
    assert twin.reports.count() == 0
    assert set(twin.assignments.values_list("answer", flat=True)) == {"waiting"}
    assert [(t.measure, t.value) for t in twin.targets.all()] == [
        (t.measure, t.value) for t in activity.targets.all()
    ]
    assert {s.start.year for s in twin.schedules.all() if s.start} == {2027}
    assert twin.occurrences.count() == activity.occurrences.count()
    assert {o.start.year for o in twin.occurrences.all() if o.start} <= {2027}
    assert twin.area is not None
    assert twin.area.programme == made
    assert activity.reports.count() == 1


def test_only_what_is_kept_comes_along(programme: Programme, cast: Cast) -> None:
    first = programme.activities.all()[0]
    assert [a.rolled_from for a in roll(programme, cast, keep={first.pk}).activities.all()] == [
        first
    ]


def test_a_template_asks_nothing_of_anybody(programme: Programme, cast: Cast) -> None:
    template = roll(programme, cast, template=True)
    assert template in programmes_for(cast.officer)
    assert template not in programmes_for(cast.liaison)
    assert {card.activity.programme for card in owed_by(cast.liaison)} == {programme}
    opened = roll(template, cast)
    assert opened.state == Programme.State.OPEN


def test_the_same_form_twice_is_one_programme(programme: Programme, cast: Cast) -> None:
    key = once.new_key()
    made = roll(programme, cast, once_key=key)
    with pytest.raises(once.AlreadyDone) as done:
        roll(programme, cast, once_key=key)
    assert done.value.result == str(made.pk)


def test_a_blank_programme(cast: Cast) -> None:
    made = begin_blank(
        office=cast.office, title="临时任务", year=2026, once_key=once.new_key(), by=cast.officer
    )
    assert not made.activities.exists()


def test_the_page_opens_what_is_ticked(
    programme: Programme, cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    office = signed_in(cast.officer)
    address = reverse("programme:roll", args=(programme.pk,))
    page = office.get(address).content.decode()
    assert "2027" in page
    key = once.new_key()
    sent = {"once": key, "year": 2027, "title": "临湖市2027年阅读推广工作方案"}
    assert office.post(address, sent).status_code == 422
    first = programme.activities.all()[0]
    done = office.post(address, sent | {"keep": [first.pk]})
    made = Programme.objects.get(year=2027)
    assert done.url == reverse("programme:board", args=(made.pk,))
    assert office.post(address, sent | {"keep": [first.pk]}).url == done.url


def test_who_may_not_roll_is_led_there_by_no_page(
    programme: Programme, cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    address = reverse("programme:roll", args=(programme.pk,))
    changes = reverse("programme:changes", args=(programme.pk,))
    for user in (cast.officer, cast.leader):
        client = signed_in(user)
        offered = address in client.get(changes).content.decode()
        assert offered == (client.get(address).status_code == 200)


@pytest.mark.parametrize(("template", "told"), [(False, 1), (True, 0)])
def test_units_hear_of_the_new_year_but_of_no_template(
    programme: Programme, cast: Cast, template: bool, told: int
) -> None:
    made = roll_forward(
        programme, year=2027, title="新年度方案", once_key=once.new_key(), by=cast.officer,
        keep=set(programme.activities.values_list("pk", flat=True)), template=template,
    )  # fmt: skip
    key = f"plan:opened:{made.pk}:{cast.library.pk}"
    assert Sent.objects.filter(key=key).count() == told


def test_activity_that_is_no_number_is_refused(
    programme: Programme, cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    address = reverse("programme:roll", args=(programme.pk,))
    assert signed_in(cast.officer).post(address, {"keep": "²"}).status_code == 422
