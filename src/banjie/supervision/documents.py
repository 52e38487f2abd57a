"""The papers of supervision as DOCX in the official layout, and the report as XLSX."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from openpyxl import Workbook

from banjie.common import clock
from banjie.common.cells import fill
from banjie.official import Column, FigureLink, OfficialDocument, Piece, official_date
from banjie.people.models import Unit
from banjie.supervision import wording
from banjie.supervision.models import Item, Letter
from banjie.supervision.queries.ledger import LEDGER, ledger
from banjie.supervision.queries.report import FIGURES, Report, Row

COLUMNS = (Column("单位或板块", 3.2), *(Column(figure.paper, 1.5, "centre") for figure in FIGURES))


def write_notice_paper(item: Item, stream: BinaryIO) -> None:
    """The notice that hands the item over, to its lead unit."""
    document = _paper(item, f"关于办理“{item.title}”的督办通知", item.number, item.begun_on)
    for line in wording.issue_lines(item):
        document.paragraph(line)
    document.save(stream)


def write_letter(letter: Letter, stream: BinaryIO) -> None:
    """The n-th letter that urges. The same letter gives the same bytes."""
    item = letter.item
    document = _paper(item, f"关于“{item.title}”的催办函", letter.number, letter.written_on)
    for line in wording.letter_lines(item, letter):
        document.paragraph(line)
    document.save(stream)


def _paper(item: Item, title: str, number: str, dated: date | None) -> OfficialDocument:
    return OfficialDocument(
        title=title,
        signature=item.office.name,
        dated=dated or clock.today(),
        addressee=item.parts.select_related("unit")[0].unit.name,
        number=number or None,
    )


def write_report(report: Report, office: Unit, stream: BinaryIO) -> None:
    """The report (督查通报): units in the roster's order, nobody ranked, each figure a link."""
    document = OfficialDocument(
        title=wording.report_title(report.first, report.last),
        signature=office.name,
        dated=report.as_of,
    )
    document.heading(1, "总体情况")
    document.paragraph(_overall(report, office))
    document.paragraph(
        "统计口径：办理时限落在本期的事项；每一事项计入承办单位，协办单位不重复计数；"
        f"办理情况截至{official_date(report.as_of)}。各项数据可点击查看所依据的事项。"
    )
    for title, rows in (("按单位", report.by_unit), ("按板块", report.by_area)):
        made = [
            [row.label, *(_figure(report, office, row, n) for n in range(len(FIGURES)))]
            for row in rows
        ]
        document.annex(f"督查事项办理情况表（{title}）", columns=COLUMNS, rows=made)
    document.save(stream)


def _overall(report: Report, office: Unit) -> list[str | Piece]:
    said: list[str | Piece] = ["本期"]
    for number, figure in enumerate(FIGURES):
        said += [
            "，" if number else "",
            figure.paper,
            _figure(report, office, report.total, number),
            "项",
        ]
    return [*said, "。"]


def _figure(report: Report, office: Unit, row: Row, number: int) -> Piece:
    return FigureLink(str(row.count(number)), rows_address(report, office, row, number))


def rows_address(report: Report, office: Unit, row: Row, number: int) -> str:
    """The full address of the page with the items behind a figure."""
    words = {
        "office": office.pk, "first": report.first, "last": report.last, "by": row.by,
        "key": row.key, "figure": FIGURES[number].name,
    }  # fmt: skip
    return f"{settings.SITE_URL}{reverse('supervision:report-rows')}?{urlencode(words)}"


def write_sheet(report: Report, stream: BinaryIO) -> None:
    """The report as a workbook: the table by unit, by area, and the ledger (台账) of its items."""
    book = Workbook()
    first = book.worksheets[0]
    heads = ["单位或板块", *(figure.paper for figure in FIGURES)]
    for sheet, title, rows in (
        (first, "按单位", [*report.by_unit, report.total]),
        (book.create_sheet(), "按板块", [*report.by_area, report.total]),
    ):
        cells: list[list[str | int]] = [
            [row.label, *(row.count(n) for n in range(len(FIGURES)))] for row in rows
        ]
        fill(sheet, title, heads, [28, *[12] * len(FIGURES)], cells)
    names, widths = zip(*LEDGER, strict=True)
    fill(book.create_sheet(), "台账", names, widths, ledger(report.total.items))
    book.save(stream)
