"""What goes to the bots of groups for a notice full of hostile words: one message of plain text, in which
nobody is called, nothing is dressed up, and no address hides behind other words.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from banjie.common import clock
from banjie.notices.actions import deliver_due, one_line
from banjie.notices.sending.hooks import services
from tests.web.cast import Cast
from tests.web.hostile.words import OPENERS, hostile
from tests.web.notices.conftest import Receiver, Write, by_bot, receiver, write

__all__ = ["receiver", "write"]  # fixtures of the tests here

CALLS = (
    '<at user_id="all">hit</at> <at id=all></at> <at email=hit@banjie.example></at>',
    "<@all> <@hit> @all @所有人 @13800000000",
    "[hit](javascript:window.__hit=1) [hit](https://hit.example/) <https://hit.example/|hit>",
    '<a href="https://hit.example/">hit</a> <font color="warning">hit</font>',
    "**hit** __hit__ ~~hit~~ <b>hit</b> # hit",
    '"}, "at": {"isAtAll": true}, "x": {"',
    '","mentioned_list":["@all"],"',
)
ACTS = {
    "wecom": re.compile(r"<"),
    "dingtalk": re.compile(r"[\r\v\x00]"),
    "feishu": re.compile(r"<|]\(|\*\*|__|~~"),
}
"""What each of them would carry out in plain text."""


def kinds(value: Any) -> Any:
    """The names in a message and of what kind each value is."""
    if isinstance(value, dict):
        return {name: kinds(inner) for name, inner in value.items()}
    return type(value).__name__


def text_of(message: dict[str, Any]) -> str:
    within = message.get("text") or message["content"]
    return str(within.get("content") or within["text"])


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize("means", services())
def test_post_is_one_message_that_calls_nobody(
    means: str, cast: Cast, write: Write, receiver: Receiver, settings: Any
) -> None:
    receiver.answers = [(200, '{"errcode": 0, "code": 0}')]
    by_bot(cast, receiver, means)
    said = [one_line(words) for words in (*CALLS, *(hostile(o, 150) for o in OPENERS))]
    for n, subject in enumerate(said):
        write(key=f"hostile-{n}", subject=subject, body=subject)
    assert deliver_due(clock.now()).sent == len(receiver.posts) == len(said)
    for subject, (_path, headers, body) in zip(said, receiver.posts, strict=True):
        message = json.loads(body)
        assert headers["Content-Type"] == "application/json; charset=utf-8"
        assert kinds(message) == kinds(services()[means].body)
        if means == "webhook":  # whoever reads it there has the words as they are
            assert (message["subject"], message["kind"]) == (subject, "reminder.due")
            continue
        assert message.get("msgtype", message.get("msg_type")) == "text"
        site, told, link = text_of(message).split("\n")
        assert (site, link) == ("办结", f"{settings.SITE_URL}/activities/7/")
        assert not ACTS[means].search(told), told
        assert len(told) == len(subject)


@pytest.mark.django_db
@pytest.mark.any_database
def test_signs_that_act_are_told_by_their_likes(
    cast: Cast, write: Write, receiver: Receiver
) -> None:
    receiver.answers = [(200, '{"errcode": 0, "code": 0}')]
    for means in ("wecom", "dingtalk", "feishu"):
        by_bot(cast, receiver, means)
    write(subject="[督办]《读书》<第3期> 到期*")
    deliver_due(clock.now())
    assert [text_of(message).split("\n")[1] for message in receiver.said()] == [
        "[督办]《读书》＜第3期＞ 到期*", "[督办]《读书》<第3期> 到期*",
        "［督办］《读书》＜第3期＞ 到期＊",
    ]  # fmt: skip
