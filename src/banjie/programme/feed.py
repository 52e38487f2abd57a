"""A unit's duties as an iCalendar object (RFC 5545): days, places, alarms; nobody's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from banjie.common.ladder import ladder
from banjie.programme.models import Activity, Occurrence, Phase, Schedule
from banjie.programme.occurrences import occurrences

_NINE = timedelta(hours=15)  # an alarm rings at nine in the morning, fifteen hours before midnight
_SHORT = 7  # a longer stretch would cover the calendar: only its last day is an event
_ONE = timedelta(days=1)


class Moment(NamedTuple):
    """An event to be: its days (`end` exclusive), what makes it stable, whether it rings."""

    start: date
    end: date
    mark: str
    rings: bool


def write_feed(name: str, activities: Iterable[Activity]) -> bytes:
    """The calendar of these activities; they carry their programme, their schedules, and the
    phases and sessions that are still open. It rings on the days on which the site reminds.
    """
    before = ladder().before
    calendar = Calendar()
    calendar.add("prodid", "-//Banjie//Programme//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.calendar_name = " ".join(name.split())  # a property of one line
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for activity in activities:
        for schedule in activity.schedules.all():
            for moment in _moments(schedule, activity.programme.year):
                calendar.add_component(
                    _event(
                        activity,
                        f"schedule-{schedule.pk}{moment.mark}",
                        _summary(activity, schedule, moment),
                        schedule.words,
                        moment,
                        before=before,
                    )
                )
        for event in _last_days(activity, before):
            calendar.add_component(event)
    return calendar.to_ical()


def _last_days(activity: Activity, before: Iterable[int]) -> Iterator[Event]:
    """The last day of each open phase and session, unless a time of the work ends on it too (a
    session of one day stands among the days of its rule).
    """
    told = {schedule.end for schedule in activity.schedules.all()}
    parts: list[Phase | Occurrence] = [*activity.phases.all(), *activity.occurrences.all()]
    for part in parts:
        if part.end is None or part.end in told or part.start == part.end - _ONE:
            continue
        yield _event(
            activity,
            f"{part._meta.model_name}-{part.pk}",
            _("Last day: %(title)s") % {"title": f"{activity} · {part.label}"},
            part.label,
            Moment(part.end - _ONE, part.end, "", rings=True),
            before=before,
        )


def _moments(schedule: Schedule, year: int) -> Iterator[Moment]:
    """Days the rule names, then the stretch itself if it is short, or else its last day."""
    begins, stops = schedule.start, schedule.end
    held = (
        occurrences(schedule, year, begins or date(year, 1, 1), stops or date(year + 1, 1, 1))
        if schedule.recurrence
        else None
    ) or []
    last = stops - _ONE if stops else None
    yield from (
        Moment(day, day + _ONE, f"-{day:%Y%m%d}", rings=False) for day in held if day != last
    )
    if stops and last:
        short = begins and (stops - begins).days <= _SHORT and not schedule.recurrence
        yield Moment(begins if short and begins else last, stops, "", rings=True)
    elif begins and not held:
        yield Moment(begins, begins + _ONE, "", rings=False)


def _event(
    activity: Activity,
    mark: str,
    summary: str,
    words: str,
    moment: Moment,
    *,
    before: Iterable[int],
) -> Event:
    """One event; one that rings does so these days before its last day."""
    event = Event()
    host = urlsplit(settings.SITE_URL).hostname
    event.add("uid", f"{mark}@{host}")
    event.add("dtstamp", activity.programme.opened_at)
    event.add("dtstart", moment.start)
    event.add("dtend", moment.end)
    event.add("summary", summary)
    event.add("description", f"{activity.programme.title}\n{words}")
    if activity.place:
        event.add("location", activity.place)
    event.add("url", settings.SITE_URL + reverse("programme:activity", args=(activity.pk,)))
    event.add("transp", "TRANSPARENT")
    for days in before if moment.rings else ():
        event.add_component(_alarm(days, summary))
    return event


def _summary(activity: Activity, schedule: Schedule, moment: Moment) -> str:
    title = str(activity)
    if schedule.for_report:
        return _("Report due: %(title)s") % {"title": title}
    if not moment.rings and not moment.mark:
        return _("Begins: %(title)s") % {"title": title}
    whole = moment.start == schedule.start or moment.mark
    return title if whole else _("Last day: %(title)s") % {"title": title}


def _alarm(days: int, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -(timedelta(days=days) + _NINE), parameters={"RELATED": "END"})
    return alarm
