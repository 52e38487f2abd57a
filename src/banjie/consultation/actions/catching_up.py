"""Last days of clocks that began while the days off of the next year were not loaded.

What an author says is taken at once, and the case is handled again; its units are at work without
a last day until the calendar is there. So is the office that is to check or to hand over a case,
and a reply goes out without the author's last day to rate it.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from banjie.common import audit
from banjie.common.periods import Suspension as Stop
from banjie.common.timed import Timed
from banjie.consultation.actions.lasting import set_ends
from banjie.consultation.actions.reminders import DUE, day_words
from banjie.consultation.actions.states import clocks_unset, last_day, set_day
from banjie.consultation.actions.telling import News, tell_unit
from banjie.consultation.kinds import kind_rule
from banjie.consultation.models import Case, Kind, Rework, State

WAITING = Q(due=None, begun_on__isnull=False, stopped_on=None)
UNSET = (
    Q(state=State.SUBMITTED, check_by=None)
    | Q(state=State.FILED, assign_by=None, assigned_on=None)
    | Q(state=State.REPLIED, rate_by=None)
    | Q(
        state=State.REPLIED,
        call_by=None,
        kind__in=[kind.value for kind in Kind if kind_rule(kind).called_back],
    )
)


def set_last_days() -> int:
    """Give a last day to every clock that waits for one, where it can be computed now; how many."""
    ways = ((WAITING, _set_last_day), (UNSET, _set_days_it_waits))
    return sum(
        give(number)
        for which, give in ways
        for number in Case.objects.filter(which).values_list("pk")
    )


@transaction.atomic
def _set_last_day(number: tuple[int]) -> bool:
    """The same day for the case and its units, who are told; False where it cannot be computed."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("office")
    case = rows.filter(WAITING, pk=number[0]).first()
    if case is None or not case.catch_up(_stops(case)) or case.due is None:
        return False
    case.latest = max(case.latest or case.due, case.due)
    case.save()
    audit.record(by=None, verb="case.last-day", target=case, due=str(case.due))
    for rework in Rework.objects.filter(case=case, due=None):
        _run_with(rework, case)
    news = News("case.clock", f"last-day:{case.round}", DUE, day_words(case.due))
    for part in case.handlings.filter(ended_on=None, due=None).select_related("unit"):
        part.return_by = part.return_by or last_day(case, "return")
        _run_with(part, case)
        if not case.is_over:
            tell_unit(case, part.unit, news)
    return True


@transaction.atomic
def _set_days_it_waits(number: tuple[int]) -> bool:
    """The days by which it is checked, handed over or rated, from the step that began to wait."""
    case = Case.objects.select_for_update().filter(UNSET, pk=number[0]).first()
    if case is None:
        return False
    before = case.events.exclude(state=case.state).last()
    began = case.events.filter(state=case.state, pk__gt=before.pk if before else 0).first()
    unset = clocks_unset(case)
    for clock_name in unset:
        set_day(case, clock_name, began.on if began else None)
    if clocks_unset(case) == unset:
        return False
    case.save()
    set_ends(case)
    audit.record(by=None, verb="case.last-day", target=case, clocks=unset)
    return True


def _stops(case: Case) -> list[Stop]:
    """The days on which its clock stood still."""
    ended = case.suspensions.filter(last__gte=case.begun_on)
    return [Stop(one.first, one.last) for one in ended if one.last]


def _run_with(row: Timed, case: Case) -> None:
    row.run_with(case)
    row.save()
