"""Phases and sessions with what became of them: computed from days and reports, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common import clock
from banjie.programme.models import Activity, Occurrence, Report

STATES = {
    "done": _("done"),
    "waiting": _("Report waiting"),
    "open": pgettext_lazy("session", "open"),
    "ahead": _("still ahead"),
    "late": _("over, not reported"),
    "dropped": _("dropped"),
}
PHASE_STATES = STATES | {"done": _("delivered"), "late": _("closed without its deliverable")}
SESSION_STATES = STATES | {"done": _("held")}


@dataclass(frozen=True, slots=True)
class Step:
    """A phase or a session with its state of the day; `label` is the state in words."""

    part: Any
    state: str
    label: str


def with_reports(parts: QuerySet[Any], name: str) -> QuerySet[Any]:
    """Phases or occurrences, by the `name` a report has for them.

    Adds `done` (an accepted report names it) and `waiting` (a sent one does).
    """
    reports = Report.objects.filter(**{name: OuterRef("pk")}).order_by()
    return parts.annotate(
        done=Exists(reports.filter(state=Report.State.ACCEPTED)),
        waiting=Exists(reports.filter(state=Report.State.SUBMITTED)),
    )


def phases_of(activity: Activity) -> list[Step]:
    """The phases of an activity in their order."""
    today = clock.today()
    return [
        _step(phase, today, PHASE_STATES) for phase in with_reports(activity.phases.all(), "phase")
    ]


def sessions_of(activity: Activity) -> list[Step]:
    """The sessions of an activity in their order, dropped ones among them."""
    today = clock.today()
    found = with_reports(activity.occurrences.all(), "occurrence")
    return [_step(session, today, SESSION_STATES) for session in found]


def _step(part: Any, today: date, labels: dict[str, Any]) -> Step:
    state = _state(part, today)
    return Step(part, state, str(labels[state]))


def _state(part: Any, today: date) -> str:
    if part.done:
        return "done"
    if getattr(part, "dropped_reason", ""):
        return "dropped"
    if part.waiting:
        return "waiting"
    if part.end and part.end <= today:
        return "late"
    return "ahead" if part.start and part.start > today else "open"


def open_parts(parts: QuerySet[Any], name: str, chosen: int | None) -> QuerySet[Any]:
    """What a report may name: sessions neither held nor dropped; phases that still run or were not
    delivered (a unit tells of a running one more than once); or the one it names already.
    """
    found = with_reports(parts, name)
    if name == "occurrence":
        still = found.filter(done=False, dropped_reason="")
    else:
        still = found.filter(Q(done=False) | Q(end=None) | Q(end__gt=clock.today()))
    return still | found.filter(pk=chosen) if chosen else still


def owed_sessions(activities: Iterable[Activity]) -> dict[int, list[Occurrence]]:
    """By activity: the sessions that no report tells of yet, the earliest first."""
    found: dict[int, list[Occurrence]] = {}
    wanted = Occurrence.objects.filter(activity__in=list(activities), dropped_reason="")
    ordered = with_reports(wanted, "occurrence").filter(done=False, waiting=False)
    for session in ordered.order_by(F("start").asc(nulls_last=True), "number"):
        found.setdefault(session.activity_id, []).append(session)
    return found
