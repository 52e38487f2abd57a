"""What is wrong with a document, each finding with its words, why it is wrong, how to mend it.

Every check yields `Fault`s over the working text; here they become findings over the source. The
sentences are data (`data/findings.*.json`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banjie_reader.findings.clashes import clashes
from banjie_reader.findings.fault import Fault
from banjie_reader.findings.gaps import gaps
from banjie_reader.findings.missing import unread_pages
from banjie_reader.findings.numbers import numbering, totals
from banjie_reader.findings.sums import contradictions
from banjie_reader.findings.wording import placeholders, unknown_units
from banjie_reader.model import Activity, Finding, Quantity, Severity
from banjie_reader.paper import Paper
from banjie_reader.relocate import Relocator
from banjie_reader.roster import Roster

_DATE_SEVERITY: dict[str, Severity] = {
    "impossible_date": "error", "ends_before_start": "error", "weekday_mismatch": "warning",
}  # fmt: skip


def find_findings(
    paper: Paper,
    activities: Sequence[Activity],
    figures: Sequence[Quantity],
    roster: Roster | None,
    to_source: Relocator,
) -> tuple[Finding, ...]:
    """Every finding, in the order of the text."""
    faults = [
        *unread_pages(paper),
        *gaps(paper, activities),
        *_dates(paper, activities),
        *clashes(activities),
        *numbering(paper),
        *totals(paper),
        *placeholders(paper),
        *contradictions(figures),
        *(unknown_units(activities, roster) if roster else ()),
    ]
    faults.sort(key=lambda fault: (fault.span, fault.code))
    return tuple(_finding(fault, to_source) for fault in faults)


def _finding(fault: Fault, to_source: Relocator) -> Finding:
    span = to_source.span(fault.span)
    words = to_source.words(span)
    values = {name: to_source.quoted(value) for name, value in fault.values.items()}
    return Finding(
        fault.code, fault.severity, span, words, {"words": words, **values}, fault.activity
    )


def _dates(paper: Paper, activities: Sequence[Activity]) -> Iterator[Fault]:
    """Dates that cannot be, each with the activity it stands in."""
    at = 0
    for fault in paper.faults:
        while at < len(activities) and activities[at].span.end <= fault.span.start:
            at += 1
        inside = at < len(activities) and activities[at].span.start <= fault.span.start
        severity = _DATE_SEVERITY[fault.code]
        values = {name: value for name, value in fault.values.items() if name != "words"}
        yield Fault(fault.code, severity, fault.span, values, at if inside else None)
