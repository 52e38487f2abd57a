"""Words that should not be in a finished document: placeholders, units nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banjie_reader.findings.fault import Fault
from banjie_reader.model import Activity, Span
from banjie_reader.paper import Paper
from banjie_reader.roster import Roster

_PLACEHOLDER = re.compile(
    r"[2xX×＿_（(【T时地日]"  # one character, quick to find; what it begins is told behind it
    r"(?:(?<=2)(?<![A-Za-z0-9].)0[xX×]{2,}(?![A-Za-z0-9])[年月日市县区局号]?"
    r"|(?<=[xX×])(?<![A-Za-z0-9].)[xX×]+(?![A-Za-z0-9])[年月日市县区局号]?|(?<=[＿_])[＿_]{2,}"
    r"|(?<=[（(])\s{2,}[)）]|(?<=【)(?:待定|待补|待填|填写[^】]{0,8})】|(?<![一-龥].)(?<=T)ODO"
    r"|(?:(?<=时)间|(?<=地)点|(?<=日)期)待定)"
)


def placeholders(paper: Paper) -> Iterator[Fault]:
    """Places left to be filled in: xx, 20XX, ____, 时间待定."""
    for m in _PLACEHOLDER.finditer(paper.text, 0, paper.body_end):
        yield Fault("placeholder", "warning", Span(*m.span()))


def unknown_units(activities: Sequence[Activity], roster: Roster) -> Iterator[Fault]:
    """Units of an item that the roster does not know, each once."""
    told: set[str] = set()
    for index, activity in enumerate(activities):
        for phrase in (*activity.lead, *activity.responsible, *activity.cooperating):
            if phrase.text not in told and roster.match(phrase.text) is None:
                told.add(phrase.text)
                yield Fault("unknown_unit", "warning", phrase.span, {"name": phrase}, index)
