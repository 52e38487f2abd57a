"""Recurrences: 每月第一个周五, 每年4月和10月, 周一至周五, 按季度, 一月一…, as RFC 5545 rules."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from banjie_reader.dates.form import Place, weekday, whole
from banjie_reader.dates.reading import read_body
from banjie_reader.dates.words import (
    FIGURES,
    JOIN,
    NUMBER,
    WEEK,
    WEEKDAYS,
    choice,
    firsts,
    table,
    words,
)
from banjie_reader.dates.yearly import stretches

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SOME = 2  # more days than these in a row are a stretch (上旬), not a list (14、15日)
_AND = re.compile(r"[、,和及与]|以及")
_COUNT = rf"(?:{NUMBER}|两|半)"
_UNITS_OF_ONE = frozenset("个年季月周学天日")  # what can stand behind the figure of 1年1次
_NTH = rf"(?:第{NUMBER}|最后一|首)"


class Rule(NamedTuple):
    """A recurrence, where its words end, and where they begin if not at the word asked about."""

    rule: str
    end: int
    start: int | None = None


def rrule(freq: str, interval: int = 1, **parts: object) -> str:
    """An RFC 5545 rule; empty parts are left out."""
    said = [f"FREQ={freq}"] + ([f"INTERVAL={interval}"] if interval != 1 else [])
    for name, value in parts.items():
        shown = ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        said += [f"BY{name.upper()}={shown}"] if shown else []
    return ";".join(said)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_sources()[name])


@cache
def _sources() -> dict[str, str]:
    unit = choice("recurrence_units")
    one = r"(?P<n>一|半|两|二|三|四|五|1|2|3)个?(?P<unit>年|季度?|月|周|学期|天|日)"
    days = rf"[{WEEKDAYS}]"
    return {
        "each": (
            rf"每(?P<skip>隔|逢)?(?:一(?=个|{unit}))?(?P<n>{_COUNT})?(?:个|(?=半))?"
            rf"(?P<unit>{unit})"
        ),
        "standing": f"(?P<w>{choice('standing_recurrences')})",
        "one_a": (
            rf"{one}(?:(?:一(?!{choice('not_one_a')}|$)|1(?=[次期届]))(?:次|期|度|届)?"
            rf"|(?=[^\d,，。；、一\n]{{1,6}}(?:一|1)次))"
        ),
        "weekdays": (
            rf"(?:每?逢)?(?P<first>{WEEK}{days})"
            rf"(?P<more>(?:[、,和及与]{WEEK}?{days}(?![个项级是要])){{1,6}}"
            rf"|{JOIN}{WEEK}?{days}(?:[、,和及与]{WEEK}{days})?)?"
        ),
        "each_weekday": (
            rf"{WEEK}?(?P<first>{days})(?P<more>(?:[、,和及与]{WEEK}?{days}(?![个项级是要])"
            rf"|{WEEK}?{days}(?![个项级是要期次场堂讲节轮批趟回])){{1,6}}|{JOIN}{WEEK}?{days})?"
        ),
        "nth_weekday": (
            rf"(?:的|的?当月)?(?P<nths>{_NTH}(?:个?{WEEK}?(?:[、,和及与]第?{NUMBER})){{0,5}})个?"
            rf"(?:(?P<kind>工作日|周末|天)|{WEEK}(?:的?{WEEK}?(?P<day>{days}))?)"
        ),
        "month_end": r"(?:的|当?月)?(?P<part>底|末|初)",
        "quarter": (
            r"(?:的|度)?(?:(?P<nth>首|第?[一二三]|最后一?|末)个?月|(?P<part>[初末底]))份?"
            rf"(?:的?(?P<day>{NUMBER})[日号])?"
        ),
        "modifier": r"(?:前后|左右|(?P<until>之前|以前|前))(?![往来期])",
        "days": r"BYMONTHDAY=([-\d,]+)",
    }


@cache
def _leads() -> frozenset[str]:
    """The characters a recurrence can begin with."""
    return frozenset(firsts(words()["standing_recurrences"]) + "每逢周星礼一半两二三四五1235")


def read_recurrences(text: str, at: int) -> list[Rule]:
    """The recurrences whose words begin at `at`: one, or one a date (每年6月30日和12月31日)."""
    first, behind = text[at], text[at + 1 : at + 2]
    if first not in _leads() or (first in FIGURES and behind not in _UNITS_OF_ONE):
        return []
    lead = _yearly_lead(text, at)
    found = stretches(text, lead) if lead else []
    rules = [
        Rule(rrule("YEARLY", month=f.months, monthday=f.days, day=f.weekdays), f.end, f.start)
        for f in found
    ]
    if rules:
        rules[0] = rules[0]._replace(start=at)
        rules[-1] = _modified(text, rules[-1])
        return rules
    rule = _recurrence(text, at)
    return [rule] if rule else []


def _yearly_lead(text: str, at: int) -> int | None:
    """Where 每年, 每年度 or 每逢 ends, if it stands at `at`."""
    if text[at] != "每":
        return None
    if text.startswith("每逢", at):
        return at + 2
    each = _pattern("each").match(text, at)
    if each is None or each["n"] or each["skip"]:
        return None
    return each.end() if table("recurrence_units")[each["unit"]][0] == "YEARLY" else None


def _recurrence(text: str, at: int) -> Rule | None:
    standing = _pattern("standing").match(text, at)
    if standing and not (
        standing["w"][0] in "双单周工"
        and text[max(at - 1, 0) : at] in tuple(words()["not_before_standing"])
    ):
        return Rule(table("standing_recurrences")[standing["w"]], standing.end())
    each = _pattern("each").match(text, at)
    if each:
        return _each(text, each)
    before = text[max(at - 1, 0) : at]
    one = _pattern("one_a").match(text, at)
    if one and before not in tuple("十第同0123456789一二三四五六七八九年月近每"):
        freq, interval, _ = table("recurrence_units")[one["unit"]]
        count = 1 if one["n"] == "半" else whole(one["n"])
        if one["n"] == "半":
            freq, interval = ("MONTHLY", 6) if one["unit"] == "年" else ("WEEKLY", 2)
        return Rule(rrule(freq, interval * count), one.end())
    days = _pattern("weekdays").match(text, at)
    if days and (days["more"] or "逢" in days.group()) and before not in tuple("本上下这("):
        return Rule(rrule("WEEKLY", day=_weekdays(days)), days.end())
    return None


def _weekdays(match: re.Match[str]) -> list[str]:
    first = weekday(match["first"][-1]) or 0
    more = match["more"] or ""
    rest = [weekday(day) or 0 for day in re.findall(f"[{WEEKDAYS}]", re.sub(JOIN, "", more))]
    if re.match(JOIN, more):
        return list(dict.fromkeys([*_DAYS[first : rest[0] + 1], *(_DAYS[day] for day in rest)]))
    return [_DAYS[day] for day in dict.fromkeys([first, *rest])]


def _each(text: str, match: re.Match[str]) -> Rule:
    freq, interval, day = table("recurrence_units")[match["unit"]]
    count = whole(match["n"]) if match["n"] and match["n"] != "半" else 1
    if match["n"] == "半":
        freq, interval = ("MONTHLY", 6) if match["unit"] == "年" else ("WEEKLY", 2)
    if match["skip"] == "隔" and count == 1:
        count = 2
    end = match.end()
    if count * interval == 1 and not day:
        placed = {"MONTHLY": _in_month, "WEEKLY": _in_week}.get(freq)
        found = placed(text, end) if placed else None
        if found:
            return _modified(text, found)
    elif (freq, interval * count) == ("MONTHLY", 3):
        found = _in_quarter(text, end)
        if found:
            return _modified(text, found)
    return Rule(rrule(freq, interval * count, day=day), end)


def _modified(text: str, rule: Rule) -> Rule:
    """With 前, 前后 … behind; what is due by the end of some days is due on the last of them."""
    modifier = _pattern("modifier").match(text, rule.end)
    if modifier is None:
        return rule
    said = rule.rule
    if modifier["until"]:
        days = _pattern("days").search(said)
        numbers = [int(day) for day in days[1].split(",")] if days else []
        if len(numbers) > _SOME and numbers[-1] - numbers[0] == len(numbers) - 1:
            said = _pattern("days").sub(f"BYMONTHDAY={numbers[-1]}", said)
    return rule._replace(rule=said, end=modifier.end())


def _in_week(text: str, at: int) -> Rule | None:
    match = _pattern("each_weekday").match(text, at)
    if match is None:
        return None
    if (
        match["first"] == "一"
        and not match["more"]
        and re.match(choice("one_a_week"), text[match.end() : match.end() + 4])
    ):
        return None
    return Rule(rrule("WEEKLY", day=_weekdays(match)), match.end())


def _in_quarter(text: str, at: int) -> Rule | None:
    match = _pattern("quarter").match(text, at)
    if match is None:
        return None
    said = match["nth"] or match["part"]
    nth = {"首": 1, "初": 1, "末": 3, "底": 3, "最": 3}.get(said[0]) or whole(said.lstrip("第"))
    months = list(range(nth, 13, 3))
    day = whole(match["day"]) if match["day"] else ""
    return Rule(rrule("YEARLY", month=months, monthday=day), match.end())


def _in_month(text: str, at: int) -> Rule | None:
    nth = _pattern("nth_weekday").match(text, at)
    if nth:
        return _nth_weekday(nth)
    place = Place(joined=False, month_known=True)
    days: list[int] = []
    end = at + (text[at : at + 1] == "的")
    while (found := read_body(text, end, place)) and all(
        p.kind == "days" and p.month is None for p in found.points
    ):
        first, last = found.points[0].values[0], found.points[-1].values[1]
        end = found.end
        joined = re.compile(JOIN).match(text, end)
        other = read_body(text, joined.end(), Place(joined=True)) if joined else None
        if other and other.points[0].kind == "days":
            last, end = other.points[-1].values[1], other.end
        days += (
            [-1]
            if (first, last) == (21, 0) and text[end - 2 : end] != "下旬"
            else range(first, (last or 31) + 1)
        )
        again = _AND.match(text, end)
        if not again or not read_body(text, again.end(), place):
            break
        end = again.end()
    if days:
        return Rule(rrule("MONTHLY", monthday=days), end)
    part = _pattern("month_end").match(text, at)
    if part:
        return Rule(
            rrule("MONTHLY", monthday=list(range(1, 11)) if part["part"] == "初" else -1),
            part.end(),
        )
    return None


def _nth_weekday(match: re.Match[str]) -> Rule:
    said = re.findall(rf"最后一|首|{NUMBER}", match["nths"])
    nths = [{"最后一": -1, "首": 1}.get(nth) or whole(nth) for nth in said]
    if match["kind"] == "天":
        return Rule(rrule("MONTHLY", monthday=nths), match.end())
    if match["kind"] == "工作日":
        return Rule(rrule("MONTHLY", day=list(_DAYS[:5]), setpos=nths), match.end())
    names = ["SA", "SU"] if match["kind"] else [_DAYS[weekday(match["day"]) or 0]]
    return Rule(rrule("MONTHLY", day=[f"{n}{name}" for n in nths for name in names]), match.end())
