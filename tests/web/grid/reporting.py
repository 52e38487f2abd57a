"""Addresses of the reporting room."""

from __future__ import annotations

from banjie.common import once
from banjie.reporting.actions import write_summary
from banjie.reporting.models import Summary
from banjie.reporting.queries.inbox import Desk, inbox
from tests.web import plans
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way
from tests.web.grid.programme import the_programme


def the_summary(cast: Cast) -> Summary:
    programme = the_programme(cast, "at-work")
    return write_summary(
        programme, opening="", next_steps="", once_key=once.new_key(), by=cast.officer
    )


def _programme(cast: Cast, state: str) -> Call:
    return Call((the_programme(cast, state).pk,))


def _summary(cast: Cast, _state: str) -> Call:
    return Call((the_summary(cast).pk,))


def _figure(cast: Cast, _state: str) -> Call:
    return Call((the_summary(cast).pk, "F1"))


def _inbox(_cast: Cast, state: str) -> Call:
    return Call(query="reason=decide" if state == "known" else "reason=nothing")


def _row(cast: Cast) -> str:
    programme = the_programme(cast, "at-work")
    plans.report(programme.activities.get(title__contains="湖畔夜读"), cast)
    return next(g.rows[0].name for g in inbox(Desk(cast.officer)) if g.reason.name == "decide")


def _take(cast: Cast, _state: str) -> Call:
    return Call(data={"row": _row(cast)})


def _inbox_row(cast: Cast, _state: str) -> Call:
    return Call((_row(cast),), {"do": "done"})


def _month(cast: Cast, state: str) -> Call:
    month = "2026-03" if state == "at-work" else "2026-13"
    return Call((the_programme(cast, "at-work").pk, month))


def _target(cast: Cast, state: str) -> Call:
    return Call((the_programme(cast, state).pk,), query="measure=参加&unit=人次")


WAYS: dict[str, Way] = {
    "reporting:dashboard": _programme,
    "reporting:month": _month,
    "reporting:target": _target,
    "reporting:inbox": _inbox,
    "reporting:take": _take,
    "reporting:inbox-row": _inbox_row,
    "reporting:summaries": _programme,
    "reporting:summary": _summary,
    "reporting:summary-file": _summary,
    "reporting:figure": _figure,
}
