"""Posts to group bots and webhooks. Each service is a row of `data/hooks.json`:

`shape` of the path and query of its address, `body` to post, `code` in its answer that is 0 when it
took the message (these services refuse with status 200), and where a signature goes: `query`
(DingTalk), `body` (Feishu), `header` (our own webhook). `acts` are the signs by which plain text
calls people or dresses up there; people's words go with their full-width likes instead. WeCom reads
`<@all>`, Feishu `<at user_id="all">`, `[words](link)` and `**bold**`; whom DingTalk calls stands in
a field of its own, which no post of ours has.

A post carries the subject and a link, never the text: the group of a unit may stand with a third
party.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import time
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from banjie.notices.sending import egress
from banjie.notices.sending.reasons import NotSent

_FULL_WIDTH = ord("＜") - ord("<")
_FILE = Path(__file__).parents[1] / "data" / "hooks.json"


class Service(NamedTuple):
    """How one service wants its posts."""

    example: str
    shape: str
    body: dict[str, Any]
    acts: str
    code: str
    sign: str


@cache
def services() -> dict[str, Service]:
    return {name: Service(**row) for name, row in json.loads(_FILE.read_text("utf-8")).items()}


def check(means: str, url: str) -> None:
    """Raises `NotSent` for an address that is not this service's or may not be called."""
    parts = urlsplit(url)
    target = f"{parts.path or '/'}?{parts.query}".rstrip("?")
    if not re.fullmatch(services()[means].shape, target):
        raise NotSent("form")
    egress.check(url)


def send(means: str, *, url: str, secret: str, words: dict[str, str]) -> None:
    """Post these words (`site`, `id`, `kind`, `subject`, `address`); raises `NotSent`."""
    service = services()[means]
    stamp = int(time.time())
    likes = {ord(sign): ord(sign) + _FULL_WIDTH for sign in service.acts}
    text = "\n".join((words["site"], words["subject"].translate(likes), words["address"]))
    body = _filled(service.body, words | {"text": text})
    if secret and service.sign == "body":
        key = f"{stamp}\n{secret}".encode()
        body |= {"timestamp": str(stamp), "sign": _base64(key, b"")}
    if secret and service.sign == "query":
        said = f"{stamp * 1000}\n{secret}".encode()
        query = urlencode({"timestamp": stamp * 1000, "sign": _base64(secret.encode(), said)})
        url = f"{url}&{query}"
    data = json.dumps(body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Banjie"}
    if secret and service.sign == "header":
        signed = hmac.digest(secret.encode(), f"{stamp}.".encode() + data, "sha256").hex()
        headers |= {"X-Banjie-Timestamp": str(stamp), "X-Banjie-Signature": f"sha256={signed}"}
    answer = egress.post(url, data, headers)
    if service.code:
        _taken(answer.body, service.code)


def _taken(body: bytes, field: str) -> None:
    """Raises `NotSent` unless the service says in its answer that it took the message."""
    try:
        code = json.loads(body)[field]
    except (ValueError, TypeError, KeyError):
        raise NotSent("refused", again=True) from None
    if code != 0:
        raise NotSent("refused", again=True, detail=code if isinstance(code, int) else None)


def _filled(body: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    return {
        name: _filled(value, words) if isinstance(value, dict) else _word(value, words)
        for name, value in body.items()
    }


def _word(value: str, words: dict[str, str]) -> str:
    """A whole value in braces is replaced; nothing is looked for inside what people wrote."""
    return words[value[1:-1]] if value.startswith("{") else value


def _base64(key: bytes, said: bytes) -> str:
    return base64.b64encode(hmac.digest(key, said, hashlib.sha256)).decode()
