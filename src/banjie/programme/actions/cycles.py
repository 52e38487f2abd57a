"""Rounds of reports: opened by the office, reminded of until they are answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banjie.common import audit, clock, once
from banjie.common.ladder import ladder
from banjie.common.timed import begin
from banjie.notices.actions import write_notice
from banjie.notices.actions.writing import one_line, site_language
from banjie.notices.models import Notice
from banjie.people.models import Unit, User
from banjie.people.rules import LIAISON
from banjie.programme.actions.locking import locked_programme
from banjie.programme.models import Cycle, CycleItem, Programme
from banjie.programme.queries.cycles import open_items, unanswered

RULE = "report.cycle"


class NothingOpen(Exception):
    """No unit has an open item in these days: there is nobody to ask."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round asks about: `last` inclusive; `due` None leaves the last day to the rule."""

    title: str
    first: date
    last: date
    due: date | None = None


def open_cycle(programme: Programme, wanted: Round, *, once_key: str, by: User) -> Cycle:
    """Ask every unit with open items in these days, once; the units are told.

    Raises `NothingOpen`; `ValidationError` where the rule's day cannot be computed; the same form
    twice raises `once.AlreadyDone`; `Stale` once the programme is closed.
    """
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        programme = locked_programme(programme.pk, Programme.State.OPEN)
        cycle = Cycle(
            programme=programme,
            title=wanted.title,
            period_start=wanted.first,
            period_end=wanted.last + timedelta(days=1),
            opened_by=by,
            opened_at=clock.now(),
        )
        if wanted.due:
            cycle.due = wanted.due
        else:
            cycle.run_by(begin(RULE))
        items = open_items(programme, cycle.period_start, cycle.period_end)
        if not items:
            raise NothingOpen
        cycle.save()
        CycleItem.objects.bulk_create(
            CycleItem(cycle=cycle, activity=activity, unit=unit) for activity, unit in items
        )
        audit.record(by=by, verb="cycle.opened", target=cycle, items=len(items))
        for unit in sorted({unit for _activity, unit in items}, key=_name):
            _ask(cycle, unit, sum(each == unit for _activity, each in items), by)
        once.settle(claimed, str(cycle.pk))
    return cycle


def _name(unit: Unit) -> str:
    return unit.name


def _ask(cycle: Cycle, unit: Unit, number: int, by: User) -> None:
    with site_language():
        said = ngettext("%(n)d item", "%(n)d items", number) % {"n": number}
        key = f"cycle:{cycle.pk}:{unit.pk}"
        _notice(cycle, unit, said, kind="report.cycle", key=key, by=by)


def _notice(
    cycle: Cycle, unit: Unit, said: str, *, kind: str, key: str, by: User | None = None
) -> None:
    due = date_format(cycle.due)  # type: ignore[arg-type]  # a round has its last day, by the database too
    write_notice(
        kind=kind,
        key=key,
        unit=unit,
        duties=(LIAISON,),
        office=cycle.programme.office,
        subject=one_line(
            _("%(title)s: %(said)s, to be answered by %(due)s")
            % {"title": cycle.title, "said": said, "due": due}
        ),
        body=_("One form has all of them. Where nothing is to be told, say why."),
        address=f"{reverse('programme:report-many')}?round={cycle.pk}",
        by=by,
    )


def remind_cycles() -> int:
    """Write the reminders of rounds that have come due, one a unit and step; how many.

    Until every item is answered, the round's programme is closed, or a later round asks the same.
    """
    steps, today, written = ladder(), clock.today(), 0
    for (cycle, unit), items in _owed():
        step = steps.reached(cycle.due, today) if cycle.due else None
        if step is not None:
            key = f"reminder:cycle:{cycle.pk}:{unit.pk}:{step:+d}"
            written += _remind(cycle, unit, key, len(items))
    return written


def _owed() -> Iterator[tuple[tuple[Cycle, Unit], list[CycleItem]]]:
    later = CycleItem.objects.filter(
        activity=OuterRef("activity"), unit=OuterRef("unit"), cycle__gt=OuterRef("cycle")
    )
    open_now = CycleItem.objects.filter(cycle__programme__state=Programme.State.OPEN)
    found = (
        unanswered(open_now)
        .exclude(Exists(later))
        .select_related("cycle__programme__office", "unit")
        .order_by("cycle", "unit")
    )
    for key, items in groupby(found, key=lambda item: (item.cycle, item.unit)):
        yield key, list(items)


@transaction.atomic
def _remind(cycle: Cycle, unit: Unit, key: str, number: int) -> bool:
    """One notice, unless this step was taken before."""
    if Notice.objects.filter(key=key).exists():
        return False
    with site_language():
        said = ngettext("%(n)d item waits", "%(n)d items wait", number) % {"n": number}
        _notice(cycle, unit, said, kind="reminder.cycle", key=key)
    return True
