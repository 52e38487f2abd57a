"""Days as official texts word them."""

from __future__ import annotations

from datetime import date

from banjie.common.clock import last_day


def day_words(first: date | None, end: date | None) -> str:
    """The days from `first` up to but without `end`: 2026年3月1日至3月5日; '' for none."""

    def said(day: date, year: bool = True) -> str:
        return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"

    last = last_day(end)
    if first and last and first != last:
        return f"{said(first)}至{said(last, year=last.year != first.year)}"
    if first:
        return said(first) if last else f"{said(first)}起"
    return f"{said(last)}前" if last else ""


def session_words(number: int, start: date | None, end: date | None) -> str:
    """A session with its days: 第3期 2026年7月1日至8月31日."""
    return f"第{number}期 {day_words(start, end)}".strip()
