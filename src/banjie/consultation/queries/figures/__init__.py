"""Figures over the cases sent to an office in a period, each with its rows."""

from banjie.consultation.queries.figures.cohort import NO_LETTER, Cohort, Half, answering
from banjie.consultation.queries.figures.counting import (
    LEAST,
    Figure,
    Row,
    Tally,
    behind,
    by_kind,
    by_unit,
    figures,
    kept_back,
    rows_of,
)
from banjie.consultation.queries.figures.measures import (
    BASES,
    BY_KIND,
    BY_UNIT,
    Measure,
    measures,
)
from banjie.consultation.queries.figures.public import (
    OTHER_UNITS,
    SHOWN,
    TOGETHER,
    WAIT,
    Cells,
    Line,
    Told,
    halves,
    offices,
    public_figures,
)
from banjie.consultation.queries.figures.standing import Standing, grounds, outcomes, standings

__all__ = [
    "BASES", "BY_KIND", "BY_UNIT", "LEAST", "NO_LETTER", "OTHER_UNITS", "SHOWN", "TOGETHER", "WAIT",
    "Cells", "Cohort", "Figure", "Half", "Line", "Measure", "Row", "Standing", "Tally", "Told",
    "answering", "behind", "by_kind", "by_unit", "figures", "grounds", "halves", "kept_back",
    "measures", "offices", "outcomes", "public_figures", "rows_of", "standings",
]  # fmt: skip
