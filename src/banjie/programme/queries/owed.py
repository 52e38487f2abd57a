"""What units still owe in open programmes, as today's page of their liaisons has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from django.db.models import Exists, OuterRef

from banjie.common import clock
from banjie.people.models import User
from banjie.people.rules import LIAISON
from banjie.programme import lights
from banjie.programme.models import Assignment, Programme, Schedule
from banjie.programme.queries.phases import owed_sessions
from banjie.programme.queries.programmes import Card, cards, in_open_programmes, with_parts
from banjie.programme.queries.report_days import asked_days

PRESSING = {"overdue": 0, "due-soon": 1, "on-plan": 2, "no-date": 3, "not-yet": 4}


def owed_by(user: User) -> list[Card]:
    """What the units I am liaison of still owe in open programmes, the most pressing first."""
    units, margin = user.units(LIAISON), lights.margins()
    mine = Assignment.objects.filter(activity=OuterRef("pk"), unit__in=units)
    to_tell = Schedule.objects.filter(activity=OuterRef("pk"), for_report=True)
    found = in_open_programmes().filter(Exists(mine)).annotate(has_report_day=Exists(to_tell))
    whole = cards(with_parts(found), units, margin=margin)
    open_cards = _by_session([card for card in whole if card.state != "done"], margin)
    return sorted(
        _by_report_day(open_cards, units, margin),
        key=lambda c: (
            c.role == "cooperating", PRESSING[c.light.name], c.report_by or c.last_day or date.max
        ),
    )  # fmt: skip


def _by_session(found: list[Card], margin: Callable[[Programme], int]) -> list[Card]:
    """The same cards; one of recurring work tells of its next session."""
    today = clock.today()
    owed = owed_sessions(card.activity for card in found)
    made = []
    for card in found:
        waiting = owed.get(card.activity.pk)
        if not waiting:
            made.append(card)
            continue
        span = lights.Span(waiting[0].start, waiting[0].end)
        soon = margin(card.activity.programme)
        light = lights.light(span, today, soon) if span.ends else card.light
        late = sum(session.end <= today for session in waiting if session.end)
        made.append(
            replace(
                card,
                light=light,
                begins=span.begins or card.begins,
                last_day=span.last_day or card.last_day,
                session=waiting[0],
                sessions_late=late,
            )
        )
    return made


def _by_report_day(
    found: list[Card], units: Iterable[int], margin: Callable[[Programme], int]
) -> list[Card]:
    """The same cards; one of which a unit of these is to tell by a day (报送时限) says so, under
    the light of that day where it presses more.
    """
    to_tell = [cast(Any, card.activity) for card in found]
    asked, made = asked_days(one for one in to_tell if one.has_report_day), []
    for card in found:
        wanted, mine = asked.get(card.activity.pk), {p.unit_id for p in card.answerable}
        if wanted is None or not (mine & set(units)) - wanted.told:
            made.append(card)
            continue
        span = lights.Span(None, wanted.day + timedelta(days=1))
        light = lights.light(span, clock.today(), margin(card.activity.programme))
        more = min(card.light, light, key=lambda light: PRESSING[light.name])
        made.append(replace(card, light=more, report_by=wanted.day))
    return made
