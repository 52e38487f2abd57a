"""The summary as plain official prose, block by block, every number a figure with records.

The text is always simplified Chinese: it is an official paper, not an interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from banjie.documents.numerals import numerals
from banjie.official import official_date
from banjie.programme.models import Assignment, Report
from banjie.programme.queries.programmes import Card
from banjie.reporting.case_prose import write_cases
from banjie.reporting.queries import measures
from banjie.reporting.queries.case_measures import CaseFacts
from banjie.reporting.queries.measures import Facts, Measured, Record
from banjie.reporting.queries.topic_measures import TopicFacts
from banjie.reporting.topic_prose import write_topics

Piece = dict[str, Any]


@dataclass
class Writer:
    """Collects blocks and figures; the same figure keeps one code wherever it is printed."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    figures: dict[str, tuple[Measured, str]] = field(default_factory=dict)

    def heading(self, level: int, text: str) -> None:
        self.blocks.append({"heading": [level, text]})

    def paragraph(self, *pieces: str | Piece) -> None:
        self.blocks.append(
            {"paragraph": [{"text": p} if isinstance(p, str) else p for p in pieces if p]}
        )

    def figure(self, measured: Measured, words: str = "") -> Piece:
        """The piece that prints this figure. Same records and measure: same code."""
        printed = words or measured.words
        for code, (known, known_words) in self.figures.items():
            if known == measured and known_words == printed:
                return {"figure": code}
        code = f"F{len(self.figures) + 1}"
        self.figures[code] = (measured, printed)
        return {"figure": code}


_STEM = 196  # and four more make as many as a title may have
PLAN_WORDS = re.compile(r"(?:工作|实施)?(?:方案|计划|要点|安排)$")


def title(plan: str) -> str:
    """The summary's title out of the plan's: …系列活动方案 gives …系列活动工作总结."""
    stem = PLAN_WORDS.sub("", plan)[:_STEM]
    return f"{stem}总结" if stem.endswith("工作") else f"{stem}工作总结"


class Sections(NamedTuple):
    """What is told besides the work of the programme, where it is wanted and there is any."""

    cases: CaseFacts | None = None
    topics: TopicFacts | None = None


NOTHING = Sections()


def write(
    found: Facts, *, as_of: date, opening: str, next_steps: str, besides: Sections = NOTHING
) -> Writer:
    """The whole summary: 基本情况, 工作开展情况, (意见建议办理情况, 议题协商情况), 存在的问题,
    下一步工作.
    """
    writer = Writer()
    _typed(writer, opening)
    writer.heading(1, "基本情况")
    _overview(writer, found, as_of)
    writer.heading(1, "工作开展情况")
    _areas(writer, found)
    if besides.cases:
        write_cases(writer, besides.cases)
    if besides.topics:
        write_topics(writer, besides.topics)
    writer.heading(1, "存在的问题")
    _problems(writer, found)
    writer.heading(1, "下一步工作")
    _ahead(writer, found)
    _typed(writer, next_steps)
    return writer


def _typed(writer: Writer, text: str) -> None:
    """Paragraphs that a person typed."""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        writer.paragraph(*_by_hand(line))


def _by_hand(line: str) -> list[str | Piece]:
    """A line that a person typed: every number in it is marked as typed by hand."""
    pieces: list[str | Piece] = []
    at = 0
    for numeral in numerals(line):
        pieces += [line[at : numeral.start], {"manual": line[numeral.start : numeral.end]}]
        at = numeral.end
    return [*pieces, line[at:]]


def _overview(writer: Writer, found: Facts, as_of: date) -> None:
    planned = measures.planned(found)
    parts: list[str | Piece] = [
        f"截至{official_date(as_of)}，《{found.programme.title}》确定的",
        writer.figure(planned),
        "项活动中",
    ]
    for measured, verb in (
        (measures.done(found), "已完成"),
        (measures.under_way(found), "正在进行"),
        (measures.not_begun(found), "尚未开始"),
        (measures.overdue(found), "逾期未完成"),
        (measures.carried_over(found), "滚动到新年度"),
        (measures.ended(found), "随方案终止"),
    ):
        if measured.records:
            parts += [f"，{verb}", writer.figure(measured), "项"]
    parts += [
        "。各单位报送并经审核认定的报告共",
        writer.figure(measures.accepted_reports(found)),
        "份",
    ]
    for measured, verb in (
        (measures.sessions(found), "累计开展"),
        (measures.person_times(found), "累计参加"),
    ):
        if measured.records:
            parts += [f"，{verb}", writer.figure(measured), measured.unit]
    writer.paragraph(*parts, "。")


def _areas(writer: Writer, found: Facts) -> None:
    """One heading an activity, one below it a step with reports; figures, then what they tell."""
    for card in found.cards:
        if card.activity.parent_id is None:
            writer.heading(2, card.activity.title)
        elif found.reports_of(card.activity.pk):
            writer.heading(3, card.activity.title)
        else:
            continue
        _activity(writer, found, card)


def _units(parts: Iterable[Assignment]) -> str:
    return "、".join(str(part) for part in parts)


def _who(writer: Writer, card: Card) -> list[str | Piece]:
    """The post that leads the work, with the record that says so, and the units that do it."""
    pieces: list[str | Piece] = []
    if card.overseeing:
        record = Record(
            str(card.activity), Decimal(len(card.overseeing)), activity=card.activity.pk
        )
        posts = Measured("posts.leading", "牵头领导", "", (record,))
        pieces += ["牵头领导为", writer.figure(posts, _units(card.overseeing))]
    units = "，".join(
        verb.format(_units(parts))
        for verb, parts in (
            ("由{}牵头", card.leads),
            ("{}负责", card.responsible),
            ("{}配合", card.cooperating),
        )
        if parts
    )
    return [*pieces, "，", units] if pieces and units else [*pieces, *filter(None, (units,))]


def _activity(writer: Writer, found: Facts, card: Card) -> None:
    who = _who(writer, card)
    reports = found.reports_of(card.activity.pk)
    if not reports:
        state = {"not-yet": "尚未开始", "ended": "至方案结束无经审核认定的报告"}.get(
            card.state, "尚无经审核认定的报告"
        )
        writer.paragraph(*who, "，" if who else "", f"{state}。")
        return
    counted = measures.accepted_reports(found, card.activity.pk)
    pieces = [*who, "。" if who else "", "已报送并认定报告", writer.figure(counted), "份"]
    for measured in measures.reported(found, card.activity.pk):
        pieces += [f"，{measured.label}", writer.figure(measured), measured.unit]
    writer.paragraph(*pieces, "。")
    for report in reports:
        writer.paragraph(*_told(writer, report))


def _told(writer: Writer, report: Report) -> list[str | Piece]:
    """One report in its own words; each number in it leads to that report."""
    until = f"至{report.held_until.month}月{report.held_until.day}日" if report.held_until else ""
    place = f"在{report.place}" if report.place else ""
    lead = f"{report.held_on.month}月{report.held_on.day}日{until}，{report.unit}{place}开展活动。"
    text = _one_line(report.text)
    pieces: list[str | Piece] = [lead]
    at = 0
    for numeral in numerals(text):
        record = Record(str(report), numeral.value, report=report.pk)
        measured = Measured("report.quoted", numeral.of or "报告原文", numeral.unit, (record,))
        words = text[numeral.start : numeral.end]
        pieces += [text[at : numeral.start], writer.figure(measured, words)]
        at = numeral.end
    rest = text[at:]
    return [*pieces, rest if rest.endswith(("。", "！")) else f"{rest}。"]


def _one_line(text: str) -> str:
    """A person's lines as one: a line that ends without a mark gets a semicolon."""
    lines = [words for line in text.splitlines() if (words := " ".join(line.split()))]
    closed = [line if line[-1] in "。！？；：，、" else f"{line}；" for line in lines[:-1]]
    return "".join([*closed, *lines[-1:]])


def _problems(writer: Writer, found: Facts) -> None:
    late = measures.overdue(found)
    silent = _without_reports(found)
    if late.records:
        names = "；".join(record.label for record in late.records)
        writer.paragraph("逾期未完成的活动有", writer.figure(late), f"项：{names}。")
    if silent.records:
        names = "；".join(record.label for record in silent.records)
        writer.paragraph("已开始而尚无认定报告的活动有", writer.figure(silent), f"项：{names}。")
    carried, ended = measures.carried_over(found), measures.ended(found)
    _left_open(writer, found, carried, "方案结束时未完成、滚动到新年度的活动有")
    _left_open(writer, found, ended, "方案结束时未完成、不再继续的活动有")
    if not any(each.records for each in (late, silent, carried, ended)):
        writer.paragraph("各项活动均按计划推进，没有逾期事项。")


def _left_open(writer: Writer, found: Facts, measured: Measured, said: str) -> None:
    """Work a closed programme left open, each with the reason the office gave."""
    if not measured.records:
        return
    kept = {record.activity for record in measured.records}
    pieces: list[str | Piece] = [said, writer.figure(measured), "项："]
    for card in (card for card in found.cards if card.activity.pk in kept):
        reason = _one_line(card.activity.unfinished.reason).rstrip("。；")
        why = ["（", *_by_hand(reason), "）"] if reason else []
        pieces += [str(card.activity), *why, "；"]
    writer.paragraph(*pieces[:-1], "。")


def _without_reports(found: Facts) -> Measured:
    reported = {report.activity_id for report in found.reports}
    return Measured(
        "activities.silent",
        "已开始而尚无认定报告的活动",
        "项",
        tuple(
            Record(str(card.activity), Decimal(1), activity=card.activity.pk)
            for card in found.cards
            if card.state not in ("not-yet", "ended")
            and card.light.name != "overdue"
            and card.activity.pk not in reported
        ),
    )


def _ahead(writer: Writer, found: Facts) -> None:
    ahead = [card for card in found.cards if card.state in ("not-yet", "under-way", "waiting")]
    for card in ahead:
        writer.paragraph(f"{card.activity.title}：{_to_do(card)}。")
    carried = [
        (card.activity, later)
        for card in found.cards
        if card.light.name == "carried-over" and (later := card.activity.unfinished.carried_to)
    ]
    for activity, later in carried:
        writer.paragraph(f"{activity.title}：在《{later.programme.title}》中继续推进。")
    if not ahead and not carried:
        done = all(card.state == "done" for card in found.cards)
        writer.paragraph("方案确定的活动已全部完成。" if done else "方案已经结束，没有待办事项。")


def _to_do(card: Card) -> str:
    """Who still has to finish an activity, and by when."""
    who = _units(card.answerable)
    last = f"{official_date(card.last_day)}前完成" if card.last_day else ""
    if card.light.name == "overdue":
        last = f"原定{last}，已逾期，应抓紧办结"
    return "，".join(filter(None, (who and f"{who}负责", last))) or "责任单位和时限待定"
