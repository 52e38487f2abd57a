"""How many of the project's own date phrases a reader gets right, and how fast it reads.

    python bench/reader_phrases.py                 this reader
    python bench/reader_phrases.py --peer          JioNLP 1.5.29 as well, if it is installed

touch: something was found where the phrase stands; exact: its very days or rule; precision: the
share of finds that stand where a phrase does. A deadline counts as exact also when it begins on the
day of the document, which is how JioNLP understands 前; its recurrences are not compared.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.reader.dates.rows import Row, rows, shown

from banjie_reader.dates import find_dates
from banjie_reader.quantities import find_quantities


class Find(NamedTuple):
    """Words, where they begin, and their days as the tables write them."""

    words: str
    start: int
    days: str


Reader = Callable[[str, date], list[Find]]


def ours(text: str, reference: date) -> list[Find]:
    return [
        Find(w.text, w.span.start, shown(w.start, w.end, w.recurrence))
        for w in find_dates(text, reference)
    ]


def jionlp_reader() -> Reader:
    import jionlp  # not a dependency: a peer to be measured against

    def read(text: str, reference: date) -> list[Find]:
        base = time.mktime(reference.timetuple())
        found = jionlp.ner.extract_time(text, time_base=base)
        return [Find(f["text"], f["offset"][0], _span(f["detail"])) for f in found]

    return read


def _span(detail: dict[str, Any]) -> str:
    said = detail.get("time")
    if detail.get("type") not in ("time_point", "time_span") or not isinstance(said, list):
        return "?"
    if not all("inf" in day or day[:4].isdigit() for day in said):
        return "?"
    first, last = (None if "inf" in day else date.fromisoformat(day[:10]) for day in said)
    return shown(first, last + timedelta(1) if last else None, None)


def score(read: Reader, table: list[Row]) -> dict[str, list[int]]:
    """For each kind of phrase: phrases, touched, exact, finds, finds on a phrase."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for row in table:
        found = read(row.text, row.reference)
        count = counts[row.kind]
        count[3] += len(found)
        at = 0
        for words, days in row.expected:
            start = row.text.index(words, at)
            at = start + len(words)
            near = [f for f in found if f.start < at and start < f.start + len(f.words)]
            late = days.startswith("..") and f"{row.reference}{days}"
            count[0] += 1
            count[1] += bool(near)
            count[2] += any(f.days in (days, late) for f in near)
            count[4] += len(near)
    return counts


def report(name: str, counts: dict[str, list[int]]) -> None:
    print(f"\n{name:16} phrases touch exact precision")
    totals = [sum(column) for column in zip(*counts.values(), strict=True)]
    for kind, (said, touched, exact, finds, right) in [*counts.items(), ("all", totals)]:
        share = f"{touched / said:6.0%}{exact / said:6.0%}" if said else " " * 12
        print(f"{kind:16} {said:6} {share} {min(1, right / finds):9.0%}" if finds else kind)


def speed(name: str, read: Callable[[str], object], lines: list[str]) -> None:
    size = sum(map(len, lines))
    read(lines[0])  # loads the word lists
    begin = time.perf_counter()
    for line in lines:
        read(line)
    print(f"{name}: {size / (time.perf_counter() - begin):,.0f} characters/s")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--peer", action="store_true")
    peer = options.parse_args().peer
    table = list(rows())
    report("this reader", score(ours, table))
    padding = "各单位要高度重视，加强领导，明确责任，细化措施，确保各项工作落到实处并取得实效。"
    lines = [f"{row.text}{padding * 3}" for row in table]
    day = date(2026, 3, 10)
    speed("dates", lambda text: find_dates(text, day), lines)
    speed("dates and quantities", lambda t: (find_dates(t, day), find_quantities(t)), lines)
    if peer:
        jionlp = jionlp_reader()
        report("JioNLP", score(jionlp, table))
        speed("JioNLP", lambda text: jionlp(text, day), lines)


if __name__ == "__main__":
    main()
