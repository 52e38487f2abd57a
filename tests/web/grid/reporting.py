"""Addresses of the reporting room."""

from __future__ import annotations

from banjie.common import once
from banjie.reporting.actions import write_summary
from banjie.reporting.models import Summary
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


WAYS: dict[str, Way] = {
    "reporting:summaries": _programme,
    "reporting:summary": _summary,
    "reporting:summary-file": _summary,
    "reporting:figure": _figure,
}
