"""Reads a sample document with what is to be found in it.

Above the line `=====` stands the document. Below it: `title:`, `issuer:`, `kind:`, `year:`,
`outline:`, `figures:`, `findings:` where they matter, then one line for each activity:
`number | title | when | where | lead | responsible | cooperating`. A when is `start..end` (end
exclusive, either open), `rule` for a recurrence, the words for a time without days. `*`
stands for anything, a number of `-` for none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent


@dataclass
class Case:
    name: str
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    activities: list[list[str]] = field(default_factory=list)


def load(path: Path) -> Case:
    text, _, expected = path.read_text("utf-8").partition("=====\n")
    case = Case(path.stem, text)
    for line in expected.splitlines():
        if "|" in line:
            cells = [cell.strip() for cell in line.split("|")]
            case.activities.append(cells + [""] * (7 - len(cells)))
        elif line.strip():
            key, _, value = line.partition(":")
            case.fields[key.strip()] = value.strip()
    return case


CASES = [load(path) for path in sorted(HERE.glob("*.txt"))]
