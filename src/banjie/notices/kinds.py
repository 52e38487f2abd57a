"""What kinds of notice wait to be looked at, and which may travel together: rules as data.

`data/kinds.json` ships with the product; `notices.json` in `BANJIE_DATA` changes or adds to it.
A kind is a word with dots, `supervision.urged`; the longest beginning with a rule decides, and the
rule of "" is for the rest.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_SHIPPED = Path(__file__).parent / "data" / "kinds.json"


class KindRule(NamedTuple):
    """`waits`: an officer looks at it before it goes. `together`: several may share one message."""

    waits: bool
    together: bool


def rule_for(kind: str) -> KindRule:
    """The rule of this kind of notice."""
    table = _shipped() | _own()
    parts = kind.split(".")
    for length in range(len(parts), 0, -1):
        if found := table.get(".".join(parts[:length])):
            return found
    return table[""]


@cache
def _shipped() -> dict[str, KindRule]:
    return _table(json.loads(_SHIPPED.read_text("utf-8")))


def _own() -> dict[str, KindRule]:
    """The office's own rules; a file that cannot be right is refused with its name."""
    path = settings.DATA / "notices.json"
    try:
        return _table(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError) as error:
        raise ImproperlyConfigured(f"{path}: {error}") from None


def _table(said: dict[str, Any]) -> dict[str, KindRule]:
    """Raises TypeError for a rule that does not say exactly what a rule says."""
    table = {kind: KindRule(**rule) for kind, rule in said.items()}
    for kind, rule in table.items():
        if not all(isinstance(answer, bool) for answer in rule):
            raise TypeError(f"{kind}: {rule}")
    return table
