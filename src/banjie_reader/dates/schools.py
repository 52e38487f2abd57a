"""School years and terms: 2025—2026学年第一学期, 114学年度, 本学期."""

from __future__ import annotations

from banjie_reader.dates.form import Form, Made, Match, listed
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import FIGURES, JOIN, choice, table
from banjie_reader.dates.years import ROC

_SCHOOL_YEAR = (9, 1, 20, 0)


def _school_year(match: Match) -> Made:
    said = match["y"]
    year = int(said) if len(said) == 4 else int(said) + ROC
    first, day, last, last_day = table("school_terms")[match["t"]] if match["t"] else _SCHOOL_YEAR
    window = {
        "": (first, day, last, last_day),
        "初": (first, 1, first, 0),
        "末": (last, 1, last, 0),
    }[match["part"] or ""]
    return Made((Point("window", tuple(window), year=Anchor("absolute", year)),), match.end())


def _relative_school(match: Match) -> Made:
    return Made(
        (Point("school", (table("relative_schools")[match["w"]],), name=match["w"][-1]),),
        match.end(),
    )


def forms() -> tuple[Form, ...]:
    school = (
        rf"(?P<y>20\d\d|19\d\d|\d{{3}})(?:(?:{JOIN}|/)(?:20)?\d\d\d?)?(?:年度?)?学年度?"
        rf"(?:的?(?P<t>{choice('school_terms')}))?(?P<part>(?<=学期)[初末])?"
    )
    return (
        Form("school-year", "12", school, _school_year, "alone", FIGURES, "-至到/年学"),
        listed("school-year", "relative_schools", _relative_school, "alone"),
    )
