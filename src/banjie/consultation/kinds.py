"""What the kinds of case ask for and how they run: `data/kinds.json`, and the limits of a kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import get_language

from banjie.common import limits
from banjie.consultation.models import Case

_DATA = Path(__file__).parent / "data"


class KindRule(NamedTuple):
    """How one kind runs. `fields` are the parts of its form in order, `most` their characters;
    `answered`: it must be replied to; `archived`: it may be closed on file; `called_back`: the
    office asks back; `outcomes` names a table of `outcomes.json`.
    """

    label: Mapping[str, str]
    mark: str
    fields: tuple[str, ...]
    most: Mapping[str, int]
    joint: bool
    answered: bool
    called_back: bool
    archived: bool
    outcomes: str


@cache
def _kinds() -> dict[str, KindRule]:
    table = _load("kinds.json")
    return {name: KindRule(**row | {"fields": tuple(row["fields"])}) for name, row in table.items()}


def kind_rule(kind: str) -> KindRule:
    """The rule of a kind; raises KeyError for one that is none."""
    return _kinds()[kind]


def limit_name(kind: str, clock: str) -> str:
    """The name of the limit of a kind's clock: its own, or the one all kinds share."""
    own = f"case.{kind}.{clock}"
    return own if own in limits.shipped() else f"case.{clock}"


@cache
def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((_DATA / name).read_text("utf-8"))
    return loaded


def worded(labels: Mapping[str, str]) -> str:
    """The label in the language of the page."""
    return labels.get(get_language() or "", labels["en"])


def choices(table: str, *path: str) -> list[tuple[str, str]]:
    """The coded rows of a data file, `grounds.json` or `outcomes.json`, as (code, words)."""
    rows: Any = _load(table)
    for key in path:
        rows = rows[key]
    return [(code, worded(row)) for code, row in rows.items()]


def words_of(table: str, code: str, *path: str) -> str:
    """What a coded row is called; the code itself for one that is no longer listed."""
    return dict(choices(table, *path)).get(code, code)


def outcome_choices(case: Case) -> list[tuple[str, str]]:
    """The classes of outcome of the case's kind, with their words: the legend of a statistic."""
    return choices("outcomes.json", kind_rule(case.kind).outcomes)


def ground_words(step: str, code: str) -> str:
    """The ground a step was taken on, in words; the code itself for one that is not listed."""
    row = _load("grounds.json").get(step, {}).get(code)
    return worded(row) if row else code
