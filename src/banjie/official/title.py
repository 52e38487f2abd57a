"""Where a long title breaks: by sense, in lines of like length (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re

CHARACTERS_A_LINE = 20
"""156 mm hold twenty characters of 22 pt."""

GOOD_BREAK = re.compile(
    r"(?<=年)|(?<=日)|(?<=[市县区省])(?=20\d\d|[一-鿿]{2})|(?<=关于)|(?<=[”》])|(?=[“《])|(?=系列|工作|活动|实施|任务)"
    r"|(?<=号)(?=[一-鿿])"
)
_DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
UNBROKEN = re.compile(
    rf"[一-鿿]〔\d{{4}}〕\d+号|“[^”]*”|《[^》]*》|（[^）]*）|{_DAY}(?:至{_DAY})?|[0-9A-Za-z.%]+[年月日号期届]?|.[，、：的]"
)
SENSELESS, FORBIDDEN = 8, 100
"""What a break costs in no particular place, and inside a quotation or a number; the unit is one
character more or less than an even line has."""


def break_title(title: str) -> list[str]:
    """The lines of a title. A title that carries line feeds keeps its own."""
    if "\n" in title:
        return title.split("\n")
    breaks = _cheapest_breaks(title) if len(title) > CHARACTERS_A_LINE else []
    starts, ends = [0, *breaks], [*breaks, len(title)]
    return [title[start:end] for start, end in zip(starts, ends, strict=True)]


def _cheapest_breaks(title: str) -> list[int]:
    even = len(title) / -(-len(title) // CHARACTERS_A_LINE)
    prices = _prices(title)
    best: list[tuple[float, list[int]]] = [(0, [])]
    for end in range(1, len(title) + 1):
        first = max(0, end - CHARACTERS_A_LINE)
        options = (
            (best[start][0] + abs(end - start - even) + prices[end], [*best[start][1], end])
            for start in range(first, end)
        )
        best.append(min(options))
    return best[-1][1][:-1]


def _prices(title: str) -> list[float]:
    """What it costs to end a line after so many characters; the end of the title is free."""
    prices: list[float] = [SENSELESS] * (len(title) + 1)
    for match in GOOD_BREAK.finditer(title):
        prices[match.start()] = 0
    for match in UNBROKEN.finditer(title):
        inside = range(match.start() + 1, match.end())
        prices[inside.start : inside.stop] = [FORBIDDEN] * len(inside)
    prices[-1] = 0
    return prices
