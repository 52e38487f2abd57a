"""Addresses by which a programme at work is changed and its duties answered."""

from __future__ import annotations

from banjie.people.models import Unit
from banjie.programme.actions import dependencies, dropping, duties
from banjie.programme.models import Assignment, Programme
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain
from tests.web.grid.programme import the_activity, the_programme

REASON = {"version": 1, "reason": "会场整修"}


def _programme(cast: Cast, state: str) -> Call:
    return Call((the_programme(cast, state).pk,))


def _area(cast: Cast, state: str) -> Call:
    programme = the_programme(cast, state)
    return Call((programme.pk, programme.areas.all()[0].pk), {"once": "1", "title": "活动安排"})


def _activity(cast: Cast, state: str) -> Call:
    return Call((the_activity(cast, state).pk,))


def _dropped(cast: Cast, state: str) -> Call:
    activity = the_activity(cast, state if state == "closed" else "at-work")
    if state == "dropped":
        dropping.drop_activity(activity, version=1, reason="合并举办", by=cast.officer)
    return Call((activity.pk,), REASON | {"version": 2 if state == "dropped" else 1})


def _phase(cast: Cast, state: str) -> Call:
    activity = the_activity(cast, state)
    return Call((activity.pk, activity.phases.create(position=1, title="动员").pk), REASON)


def _session(cast: Cast, state: str) -> Call:
    activity = the_activity(cast, state)
    return Call((activity.pk, activity.occurrences.get(number=2).pk), REASON)


def _link(cast: Cast, state: str) -> Call:
    """The contest, which begins in October, after the readings, which end in November."""
    before = the_activity(cast, "at-work")
    after = before.programme.activities.get(title__contains="征文")
    link = dependencies.add_dependency(before, after, by=cast.officer)
    if state == "closed":
        Programme.objects.update(state=Programme.State.CLOSED)
    return Call((after.pk, link.pk), REASON | {"days": 54})


def the_duty(cast: Cast, state: str) -> Assignment:
    """What the library was given; a branch stands below the library."""
    part = the_activity(cast, "at-work").assignments.get(unit=cast.library)
    branch = Unit.objects.create(name="听荷分馆", parent=cast.library)
    if state == "asked":
        duties.ask_change(part, version=1, reason="请改期", by=cast.liaison)
    elif state == "handed":
        duties.hand_on(part, branch, version=1, by=cast.liaison)
    elif state == "closed":
        Programme.objects.update(state=Programme.State.CLOSED)
    return part


def _duty(cast: Cast, state: str) -> Call:
    part = the_duty(cast, state)
    branch = Unit.objects.get(name="听荷分馆")
    return Call((part.pk,), REASON | {"unit": branch.pk})


def _confirm(cast: Cast, state: str) -> Call:
    return Call((), {"part": f"{the_duty(cast, state).pk}:1"})


_BY_WAY: dict[Way, tuple[str, ...]] = {
    plain: ("duties",),
    _programme: ("add-activity", "add-area"),
    _area: ("edit-area",),
    _activity: ("edit-activity", "add-phase", "add-session", "add-before"),
    _dropped: ("drop-activity",),
    _phase: ("edit-phase", "close-phase"),
    _session: ("edit-session", "drop-session"),
    _link: ("remove-before", "take-proposal"),
    _duty: ("duty", "ask-change", "hand-on", "take-back", "decline-change"),
    _confirm: ("confirm-duties",),
}
WAYS: dict[str, Way] = {
    f"programme:{name}": way for way, names in _BY_WAY.items() for name in names
}
