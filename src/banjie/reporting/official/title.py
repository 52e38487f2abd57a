"""Where a long title breaks: by sense, in lines of like length (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

CHARACTERS_A_LINE = 20
"""156 mm hold twenty characters of 22 pt."""

GOOD_BREAK = re.compile(
    r"(?<=年)|(?<=[市县区省])(?=20\d\d|[一-鿿]{2})|(?<=关于)|(?<=[”》])|(?=[“《])|(?=系列|工作|活动|实施|任务)"
)
UNBROKEN = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）|[0-9A-Za-z.%]+[年月日号期届]?")
UNEVEN, SENSELESS = 1, 3


def _possible(title: str) -> list[int]:
    inside = {
        i for match in UNBROKEN.finditer(title) for i in range(match.start() + 1, match.end())
    }
    return [
        i for i in range(2, len(title) - 1) if i not in inside and title[i] not in "，、：”》）的"
    ]


def break_title(title: str) -> list[str]:
    """The lines of a title. A title that carries line feeds keeps its own."""
    if "\n" in title:
        return title.split("\n")
    lines = -(-len(title) // CHARACTERS_A_LINE)
    if lines == 1:
        return [title]
    good = {match.start() for match in GOOD_BREAK.finditer(title)}

    def cost(breaks: tuple[int, ...]) -> int:
        edges = (0, *breaks, len(title))
        lengths = [b - a for a, b in pairwise(edges)]
        too_long = sum(length > CHARACTERS_A_LINE for length in lengths) * 100
        senseless = sum(i not in good for i in breaks) * SENSELESS
        return too_long + senseless + (max(lengths) - min(lengths)) * UNEVEN

    choices = combinations(_possible(title), lines - 1)
    best = min(choices, key=cost, default=tuple(range(20, len(title), CHARACTERS_A_LINE)))
    edges = (0, *best, len(title))
    return [title[a:b] for a, b in pairwise(edges)]
