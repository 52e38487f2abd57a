"""Handing a case to the units that handle it (交办), and their taking it over (签收)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from banjie.common import clock
from banjie.common.timed import begin
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.kinds import limit_name
from banjie.consultation.models import Case, Handling, State
from banjie.consultation.parts import parts_of
from banjie.people.models import Unit, User

Role = Handling.Role


class PartPlan(NamedTuple):
    """What one unit is to do."""

    unit: Unit
    role: str
    part: str = ""


def check_shape(plan: Sequence[PartPlan]) -> None:
    """One alone; one main with any co-handlers; or two or more with their own parts.

    Raises ValidationError in words; the database holds the same (`guards.py`).
    """
    roles = [part.role for part in plan]
    alone = roles == [Role.SOLE]
    led = roles.count(Role.MAIN) == 1 and set(roles) <= {Role.MAIN, Role.CO}
    apart = len(roles) >= 2 and set(roles) == {Role.SPLIT}
    if not (alone or led or apart) or len({part.unit.pk for part in plan}) < len(plan):
        raise ValidationError(
            _("Name one unit alone, or one main handler with co-handlers, or two or more units "
              "that each answer their own part; each unit once.")
        )  # fmt: skip


@transaction.atomic
def assign_case(case: Case, plan: Sequence[PartPlan], *, by: User) -> Case:
    """Hand it over: the reply's clock begins, and each unit's own.

    Raises ValidationError for a shape that is none, or a last day that cannot be computed.
    """
    case = locked(case, "assign", by=by)
    check_shape(plan)
    case.run_by(begin(limit_name(case.kind, "reply")))
    case.latest = max(begin(limit_name(case.kind, "longest")).end, case.due or clock.today())
    case.assigned_on = clock.today()
    for part in plan:
        _hand_over(case, part)
    return move(case, "assign", by=by, to=State.HANDLING, due=str(case.due))


def _hand_over(case: Case, plan: PartPlan) -> Handling:
    handling = Handling(case=case, unit=plan.unit, role=plan.role, part=plan.part)
    clock_name = "reply" if handling.answers else "opinion"
    handling.run_by(begin(limit_name(case.kind, clock_name)))
    handling.return_by = begin(limit_name(case.kind, "return")).end
    handling.receive_by = begin(limit_name(case.kind, "receive")).end
    handling.save()
    return handling


@transaction.atomic
def receive_case(case: Case, *, by: User) -> Case:
    """The account's units that have not yet take it over, each once."""
    case = locked(case, "receive", by=by)
    waiting = [part for part in parts_of(by, case) if part.received_on is None]
    if not waiting:
        raise WrongState("received before")
    for part in waiting:
        part.received_on = clock.today()
        part.save(update_fields=["received_on"])
        move(case, "receive", by=by, unit=part.unit)
    return case
