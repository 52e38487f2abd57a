"""Writing a summary: count, word, freeze. And taking a row of the inbox of one's unit."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from banjie.common import audit, clock, once
from banjie.common.amounts import exact
from banjie.people.models import Unit, User
from banjie.programme.models import Programme
from banjie.reporting import prose
from banjie.reporting.models import Summary, SummaryFigure, Taking
from banjie.reporting.queries import measures
from banjie.reporting.queries.case_measures import case_facts
from banjie.reporting.queries.topic_measures import topic_facts


class Drawn(NamedTuple):
    """A summary that was counted and worded, not yet kept."""

    as_of: date
    written: prose.Writer


def draw_up(
    programme: Programme, *, opening: str, next_steps: str, with_cases: bool = False,
    with_topics: bool = False,
) -> Drawn:  # fmt: skip
    """Count and word a summary as of today, before any transaction: it takes time. `with_cases`
    adds what became of the cases sent to the office in the year of the programme, `with_topics`
    what was talked over in it.
    """
    as_of = clock.today()
    besides = prose.Sections(
        cases=case_facts(programme, as_of) if with_cases else None,
        topics=topic_facts(programme, as_of) if with_topics else None,
    )
    written = prose.write(
        measures.facts(programme), as_of=as_of, opening=opening, next_steps=next_steps,
        besides=besides,
    )  # fmt: skip
    return Drawn(as_of, written)


def keep_summary(programme: Programme, drawn: Drawn, *, once_key: str, by: User) -> Summary:
    """Freeze every figure with its records. The same form sent twice raises `once.AlreadyDone` with
    the first summary's number.
    """
    as_of, written = drawn
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        summary = Summary.objects.create(
            programme=programme,
            title=prose.title(programme.title),
            as_of=as_of,
            blocks=written.blocks,
            written_by=by,
        )
        SummaryFigure.objects.bulk_create(
            SummaryFigure(
                summary=summary,
                code=code,
                label=measured.label[:200],
                measure=measured.measure,
                value=measured.value if exact(measured.value) else None,
                words=words,
                records=[
                    {
                        "report": record.report,
                        "activity": record.activity,
                        "case": record.case,
                        "rows": record.rows,
                        "label": record.label,
                        "value": f"{record.value.normalize():f}",
                    }
                    for record in measured.records
                ],
            )
            for code, (measured, words) in written.figures.items()
        )
        audit.record(by=by, verb="summary.written", target=summary, figures=len(written.figures))
        once.settle(claimed, str(summary.pk))
    return summary


def write_summary(programme: Programme, *, once_key: str, by: User, **said: Any) -> Summary:
    """Draw a summary up and keep it."""
    return keep_summary(programme, draw_up(programme, **said), once_key=once_key, by=by)


def take_row(
    row: str, *, unit: int, to: User | None = None, done: bool = False, by: User
) -> Taking:
    """Note who of the unit sees to this row of its inbox: the one who says so, or a colleague.

    Taken twice is taken once; whoever comes later has it, and the page says so.
    """
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=unit)
        taking, _made = Taking.objects.update_or_create(
            unit_id=unit, row=row, defaults={"user": to or by, "at": clock.now(), "done": done}
        )
        verb = "inbox.done" if done else "inbox.handed_over" if to else "inbox.taken"
        audit.record(by=by, verb=verb, target=taking)
    return taking


@transaction.atomic
def release_row(row: str, *, unit: int, by: User) -> None:
    """Nobody sees to this row any more; released twice is released once."""
    taking = Taking.objects.select_for_update().filter(unit=unit, row=row).first()
    if taking:
        audit.record(by=by, verb="inbox.released", target=taking)
        taking.delete()
