"""From candidates to activities: which shapes win where they overlap, and who is a step of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.fields import fill
from banjie_reader.activities.labelled import labelled_blocks
from banjie_reader.activities.listed import listed_tasks
from banjie_reader.activities.notice import event_notice
from banjie_reader.activities.numbered import numbered_items
from banjie_reader.activities.prose import programmes, prose_events
from banjie_reader.activities.rows import table_rows
from banjie_reader.model import Activity, Span
from banjie_reader.paper import Paper
from banjie_reader.parties import find_above
from banjie_reader.tables import Table


def find_activities(paper: Paper, tables: Sequence[Table] = ()) -> tuple[Activity, ...]:
    """Every activity of a document, in order, with its fields and its place in the outline."""
    candidates = _candidates(paper, tables)
    candidates.sort(key=lambda c: (c.span.start, -c.span.end))
    activities = [fill(paper, c) for c in candidates]
    activities = _with_first_leading(paper, activities)
    activities = _with_above(paper, activities)
    return tuple(_placed(paper, activities, candidates))


def _candidates(paper: Paper, tables: Sequence[Table]) -> list[Candidate]:
    found: list[Candidate] = []
    for table in tables:
        found += table_rows(paper.text, table)
    taken = [c.span for c in found]
    blocks = labelled_blocks(paper)
    event = None if _are_several(blocks) else event_notice(paper)
    numbered = [
        c for c in numbered_items(paper, of_event=bool(event)) if not _overlaps(c.span, taken)
    ]
    blocks = [] if event else blocks
    numbered = [c for c in numbered if _ending_in(c.span, blocks) < 2]
    taken += [c.span for c in numbered]
    blocks = [b for b in blocks if not _overlaps(b.span, taken)]
    found += numbered + blocks
    taken += [b.span for b in blocks]
    found += _steps(paper, listed_tasks(paper), taken)
    taken = [c.span for c in found]
    if not found:
        found += programmes(paper)
        taken = [c.span for c in found]
    if event:
        items = [c for c in found if c.rule == "numbered item"]
        return found if len(items) > 1 and "where" not in event.fields else [*found, event]
    if paper.document.kind in {"summary", "report"} or not found:
        found += [c for c in prose_events(paper) if not _overlaps(c.span, taken)]
    return found


def _ending_in(span: Span, blocks: list[Candidate]) -> int:
    return sum(span.start < b.span.end <= span.end for b in blocks)


def _are_several(blocks: list[Candidate]) -> bool:
    """Two blocks with titles of their own are two activities, whatever the headings say."""
    return len({b.title for b in blocks}) > 2


def _steps(paper: Paper, items: list[Candidate], taken: list[Span]) -> list[Candidate]:
    """Run-in items inside an activity are its steps, and count only with a time of their own."""
    kept = []
    for item in items:
        if not _overlaps(item.span, taken):
            kept.append(item)
        elif paper.whens_in(*item.span):
            item.step = True
            kept.append(item)
    return kept


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span.start < o.end and o.start < span.end for o in others)


def _with_first_leading(paper: Paper, activities: list[Activity]) -> list[Activity]:
    """列第一位者为牵头单位，下同: from there on the first responsible unit leads."""
    from banjie_reader.parties import find_parties

    ruled = False
    out = []
    for activity in activities:
        if not ruled:
            ruled = find_parties(paper.text, *activity.span).same_below
        if ruled and activity.responsible and not activity.lead:
            activity = replace(activity, lead=activity.responsible[:1])  # noqa: PLW2901
        out.append(activity)
    return out


def _with_above(paper: Paper, activities: list[Activity]) -> list[Activity]:
    """以上由X负责 gives X to the items above it, back to the sentence before of its kind."""
    begin = 0
    for at, role, names in find_above(paper.text, 0, paper.body_end):
        for i, activity in enumerate(activities):
            if begin <= activity.span.start < at and not getattr(activity, role):
                activities[i] = replace(activity, **{role: tuple(names)})
        begin = at
    return activities


def _placed(
    paper: Paper, activities: list[Activity], candidates: list[Candidate]
) -> list[Activity]:
    """Each activity with the heading above it and the activity around it."""
    out: list[Activity] = []
    shown = [i for i, s in enumerate(paper.sections) if s.shown]
    for activity, candidate in zip(activities, candidates, strict=True):
        parent = _around(candidate, candidates)
        heading = None
        for place, index in enumerate(shown):
            section = paper.sections[index]
            if section.start < activity.span.start < section.end and index != candidate.section:
                heading = place
        out.append(replace(activity, parent=parent, heading=heading))
    return out


def _around(candidate: Candidate, candidates: list[Candidate]) -> int | None:
    if not candidate.step:
        return None
    around = [
        i
        for i, other in enumerate(candidates)
        if other is not candidate
        and other.span.start <= candidate.span.start
        and candidate.span.end <= other.span.end
    ]
    return around[-1] if around else None
