"""The grid of `grid.txt`: every address, every role, every state; an unlisted address fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from banjie.common import once
from banjie.people import actions as people
from banjie.programme.actions import drafts, reports
from banjie.programme.actions.programmes import open_programme
from banjie.programme.models import Draft, Programme, Report
from banjie.reporting.actions import write_summary
from tests.web import plans
from tests.web.cast import Cast

ROLES = (
    "anonymous", "officer", "leader", "liaison", "handler", "stranger", "other_officer", "auditor",
    "nobody",
)  # fmt: skip


class Row(NamedTuple):
    name: str
    method: str
    state: str
    answers: tuple[int, ...]


def grid() -> list[Row]:
    lines = Path(__file__).with_name("grid.txt").read_text("utf-8").splitlines()
    rows = []
    for line in lines:
        if line and not line.startswith("#"):
            name, method, state, *answers = line.split()
            assert len(answers) == len(ROLES), line
            rows.append(Row(name, method, state, tuple(map(int, answers))))
    return rows


def named(patterns: list[Any], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(
                pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else ""
            )
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


def test_every_address_has_a_row() -> None:
    assert {row.name for row in grid()} == set(named(get_resolver().url_patterns))


def the_draft(cast: Cast, state: str) -> Draft:
    draft = plans.draft_of(cast)
    if state == "opened":
        plans.settle(draft, cast)
        open_programme(draft, by=cast.officer)
    elif state != "open":
        drafts.leave_draft(draft, state=state, by=cast.officer)
    return draft


def the_report(cast: Cast, state: str) -> Report:
    activity = plans.open_plan(cast).activities.get(title__contains="读书会")
    report = plans.report(activity, cast, submit=state != "draft", files=[plans.photo()])
    if state == "returned":
        reports.return_report(report, reason="请补充地点。", by=cast.officer)
    elif state == "accepted":
        reports.accept_report(report, by=cast.officer)
    return report


def address(row: Row, cast: Cast) -> tuple[str, dict[str, Any]]:
    """The address of the row's thing in the row's state, and what a POST sends along."""
    state, name = row.state, row.name.partition(":")[2]
    if state == "-":
        return reverse(row.name), {"language": "en"}
    if state == "read":
        return reverse(row.name, args=(plans.send(cast).pk,)), {}
    if state == "of-library":
        return reverse(row.name, args=(cast.library.pk,)), {}
    if name == "feed":
        secret = people.make_feed_key(cast.library, by=cast.liaison)
        if state == "revoked":
            people.revoke_feed_key(cast.library, by=cast.liaison)
        return reverse(row.name, args=(secret,)), {}
    if state in Draft.State.values and row.name not in REPORTS:
        draft = the_draft(cast, state)
        item = draft.items.first()
        assert item is not None
        args = (draft.pk, item.pk) if name in ITEMS else (draft.pk,)
        return reverse(row.name, args=args), {
            "title": "新标题",
            "year": 2026,
            "version": item.version,
            "kept": "0",
        }
    if row.name in REPORTS:
        report = the_report(cast, state)
        files = report.evidence.get().attachment.key if name == "evidence" else None
        return reverse(row.name, args=(report.pk, files) if files else (report.pk,)), {
            "reason": "请补充"
        }
    programme = plans.open_plan(cast)
    if state == "written":
        summary = write_summary(
            programme, opening="", next_steps="", once_key=once.new_key(), by=cast.officer
        )
        return reverse(row.name, args=(summary.pk, "F1") if name == "figure" else (summary.pk,)), {}
    if state == "closed":
        programme.state = Programme.State.CLOSED
        programme.save()
    activity = programme.activities.get(title__contains="读书会")
    return reverse(row.name, args=(activity.pk if name in ACTIVITIES else programme.pk,)), {}


ITEMS = {"item", "edit-item", "keep-item", "split-item"}
ACTIVITIES = {"activity", "new-report"}
REPORTS = {
    f"programme:{name}"
    for name in ("report", "change-report", "accept-report", "return-report", "evidence")
}


@pytest.mark.django_db
@pytest.mark.parametrize("row", grid(), ids=lambda row: f"{row.name}-{row.method}-{row.state}")
@pytest.mark.parametrize("role", ROLES)
def test_answer(row: Row, role: str, cast: Cast) -> None:
    url, data = address(row, cast)
    client = Client()
    if role != "anonymous":
        client.force_login(getattr(cast, role))
    answer = client.get(url) if row.method == "GET" else client.post(url, data)
    assert answer.status_code == row.answers[ROLES.index(role)], f"{role} {row.method} {url}"
