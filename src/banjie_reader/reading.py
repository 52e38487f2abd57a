"""The steps of a reading, tied: source, working text, outline, activities, figures, findings."""

from __future__ import annotations

from datetime import date

from banjie_reader.activities import find_activities
from banjie_reader.clean import View, view
from banjie_reader.clean.lines import filled_lines
from banjie_reader.collection import paused
from banjie_reader.coverage import cover
from banjie_reader.dates.view import View as Folded
from banjie_reader.deadlines import find_deadlines
from banjie_reader.document import describe
from banjie_reader.figures import find_figures
from banjie_reader.findings import find_findings
from banjie_reader.inputs import open_source
from banjie_reader.labels import Labels
from banjie_reader.model import Heading, Reading, Source, Span
from banjie_reader.numbering import find_marks
from banjie_reader.outline import Section, find_sections, heading_text
from banjie_reader.paper import Paper, closing_start
from banjie_reader.quantities import quantities_in
from banjie_reader.relocate import Relocator
from banjie_reader.roster import Roster
from banjie_reader.tables import find_tables
from banjie_reader.times import find_times
from banjie_reader.wordlists import simplified


def read(
    data: bytes, name: str = "", *, reference: date | None = None, roster: Roster | None = None
) -> Reading:
    """Read a document of any known kind. Raises `ReadingError` and nothing else.

    `reference` is the day the document counts from, when it does not say so itself. With a
    `roster`, units it does not know become findings.
    """
    with paused:
        return read_source(open_source(data, name), reference=reference, roster=roster)


def read_source(
    source: Source, *, reference: date | None = None, roster: Roster | None = None
) -> Reading:
    """Read a document that was opened before. Raises `ReadingError` and nothing else."""
    with paused:
        return _read(source, reference, roster)


def read_text(text: str, *, reference: date | None = None, roster: Roster | None = None) -> Reading:
    """Read a text that is already in hand; offsets are into `text` as given."""
    with paused:
        return _read(Source(text, "text"), reference, roster)


def _read(source: Source, reference: date | None, roster: Roster | None) -> Reading:
    working = view(source.text)
    paper = _paper(source, working, reference)
    tables = find_tables(paper.text, source, working)
    activities = find_activities(paper, tables)
    figures = find_figures(paper)
    to_source = Relocator(working, source.text, paper.text)
    document = paper.document
    outline = tuple(_headings(paper, to_source))
    deadlines = tuple(map(to_source.when, find_deadlines(paper, activities)))
    findings = find_findings(paper, activities, figures, roster, to_source)
    coverage = cover(paper, activities, source.text, to_source)
    del paper, tables  # let go before the answer is put together: a sixth less at the height
    return Reading(
        source=source,
        title=to_source.phrase(document.title),
        issuer=to_source.phrase(document.issuer),
        kind=document.kind,
        year=document.year,
        outline=outline,
        activities=tuple(map(to_source.activity, activities)),
        figures=tuple(map(to_source.quantity, figures)),
        report_deadlines=deadlines,
        findings=findings,
        coverage=coverage,
    )


def _paper(source: Source, working: View, reference: date | None) -> Paper:
    text = working.text
    plain = simplified(text)
    lines, labels, folded = tuple(filled_lines(plain)), Labels(plain), Folded(text)
    marks = find_marks(plain)
    document = describe(text, plain, source.text, marks, reference)
    sections = find_sections(plain, labels, lines, marks)
    last = max((s.text_end for s in sections if s.role != "annex"), default=min(len(text), 200))
    days = folded if plain == text else Folded(plain)
    whens, faults = find_times(days, document, sections)
    return Paper(
        text=plain,
        lines=lines,
        labels=labels,
        document=document,
        sections=sections,
        whens=whens,
        faults=faults,
        quantities=quantities_in(folded),
        body_end=closing_start(plain, last),
        unread_pages=source.unread_pages,
    )


def _headings(paper: Paper, to_source: Relocator) -> list[Heading]:
    return [_heading(section, paper, to_source) for section in paper.sections if section.shown]


def _heading(section: Section, paper: Paper, to_source: Relocator) -> Heading:
    whole, words = Span(section.start, section.text_end), Span(section.text_start, section.text_end)
    return Heading(
        to_source.number(section.number, whole),
        section.level,
        to_source.worded(heading_text(section, paper.text), words),
        to_source.span(whole),
    )
