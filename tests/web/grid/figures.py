"""Addresses of the figures of cases: the page, the cases behind a number, what too few said, what
everybody may know.
"""

from __future__ import annotations

from banjie.consultation.models import Channel
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain

_NAMES = {"count": "received", "few": "result", "totals": "clear"}


def _behind(_cast: Cast, state: str) -> Call:
    return Call((_NAMES[state], "counted"))


def _page(_cast: Cast, state: str) -> Call:
    return Call(query="" if state == "-" else f"by={state}")


def _public(cast: Cast, state: str) -> Call:
    """Of an office that the public may say something to, or of one it may not."""
    Channel.objects.create(office=cast.office, kind="suggestion", name="建言直通车")
    unit = cast.office if state == "open" else cast.library
    return Call(query=f"office={unit.pk}")


WAYS: dict[str, Way] = {
    "consultation:figures": _page,
    "consultation:figures-sheet": plain,
    "consultation:public-figures": _public,
    "consultation:figure-cases": _behind,
}
