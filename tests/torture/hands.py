"""Who works on the site while it is killed, and what stands there before they begin."""

from __future__ import annotations

import io
import json
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any
from zipfile import BadZipFile, ZipFile

from tests.torture.site import Odd, Site

STEPS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    # who takes the step, the step, what is sent along
    ("officer", "file", lambda s: {}),
    ("officer", "assign", lambda s: {"main": s["library"]}),
    ("liaison", "receive", lambda s: {}),
    ("handler", "draft-reply", lambda s: {"outcome": "A", "answers": {"1": "三季度增设。"}}),
    ("head", "sign-reply", lambda s: {"agreed": True, "post": "馆长"}),
    ("officer", "review-reply", lambda s: {"agreed": True}),
    ("officer", "publish-reply", lambda s: {}),
    ("nobody", "rate", lambda s: {"attitude": 3, "result": 3}),
)
_READ = "".join(
    f"{number}、举办第{number}场读书会。2026年5月8日在市图书馆举办，由市图书馆牵头。\n"
    for number in range(1, 61)
)


class Hand(threading.Thread):
    """Goes on with one kind of work until it is stopped."""

    def __init__(self, site: Site, setting: dict[str, Any], stop: threading.Event) -> None:
        super().__init__()
        self.site, self.setting, self.stop = site, setting, stop
        self.acknowledged: dict[int, list[str]] = {}
        self.papers: list[int] = []
        self.workbooks = 0
        self.failure: Exception | None = None

    def work(self) -> None:
        raise NotImplementedError

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.work()
        except Exception as error:  # told by the main thread
            self.failure = error


class Cases(Hand):
    """Takes one case after the other through its steps."""

    def work(self) -> None:
        words = {"situation": "座位不足。", "analysis": "座位未分开。", "proposal": "增设自习室。"}
        said = {"channel": self.setting["channel"], "title": "关于增设自习室的建议", "said": words}
        case = self._json("submit", "/cases", said, "nobody")["id"]
        done = self.acknowledged[case] = ["submit"]
        for who, step, body in STEPS:
            if self.stop.is_set():
                return
            self._json(step, f"/cases/{case}/{step}", body(self.setting), who)
            done.append(step.replace("-", "_"))

    def _json(self, step: str, path: str, said: Any, who: str) -> Any:
        body = json.dumps(said).encode()
        return self.site.write(step, path, body, "application/json", self.setting["keys"][who])


class Papers(Hand):
    """Sends one paper after the other; the answer comes once it is read."""

    def work(self) -> None:
        mark, words = secrets.token_hex(8), secrets.token_hex(16)
        fields = (
            f'--{mark}\r\nContent-Disposition: form-data; name="unit"\r\n\r\n'
            f"{self.setting['office']}\r\n"
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
            f"Content-Type: text/plain\r\n\r\n"
            f"临湖市阅读方案 {words}\n一、举办读书会\n{_READ}\r\n--{mark}--\r\n"
        )
        kind, secret = f"multipart/form-data; boundary={mark}", self.setting["keys"]["officer"]
        got = self.site.write("upload and read", "/documents", fields.encode(), kind, secret)
        self.papers.append(got["id"])


class Workbooks(Hand):
    """Fetches the figures of cases as a workbook; one that arrives is whole."""

    def work(self) -> None:
        headers = {"Cookie": f"sessionid={self.setting['session']}"}
        data = self.site.answered("export", "GET", "/cases/figures/sheet/", b"", headers)
        try:
            harm = ZipFile(io.BytesIO(data)).testzip()
        except BadZipFile as error:
            raise Odd("a workbook is no workbook") from error
        if harm:
            raise Odd(f"a workbook is damaged: {harm}")
        self.workbooks += 1
        self.stop.wait(1)


def prepared(hook: str) -> dict[str, Any]:
    """Tables, the cast with keys, a channel of the office, and a hook of the library."""
    from django.core.management import call_command
    from django.test import Client

    from banjie.api import actions as keys
    from banjie.common import once
    from banjie.consultation.models import Channel
    from banjie.notices.actions.channels import add_channel
    from tests.web.cast import make_cast
    from tests.web.consultation import cases

    call_command("migrate", verbosity=0, interactive=False)
    cast = make_cast()
    channel = Channel.objects.create(office=cast.office, kind="suggestion", name="意见箱")
    add_channel("webhook", values={"url": hook}, unit=cast.library, by=cast.liaison)
    who = {"officer": cast.officer, "liaison": cast.liaison, "handler": cast.handler}
    who |= {"nobody": cast.nobody, "head": cases.head_of(cast)}
    made = {
        name: keys.make_key(
            name="torture", days=30, read_only=False, once_key=once.new_key(), by=user
        )
        for name, user in who.items()
    }
    browser = Client()
    browser.force_login(cast.officer)
    return {
        "keys": made, "channel": channel.pk, "office": cast.office.pk, "library": cast.library.pk,
        "session": browser.session.session_key, "cast": cast,
    }  # fmt: skip


def marks() -> set[str]:
    """The contacts that are there, as the list of deletions would name them."""
    from banjie.consultation.models import Contact
    from banjie.consultation.sealing import contact_mark

    return {contact_mark(contact) for contact in Contact.objects.all()}


def contacts_due(setting: dict[str, Any]) -> set[str]:
    """Contacts whose day has come."""
    from django.db import connection

    from banjie.consultation.models import Contact
    from tests.web.consultation import cases

    for _number in range(5):
        cases.at(setting["cast"], "submitted", contact="13800009999")
        time.sleep(0.2)  # whoever waits for SQLite's one writer asks ten times a second
    Contact.objects.update(delete_on="2026-09-18")
    there = marks()
    connection.close()
    return there
