"""The summary as a DOCX in the official layout, with its annex: figure → records."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from django.conf import settings
from django.urls import reverse

from banjie.official import (
    BackLink,
    Column,
    FigureLink,
    ManualFigure,
    OfficialDocument,
    Piece,
    Text,
)
from banjie.reporting.models import Summary, SummaryFigure

ANNEX = "数据来源表"
_DAY = re.compile(r"(?<=· )(\d{4})-(\d\d)-(\d\d)(?!\d)", re.ASCII)
COLUMNS = (
    Column("数据", 1.2, "centre"),
    Column("统计内容", 2.2),
    Column("依据记录", 5),
)


def write_paper(summary: Summary, stream: BinaryIO) -> None:
    """Write the document. The same summary gives the same bytes."""
    document = OfficialDocument(
        title=summary.title, signature=summary.programme.office.name, dated=summary.as_of
    )
    figures = {figure.code: figure for figure in summary.figures.all()}
    marked: set[str] = set()
    for block in summary.blocks:
        if "heading" in block:
            level, text = block["heading"]
            document.heading(level, text)
        else:
            document.paragraph(_pieces(summary, block["paragraph"], figures, marked))
    document.annex(ANNEX, columns=COLUMNS, rows=[_row(figure) for figure in figures.values()])
    document.save(stream)


def figure_address(summary: Summary, code: str) -> str:
    """The full address of the page with the records behind a figure."""
    return settings.SITE_URL + reverse("reporting:figure", args=(summary.pk, code))


def _pieces(
    summary: Summary,
    block: list[dict[str, Any]],
    figures: dict[str, SummaryFigure],
    marked: set[str],
) -> list[Piece]:
    """Pieces for the writer; `marked` has the figures whose bookmark already stands."""
    made: list[Piece] = []
    for piece in block:
        if "figure" in piece:
            figure = figures[piece["figure"]]
            bookmark = None if figure.code in marked else figure.code
            marked.add(figure.code)
            made.append(FigureLink(figure.words, figure_address(summary, figure.code), bookmark))
        elif "manual" in piece:
            made.append(ManualFigure(piece["manual"]))
        else:
            made.append(Text(piece["text"]))
    return made


def _row(figure: SummaryFigure) -> list[str | Piece]:
    """The records line by line; where some add more than one, with what each adds."""
    counts = any(record["value"] != "1" for record in figure.records)
    lines = [
        _in_words(record["label"]) + (f"（{record['value']}）" if counts else "")
        for record in figure.records
    ]
    return [BackLink(figure.words, figure.code), figure.label, "\n".join(lines) or "无"]


def _in_words(label: str) -> str:
    """The day of a report as a paper writes it; an ISO day would break at its hyphens."""
    return _DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", label)
