"""Addresses of the API: the things of the other sheets, asked for by programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from banjie.api import actions
from banjie.common import once
from banjie.programme.models import Assignment
from tests.web import plans
from tests.web.approvals import papers
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain
from tests.web.grid.notices import the_notice
from tests.web.grid.programme import the_activity, the_programme, the_report
from tests.web.grid.reports import the_round
from tests.web.grid.supervision import the_item

KEYED = {"Idempotency-Key": "a-key-of-the-grid"}
SAID = {"held_on": "2026-09-12", "text": "举办第四期读书会。"}


def _json(number: int, said: Any) -> Call:
    return Call((number,), json=said, headers=KEYED)


def _key(cast: Cast, _state: str) -> Call:
    actions.make_key(name="报表", days=30, read_only=True, once_key=once.new_key(), by=cast.liaison)
    return Call((cast.liaison.access_keys.get().pk,))


def _nothing(_cast: Cast, _state: str) -> Call:
    return Call(("unheard-of",))


def _search(_cast: Cast, _state: str) -> Call:
    return Call(query="q=读书")


def _programme(cast: Cast, state: str) -> Call:
    return Call((the_programme(cast, state).pk,))


def _activity(cast: Cast, state: str) -> Call:
    return Call((the_activity(cast, state).pk,))


def _write(cast: Cast, state: str) -> Call:
    return _json(the_activity(cast, state).pk, SAID | {"unit": cast.library.pk})


def _part(cast: Cast) -> Assignment:
    return the_activity(cast, "at-work").assignments.get(unit=cast.library)


def _duty(cast: Cast, state: str) -> Call:
    part = _part(cast)
    version = part.activity.version + (state == "stale")
    return _json(part.pk, {"version": version, "reason": "请改到10月。"})


def _saying(thing: Callable[[Cast, str], Any], said: Any) -> Way:
    def way(cast: Cast, state: str) -> Call:
        return _json(thing(cast, state).pk, said)

    return way


def _correction(cast: Cast, state: str) -> Call:
    report = the_report(cast, state)
    figure = report.figures.all()[0].pk
    return _json(report.pk, {"figure": figure, "value": "5", "reason": "重复计入。"})


def _round(cast: Cast, _state: str) -> Call:
    return Call((the_round(cast).pk,))


def _new_item(cast: Cast, _state: str) -> Call:
    return Call(json=asked_of_the_library(cast), headers=KEYED)


def asked_of_the_library(cast: Cast) -> dict[str, Any]:
    """A sound item, as the API takes it."""
    return {
        "office": cast.office.pk, "limit": "supervision.due.meeting", "lead": cast.library.pk,
        "title": "读书会场馆修缮进度", "demand": "查明延期原因，按期完成修缮。",
        "result_form": "书面报告",
    }  # fmt: skip


def _unit(cast: Cast, _state: str) -> Call:
    return Call((cast.library.pk,))


def _paper(cast: Cast, state: str) -> Call:
    return Call((papers.draft(cast, submit=state == "out").pk,))


def _item(cast: Cast, state: str) -> Call:
    return Call((the_item(cast, state).pk,))


def _files(cast: Cast, state: str) -> Call:
    photo = SimpleUploadedFile("现场.jpg", plans.photo().read())
    return Call((the_report(cast, state).pk,), data={"file": photo}, headers=KEYED)


def _documents(cast: Cast, _state: str) -> Call:
    file = SimpleUploadedFile("方案.txt", plans.PLAN.encode())
    return Call(data={"unit": cast.office.pk, "file": file}, headers=KEYED)


def _document(cast: Cast, _state: str) -> Call:
    return Call((plans.send(cast).pk,))


def _notice(cast: Cast, state: str) -> Call:
    return _json(the_notice(cast, state).pk, {})


_BY_WAY: dict[Way, tuple[str, ...]] = {
    plain: (
        "keys", "docs", "openapi", "programmes", "duties", "reports", "units", "papers",
        "notices",
    ),
    _key: ("revoke-key",),
    _nothing: ("nothing",),
    _search: ("search",),
    _programme: ("programme", "areas", "activities", "changes", "rounds"),
    _activity: ("activity",),
    _write: ("write-report",),
    _duty: ("duty", "confirm-duty", "ask-change"),
    _saying(the_report, SAID): ("report",),
    _saying(the_programme, {}): ("close",),
    _correction: ("correct-report",),
    _round: ("round",),
    _saying(the_report, {}): ("versions", "submit-report", "accept-report"),
    _saying(the_report, {"reason": "请补充"}): ("return-report",),
    _unit: ("unit",),
    _paper: ("paper",),
    _item: ("item",),
    _new_item: ("items",),
    _files: ("add-files",),
    _documents: ("documents",),
    _document: ("document", "reading"),
    _notice: ("notice", "read-notice"),
}  # fmt: skip
WAYS: dict[str, Way] = {f"api:{name}": way for way, names in _BY_WAY.items() for name in names}
