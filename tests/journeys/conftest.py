"""A real browser on the real site: Chromium from the system, Chinese, at office and phone size."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from playwright.sync_api import TimeoutError as Late

from banjie.people.models import User
from tests.emptying import guards_let_tests_begin_empty
from tests.web.cast import PASSWORD, Cast, make_cast

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs a loop in this thread

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync")
PATIENCE = 60_000  # milliseconds: two browsers on two busy cores
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

expect.set_options(timeout=PATIENCE)
__all__ = ["guards_let_tests_begin_empty"]  # a fixture of every test here


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.skip("no Chromium on this machine: install one, or name it in CHROMIUM")
    return browser_type_launch_args | {"executable_path": found, "args": list(QUIET)}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def gone_on(pressed: Locator) -> None:
    """Press it and wait for the page it leads to: what comes next is never done to the page that
    is about to go. A press that a busy browser lost is made again, as people do; a form that went
    is not there to be pressed.
    """
    page, there = pressed.page, pressed.element_handle()
    try:
        with page.expect_navigation(timeout=30_000):
            there.click()
    except Late:
        with page.expect_navigation():
            there.click()


class Visitor:
    """Opens pages that may reach this site and nothing else; collects what goes wrong in them."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site = browser, site
        self.contexts: list[BrowserContext] = []
        self.troubles: list[str] = []

    def page(self, *, size: dict[str, int] = DESK, **options: Any) -> Page:
        context = self.browser.new_context(
            base_url=self.site, viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai",
            accept_downloads=True, **options,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        page.on("request", self._watch)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("console", self._listen)
        return page

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.troubles.append(f"left the site: {request.url}")

    def _listen(self, message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.troubles.append(message.text)

    def signed_in(self, user: User, password: str = PASSWORD, **options: Any) -> Page:
        """A page in which this account has signed in by the form."""
        page = self.page(**options)
        page.goto("/sign-in/")
        page.locator("[name=username]").fill(user.login)
        page.locator("[name=password]").fill(password)
        gone_on(page.locator("main form button.button--primary"))
        page.wait_for_url(f"{self.site}/")
        return page


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Visitor]:
    visitor = Visitor(browser, live_server.url)
    yield visitor
    for context in visitor.contexts:
        context.close()
    assert visitor.troubles == []


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Scans a page for barriers (WCAG 2.2 A and AA) and names each one found."""
    from axe_playwright_python.sync_playwright import Axe

    scanner = Axe()

    def scan(page: Page) -> None:
        # At the foot of the page a sticky bar lies where it belongs and covers nothing; anywhere
        # else a target may be half under it until somebody scrolls.
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        found = scanner.run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
        )
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return scan
