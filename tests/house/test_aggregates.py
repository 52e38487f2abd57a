"""Numbers counted by the database: those about people tell of no small group, or say why they may.

A function that counts or adds up is listed here with what its rows are. Who writes another one
says so: of things, or of people. What is counted of people and shown goes through
`common/suppression.py`. What Python counts (`Counter`, `.count()`) is not looked at.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src" / "banjie"
COUNTING = {"Count", "Sum", "Avg", "StdDev", "Variance"}
SUPPRESSED = "banjie.common.suppression"

THINGS = {
    "approvals/queries:_latest": "rounds of a paper",
    "consultation/queries/channels:channels_kept": "posters of a channel",
    "consultation/queries/figures/standing:standings": "cases, each open to who asks",
    "consultation/queries/figures/standing:grounds": "cases, each open to who asks",
    "keeping/metrics:collect": "mails and posts of the whole site, by state",
    "notices/queries:counts": "notices behind a sieve",
    "programme/actions/asking:tell_opened": "activities of a unit",
    "programme/queries/breakdown:tasks": "files of a report",
    "programme/queries/overview:reports_of": "reports of an activity",
    "programme/queries/programmes:_number": "activities and reports of a programme",
    "reporting/queries/inbox:_numbers": "rows of one's own inbox",
    "reporting/queries/measures:by_month": "reports",
    "reporting/queries/topic_measures:_outcomes": "points of a recommendation",
    "reporting/queries/topic_measures:points": "answers to points of a recommendation",
    "supervision/queries/items:of_programme": "items",
    "supervision/queries/report:report": "reopenings of items",
}
"""`room/module:function` and what its rows are."""

PEOPLE = {
    "consultation/queries/figures/counting:_counted": SUPPRESSED,
    "reporting/queries/case_measures:_measured": (
        "rows behind a figure that `counting` has let through: what is guarded there is told in"
        " one, never by case"
    ),
    "notices/queries:outbox": "ways a notice went; the office has to ring whom it did not reach",
    "notices/queries:ways": "ways a notice went, as above; nobody is named",
    "reporting/queries/topic_measures:_sessions": (
        "people at a session as the office typed them, by group; the page of the session says the same"
    ),
    "reporting/queries/topic_measures:_texts": (
        "comments, not who wrote them; told once the result is published"
    ),
    "topics/queries/texts:paragraphs_of": "comments, shown to the office that reads each of them",
    "topics/queries/experts:fields_with_mine": (
        "offers in a field, of which none is named; the list of a draw shows as many tickets"
    ),
}
"""The same of rows that stand for people: `SUPPRESSED`, or why the number may be shown."""


def _called(node: ast.AST) -> str:
    """The name of what is called here; '' where nothing is."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def _counting(node: ast.AST, place: str) -> Iterator[str]:
    """Where something is counted, each by the function it stands in."""
    for inner in ast.iter_child_nodes(node):
        here = place
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            here = f"{place.partition(':')[0]}:{inner.name}"
        if _called(inner) in COUNTING:
            yield here
        yield from _counting(inner, here)


def _found() -> set[str]:
    found: set[str] = set()
    for path in SOURCES.rglob("*.py"):
        if "migrations" not in path.parts:
            place = path.relative_to(SOURCES).with_suffix("").as_posix()
            found.update(_counting(ast.parse(path.read_text("utf-8")), place))
    return found


def test_whatever_is_counted_says_of_what() -> None:
    found, listed = _found(), THINGS.keys() | PEOPLE.keys()
    assert found <= listed, f"say in this file what their rows are: {sorted(found - listed)}"
    assert listed <= found, f"nothing is counted there any more: {sorted(listed - found)}"
    assert not THINGS.keys() & PEOPLE.keys()


@pytest.mark.parametrize("place", [place for place, why in PEOPLE.items() if why == SUPPRESSED])
def test_what_is_counted_of_people_passes_the_suppression(place: str) -> None:
    source = (SOURCES / f"{place.partition(':')[0]}.py").read_text("utf-8")
    assert f"from {SUPPRESSED} import" in source
