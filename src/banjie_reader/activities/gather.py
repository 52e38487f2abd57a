"""From candidates to activities: which shapes win where they overlap, and who is a step of whom."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, islice

from banjie_reader.activities.bullets import bulleted_events
from banjie_reader.activities.candidate import Candidate, Place
from banjie_reader.activities.dated import dated_lines
from banjie_reader.activities.fields import fill
from banjie_reader.activities.glued import glued_rows
from banjie_reader.activities.in_lists import events_in_lists
from banjie_reader.activities.labelled import labelled_blocks
from banjie_reader.activities.letters import letter_subject, without_notes
from banjie_reader.activities.listed import listed_tasks
from banjie_reader.activities.marked import marked_items, without_headings
from banjie_reader.activities.months import month_prose
from banjie_reader.activities.named_lines import named_lines
from banjie_reader.activities.notice import event_notice
from banjie_reader.activities.numbered import are_fields, names_fields, numbered_items
from banjie_reader.activities.parts import is_shared_out
from banjie_reader.activities.posters import posters
from banjie_reader.activities.programmes import programmes
from banjie_reader.activities.prose import prose_events
from banjie_reader.activities.rows import table_rows
from banjie_reader.model import Activity, Phrase, Span
from banjie_reader.outline import ancestors, heading_text, role_of
from banjie_reader.paper import Paper
from banjie_reader.parties import find_above, says_same_below
from banjie_reader.places import find_places
from banjie_reader.tables import Table
from banjie_reader.wordlists import any_of, wordlist

_ROUND = re.compile(
    "初赛|复赛|决赛|预赛|半决赛|海选|初赛阶段|总决赛|淘汰赛|小组赛|初選|決賽|初賽|複賽|第.轮"
)
_QUOTED_EVENT = re.compile(  # 开展“护湖先锋”志愿服务活动
    rf"[^“「《]{{0,8}}[“「《][^”」》]{{2,40}}[”」》][^，,。]{{0,16}}(?:{any_of(wordlist('activities')['event_nouns'])})"
)
_FEW = 2  # blocks: fewer may be one event and its fields
_WORD = re.compile(r"[^\W\d_]")  # a title of numbers and marks alone names nothing


class _Taken:
    """The stretches that candidates, and the tables they stand in, already hold."""

    def __init__(self, candidates: Iterable[Candidate], tables: Iterable[Span] = ()) -> None:
        spans = sorted([*(candidate.span for candidate in candidates), *tables])
        self._starts = [span.start for span in spans]
        self._ends = list(accumulate((span.end for span in spans), max))

    def overlaps(self, span: Span) -> bool:
        before = bisect_left(self._starts, span.end) - 1
        return before >= 0 and self._ends[before] > span.start

    def free(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        return [c for c in candidates if not self.overlaps(c.span)]


def find_activities(paper: Paper, tables: Sequence[Table] = ()) -> tuple[Activity, ...]:
    """Every activity of a document, in order, with its fields and its place in the outline."""
    candidates = [c for c in _candidates(paper, tables) if _WORD.search(paper.text, *c.title)]
    candidates.sort(key=lambda c: (c.span.start, -c.span.end))
    places = _places(paper, candidates)
    activities = [fill(paper, *pair) for pair in zip(candidates, places, strict=True)]
    activities = _with_first_leading(paper, activities)
    _give_above(paper, activities)
    return tuple(activities)


def _candidates(paper: Paper, tables: Sequence[Table]) -> list[Candidate]:
    """Rows first, then numbered items, labelled blocks, run-in lists, and prose where need be."""
    found_in = [(table, table_rows(paper.text, table)) for table in tables]
    rows = [row for _, made in found_in for row in made]
    headers = [_header(table) for table, made in found_in if made]
    in_lines, above = glued_rows(paper)
    in_lines = _Taken(rows, headers).free(in_lines)
    rows, headers = rows + in_lines, headers + above
    named = [b for b in labelled_blocks(paper) if b.title.start < b.title.end]
    blocks = _without_frame(paper, _not_whole(paper, named, rows))
    event = None if _are_several(blocks) else event_notice(paper)
    blocks = [] if event else blocks
    numbered = _Taken(rows, headers).free(numbered_items(paper, of_event=bool(event)))
    blocks = _without_preface(paper, blocks, numbered)
    lines = _Taken(blocks).free(named_lines(paper, numbered))
    numbered = [*_without_holders(_without_holders(numbered, blocks), lines), *lines]
    listed = listed_tasks(paper)
    marked = [] if event else _Taken([*rows, *lines], headers).free(marked_items(paper))
    numbered = without_headings(paper, numbered, [*listed, *marked]) + marked
    blocks = _Taken([*listed, *marked]).free(without_headings(paper, blocks, [*listed, *marked]))
    if letter := letter_subject(paper):
        numbered = [letter, *without_notes(paper, numbered)]
    found = rows + numbered
    found += _Taken(found, headers).free(blocks)
    found += _Taken(found, headers).free(month_prose(paper))
    found += _steps(paper, listed, _Taken(found))
    if not event:
        found += _Taken(found).free(dated_lines(paper))
    if not found and not event:
        found = bulleted_events(paper) or posters(paper) or programmes(paper)
    if event:
        parts = [c for c in found if not _is_stage(paper, c)]
        apart = len(parts) > 1 and any(_is_set(paper, part) for part in parts)
        return found if apart and not _are_stages(paper, event, parts) else [*found, event]
    if paper.document.kind in {"summary", "report"} or not found:
        found += _Taken(found).free(events_in_lists(paper))
        known = [paper.text[slice(*c.title)] for c in found]
        found += _Taken(found).free(prose_events(paper, known))
    return found


def _is_stage(paper: Paper, part: Candidate) -> bool:
    """A round of the event, or a day that stands below 活动时间: 筹备会议, 会前赛, 活动日."""
    if _ROUND.match(paper.text, *part.title):
        return True
    above = ancestors(paper.sections, part.section) if part.section is not None else ()
    return any(paper.sections[index].field == "when" for index in above)


def _are_stages(paper: Paper, event: Candidate, parts: list[Candidate]) -> bool:
    """Dated steps below 实施进度, where headings of their own say when and where the event is."""
    sections = [paper.sections[c.section] for c in parts if c.section is not None]
    staged = all(section.role in {"phases", "programme"} for section in sections)
    return staged and len(sections) == len(parts) and {"when", "where"} <= event.fields.keys()


def _is_set(paper: Paper, part: Candidate) -> bool:
    """Whether a part has a time, place or unit of its own; otherwise the event's hold for it."""
    if part.fields or paper.whens_in(*part.span):
        return True
    if part.section is not None and is_shared_out(paper, paper.sections[part.section]):
        return True
    if _QUOTED_EVENT.fullmatch(paper.text, *part.title):
        return True
    return bool(paper.parties_in(*part.span) or find_places(paper.text, *part.span))


def _header(table: Table) -> Span:
    """The first row of a table."""
    cells = [span for cell in table.rows[0] for span in cell]
    return Span(min(c.start for c in cells), max(c.end for c in cells))


def _not_whole(paper: Paper, blocks: list[Candidate], rows: list[Candidate]) -> list[Candidate]:
    """Above a table with times of its own, labels under the title tell of all its rows.

    So do those under a heading that names fields.
    """
    if sum(bool(row.fields.get("when")) for row in rows) < 2:
        return blocks
    return [b for b in blocks if not (_in_title(paper, b) or _in_fields(paper, b))]


def _without_frame(paper: Paper, blocks: list[Candidate]) -> list[Candidate]:
    """活动时间与地点 over labels tells of the several blocks below it."""
    if len(blocks) <= _FEW:
        return blocks
    return [b for b in blocks if not are_fields(paper.text[slice(*b.title)])]


def _without_preface(
    paper: Paper, blocks: list[Candidate], items: list[Candidate]
) -> list[Candidate]:
    """活动主题 and 活动时间 above numbered items tell of all of them.

    Without numbers of their own they do so where the items have times.
    """
    below = [_under_field_heading(paper, block) for block in blocks]
    pairs = list(zip(blocks, below, strict=True))
    items = sorted([*items, *(b for b, is_below in pairs if b.number and not is_below)], key=_start)
    if len(items) < 2:
        return blocks
    first = items[0].span.start
    timed = (item for item in items if paper.whens_in(*item.span))
    timed_twice = len(list(islice(timed, 2))) > 1
    return [
        block
        for block, is_below in pairs
        if block.span.start > first or not (is_below or (timed_twice and not block.number))
    ]


def _start(candidate: Candidate) -> int:
    return candidate.span.start


def _under_field_heading(paper: Paper, block: Candidate) -> bool:
    section = None if block.section is None else paper.sections[block.section]
    if section is None:
        return False
    alone = section.style == "plain" and role_of(heading_text(section, paper.text)) == "aims"
    return alone or section.field not in {None, "content"}


def _in_title(paper: Paper, block: Candidate) -> bool:
    title = paper.document.title
    return title is not None and title.span.start <= block.title.start < title.span.end


def _in_fields(paper: Paper, block: Candidate) -> bool:
    return block.section is not None and names_fields(paper, paper.sections[block.section])


def _without_holders(items: list[Candidate], blocks: list[Candidate]) -> list[Candidate]:
    """An item that holds several labelled blocks is their heading, not an activity."""
    ends = sorted(block.span.end for block in blocks)

    def held(item: Candidate) -> int:
        return bisect_right(ends, item.span.end) - bisect_right(ends, item.span.start)

    return [item for item in items if held(item) < 2]


def _are_several(blocks: list[Candidate]) -> bool:
    """Blocks with titles of their own are several activities, whatever the headings say."""
    titles = {block.title for block in blocks}
    numbered = {t for b in blocks if b.number and (t := b.title).end - t.start > len(b.number)}
    return len(titles) > 2 or len(numbered) > 1


def _steps(paper: Paper, items: list[Candidate], taken: _Taken) -> list[Candidate]:
    """Run-in items inside an activity are its steps, and count only with a time of their own."""
    kept = []
    for item in items:
        item.step = taken.overlaps(item.span)
        if not item.step or paper.whens_in(*item.span):
            kept.append(item)
    return kept


def _with_first_leading(paper: Paper, activities: list[Activity]) -> list[Activity]:
    """列第一位者为牵头单位，下同: from there on the first responsible unit leads."""
    if not says_same_below(paper.text):
        return activities
    out = []
    ruled = False
    for activity in activities:
        told = not ruled and says_same_below(paper.text, activity.span)
        ruled = ruled or (told and paper.parties_in(*activity.span).same_below)
        leads = activity.responsible[:1] if ruled and not activity.lead else ()
        out.append(replace(activity, lead=leads) if leads else activity)
    return out


def _give_above(paper: Paper, activities: list[Activity]) -> None:
    """以上由X负责 gives X to the items above it, back to the last sentence of its kind."""
    at = 0
    for end, role, names in find_above(paper.text, 0, paper.body_end, plain=paper.text):
        while at < len(activities) and activities[at].span.start < end:
            activities[at] = _given(activities[at], role, tuple(names))
            at += 1


def _given(activity: Activity, role: str, names: tuple[Phrase, ...]) -> Activity:
    """The activity with the names in a role that it leaves open."""
    if role == "lead":
        return replace(activity, lead=activity.lead or names)
    if role == "cooperating":
        return replace(activity, cooperating=activity.cooperating or names)
    return replace(activity, responsible=activity.responsible or names)


def _places(paper: Paper, candidates: list[Candidate]) -> Iterator[Place]:
    """The heading above each candidate and, for a step, the activity around it."""
    shown = [i for i, section in enumerate(paper.sections) if section.shown]
    place = {index: at for at, index in enumerate(shown)}
    around: list[int] = []
    for index, candidate in enumerate(candidates):
        while around and candidates[around[-1]].span.end < candidate.span.end:
            around.pop()
        parent = around[-1] if candidate.step and around else None
        around.append(index)
        yield Place(_heading(paper, candidate, place), parent)


def _heading(paper: Paper, candidate: Candidate, place: dict[int, int]) -> int | None:
    """The nearest heading above that is not the activity itself."""
    section = paper.section_at(candidate.span.start)
    while section is not None:
        own = section == candidate.section or paper.sections[section].start >= candidate.span.start
        if not own and section in place:
            return place[section]
        section = paper.sections[section].parent
    return None
