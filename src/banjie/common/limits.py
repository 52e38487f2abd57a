"""Limits are data: a row of the office, or else the value shipped with the product.

`data/rules.json` has for each name what it limits (`label`, by language), whether its unit may be
chosen (`counts`: a margin in days stays one in days), the value the product ships with, and the
least that may be set where there is one (`least`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import get_language

from banjie.common import clock
from banjie.common.models import RuleProfile

_SHIPPED = Path(__file__).parent / "data" / "rules.json"
_PROFILE = ("name", "value", "unit", "source", "valid_from")


class Limit(NamedTuple):
    """A limit the product knows: its shipped value and what it is about."""

    profile: RuleProfile
    labels: Mapping[str, str]
    counts: tuple[str, ...]
    least: int = 1

    @property
    def label(self) -> str:
        """What it limits, in the language of the page."""
        return self.labels.get(get_language() or "", self.labels["en"])


@cache
def shipped() -> dict[str, Limit]:
    """Every limit by name, in the order of the file."""
    return {row["name"]: _limit(row) for row in json.loads(_SHIPPED.read_text("utf-8"))}


def _limit(row: Mapping[str, Any]) -> Limit:
    said = {name: row[name] for name in _PROFILE}
    profile = RuleProfile(**said | {"valid_from": date.fromisoformat(row["valid_from"])})
    return Limit(profile, row["label"], tuple(row["counts"]), row.get("least", 1))


def in_days(name: str, start: date | None = None) -> date:
    """So many days after a day, today by default."""
    return (start or clock.today()) + timedelta(days=value(name))


def rule(name: str, *, on: date | None = None, known: datetime | None = None) -> RuleProfile:
    """The rule in force on a day, today by default. An unknown name raises KeyError: no guess.

    `known` leaves out what was set after that moment: the rule as it stood when a clock began.
    """
    rows = RuleProfile.objects.filter(name=name, valid_from__lte=on or clock.today())
    kept = (rows.filter(set_at__lte=known) if known else rows).first()
    return kept or shipped()[name].profile


def rule_at(name: str, moment: datetime) -> RuleProfile:
    """The rule in force at a moment that has passed, however it was changed since."""
    return rule(name, on=min(timezone.localdate(moment), clock.today()), known=moment)


def value(name: str) -> int:
    return rule(name).value


def cited(source: str) -> str:
    """What a formal paper may cite of a rule's source: the acts that it names, 《…》 with their
    articles. A value that came with the product rests on none, and a paper says nothing of it.
    """
    return "；".join(part for part in source.split("；") if "《" in part)


def history(name: str) -> list[RuleProfile]:
    """Every value of a limit, the newest first; the shipped one stands last."""
    rows = RuleProfile.objects.filter(name=name).select_related("set_by")
    return [*rows, shipped()[name].profile]


def histories() -> dict[str, list[RuleProfile]]:
    """The same of every limit, in the order of the file."""
    found: dict[str, list[RuleProfile]] = {name: [] for name in shipped()}
    for row in RuleProfile.objects.filter(name__in=found):
        found[row.name].append(row)
    return {name: [*rows, shipped()[name].profile] for name, rows in found.items()}
