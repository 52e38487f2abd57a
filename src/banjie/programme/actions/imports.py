"""A task breakdown that came back as a workbook: received, looked at, carried out once."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from itertools import islice

from django.db import transaction
from django.db.models import Max, prefetch_related_objects

from banjie.common import audit
from banjie.documents.sheets import SheetRow
from banjie.people.models import Unit, User
from banjie.programme.actions.asking import parts_at_work, parts_moved, tell_revised
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.locking import locked_programme
from banjie.programme.actions.plan import TargetInUse, change_activity
from banjie.programme.actions.programmes import baseline
from banjie.programme.models import (
    Activity,
    ActivityKind,
    Assignment,
    Change,
    Programme,
    Schedule,
    SheetImport,
    Target,
)
from banjie.programme.queries.imports import Row, Verdicts, find_head
from banjie.programme.wanted import Wanted
from banjie.search import actions as search

_AT_ONCE = 500  # rows written together


class Finished(Exception):
    """The import was carried out or discarded since the page was drawn."""


@transaction.atomic
def receive_sheet(
    programme: Programme, *, name: str, rows: list[SheetRow], by: User
) -> SheetImport:
    """Keep the rows to be looked at; nothing of the programme changes. Raises `NoHead`, and `Stale`
    once the programme is closed.
    """
    index, head = find_head(rows)
    locked_programme(programme.pk, Programme.State.OPEN)
    below = [row for row in rows[index + 1 :] if head["task"] in row.cells or len(row.cells) > 1]
    sent = SheetImport.objects.create(
        programme=programme,
        name=name,
        head=head,
        rows=[[row.number, row.cells] for row in below],
        sent_by=by,
    )
    audit.record(by=by, verb="import.received", target=sent, rows=len(below))
    return sent


def _open(sent: SheetImport) -> SheetImport:
    """The import as it is now, locked behind its programme; raises `Finished`."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=sent.programme_id)
    current = SheetImport.objects.select_for_update().get(pk=sent.pk)
    current.programme = programme
    if current.state != SheetImport.State.OPEN or programme.state != Programme.State.OPEN:
        raise Finished
    return current


@transaction.atomic
def discard_import(sent: SheetImport, *, by: User) -> None:
    """Give the workbook up."""
    current = _open(sent)
    current.state = SheetImport.State.DISCARDED
    current.save(update_fields=["state"])
    audit.record(by=by, verb="import.discarded", target=current)


@transaction.atomic
def carry_out_import(sent: SheetImport, *, reason: str, by: User) -> Counter[str]:
    """Write every sound row, as the programme stands now; faulty rows are left out.

    Each unit hears once of all that is new to it. Gives how many rows were new, changed, as they
    stood, at fault, or held back (`kept`) because reports stand against a target that would go.
    Raises `Finished`.
    """
    current = _open(sent)
    programme = current.programme
    found = Verdicts(current)
    done = found.count()
    for row in found.rows:
        if row.verdict == "changed" and not _change(row, reason, by):
            done["changed"] -= 1
            done["kept"] += 1
    before = parts_at_work(programme)
    _add(programme, [row.wanted for row in found.rows if row.verdict == "new" and row.wanted], by)
    news: dict[int, list[tuple[Activity, str]]] = {}
    for unit, activity, said in parts_moved(programme, before):
        news.setdefault(unit, []).append((activity, said))
    tell_revised(programme, news, mark=f"imported:{current.pk}", reason=reason, by=by)
    current.state = SheetImport.State.DONE
    current.save(update_fields=["state"])
    audit.record(by=by, verb="import.done", target=current, **done)
    return done


def _change(row: Row, reason: str, by: User) -> bool:
    """One changed row; False where figures hold a target, or somebody changes it just now."""
    if row.activity is None or row.wanted is None:
        return False
    try:
        with transaction.atomic():
            change_activity(
                row.activity, row.wanted, version=row.activity.version, reason=reason, by=by
            )
    except (TargetInUse, Stale):
        return False
    return True


def _add(programme: Programme, wanted: list[Wanted], by: User) -> None:
    """New activities behind those there are, many rows in one statement."""
    last = programme.activities.aggregate(m=Max("position"))["m"]
    position = 0 if last is None else last + 1
    waiting = iter(wanted)
    while some := list(islice(waiting, _AT_ONCE)):
        made = Activity.objects.bulk_create(
            Activity(programme=programme, position=position + n, kind=ActivityKind.OTHER, **w.plain)
            for n, w in enumerate(some)
        )
        position += len(made)
        pairs = list(zip(made, some, strict=True))
        Schedule.objects.bulk_create(
            Schedule(
                activity=activity,
                **{name: value for name, value in asdict(line).items() if name != "pk"},
            )
            for activity, w in pairs
            for line in w.times
        )
        Target.objects.bulk_create(
            Target(activity=activity, measure=line.measure, value=line.value, unit=line.unit)
            for activity, w in pairs
            for line in w.targets
        )
        Assignment.objects.bulk_create(
            part for activity, w in pairs for part in _parts(activity, w)
        )
        Change.objects.bulk_create(
            Change(activity=activity, kind=Change.Kind.ADDED, after=[str(activity)], by=by)
            for activity in made
        )
        prefetch_related_objects(made, "schedules", "assignments__unit")
        for activity in made:
            activity.baseline = baseline(activity)
        Activity.objects.bulk_update(made, ["baseline"])
        search.written(Activity, pk__in=[activity.pk for activity in made])


def _parts(activity: Activity, wanted: Wanted) -> list[Assignment]:
    named = [(role, who) for role, all_of_it in wanted.parts.items() for who in all_of_it]
    return [
        Assignment(
            activity=activity,
            role=role,
            unit=who if isinstance(who, Unit) else None,
            post="" if isinstance(who, Unit) else who,
            position=position,
        )
        for position, (role, who) in enumerate(named)
    ]
