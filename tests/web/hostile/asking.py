"""Who asks for what while hostile words stand everywhere."""

from __future__ import annotations

import os

from tests.web.grid.sheets import GROUPS, ROLES, Row

EVERYTHING = os.environ.get("BANJIE_HOSTILE") == "1"
"""All that may see a page, all states of its thing, all methods, each answer beside one with harmless
words; else every page that is read, once.
"""
SEEN = (200, 422)
Asked = dict[str, list[tuple[Row, str]]]
"""For each group of rows which of them are asked for, and in which role."""


def _seers(row: Row) -> list[str]:
    return [role for role, code in zip(ROLES, row.answers, strict=True) if code in SEEN]


def _asked(groups: dict[str, list[Row]]) -> Asked:
    """Everybody, or the first that may, for each address once."""
    found: Asked = {}
    known: set[str] = set()
    for group, rows in sorted(groups.items(), key=lambda named: -len(named[1])):
        for row in rows:
            seers = _seers(row)
            if not EVERYTHING:
                seers = seers[:1] if row.method == "GET" and row.name not in known else []
            if seers:
                known.add(row.name)
                found.setdefault(group, []).extend((row, role) for role in seers)
    return found


ASKED = _asked(GROUPS)
