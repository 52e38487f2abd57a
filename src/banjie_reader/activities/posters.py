"""Posters: a name, a time and a place on bare lines, one below the other, then perhaps labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banjie_reader.activities.candidate import Candidate
from banjie_reader.document import is_metadata
from banjie_reader.model import Span
from banjie_reader.paper import Paper, trimmed
from banjie_reader.tables.fitting import is_place
from banjie_reader.wordlists import any_of, in_both_scripts, wordlist

_CLOCKS = re.compile(
    r"[\s（()）,，]*(?:(?:周|星期)[一二三四五六日天末][）)]?)?[\s（()）,，]*"
    r"(?:(?:[上下]午|中午|晚上?|早上)?\s?\d{1,2}\s?[:：.点时]\s?(?:\d{2}|半)?分?\s?[-—–~～至到]*\s?){0,2}"
)
_ABOVE = 3  # lines between a name and its time, the time's own among them
_BELOW = 2  # lines from the time down to the place
_LABELS = 8  # lines of labels below
_LONGEST_NAME = 40
_LONGEST_PLACE = 30
_FIELD = re.compile(rf"(?:{any_of(in_both_scripts(wordlist('headings')['field_endings']))})$")
_OPEN_ENDS = "。；，、：;,:"


def posters(paper: Paper) -> list[Candidate]:
    """The names above a line that is nothing but a time, with a place on the next line or two."""
    lines = [trimmed(paper.text, *line) for line in paper.lines if line.end <= paper.body_end]
    found: list[Candidate] = []
    last = 0
    for at, line in enumerate(lines):
        if line.start < last or not _is_time(paper, line):
            continue
        name = _name(paper, lines[max(0, at - _ABOVE) : at])
        place = next((x for x in lines[at + 1 : at + 1 + _BELOW] if _is_place(paper, x)), None)
        if name is None or place is None or name.start < last:
            continue
        last = _end(paper, lines[at + 1 : at + 1 + _LABELS], place)
        fields = {"when": [line], "where": [place]}
        found.append(Candidate(Span(name.start, last), name, "poster", fields=fields))
    return found


def _is_time(paper: Paper, line: Span) -> bool:
    """Whether the line holds a time and nothing else."""
    times = paper.whens_in(*line)
    if not times or times[0].span.start > line.start + 1:
        return False
    return _CLOCKS.fullmatch(paper.text, max(w.span.end for w in times), line.end) is not None


def _is_place(paper: Paper, line: Span) -> bool:
    words = paper.text[slice(*line)].rstrip("。")
    return len(words) <= _LONGEST_PLACE and "，" not in words and is_place(words)


def _name(paper: Paper, above: Sequence[Span]) -> Span | None:
    """The nearest short line above that is neither a label, a time nor a place."""
    for line in reversed(above):
        words = paper.text[slice(*line)]
        labelled = (
            paper.labels.within(*line)
            or is_metadata(paper.text[slice(*line)])
            or _FIELD.search(words)
        )
        if labelled or _is_time(paper, line) or _is_place(paper, line):
            continue
        fits = 3 < len(words) <= _LONGEST_NAME and words[-1] not in _OPEN_ENDS
        return line if fits else None
    return None


def _end(paper: Paper, below: Sequence[Span], place: Span) -> int:
    """Where the labels that follow the place without a break end."""
    end = place.end
    for label in paper.labels.within(place.end, below[-1].end):
        if paper.text[end : label.start].strip():
            break
        end = max(end, label.span(paper.text).end)
    return end
