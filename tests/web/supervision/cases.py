"""Supervision items of the tests: the office asks the library, step by step as far as wanted."""

from __future__ import annotations

from typing import Any

from banjie.approvals.actions import Signer, agree
from banjie.common import once
from banjie.supervision import actions
from banjie.supervision.models import CHECKS, Answer, Item, Verdict
from tests.web import plans
from tests.web.cast import Cast

EVERY = dict.fromkeys(CHECKS, True)
STAGES = ("opening", "approved", "issued", "received", "answered", "verified", "struck")


def content(cast: Cast, **values: Any) -> actions.ItemContent:
    return actions.ItemContent(
        **{
            "limit": "supervision.due.meeting", "title": "读书会场馆修缮进度",
            "demand": "查明延期原因，按期完成修缮。", "result_form": "书面报告",
            "lead": cast.library, "leader": Signer(cast.office.pk, "leader"),
        }
        | values
    )  # fmt: skip


def opened(cast: Cast, **values: Any) -> Item:
    return actions.open_item(
        content(cast, **values), office=cast.office, once_key=once.new_key(), by=cast.officer
    )


def answer(cast: Cast, item: Item, **values: Any) -> Answer:
    said = {"text": "已完成修缮。", "post": "馆长", "files": [plans.photo()]} | values
    return actions.write_answer(item, actions.AnswerContent(**said), by=cast.handler)


def at(cast: Cast, stage: str, **values: Any) -> Item:
    """An item that has come as far as `stage`."""
    steps = STAGES.index(stage)
    item = opened(cast, **values)
    if steps >= 1:
        agree(item.paper, by=cast.leader)
    if steps >= 2:
        item = actions.issue_item(item, by=cast.officer)
    if steps >= 3:
        actions.receive_item(item, by=cast.liaison)
    if steps >= 4:
        found = answer(cast, item)
    if steps >= 5:
        actions.verify(found, checks=EVERY, by=cast.officer)
    if steps >= 6:
        actions.strike_off(item, found.files.get(), by=cast.officer)
    return Item.objects.get(pk=item.pk)


def sent_back(cast: Cast, item: Item) -> Verdict:
    """The verdict that sends the item's answer back."""
    checks = EVERY | {"solved": False}
    return actions.verify(
        item.answers.get(verdict=None), checks=checks, reason="问题尚未解决。", by=cast.officer
    )
