"""What an item lacks: someone responsible, a time; or the document any item at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banjie_reader.findings.fault import Fault, first_line
from banjie_reader.model import Activity
from banjie_reader.paper import Paper

_PLANNED = {"plan", "points", "tasktable"}


def gaps(paper: Paper, activities: Sequence[Activity]) -> Iterator[Fault]:
    """Missing units and times of planned items, and deadlines that come after the end."""
    if not activities:
        yield Fault("no_activity", "warning", first_line(paper.text))
    for index, activity in enumerate(activities):
        yield from _late(activity, index)
        if paper.document.kind not in _PLANNED or activity.parent is not None:
            continue
        title = {"title": activity.title}
        if not (activity.lead or activity.responsible):
            yield Fault("no_responsible", "warning", activity.title.span, title, index)
        if not activity.when:
            yield Fault("no_time", "note", activity.title.span, title, index)


def _late(activity: Activity, index: int) -> Iterator[Fault]:
    """A deadline inside an item that lies after the item's own end."""
    ends = [w.end for w in activity.when if w.start and w.end]
    for deadline in activity.when:
        if ends and deadline.end and deadline.start is None and deadline.end > max(ends):
            values = {"title": activity.title, "end": max(ends).isoformat()}
            yield Fault("deadline_after_end", "warning", deadline.span, values, index)
