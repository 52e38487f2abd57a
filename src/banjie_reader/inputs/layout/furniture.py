"""What stands on a page and is no part of the text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import defaultdict

from banjie_reader.inputs.layout.page import Page, Row

_EDGE = 0.12  # the part of a page's height, at top and bottom, where furniture stands
_NUMBER = re.compile(
    r"[-—–－―·•~\s]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*[/／]\s*[0-9０-９]{1,4})?(?:\s*页)?"
    r"(?:[，,/／\s]*共\s*[0-9０-９]{1,4}\s*页)?[-—–－―·•~\s]*|[ivxIVX]{1,5}"
)
_DIGITS = re.compile(r"[0-9０-９]+")


def without_furniture(pages: list[Page], rows: dict[int, list[Row]]) -> dict[int, list[Row]]:
    """The rows of each page without its furniture.

    At the edges of a page, a bare page number goes, and so does a line that stands in the same
    place, with other digits at most, on most pages.
    """
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for row in rows[page.number]:
            if _at_edge(row, page):
                seen[_signature(row)].add(page.number)
    often = max(2, (len(pages) + 1) // 2)
    # A book may have one running head for the left pages and one for the right.
    running = {
        key for key, on in seen.items() if len(on) >= often or len(on) >= len(pages) // 3 > 2
    }
    return {
        page.number: [
            row
            for row in rows[page.number]
            if not (
                _at_edge(row, page)
                and (_signature(row) in running or _NUMBER.fullmatch(row.text.strip()))
            )
        ]
        for page in pages
    }


def _at_edge(row: Row, page: Page) -> bool:
    return not _EDGE * page.height < row.base < (1 - _EDGE) * page.height


def _signature(row: Row) -> tuple[str, int]:
    return _DIGITS.sub("#", row.text), round(row.base / 8)
