"""Addresses of the supervision room: an item of the office, handled by the library."""

from __future__ import annotations

from datetime import date

from banjie.approvals.actions import send_back
from banjie.supervision import actions
from banjie.supervision.models import Item
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain
from tests.web.supervision import cases

MORE = date(2026, 10, 30)


def the_item(cast: Cast, state: str) -> Item:
    if state == "sent-back":
        item = cases.opened(cast)
        send_back(item.paper, reason="请明确标准。", by=cast.leader)
        return item
    if state == "more-asked":
        item = cases.at(cast, "received")
        actions.ask_extension(item, wanted=MORE, reason="材料未到。", by=cast.liaison)
        return item
    return cases.at(cast, state)


def _item(cast: Cast, state: str) -> Call:
    return Call((the_item(cast, state).pk,))


def _letter(cast: Cast, state: str) -> Call:
    item = the_item(cast, state)
    item.letters_sent.create(
        office=cast.office, count=1, due=item.due, step=0, letters="协作办", mark="催", year=2026,
        serial=1,
    )  # fmt: skip
    return Call((item.pk, 1))


def _evidence(cast: Cast, state: str) -> Call:
    item = the_item(cast, state)
    return Call((item.pk, item.answers.get().files.get().attachment.key))


def _answer(cast: Cast, state: str) -> Call:
    return Call((the_item(cast, state).answers.get().pk,))


def _verdict(cast: Cast, _state: str) -> Call:
    return Call((cases.sent_back(cast, cases.at(cast, "answered")).pk,))


def _objection(cast: Cast, state: str) -> Call:
    verdict = cases.sent_back(cast, cases.at(cast, "answered"))
    objection = actions.object_to(verdict, reason="不同意。", by=cast.liaison)
    if state == "decided":
        actions.decide_objection(objection, upheld=False, decision="维持。", by=cast.leader)
    return Call((objection.pk,))


_BY_WAY: dict[Way, tuple[str, ...]] = {
    plain: ("items", "new", "report", "report-rows", "report-document", "report-sheet"),
    _item: (
        "item",
        "change",
        "issue",
        "receive",
        "answer",
        "urge",
        "ask-extension",
        "decide-extension",
        "strike-off",
        "archive",
        "reopen",
        "notice-paper",
    ),
    _letter: ("letter",),
    _evidence: ("evidence",),
    _answer: ("verify",),
    _verdict: ("object",),
    _objection: ("decide",),
}
WAYS: dict[str, Way] = {
    f"supervision:{name}": way for way, names in _BY_WAY.items() for name in names
}
