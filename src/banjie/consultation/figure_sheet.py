"""The figures of a period as an Excel workbook: what the page shows, a sheet for each way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from banjie.common import clock, limits
from banjie.common.cells import fill
from banjie.consultation.kinds import choices, ground_words
from banjie.consultation.models import Kind, State
from banjie.consultation.queries import figures as queries
from banjie.consultation.queries.figures import Cohort, Figure
from banjie.people.models import Unit

Cell = str | int | float
HIDDEN = "–"


def write_sheet(cohort: Cohort, stream: BinaryIO) -> None:
    """Figures together, by kind, by unit, state and outcome, grounds, and how they were counted."""
    book = Workbook()
    wanted = {measure.name: measure for measure in queries.measures()}
    kinds = queries.by_kind(cohort, list(wanted.values()))
    units = queries.by_unit(cohort, [wanted[name] for name in queries.BY_UNIT]).rows
    by_kind = [(str(Kind(kind).label), row) for kind, row in kinds.rows.items()]
    by_unit = [(unit.name, units[unit.pk]) for unit in Unit.objects.filter(pk__in=units)]
    heads = [
        _("Figure"), pgettext("figure", "Rate"), _("Counted"), pgettext("figure", "Of"),
        pgettext("figure", "Left out"), _("Answers by grade"), _("How it is counted"),
    ]  # fmt: skip
    widths = [24, 10, 10, 10, 36, 36, 60]
    together = [_line(figure) for figure in kinds.total.values()]
    fill(book.worksheets[0], _("All together"), heads, widths, together)
    for title, name, groups in (
        (_("By kind"), _("Kind"), by_kind),
        (_("By unit"), _("Unit"), by_unit),
    ):
        rows = [[group, *_line(figure)] for group, row in groups for figure in row.values()]
        fill(book.create_sheet(), title, [name, *heads], [26, *widths], rows)
    _standing(book, cohort)
    fill(
        book.create_sheet(),
        _("How it is counted"),
        [_("Basis"), _("Meaning")],
        [24, 90],
        _basis(cohort),
    )
    book.save(stream)


def _line(figure: Figure) -> list[Cell]:
    """The figure with everything that is needed to compute it again."""
    percent = figure.percent
    return [
        str(figure.measure.label),
        "" if percent is None else round(percent, 1),
        HIDDEN if figure.hidden else figure.counted,
        "" if figure.among is None else figure.among,
        _listed(figure.left_out),
        HIDDEN if figure.hidden else _listed(figure.grades),
        str(figure.measure.definition),
    ]


def _listed(parts: Iterable[tuple[str, Any, int]]) -> str:
    return "；".join(f"{said}: {number}" for _part, said, number in parts)


def _standing(book: Workbook, cohort: Cohort) -> None:
    classes = dict(choices("outcomes.json", "standard"))
    number = pgettext("figure", "Number")
    heads = [_("Kind"), _("State"), _("Class of the last reply"), number]
    rows: list[list[Cell]] = [
        [
            str(Kind(row.kind).label),
            str(State(row.state).label),
            classes.get(row.outcome, HIDDEN),
            row.number,
        ]
        for row in queries.standings(cohort)
    ]
    fill(book.create_sheet(), _("State and outcome"), heads, [18, 22, 40, 10], rows)
    declined: list[list[Cell]] = [
        [ground_words("decline", code), number] for code, number in queries.grounds(cohort)
    ]
    fill(book.create_sheet(), _("Not filed"), [_("Ground"), number], [40, 10], declined)


def _basis(cohort: Cohort) -> list[list[Cell]]:
    """Whose cases of which days, as of when, and what is not shown."""
    days = f"{date_format(cohort.first)} – {date_format(cohort.last)}"
    least = limits.rule(queries.LEAST)
    hidden = _(
        "Fewer than %(least)s answers, or hidden so that no difference tells them; what authors "
        "and units say, unless the days are a half-year that is over."
    )
    classes: list[list[Cell]] = [list(row) for row in choices("outcomes.json", "standard")]
    return [
        [_("Office"), cohort.office.name],
        [_("Cases sent"), days],
        [_("As of"), date_format(clock.today())],
        [HIDDEN, hidden % {"least": least.value}],
        [_("Source"), least.source],
        *classes,
    ]
