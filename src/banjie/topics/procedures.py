"""Procedures as data: the stages of each, who has the duty, what must lie there to go on.

`data/procedures.json` is the one table. The sequence of a consultation follows the rules on
consultation work (选题 to 反馈落实); that of a station follows the "talk it over" practice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import get_language

_DATA = Path(__file__).parent / "data"
Labels = Mapping[str, str]


class StageRule(NamedTuple):
    """`needs` names a predicate of `rules.DELIVERED`; `limit` the clock that begins with it."""

    name: str
    label: Labels
    who: Labels
    deliverable: Labels
    needs: str
    limit: str


class Procedure(NamedTuple):
    """`planned`: its topics wait in the pool and run once they stand in an approved plan."""

    label: Labels
    planned: bool
    stages: tuple[StageRule, ...]

    def stage(self, name: str) -> StageRule:
        """The rule of this stage; raises StopIteration for a name that is none."""
        return next(stage for stage in self.stages if stage.name == name)


@cache
def procedures() -> dict[str, Procedure]:
    """Every procedure by name, in the order of the file."""
    return {
        name: Procedure(
            row["label"], row["planned"], tuple(StageRule(**stage) for stage in row["stages"])
        )
        for name, row in _load("procedures.json").items()
    }


@cache
def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((_DATA / name).read_text("utf-8"))
    return loaded


def worded(labels: Labels, language: str = "") -> str:
    """The label in this language, or the page's own."""
    return labels.get(language or get_language() or "", labels["en"])


def groups() -> list[tuple[str, str]]:
    """The groups that attendance is counted by, as (code, words): never a name."""
    return [(code, worded(labels)) for code, labels in _load("groups.json").items()]


def group_words(code: str, language: str = "") -> str:
    """What a group is called; the code itself for one that is no longer listed."""
    found = _load("groups.json").get(code)
    return worded(found, language) if found else code
