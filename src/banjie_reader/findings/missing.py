"""What the file has and the reading has not: pages that are pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banjie_reader.findings.fault import Fault, first_line
from banjie_reader.paper import Paper


def unread_pages(paper: Paper) -> Iterator[Fault]:
    """Scanned pages left out because text recognition is not installed, in one finding."""
    if paper.unread_pages:
        values = {"count": len(paper.unread_pages), "pages": _listed(paper.unread_pages)}
        yield Fault("pages_not_read", "warning", first_line(paper.text), values)


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers the way a print dialogue takes them: 2, 5-7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)
