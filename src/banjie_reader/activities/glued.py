"""Tables run into one line: 序号活动名称地点时间1旧书市集南湖广场5月1日2灯谜晚会….

The header names the columns, the numbers that count on part the rows. Where a cell ends inside a
row is only said where it can be known: a time at the end, and a place before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from banjie_reader.activities.candidate import Candidate
from banjie_reader.model import Span
from banjie_reader.paper import Paper, trimmed
from banjie_reader.tables.columns import column_field
from banjie_reader.wordlists import any_of, simplified, wordlist

_COLUMNS: dict[str, list[str]] = wordlist("columns")["names"]
_KNOWN = [simplified(w) for words in _COLUMNS.values() for w in words if len(w) > 1]
_HEADER = re.compile(
    rf"(?:项目编号|编号|序号)(?P<names>(?:(?>[一-龥]{{0,4}}?(?:{any_of(_KNOWN)}))){{2,9}}+)(?=1)"
)
_NAME = re.compile(any_of(_KNOWN))
_ROW_END = "日时分午晚点半末起止）)旬月季底"  # what a time ends with, besides minutes
_NOT_COUNTED = "月日年:：号-—~.%％人元场个名万次件届"
_MINUTES = re.compile(r"\d{1,2}[:：]\d{2}\Z")
_SHORTEST_ROW = 8
_LONGEST_ROW = 600
_JOINED = 4  # characters between the days of one cell
_PLACE = any_of({simplified(word) for word in wordlist("units")["places"]})
_NOUN = any_of(wordlist("activities")["event_nouns"])
_AND_PLACE = re.compile(
    rf"(?P<title>.*(?:{_NOUN}|[”》）])(?![示演览目]))(?P<where>(?![-—、·])[^，。；]{{1,16}}?(?:{_PLACE})(?:[“（].{{1,14}}[”）]|[^，。；]{{0,4}}(?:厅|室))?)"
)
_TASK = re.compile(
    rf".{{4,30}}?(?=[，。；,;：:]|{any_of(wordlist('activities')['doing'])}|新建|建成|新增)"
)


def glued_rows(paper: Paper) -> tuple[list[Candidate], list[Span]]:
    """The rows of every table in one line, and the headers above them."""
    rows: list[Candidate] = []
    headers: list[Span] = []
    for header in _HEADER.finditer(paper.text, 0, paper.body_end):
        columns = [column_field(m[0]) or "other" for m in _NAME.finditer(header["names"])]
        starts = list(_marks(paper.text, header.end(), paper.body_end, columns[-1] == "when"))
        if len(starts) < 2 or "title" not in columns:
            continue
        headers.append(Span(*header.span()))
        edges = [*starts, Span(_last_end(paper, starts[-1].end), 0)]
        rows += [
            _row(paper, mark, Span(mark.start, after.start), columns)
            for mark, after in pairwise(edges)
        ]
    return rows, headers


def _marks(plain: str, at: int, stop: int, dated: bool) -> Iterator[Span]:
    """The numbers 1, 2, 3 … of the rows; one may be left out."""
    value, earliest = 1, at
    while earliest < stop:
        nearest = [
            Span(start, start + len(str(count)))
            for count in (value, value + 1)
            if (start := _find(plain, count, earliest, min(stop, earliest + _LONGEST_ROW), dated))
        ]
        if not nearest or (value == 1 and nearest[0].start != at):
            return
        mark = min(nearest)
        yield mark
        value = int(plain[slice(*mark)]) + 1
        earliest = mark.end + _SHORTEST_ROW


def _find(plain: str, count: int, at: int, stop: int, dated: bool) -> int | None:
    """Where a number that opens a row stands: behind a time, where rows end with one."""
    for m in re.compile(str(count)).finditer(plain, at, stop):
        after = plain[m.end() : m.end() + 4]
        opens = not after[:1].isdigit() or re.match(r"20\d\d", after)
        if not opens or after[:1] in _NOT_COUNTED:
            continue
        before = plain[max(0, m.start() - 5) : m.start()]
        minutes = _MINUTES.search(before) is not None
        free = not before[-1:].isdigit() and before[-1:] not in "第:：.-—~年月"
        ends_row = minutes or before[-1:] in _ROW_END or not dated or count == 1
        if (free or minutes) and ends_row:
            return m.start()
    return None


def _last_end(paper: Paper, at: int) -> int:
    """The last row ends with its line, or with the first blank behind a time in it."""
    line_end = paper.text.find("\n", at)
    end = min(line_end if line_end >= 0 else paper.body_end, at + _LONGEST_ROW, paper.body_end)
    times = paper.whens_in(at, end)
    for when in times:
        if paper.text[when.span.end : when.span.end + 1] in {" ", "　"}:
            return when.span.end
    blank = re.compile(r"[ 　]").search(paper.text, times[-1].span.end, end) if times else None
    return blank.start() if blank else end


def _row(paper: Paper, mark: Span, whole: Span, columns: Sequence[str]) -> Candidate:
    span = trimmed(paper.text, *whole)
    body = Span(mark.end, span.end)
    fields: dict[str, list[Span]] = {}
    if columns[-1] == "when" and (time := _time_at_end(paper, body)):
        fields["when"] = [time]
        body = Span(body.start, time.start)
    if "where" in columns:
        both = _AND_PLACE.fullmatch(paper.text, *trimmed(paper.text, *body))
        fields["where"] = [Span(*both.span("where"))] if both else []
        title = Span(*both.span("title")) if both else body
    else:
        task = _TASK.match(paper.text, *body)
        title = Span(*task.span()) if task else body
    number = paper.text[slice(*mark)]
    return Candidate(span, trimmed(paper.text, *title), "row in a line", number, None, fields)


def _time_at_end(paper: Paper, body: Span) -> Span | None:
    times = [when.span for when in paper.whens_in(*body)]
    if not times:
        return None
    first = times[-1]
    for before in reversed(times[:-1]):
        if first.start - before.end > _JOINED:
            break
        first = before
    return Span(first.start, body.end)
