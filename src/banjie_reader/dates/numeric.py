"""Dates in figures and marks: 2026.4.18, 2026-04-18, 109.3.1, 4.1-4.30, 04/18（六）.

The day may stand first, as it does in Hong Kong: 18.4.2026, 14 – 18.4.2026, 18/4（星期六）.
"""

from __future__ import annotations

import re

from banjie_reader.dates.form import Form, Made, Match, weekday
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import FIGURES, JOIN, WEEKDAY_BESIDE, WEEKDAYS
from banjie_reader.dates.years import ROC

_YEAR = r"(?P<y>(?:19|20)\d\d|1[0-4]\d(?=\.\d+\.|/\d+/\d))"
_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _numeric(match: Match) -> Made | None:
    rest = match.string[match.end() : match.end() + 5]
    if match["s"] == "-" and re.match(r"-\d{1,3}(?!\d)", rest):
        return None  # 2026-04-18-003 is the number of something
    said = int(match["y"])
    year = Anchor("absolute", said if said > ROC else said + ROC)
    month = Anchor("absolute", int(match["m"] or match["m2"]))
    values = (int(match["d"]),) * 2 if match["d"] else (1, 0)
    point = Point("days", values, year=year, month=month, weekday=weekday(match["wd"]))
    return Made((point,), match.end())


def _day_first(match: Match) -> Made:
    year, month = (Anchor("absolute", int(match[name])) for name in ("y", "m"))
    days = (int(match["d0"] or match["d"]), int(match["d"]))
    alone = None if match["d0"] else weekday(match["wd"])
    return Made((Point("days", days, year=year, month=month, weekday=alone),), match.end())


def _dotted_range(match: Match) -> Made:
    ends = [
        Point("days", (int(match[d]),) * 2, month=Anchor("absolute", int(match[m])))
        for m, d in (("m", "d"), ("m2", "d2"))
    ]
    return Made(tuple(ends), match.end())


def _numeric_rest(match: Match) -> Made:
    month = Anchor("absolute", int(match["m"])) if match["m"] else None
    point = Point("days", (int(match["d"]),) * 2, month=month, weekday=weekday(match["wd"]))
    return Made((point,), match.end())


def forms() -> tuple[Form, ...]:
    full = (
        rf"{_YEAR}(?:(?P<s>[-/.]){_MONTH}(?P=s){_DAY}|\.(?P<m2>1[0-2]|0?[1-9]))"
        rf"(?![\d.%万亿元])日?{WEEKDAY_BESIDE}"
    )
    slashed = rf"{_MONTH}/{_DAY} ?\((?:周|星期)?(?P<wd>[{WEEKDAYS}])\)"
    rest = rf"(?:{_MONTH}[./]|(?<=\d-)){_DAY}(?![\d.:时点%人个名年月日号]){WEEKDAY_BESIDE}"
    turned = (
        rf"(?:(?P<d0>3[01]|[12]\d|0?[1-9]) ?- ?)?{_DAY}(?P<s>[./]){_MONTH}(?P=s)"
        rf"(?P<y>(?:19|20)\d\d)(?!\d)"
        rf"(?: ?\([周星]期?[{WEEKDAYS}][至到-][{WEEKDAYS}]\)|{WEEKDAY_BESIDE})"
    )
    over = (
        rf"(?P<d>3[01]|2\d|1[3-9])/{_MONTH}(?=(?:[、,]\d+/\d+){{0,9}} ?\((?:周|星期))"
        rf" ?{WEEKDAY_BESIDE}"
    )
    last = rf"{_MONTH}(?P=s){_DAY}".replace("<m>", "<m2>").replace("<d>", "<d2>")
    dotted = rf"(?<![^(:\s]){_MONTH}(?P<s>[./]){_DAY}{JOIN}{last}(?=[),。;\n]|$)"
    barred = f"{FIGURES}第./-"
    return (
        Form("numeric", FIGURES, dotted, _dotted_range, "alone", f"{FIGURES}第", "./"),
        Form("numeric", "12", full, _numeric, "alone", barred + _LETTERS, "-/."),
        Form("numeric", "0123", turned, _day_first, "alone", barred, "-./ "),
        Form("numeric", "123", over, _numeric_rest, "alone", barred, "/"),
        Form("numeric", "01", slashed, _numeric_rest, "alone", barred, "/"),
        Form("numeric", FIGURES, rest, _numeric_rest, "joined"),
    )
