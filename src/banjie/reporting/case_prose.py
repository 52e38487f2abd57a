"""The section of the summary on what people said: 意见建议办理情况. Every number opens on its
cases; those of what people said name none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.utils import translation

from banjie.consultation.kinds import choices
from banjie.official import official_date
from banjie.reporting.queries.case_measures import AXES, GRADES, CaseFacts, Said
from banjie.reporting.queries.measures import Measured

if TYPE_CHECKING:  # it writes this section
    from banjie.reporting.prose import Piece, Writer

TITLE = "意见建议办理情况"


class Rate(NamedTuple):
    """A figure as the paper words it: what is due, what was done in time, in what it counts."""

    name: str
    due: str
    done: str
    unit: str = "件"


_RATES = (
    Rate("checked", "应审查", "按期审查"),
    Rate("assigned", "应交办", "按期交办"),
    Rate("taken", "应签收", "按期签收", "件次"),
    Rate("replied", "应答复", "按期答复"),
)
_STAGES = (
    ("filed", "立案"), ("declined", "不予立案"), ("merged", "并案办理"), ("answered", "已答复"),
    ("rework", "二次办理"), ("escalated", "提级至办公室"),
)  # fmt: skip
_PROMISES = (("kept", "已兑现"), ("open", "正在落实"), ("given-up", "经书面说明不再落实"))


def write_cases(writer: Writer, found: CaseFacts) -> None:
    """Counts, rates with what they leave out, classes, what authors said, promises."""
    since, until = official_date(found.cohort.first), official_date(found.cohort.last)
    writer.heading(1, TITLE)
    received = found.measured("received", "收到的意见建议")
    writer.paragraph(
        f"{since}至{until}，共收到意见建议", writer.figure(received), "件",
        *listed(writer, [(found.measured(name, label), label) for name, label in _STAGES]), "。",
    )  # fmt: skip
    for rate in _RATES:
        if found.row[rate.name].among:
            writer.paragraph(*_in_time(writer, found, rate))
    _classes(writer, found)
    _said(writer, found)
    _promises(writer, found)
    writer.paragraph(
        f"以上统计以本期提出的意见建议为范围，除另有说明外截至{official_date(found.as_of)}；"
        "期限未满的不计入应办数。"
    )


def listed(
    writer: Writer, items: Sequence[tuple[Measured, str]], lead: str = "，"
) -> list[str | Piece]:
    """What counts something, each after a comma, the first after `lead`."""
    pieces: list[str | Piece] = []
    for measured, label in items:
        if measured.records:
            pieces += [f"{'，' if pieces else lead}{label}", writer.figure(measured), measured.unit]
    return pieces


def _in_time(writer: Writer, found: CaseFacts, rate: Rate) -> list[str | Piece]:
    """The whole, the part, the rate; what was left out is said beside it."""
    name, due, done, unit = rate
    figure, share_of = found.row[name], f"{done}率"
    part, whole = found.measured(name, done, unit), found.measured(name, due, unit, "among")
    share = Measured(part.measure, f"{share_of}（{done}÷{due}）", "", part.records)
    pieces: list[str | Piece] = [due, writer.figure(whole), f"{unit}，{done}", writer.figure(part)]
    pieces += [f"{unit}，{share_of}", writer.figure(share, f"{figure.percent or 0:.1f}%")]
    with translation.override("zh-hans"):
        reasons = [(at, str(why)) for at, why, number in figure.left_out if number]
    for number, (at, why) in enumerate(reasons):
        left_out = found.measured(name, f"{share_of}未计入：{why}", unit, at)
        lead = "；未计入的：" if number == 0 else "，"
        pieces += [f"{lead}{why}", writer.figure(left_out), unit]
    return [*pieces, "。"]


def _classes(writer: Writer, found: CaseFacts) -> None:
    """How the last letters class what came of it, with the legend beside each number."""
    with translation.override("zh-hans"):
        legend = choices("outcomes.json", "standard")
    counted = [(found.of_class(code, words), words) for code, words in legend]
    if pieces := listed(writer, counted):
        writer.paragraph("按最近一次答复确定的办理结果分类", *pieces, "。")


def _said(writer: Writer, found: CaseFacts) -> None:
    """What authors said; where few did, only that they were few. No answer is no satisfaction."""
    returned = found.row["returned"]
    if not returned.among:
        return
    forms = found.measured("returned", "收回的评价", "份")
    asked = found.measured("returned", "应作评价", "份", "among")
    silent = found.measured("silent", "到期未作评价", "份")
    writer.paragraph(
        f"截至{official_date(found.as_of)}，提出者应作评价", writer.figure(asked), "份，收回",
        writer.figure(forms), "份，到期未作评价", writer.figure(silent),
        "份，未作评价的不计为满意。",
    )  # fmt: skip
    if not found.said:
        writer.paragraph("评价内容按已公布的半年统计，本期尚无已公布的半年。")
    for said in found.said:
        _graded(writer, said, found.as_of)


def _graded(writer: Writer, said: Said, as_of: date) -> None:
    """What authors said of the replies to what was sent in a half-year, and up to which day."""
    if said.released_on:
        writer.paragraph(
            f"{said.named}的评价内容采用{official_date(said.released_on)}公布的数据：公布数经过取整，"
            "份数过少的不公布，此后收回的评价不改变公布数。"
        )
    until = "" if said.released_on else f"（截至{official_date(as_of)}）"
    for name, numbers in said.axes.items():
        label = f"{said.named}所提意见建议{AXES[name]}的评价{until}"
        if not any(numbers):
            writer.paragraph(f"{label}份数过少，不作统计。")
            continue
        pieces: list[str | Piece] = [label]
        for grade, number in zip((*GRADES, "合计"), numbers, strict=True):
            if number is None:
                pieces.append(f"，{grade}不公布")
            elif number.records:
                pieces += [f"，{grade}", writer.figure(number), number.unit]
        writer.paragraph(*pieces, "。")


def _promises(writer: Writer, found: CaseFacts) -> None:
    made = found.measured("promises", "答复中的承诺", "项")
    if made.records:
        kept = [(found.measured(name, label, "项"), label) for name, label in _PROMISES]
        writer.paragraph("答复中作出承诺", writer.figure(made), "项", *listed(writer, kept), "。")
