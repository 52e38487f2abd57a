"""Hostile words in every column of text and in every field of every form: in a browser nothing runs.

A few dozen pages, each as the first who may see it; with BANJIE_HOSTILE=1 all answers of the grid that
are one, as everybody who gets them: every page in every state, every refused form, feeds, papers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from playwright.sync_api import Browser

from tests.journeys.hostile.opened import POLICY, Opened
from tests.web.cast import make_cast
from tests.web.grid.sheets import GROUPS, WAYS, address, answer, forget_tries, session
from tests.web.hostile.asking import ASKED, EVERYTHING, Asked
from tests.web.hostile.sowing import sow
from tests.web.hostile.words import every_opener, hostile

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

RUNS = (
    "<script>window.__hit=1</script>", "<img src=/static/none onerror=window.__hit=1>",
    "<svg/onload=window.__hit=1>", "<input autofocus onfocus=window.__hit=1>",
    "<p onmouseover=window.__hit=1>", "<details ontoggle=window.__hit=1>",
    "<script>alert(1)</script>", "<iframe srcdoc='<script>parent.__hit=1</script>'></iframe>",
    "<dialog id=d><input onfocus=window.__hit=1></dialog>", "<a href='\tjavascript:1'>x</a>",
    "<form action=javascript:1></form>", "<img src=//hit.example/x>",
    "<link rel=stylesheet href=https://hit.example/x.css>", "<p style=color:red>",
    "<script src=data:text/javascript,window.__hit=1></script>",
)  # fmt: skip
"""What the words would bring about if a page let them."""


@pytest.fixture
def opened(db: None, browser: Browser) -> Iterator[Opened]:
    found = Opened(browser)
    yield found
    found.context.close()


def of_each_room() -> Asked:
    """What can be read of one thing of each room: of the thing that has the most pages."""
    found: dict[str, str] = {}
    for group, asked in ASKED.items():
        room = asked[0][0].name.rpartition(":")[0]
        if room != "api" and len(asked) > len(ASKED.get(found.get(room, ""), [])):
            found[room] = group
    return {group: ASKED[group] for group in found.values()}


OPENED = ASKED if EVERYTHING else of_each_room()


@pytest.mark.parametrize("group", OPENED)
def test_nothing_runs(group: str, opened: Opened, record_property: Callable[..., None]) -> None:
    cast = make_cast()
    call = WAYS[GROUPS[group][0].name](cast, GROUPS[group][0].state)
    sessions = {role: session(cast, role) for _row, role in OPENED[group]}
    troubles: dict[tuple[str, ...], list[str]] = {}
    with transaction.atomic():
        sow(every_opener())
        for row, role in OPENED[group]:
            forget_tries()
            opened.session = sessions[role]
            opened.open(address(row, call), answer(row, call, opened.session))
            if row.method == "GET":
                opened.send_forms(hostile("", None))
            if opened.troubles:
                troubles[row.name, row.method, role] = list(opened.troubles)
                opened.troubles.clear()
        transaction.set_rollback(True)
    for name, number in opened.counts.items():
        record_property(name, number)
    assert not troubles


@pytest.mark.parametrize("words", RUNS)
def test_whatever_runs_is_told(words: str, opened: Opened) -> None:
    page = HttpResponse(f"<!doctype html><body>{words}", headers={POLICY: "default-src 'self'"})
    opened.open("/nowhere/", (page, page.content))
    assert opened.troubles
