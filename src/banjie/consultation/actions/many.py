"""Several cases at once, each by the same step as by itself: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext

from banjie.common import audit, once
from banjie.consultation.actions.assigning import PartPlan, assign_case, receive_case
from banjie.consultation.actions.screening import file_case
from banjie.consultation.actions.states import WrongState
from banjie.consultation.models import Case, Handling
from banjie.consultation.queries.many import REMIND, URGING, parts_to_urge
from banjie.notices.actions.writing import one_line, site_language, write_notice
from banjie.people.models import Unit, User
from banjie.people.rules import HANDLER, LIAISON

Role = Handling.Role
EACH: Mapping[str, Callable[[Case, Mapping[str, Any], User], Any]] = {
    "file": lambda case, _said, by: file_case(case, by=by),
    "assign": lambda case, said, by: assign_case(case, [PartPlan(said["unit"], Role.SOLE)], by=by),
    "receive": lambda case, _said, by: receive_case(case, by=by),
}


@transaction.atomic
def carry_out(
    wanted: str, cases: Iterable[Case], said: Mapping[str, Any], *, once_key: str, by: User
) -> int:
    """Take the step on each of them; how many. `said` is what its form was filled in with.

    Raises `WrongState` where one of them has moved on, and then none is changed;
    `once.AlreadyDone` on a second sending.
    """
    claimed, found = once.claim(once_key, by=by), sorted(cases, key=lambda case: case.pk)
    if wanted == REMIND:
        done = _urge_units(found, said["reason"], claimed.pk, by)
    else:
        done = len([EACH[wanted](case, said, by) for case in found])
    once.settle(claimed, str(done))
    return done


def _urge_units(cases: list[Case], reason: str, number: int, by: User) -> int:
    """A letter for each unit that owes something of these cases, as a draft in the outbox of the
    office; how many. Raises `WrongState` where nothing is owed of one of the cases, or a letter
    that still waits there asks it.
    """
    locked = Case.objects.select_for_update(of=("self",)).filter(pk__in=[c.pk for c in cases])
    parts = parts_to_urge(by, locked.order_by("pk"))
    if {part.case_id for part in parts} < {case.pk for case in cases}:
        raise WrongState("answered or asked meanwhile")
    asked: dict[tuple[Unit, Unit], list[Handling]] = {}
    for part in parts:
        asked.setdefault((part.case.office, part.unit), []).append(part)
    for owed in asked.values():
        _urge(owed, reason, f"urging:case:{number}", by)
    return len(asked)


def _urge(parts: list[Handling], reason: str, key: str, by: User) -> None:
    """The letter to the unit of these parts, from the office of their cases."""
    unit, office = parts[0].unit, parts[0].case.office
    with site_language():
        said = ngettext("Please answer %(n)d case", "Please answer %(n)d cases", len(parts))
        write_notice(
            kind=URGING, key=f"{key}:{office.pk}:{unit.pk}", unit=unit,
            duties=(LIAISON, HANDLER), office=office, subject=one_line(said % {"n": len(parts)}),
            body="\n".join([reason, *(str(part.case) for part in parts)]),
            address=f"{reverse('consultation:cases')}?unit={unit.pk}&state=open",
            asks=[part.pk for part in parts], by=by,
        )  # fmt: skip
    audit.record(by=by, verb="case.urged", target=unit, cases=len(parts))
