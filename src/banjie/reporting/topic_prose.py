"""The section of the summary on what was talked over: 议题协商情况. Every number opens on its
topics, sessions, recommendations, stations or texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from banjie.official import official_date
from banjie.reporting.case_prose import listed
from banjie.reporting.queries.measures import Measured
from banjie.reporting.queries.topic_measures import TopicFacts

if TYPE_CHECKING:  # it writes this section
    from banjie.reporting.prose import Piece, Writer

TITLE = "议题协商情况"
_STATES = {
    "chosen": "已列入计划尚未启动", "running": "正在进行", "done": "已完成全部环节",
    "dropped": "经说明理由不再办理",
}  # fmt: skip
_MINUTES = {"heads": "参加", "agreed": "形成共识", "differing": "存在分歧", "pending": "尚待协商"}
_BECAME = {"activities": "转为活动", "cases": "转为意见建议", "settled": "经说明无需另行办理"}
_REPLIES = {"after": "逾期反馈", "late": "逾期未反馈"}
_VERDICTS = {
    "adopted": "采纳", "partly": "部分采纳", "not": "未采纳", "kept": "采纳后已经落实",
}  # fmt: skip
_ITEMS = {
    "items-running": "正在办理", "items-done": "办结", "items-dropped": "经说明理由不再办理",
    "climbed": "向上一级议事室上报",
}  # fmt: skip


def write_topics(writer: Writer, found: TopicFacts) -> None:
    """Topics of the plan, sessions, recommendations with their replies, stations, texts."""
    period = f"{official_date(found.first)}至{official_date(found.last)}，"
    writer.heading(1, TITLE)
    _planned(writer, found)
    _sessions(writer, found, period)
    _outcomes(writer, found, period)
    _stations(writer, found, period)
    _texts(writer, found, period)
    writer.paragraph(
        f"以上议题以{found.year}年度协商计划为范围；会议、建议案、议事室议题和公开征求意见以本期内召开、"
        f"报送、收集和开始的为范围。各项所处环节和办理情况截至{official_date(found.as_of)}。"
    )


def _named(found: TopicFacts, names: Mapping[str, str]) -> list[tuple[Measured, str]]:
    return [(found[name], label) for name, label in names.items()]


def _planned(writer: Writer, found: TopicFacts) -> None:
    if not found["planned"].records:
        return
    writer.paragraph(
        f"{found.year}年度协商计划共列入议题", writer.figure(found["planned"]), "件",
        *listed(writer, _named(found, _STATES)), "。",
    )  # fmt: skip
    stages = [(measured, f"处于{label}环节") for label, measured in found.stages]
    if stages:
        writer.paragraph(*listed(writer, stages, "正在进行的议题中，"), "。")


def _sessions(writer: Writer, found: TopicFacts, period: str) -> None:
    if not found["sessions"].records:
        return
    writer.paragraph(
        f"{period}召开协商会议", writer.figure(found["sessions"]), "次",
        *listed(writer, _named(found, _MINUTES)),
        *listed(writer, _named(found, _BECAME), "。形成的共识中，"), "。",
    )  # fmt: skip


def _outcomes(writer: Writer, found: TopicFacts, period: str) -> None:
    if not found["sent"].records:
        return
    writer.paragraph(
        f"{period}报送建议案", writer.figure(found["sent"]), "件，提出建议",
        writer.figure(found["asks"]), "条。", *_in_time(writer, found),
        *listed(writer, _named(found, _VERDICTS), "逐条反馈的建议中，"),
        "。" if any(found[name].records for name in _VERDICTS) else "",
    )  # fmt: skip


def _in_time(writer: Writer, found: TopicFacts) -> list[str | Piece]:
    """Replies in time ÷ replies due, with both numbers and what was left out."""
    due, in_time, waiting = found["due"], found["in-time"], found["waiting"]
    pieces: list[str | Piece] = []
    if due.records:
        share = Measured(in_time.measure, "按期反馈率（按期反馈÷应反馈）", "", in_time.records)
        percent = f"{100 * in_time.value / due.value:.1f}%"
        pieces += ["应反馈", writer.figure(due), "件，按期反馈", writer.figure(in_time), "件"]
        pieces += ["，按期反馈率", writer.figure(share, percent)]
        pieces += listed(writer, _named(found, _REPLIES))
    if waiting.records:
        lead = "；未计入的：" if pieces else ""
        pieces += [f"{lead}尚在反馈期限内", writer.figure(waiting), "件"]
    return [*pieces, "。"]


def _stations(writer: Writer, found: TopicFacts, period: str) -> None:
    if not found["items"].records:
        return
    writer.paragraph(
        "现有开放的协商议事室", writer.figure(found["stations"]), f"个。{period}收集议题",
        writer.figure(found["items"]), "件", *listed(writer, _named(found, _ITEMS)), "。",
    )  # fmt: skip


def _texts(writer: Writer, found: TopicFacts, period: str) -> None:
    if not found["texts"].records:
        return
    told = {"texts-told": "已公布结果", "comments": "其中收到意见"}
    writer.paragraph(
        f"{period}公开征求意见", writer.figure(found["texts"]), "件",
        *listed(writer, _named(found, told)), "。",
    )  # fmt: skip
