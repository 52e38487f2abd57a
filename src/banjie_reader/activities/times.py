"""When an activity is, and until when it wants to be reported."""

from __future__ import annotations

import re

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.retrospect import RETROSPECT
from banjie_reader.deadlines import report_deadline
from banjie_reader.labels import Label
from banjie_reader.model import Span, When
from banjie_reader.outline import ancestors
from banjie_reader.paper import Paper, clause, trimmed
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_BACKGROUND = re.compile(  # but 新闻发布会6月4日 is when it is held
    rf"(?:{any_of(_WORDS['background_before'])})(?!会)[^。；，,：:\n]{{0,4}}$"
)
_CLOSED = re.compile(  # （五一期间暂停打卡）, 每周一闭馆
    rf"[^，。；（()）\n]{{0,4}}(?:{any_of(_WORDS['closed'])})"
)
_LUNAR = re.compile(r"(?:农历|阴历)?(?:[正二三四五六七八九十冬腊]月|除夕|元宵|小年|大年)")
_OPENS_ASIDE = re.compile(r"[^，。；\n]{0,14}[（(](?:农历|阴历)?")
_RANGE = re.compile("起[至到](?!今)|止$")  # 自7月2日起至8月4日止 is when, 自2024年 since when
_NAMED = re.compile(rf"^(?!.?出版)[^。；，,\n]{{0,2}}(?:{any_of(_WORDS['background_after'])})")
_OF_LETTER = re.compile(r" ?[一-龥()（）]{1,12}字第")  # 依市府115年5月5日临教字第1150001号函
_STOPS = re.compile(r"[。；\n]")
_REACH = 80
_WORKS = re.compile(any_of(_WORDS["works"]))
_SIGN_UP = re.compile(any_of(_WORDS["sign_up"]))
_CLOCK = re.compile(r"\d[:：.]\d|[上下]午|待定|另行通知|见附件|详见")
_ROUND = {"DAILY": 1, "WEEKLY": 7}  # days of it; of any longer rule a month
_A_MONTH = 31
_HALF_YEAR = re.compile(r"(?:20\d\d年)?[上下]半年")
_HANZI = re.compile("[一-龥]")
_IN_PROSE = {"event in prose", "event in a list"}
_LOOSE_RULES = {"feast", "year", "window"}


def times_of(paper: Paper, found: Candidate, labels: list[Label]) -> tuple[list[When], When | None]:
    """The times of an activity and its deadline to report back."""
    report = _first_in(paper, [x for x in labels if x.field == "report"])
    if "when" in found.fields:
        times = _of_values(paper, found.fields["when"])
        times = [w for w in times if not _is_sign_up(paper, w)] or times
        sent = [w for w in times if report_deadline(paper, w) and not _hands_in_works(paper, w)]
        return [w for w in times if w not in sent], report or next(iter(sent), None)
    values = [x.span(paper.text) for x in labels if x.field == "when"]
    if times := _merged(_of_values(paper, values)):
        return times, report
    barred = [x.span(paper.text) for x in labels if x.field in {"signup", "report", "contact"}]
    times = []
    for when in paper.whens_in(*found.span):
        if any(s.start <= when.span.start < s.end for s in barred) or _is_background(paper, when):
            continue
        if (back := report_deadline(paper, when)) and _hands_in_works(paper, when):
            times.append(back)
        elif back:
            report = report or back
        elif not _is_sign_up(paper, when):
            times.append(when)
    if found.rule in _IN_PROSE:  # 5月6日举办2026年春季招聘会: the name says no time beside the day
        outside = [w for w in times if not found.title.start <= w.span.start < found.title.end]
        times = outside or times
    return _merged(_distinct(_without_vague(times))) or _of_heading(paper, found), report


def _hands_in_works(paper: Paper, when: When) -> bool:
    """Works are handed in to the activity; lists, plans and results are reported about it."""
    before = _STOPS.split(paper.text[max(0, when.span.start - _REACH) : when.span.start])[-1]
    after = _STOPS.split(paper.text[when.span.end : when.span.end + _REACH], maxsplit=1)[0]
    return bool(_WORKS.search(before) or _WORKS.search(after))


def _is_sign_up(paper: Paper, when: When) -> bool:
    return bool(_SIGN_UP.search(clause(paper.text, when.span, "。；，,\n", 40)))


def _merged(times: list[When]) -> list[When]:
    """A rule of recurrence goes with the days it runs over, if it can come back in them:
    1月—12月，每两个月.
    """
    rules = [when.recurrence for when in times if when.recurrence and not when.start]
    dated = [when for when in times if _is_dated(when)]
    if not rules or not dated:
        return times
    first, rule = dated[0], rules[-1] or ""
    once = _ROUND.get(rule.removeprefix("FREQ=").split(";")[0], _A_MONTH)
    if first.start and first.end and (first.end - first.start).days > once:
        dated[0] = first._replace(recurrence=rule)
    return dated


def _of_heading(paper: Paper, found: Candidate) -> list[When]:
    """A heading's month holds for its items."""
    if found.section is None:
        return []
    for above in ancestors(paper.sections, found.section):
        section = paper.sections[above]
        line_end = paper.text.find("\n", section.text_end, section.end)
        ends = [section.text_end + 30, paper.next_section(section.start), section.end]
        end = min([*ends, line_end] if line_end >= 0 else ends)
        begin = section.start if section.style == "month" else section.text_start  # 3月：读书月
        times = [w for w in paper.whens_in(begin, end) if _is_dated(w)]
        times = [w for w in times if not _is_background(paper, w)]
        if times and end - section.text_start < 60:
            return times[:1]
    return []


def _is_dated(when: When) -> bool:
    """Days, or a month of the calendar in a document that names no year."""
    return bool(when.start or when.end) or when.rule == "month"


def _first_in(paper: Paper, labels: list[Label]) -> When | None:
    return next((w for x in labels for w in paper.whens_in(*x.span(paper.text))), None)


def _of_values(paper: Paper, values: list[Span]) -> list[When]:
    """The times of labelled values; a value without a date stands as worded, without days."""
    found = []
    for value in values:
        times = paper.whens_in(*value)
        first = _STOPS.search(paper.text, *value)
        span = trimmed(paper.text, value.start, first.start() if first else value.end)
        if (
            not times
            and 2 <= span.end - span.start <= 16
            and not _CLOCK.search(paper.text[slice(*span)])
        ):
            times = [When(paper.text[slice(*span)], span, rule="as worded")]
        found += _without_lunar(paper, times)
    open_on = [when for when in found if not _CLOSED.match(paper.text, when.span.end)]
    return _distinct(open_on or found)


def _without_lunar(paper: Paper, times: list[When]) -> list[When]:
    """3月5日17:30（正月十五）: the same day once more, by the moon, in brackets behind it."""
    kept: list[When] = []
    for when in times:
        if (
            kept
            and _LUNAR.match(when.text)
            and _OPENS_ASIDE.fullmatch(paper.text, kept[-1].span.end, when.span.start)
        ):
            continue
        kept.append(when)
    return kept


def _distinct(times: list[When]) -> list[When]:
    """Each time once."""
    kept: dict[object, When] = {}
    for when in times:
        dated = when.start or when.end
        kept.setdefault((when.start, when.end, when.recurrence) if dated else when.text, when)
    return list(kept.values())


def _without_vague(times: list[When]) -> list[When]:
    """近日 or 春节期间 says nothing where a day is named beside it."""
    dated = [when for when in times if _is_dated(when) or when.recurrence]
    exact = [when for when in dated if when.rule not in _LOOSE_RULES]
    return exact or dated or times


def _is_background(paper: Paper, when: When) -> bool:
    """A date that tells of the past or is part of a name: 自2014年以来, 2022年北京冬奥会."""
    text, (start, end) = paper.text, when.span
    since = _BACKGROUND.search(text[max(0, start - 16) : start])
    if since and when.rule != "as worded" and not _is_to_begin(paper, when):
        return not _RANGE.search(when.text)
    if _NAMED.match(text[end : end + 12]) or _OF_LETTER.match(text, end):
        return True
    if when.text.endswith(("以来", "至今")) or _CLOSED.match(text, end):
        return True
    if when.rule in _LOOSE_RULES and not _stands_free(text, when):
        return True
    opened = text.rfind("《", max(0, start - 60), start)
    return opened >= 0 and text.find("》", opened, start) < 0


def _is_to_begin(paper: Paper, when: When) -> bool:
    """自2026年3月1日起，… in a plan for 2026: when the work begins, not since when it is done."""
    year, text = paper.document.year, paper.text
    if not (year and when.start and when.end is None and when.text.endswith("起")):
        return False
    at = when.span.start
    opens = text[at - 1 : at] == "自" and text[when.span.end : when.span.end + 1] in {"，", ","}
    return opens and when.start.year >= year and paper.document.kind not in RETROSPECT


def _stands_free(text: str, when: When) -> bool:
    """A feast or bare year is a time where words say so: 国庆期间, 于2024年, 2024年，."""
    start, end = when.span
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if re.search(r"前后|前夕|期间|之前|前$|起$|底$|到|至", when.text):
        return True
    if before in {"（", "("} and after[:1] in {"）", ")"}:  # 读书分享会（上半年）
        return True
    if when.rule == "window" and before in set("。，；,;：:是\n"):  # 三是下半年开展…
        return True
    if _HALF_YEAR.fullmatch(when.text) and not _HANZI.match(before):  # ①上半年开展…, （下半年）
        return True
    return before in {"在", "于", "拟", "每"} or after[:1] in {"，", ",", "前", "期"}
