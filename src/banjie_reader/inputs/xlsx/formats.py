"""Numbers of a sheet as a person sees them: dates, per cents, decimals.

Rules: ECMA-376 part 1, 18.8.30 (number formats); numbers of the built-in formats for Chinese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    **dict.fromkeys((14, 15, 22, 27, 30, 31, 36, 50, 53, 54), "y-m-d"),
    **dict.fromkeys((17, 52, 55, 57), "y-m"),
    **dict.fromkeys((16, 28, 29, 51, 58), "m-d"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 56), "h:mm"),
}  # fmt: skip
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')  # text in a format, which is no code
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,3})?")
_DECIMALS = re.compile(r"0\.(0+)")
_LAST_DAY = 2_958_465  # 9999-12-31
_TO_1904 = 1462
_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's dates have no time zone


@dataclass(slots=True)
class Formats:
    """The number formats of a workbook, by the style a cell names."""

    codes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, styles: etree._Element | None) -> Formats:
        """The formats in `xl/styles.xml`; none when the workbook has no such part."""
        if styles is None:
            return cls()
        known = dict(_BUILT_IN)
        for item in styles.iter(f"{_MAIN}numFmt"):
            known[_whole(item.get("numFmtId"))] = _ASIDE.sub("", item.get("formatCode") or "")
        cells = styles.find(f"{_MAIN}cellXfs")
        return cls(
            [
                known.get(_whole(item.get("numFmtId")), "General")
                for item in (() if cells is None else cells)
            ]
        )

    def shown(self, stored: str, style: int, *, since_1904: bool) -> str:
        """The number `stored` as a cell of this style shows it."""
        if not _NUMBER.fullmatch(stored):
            return stored
        code = (self.codes[style] if style < len(self.codes) else "General").partition(";")[0]
        value = float(stored)
        parts = {part for part in "ymdh" if part in code.lower()}
        if code != "General" and parts and 0 <= value <= _LAST_DAY:
            return _date(value + (_TO_1904 if since_1904 else 0), parts)
        decimals = _DECIMALS.search(code)
        places = len(decimals[1]) if decimals else 0
        if "%" in code:
            return f"{value * 100:.{places}f}%"
        if code in ("General", "@", ""):
            return f"{value:.15g}" if abs(value) < 1e15 else stored
        return f"{value:.{places}f}"


def _date(value: float, parts: set[str]) -> str:
    """A serial day in the parts its format shows; a format with days but no year has none."""
    moment = _FIRST + timedelta(seconds=round(min(value, _LAST_DAY) * 86_400))
    clock = f"{moment:%H:%M}" if moment.hour or moment.minute else ""
    if not parts & {"y", "d"}:
        return f"{moment:%H:%M}" if "h" in parts else f"{moment.month}月"
    text = f"{moment.year}年" if "y" in parts else ""
    text += f"{moment.month}月" if "m" in parts else ""
    text += f"{moment.day}日" if "d" in parts else ""
    return text + (clock if "h" in parts else "")


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
