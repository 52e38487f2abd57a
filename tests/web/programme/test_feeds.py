"""A unit's calendar feed: who may fetch it, what stands in it, and how it is written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar, Event

from banjie.common.models import AuditEntry, RuleProfile
from banjie.people.actions import make_feed_key, revoke_feed_key
from banjie.people.models import FeedKey
from banjie.programme.actions import reports
from banjie.programme.feed import write_feed
from banjie.programme.models import Activity, Occurrence, Programme, Schedule
from banjie.programme.queries.feeds import activities_owed_by
from tests.web import plans
from tests.web.cast import Cast


def fetch(secret: str) -> Any:
    return Client().get(f"/feeds/{secret}.ics")


def events(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def summaries(cast: Cast) -> list[str]:
    content = write_feed("待办", activities_owed_by(cast.library))
    return [str(event["SUMMARY"]) for event in events(content)]


def test_address_is_shown_once_and_kept_as_a_hash(
    cast: Cast, programme: Programme, signed_in: Any
) -> None:
    client = signed_in(cast.liaison)
    html = client.post(f"/feeds/{cast.library.pk}/make/").content.decode()
    secret = html.partition('.ics"')[0].rpartition("/")[2]
    assert len(secret) >= 43
    assert secret not in client.get("/feeds/").content.decode()
    key = FeedKey.objects.get()
    assert secret not in key.digest
    answer = fetch(secret)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert secret not in str(list(AuditEntry.objects.values()))


def test_new_address_replaces_the_old_one(cast: Cast) -> None:
    old = make_feed_key(cast.library, by=cast.liaison)
    new = make_feed_key(cast.library, by=cast.liaison)
    assert [fetch(old).status_code, fetch(new).status_code] == [404, 200]
    assert FeedKey.objects.count() == 1


def test_revoked_address_is_as_if_it_never_was(cast: Cast) -> None:
    secret = make_feed_key(cast.library, by=cast.liaison)
    revoke_feed_key(cast.library, by=cast.liaison)
    revoke_feed_key(cast.library, by=cast.liaison)
    assert fetch(secret).status_code == 404
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["feed.made", "feed.revoked"]


@pytest.mark.parametrize("change", ["inactive", "left", "moved"])
def test_right_is_asked_at_every_fetch(cast: Cast, change: str) -> None:
    secret = make_feed_key(cast.library, by=cast.liaison)
    assert fetch(secret).status_code == 200
    if change == "inactive":
        cast.liaison.is_active = False
        cast.liaison.save()
    elif change == "left":
        cast.liaison.memberships.all().delete()
    else:
        cast.liaison.memberships.update(unit=cast.museum)
    assert fetch(secret).status_code == 404


@pytest.mark.parametrize("secret", ["", "x", "a" * 43, "%2e%2e", "临湖"])
def test_address_that_was_never_made_is_not_found(cast: Cast, secret: str) -> None:
    make_feed_key(cast.library, by=cast.liaison)
    assert fetch(secret).status_code == 404


def test_feed_holds_what_the_unit_owes_and_no_more(cast: Cast, programme: Programme) -> None:
    assert summaries(cast) == [
        "截止：（一）举办“湖畔夜读”读书会",
        *(f"截止：（一）举办“湖畔夜读”读书会 · 第{n}期" for n in range(1, 5)),
        "截止：（二）开展“我与临湖”主题征文活动",
    ]
    club = programme.activities.get(title__contains="湖畔夜读")
    reports.accept_report(plans.report(club, cast, completes=True), by=cast.officer)
    assert all("湖畔夜读" not in text for text in summaries(cast))
    programme.state = Programme.State.CLOSED
    programme.save()
    assert summaries(cast) == []


# start, end (exclusive), rule, is it the report's day → first day, end, rings
EVENTS = [
    ("05-18", "05-20", "", False, [("05-18", "05-20", True)]),
    ("03-01", "12-01", "", False, [("11-30", "12-01", True)]),
    ("", "07-01", "", False, [("06-30", "07-01", True)]),
    ("", "07-01", "", True, [("06-30", "07-01", True)]),
    ("05-10", "", "", False, [("05-10", "05-11", False)]),
    ("", "", "", False, []),
    ("03-01", "07-01", "FREQ=MONTHLY;INTERVAL=2", False, [("06-30", "07-01", True)]),
    ("", "", "FREQ=MONTHLY;INTERVAL=2", False, []),
    (
        "05-01", "07-01", "FREQ=MONTHLY;BYMONTHDAY=30", False,
        [("05-30", "05-31", False), ("06-30", "07-01", True)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("start", "end", "rule", "for_report", "wanted"), EVENTS)
def test_times_become_all_day_events_that_ring_before_the_last_day(
    cast: Cast, programme: Programme, activity: Activity, start: str, end: str, rule: str,
    for_report: bool, wanted: list[tuple[str, str, bool]],
) -> None:  # fmt: skip
    def day(text: str) -> date | None:
        return date.fromisoformat(f"2026-{text}") if text else None

    Schedule.objects.all().delete()
    Occurrence.objects.all().delete()
    activity.schedules.create(
        words="届时", start=day(start), end=day(end), recurrence=rule, for_report=for_report
    )
    found = events(write_feed("待办", activities_owed_by(cast.library)))
    assert [(e.decoded("DTSTART"), e.decoded("DTEND"), bool(e.walk("VALARM"))) for e in found] == [
        (day(first), day(stop), rings) for first, stop, rings in wanted
    ]


def test_alarms_ring_at_nine_ten_five_and_one_day_before(cast: Cast, programme: Programme) -> None:
    event = events(write_feed("待办", activities_owed_by(cast.library)))[0]
    end = event.decoded("DTEND")
    triggers = [alarm["TRIGGER"] for alarm in event.walk("VALARM")]
    assert {trigger.params["RELATED"] for trigger in triggers} == {"END"}
    assert [trigger.dt for trigger in triggers] == [
        -timedelta(days=n, hours=15) for n in (10, 5, 1)
    ]
    assert end == date(2026, 12, 1)


def test_feed_is_written_as_rfc_5545_wants(cast: Cast, activity: Activity) -> None:
    activity.title, activity.place = "读书会；交流,讨论;\n" + "湖" * 60, "市图书馆\\一楼"
    activity.save()
    content = write_feed("临湖市图书馆待办", activities_owed_by(cast.library))
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    event = events(content)[0]
    assert activity.title in str(event["SUMMARY"])
    assert str(event["LOCATION"]) == "市图书馆\\一楼"
    assert b"VERSION:2.0" in lines
    assert content == write_feed("临湖市图书馆待办", activities_owed_by(cast.library))


def test_names_of_events_last_when_the_days_move(cast: Cast, activity: Activity) -> None:
    def names() -> set[str]:
        return {str(e["UID"]) for e in events(write_feed("", activities_owed_by(cast.library)))}

    before = names()
    Schedule.objects.update(start=None, end=date(2026, 12, 25))
    Occurrence.objects.filter(number__lt=5).update(start=None, end=date(2026, 12, 20))
    fifth = f"occurrence-{activity.occurrences.get(number=5).pk}@"
    assert {name for name in names() if not name.startswith(fifth)} == before


def test_feed_names_nobody(cast: Cast, programme: Programme) -> None:
    club = programme.activities.get(title__contains="湖畔夜读")
    club.participants = "联系人李某"
    club.save()
    secret = make_feed_key(cast.library, by=cast.liaison)
    text = fetch(secret).content.replace(b"\r\n ", b"").decode()
    assert "李某" not in text
    assert cast.liaison.login not in text


def test_more_events_need_no_more_queries(
    cast: Cast, programme: Programme, activity: Activity, django_assert_max_num_queries: Any
) -> None:
    secret = make_feed_key(cast.library, by=cast.liaison)
    with django_assert_max_num_queries(10) as once:
        fetch(secret)
    for n in range(20):
        twin = Activity.objects.create(
            programme=programme, title=f"读书会之{n}", kind="training", position=100 + n
        )
        twin.assignments.create(unit=cast.library, role="lead")
        twin.schedules.create(words="10月9日", start=date(2026, 10, 9), end=date(2026, 10, 10))
    with django_assert_max_num_queries(len(once.captured_queries)):
        assert len(events(fetch(secret).content)) == 26


def test_open_phases_and_sessions_ring_before_their_last_day(
    cast: Cast, activity: Activity
) -> None:
    phase = activity.phases.create(
        position=1, title="动员阶段", start=date(2026, 3, 1), end=date(2026, 4, 11)
    )
    first = activity.occurrences.get(number=1)
    reports.accept_report(plans.report(activity, cast, occurrence=first), by=cast.officer)
    activity.occurrences.filter(number=2).update(dropped_reason="与市级活动合并")
    found = {
        str(event["UID"]).partition("@")[0]: event
        for event in events(write_feed("待办", activities_owed_by(cast.library)))
    }
    sessions = activity.occurrences.filter(number__in=(3, 4))
    wanted = {f"phase-{phase.pk}", *(f"occurrence-{session.pk}" for session in sessions)}
    assert {name for name in found if not name.startswith("schedule-")} == wanted
    event = found[f"phase-{phase.pk}"]
    assert (event.decoded("DTSTART"), len(event.walk("VALARM"))) == (date(2026, 4, 10), 3)


def test_alarms_follow_the_limits_in_force(cast: Cast, programme: Programme) -> None:
    for step, days in ((1, 12), (2, 6), (3, 2)):
        RuleProfile.objects.create(
            name=f"reminder.before.{step}", value=days, unit="day", source="本单位办法",
            valid_from=date(2026, 1, 1),
        )  # fmt: skip
    found = events(write_feed("待办", activities_owed_by(cast.library)))
    rung = {alarm["TRIGGER"].dt.days + 1 for event in found for alarm in event.walk("VALARM")}
    assert rung == {-12, -6, -2}
