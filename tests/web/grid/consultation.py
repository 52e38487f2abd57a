"""Addresses of the consultation room: a case of the office, handled by the library."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from banjie.common import once
from banjie.consultation.models import Case
from banjie.people.models import SavedFilter
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.grid.calls import Call, Way, plain

_MADE: dict[str, Callable[[Cast], Case]] = {
    "merged": cases.merged,
    "item": lambda cast: cases.at(cast, "filed", kind="information"),
    "back-asked": cases.back_asked,
    "more-asked": cases.more_asked,
    "stopped": cases.stopped,
    "rework": cases.again,
}


def the_case(cast: Cast, state: str) -> Case:
    if state == "draft":
        return Case.objects.create(office=cast.office, kind="suggestion", title="关于路灯的建议")
    if state in _MADE:
        return _MADE[state](cast)
    return cases.at(cast, state)


def _case(cast: Cast, state: str) -> Call:
    return Call((the_case(cast, state).pk,))


def _file(cast: Cast, state: str) -> Call:
    case = the_case(cast, state)
    kept = cases.with_file(case, cast)
    return Call((case.pk, kept.attachment.key))


def _many(cast: Cast, state: str) -> Call:
    """`file` or `export`, with a case that waits for the check or one at work."""
    case = the_case(cast, "submitted" if state == "file" else "handling")
    said = {"do": state, "pick": case.pk}
    return Call(data=said | {"once": once.new_key()}, query=urlencode(said))


def _filter(cast: Cast, _state: str) -> Call:
    kept = SavedFilter.objects.create(user=cast.officer, place="cases", name="晚了", query="")
    return Call((kept.pk,))


_BY_WAY: dict[Way, tuple[str, ...]] = {
    plain: ("cases", "save-filter"),
    _many: ("many",),
    _filter: ("drop-filter",),
    _case: (
        "case",
        "file",
        "decline",
        "assign",
        "receive",
        "note",
        "transfer",
        "split",
        "merge",
        "archive",
        "edit",
        "reassign",
        "ask-return",
        "refuse-return",
        "ask-extension",
        "decide-extension",
        "suspend",
        "resume",
    ),
    _file: ("file-of-case",),
}
WAYS: dict[str, Way] = {
    f"consultation:{name}": way for way, names in _BY_WAY.items() for name in names
}
