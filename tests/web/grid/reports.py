"""Addresses of reports in lists, in rounds, entered from paper."""

from __future__ import annotations

from banjie.programme.models import Cycle
from tests.web import plans
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way
from tests.web.grid.programme import the_activity, the_programme, the_report


def the_round(cast: Cast) -> Cycle:
    return plans.open_round(the_programme(cast, "at-work"), cast)


def _many(cast: Cast, state: str) -> Call:
    return Call(query=f"round={the_round(cast).pk}" if state == "of-round" else "")


def _list(_cast: Cast, _state: str) -> Call:
    return Call()


def _activity(cast: Cast, state: str) -> Call:
    return Call((the_activity(cast, state).pk,))


def _report(cast: Cast, state: str) -> Call:
    if state == "entered":
        report = plans.entered(the_activity(cast, "at-work"), cast)
    else:
        report = the_report(cast, state)
    return Call((report.pk,), {"reason": "人次有误"})


def _programme(cast: Cast, state: str) -> Call:
    return Call((the_programme(cast, state).pk,))


def _round(cast: Cast, _state: str) -> Call:
    return Call((the_round(cast).pk,))


_BY_WAY: dict[Way, tuple[str, ...]] = {
    _list: ("reports",),
    _many: ("report-many",),
    _activity: ("report-on-behalf",),
    _report: ("object-to-report",),
    _programme: ("rounds", "evidence-gaps"),
    _round: ("round",),
}
WAYS: dict[str, Way] = {
    f"programme:{name}": way for way, names in _BY_WAY.items() for name in names
}
