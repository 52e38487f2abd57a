"""A browser whose site is this very process: each request is answered within the test's transaction.

So one can look at what is never committed, and at the answer to whatever was asked in whatever way.
"""

from __future__ import annotations

from collections import Counter
from contextvars import copy_context
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve
from playwright.sync_api import Browser, Request, Route

from tests.web.grid.sheets import undone
from tests.web.hostile.looking import is_for_a_desk

SITE = "http://linhu.example"
FILE = "'><img src=x onerror=window.__hit=40>.jpg"
POLICY, REPORT = "Content-Security-Policy", "Content-Security-Policy-Report-Only"
_HERE = Path(__file__).parent
STIR, FILL = ((_HERE / f"{name}.js").read_text("utf-8") for name in ("stirring", "filling"))
Answer = tuple[Any, bytes]


class Opened:
    """Opens answers, and tells what ran in them. The policy only reports: what it would have
    stopped runs too, and is told twice.
    """

    def __init__(self, browser: Browser) -> None:
        self.counts: Counter[str] = Counter()
        self.troubles: list[str] = []
        self.session = ""
        self._here = copy_context()  # Django finds its connection by the context it is asked in
        self._main: tuple[str, Answer] | None = None
        self._sent: set[tuple[str, ...]] = set()
        self.context = browser.new_context(
            locale="zh-CN", service_workers="block", accept_downloads=True
        )
        self.context.expose_binding("__told", lambda _source, what: self.troubles.append(what))
        self.context.add_init_script(path=_HERE / "listening.js")
        self.context.route("**/*", self._answered)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))

    def open(self, path: str, answer: Answer) -> None:
        """What a browser makes of an answer: a page is stirred, anything else shown or saved."""
        response, _content = answer
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        self._main = (SITE + path, answer)
        if (
            "attachment" in response.headers.get("Content-Disposition", "")
            or kind == "text/calendar"
        ):
            self._save(path)
            return
        self.page.goto(SITE + path)
        self.counts["pages" if kind == "text/html" else "other"] += 1
        if kind == "text/html":
            self.troubles += [f"followed: {each}" for each in self.page.evaluate(STIR)]
            self.page.wait_for_function("!document.querySelector('.htmx-request')")

    def send_forms(self, words: str) -> None:
        """Every form with a text or file field, these words in all of them, and what it is answered."""
        forms = self.page.evaluate(FILL, words)
        for form in forms:
            there = urlsplit(form["address"])
            known = (
                form["method"],
                resolve(there.path).view_name,
                *sorted({n for n, _ in form["said"]}),
            )
            if known in self._sent:
                continue
            self._sent.add(known)
            self.counts["forms"] += 1
            self._send(there.path, there.query, form)

    def _send(self, path: str, query: str, form: dict[str, Any]) -> None:
        data: dict[str, list[Any]] = {}
        for name, value in form["said"]:
            sent = SimpleUploadedFile(FILE, b"no picture", "image/jpeg") if value is None else value
            data.setdefault(name, []).append(sent)
        if form["method"] == "get":
            path += f"?{urlencode(data, doseq=True)}"
            answer = undone(lambda client: client.get(path), self.session)
        else:
            path += f"?{query}" if query else ""
            answer = undone(lambda client: client.post(path, data), self.session)
        if answer[1] and not 300 <= answer[0].status_code < 400:
            self.open(path, answer)

    def _asked(self, path: str, request: Request) -> Answer:
        """What a page asks for by itself."""
        headers = {name: said for name, said in request.headers.items() if name.startswith("hx-")}
        kind = request.headers.get("content-type", "")
        answer: Answer = self._here.run(
            undone,
            lambda client: client.generic(
                request.method, path, request.post_data_buffer or b"", kind, headers=headers
            ),
            self.session,
        )
        if answer[0].status_code >= 400:
            self.troubles.append(f"asked for: {path}: {answer[0].status_code}")
        return answer

    def _save(self, path: str) -> None:
        with self.page.expect_download() as begun:
            self.page.evaluate("(there) => { location.href = there; }", SITE + path)
        name = begun.value.suggested_filename
        if not is_for_a_desk(name):
            self.troubles.append(f"saved as: {name!r}")
        self.counts["saved"] += 1

    def _answered(self, route: Route, request: Request) -> None:
        url = request.url.partition("#")[0]
        if not url.startswith(f"{SITE}/"):
            self.troubles.append(f"left the site: {url}")
            route.abort()
            return
        path = url.removeprefix(SITE)
        if path.startswith(settings.STATIC_URL) and (
            found := finders.find(path[len(settings.STATIC_URL) :])
        ):
            route.fulfill(path=found)
            return
        if self._main and request.is_navigation_request() and url == self._main[0]:
            answer = self._main[1]
        else:
            answer = self._asked(path, request)
            if answer[0].status_code >= 400:
                self.troubles.append(f"asked for: {path}: {answer[0].status_code}")
        headers = dict(answer[0].headers)
        if POLICY in headers:
            headers[REPORT] = headers.pop(POLICY)
        route.fulfill(status=answer[0].status_code, headers=headers, body=answer[1])
