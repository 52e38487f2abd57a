"""Scores a reading against what an annotator says is in the document.

An activity is found when its title holds, or is held by, one of the accepted wordings, or when
half of the two stretches of text is shared. Its fields are compared one entry at a time: dates by
their days, places by containment, units by their whole name, targets by their value. What the
annotation marks `optional` is neither asked for nor held against the reader; what it lists under
`ignore` is not compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

UNITS = ("lead", "responsible", "cooperating")
Data = dict[str, Any]
Pairs = list[tuple[int, int]]


@dataclass
class Tally:
    """How many were right, of how many the reader gave and how many were wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, right: int, given: int, wanted: int) -> None:
        self.right += right
        self.given += given
        self.wanted += wanted

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


class Score(dict[str, Tally]):
    """Tallies by the name of what was measured."""

    def add(self, name: str, right: int, given: int, wanted: int) -> None:
        self.setdefault(name, Tally()).add(right, given, wanted)

    def __add__(self, other: Score) -> Score:
        both = Score()
        for one in (self, other):
            for name, tally in one.items():
                both.add(name, tally.right, tally.given, tally.wanted)
        return both

    def table(self) -> str:
        """One line a measure, for people."""
        return "\n".join(
            f"{name:<12} precision {t.precision:.3f}  recall {t.recall:.3f}"
            f"  ({t.right} right, {t.given} given, {t.wanted} wanted)"
            for name, t in self.items()
        )


def norm(words: str | None) -> str:
    """Wording without script width, white space and punctuation."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words or "")).lower()


def score(found: Data, wanted: Data) -> Score:
    """Measure one reading, as `banjie read --json` prints it, against its annotation."""
    result = Score()
    ignored = wanted.get("ignore_doc", [])
    for name in ("title", "issuer", "kind", "year"):
        if name not in ignored:
            accepted = [wanted[name], *wanted.get(f"{name}_alt", [])]
            right = norm(str(found[name])) in {norm(str(value)) for value in accepted}
            result.add(name, right, 1, 1)
    _activities(result, found["activities"], wanted["activities"])
    if "outline" not in ignored:
        headings = [
            [(h["level"], norm(h["number"]), norm(h["text"])) for h in side["outline"]]
            for side in (found, wanted)
        ]
        _multiset(result, "outline", *headings)
    if "figures" in wanted:
        _figures(result, found["figures"], wanted["figures"])
    _multiset(
        result,
        "deadlines",
        [_days(when) for when in found["report_deadlines"]],
        [_days(when) for when in wanted.get("report_deadlines", [])],
    )
    return result


def _activities(result: Score, found: list[Data], wanted: list[Data]) -> None:
    pairs = _pairs(found, wanted, _alike)
    asked = {j for j, activity in enumerate(wanted) if not activity.get("optional")}
    partner = {j: i for i, j in pairs if j in asked}
    result.add("activities", len(partner), len(found) - (len(pairs) - len(partner)), len(asked))
    for j in sorted(asked):
        got = found[partner[j]] if j in partner else {}
        _fields(result, got, wanted[j])


def _fields(result: Score, got: Data, wanted: Data) -> None:
    """Compare the fields of one activity; those of a missed one are all missing."""
    ignored = wanted.get("ignore", [])
    if got:
        result.add("titles", _titles_alike(got, wanted), 1, 1)
    if got and "kind" in wanted:
        result.add("kinds", got["kind"] == wanted["kind"], 1, 1)
    if "when" not in ignored:
        spare = Counter(_days(when) for when in wanted.get("when", []) if when.get("optional"))
        asked = [_days(when) for when in wanted.get("when", []) if not when.get("optional")]
        given = Counter(_days(when) for when in got.get("when", []))
        given -= (given - Counter(asked)) & spare
        _multiset(result, "when", list(given.elements()), asked)
    if "where" not in ignored:
        places, names = got.get("where", []), wanted.get("where", [])
        right = len(_pairs(places, names, lambda a, b: float(_within(a, b))))
        result.add("where", right, len(places), len(names))
    for role in UNITS:
        if role not in ignored:
            given_units, asked_units = ([norm(n) for n in s.get(role, [])] for s in (got, wanted))
            _multiset(result, role, given_units, asked_units)
    if "targets" not in ignored:
        values = [[float(t["value"]) for t in s.get("targets", [])] for s in (got, wanted)]
        _multiset(result, "targets", *values)


def _figures(result: Score, found: list[Data], wanted: list[Data]) -> None:
    def alike(a: Data, b: Data) -> float:
        same = a["value"] is not None and float(a["value"]) == float(b["value"])
        return _overlap(a, b) if same and norm(a["unit"]) == norm(b["unit"]) else 0.0

    pairs = _pairs(found, wanted, alike)
    spare = sum(1 for _, j in pairs if wanted[j].get("optional"))
    asked = sum(1 for figure in wanted if not figure.get("optional"))
    result.add("figures", len(pairs) - spare, len(found) - spare, asked)
    for i, j in pairs:
        result.add("approx", found[i]["approx"] == wanted[j]["approx"], 1, 1)


def _multiset(result: Score, name: str, given: Iterable[Any], asked: Iterable[Any]) -> None:
    a, b = Counter(given), Counter(asked)
    result.add(name, (a & b).total(), a.total(), b.total())


def _days(when: Data) -> tuple[str, str]:
    """A date by its days, a recurrence by its rule, anything else by its words."""
    if when.get("start") or when.get("end"):
        return (when.get("start") or "", when.get("end") or "")
    return ("", when.get("recurrence") or norm(when["text"]))


def _alike(found: Data, wanted: Data) -> float:
    shared = _overlap(found, wanted)
    titles = _titles_alike(found, wanted)
    if not titles and shared < 0.5:
        return 0.0
    return titles + shared + (0.0 if wanted.get("optional") else 0.02)


def _titles_alike(found: Data, wanted: Data) -> bool:
    return any(_within(found["title"], t) for t in (wanted["title"], *wanted.get("title_alt", [])))


def _within(one: str, other: str) -> bool:
    """One wording holds the other, and is not more than twice as long."""
    short, long = sorted((norm(one), norm(other)), key=len)
    return bool(short) and short in long and 2 * len(short) >= len(long)


def _overlap(found: Data, wanted: Data) -> float:
    (a, b), (c, d) = found["span"], wanted["span"]
    return max(0, min(b, d) - max(a, c)) / (max(b, d) - min(a, c))


def _pairs(
    found: Sequence[Any], wanted: Sequence[Any], alike: Callable[[Any, Any], float]
) -> Pairs:
    """One-to-one partners, the most alike first."""
    likeness = sorted(
        ((alike(a, b), -i, -j) for i, a in enumerate(found) for j, b in enumerate(wanted)),
        reverse=True,
    )
    pairs: Pairs = []
    for value, i, j in likeness:
        if value > 0 and all(-i != p and -j != q for p, q in pairs):
            pairs.append((-i, -j))
    return pairs
