"""The check: filed with a number, or not filed on a coded ground."""

from __future__ import annotations

from django.db import transaction

from banjie.approvals import actions as approvals
from banjie.common import clock
from banjie.consultation.actions.states import locked, move
from banjie.consultation.kinds import kind_rule
from banjie.consultation.models import Case, Screening, State
from banjie.people.models import User


@transaction.atomic
def file_case(case: Case, *, by: User) -> Case:
    """Take it up (立案): the next number of its kind."""
    case = locked(case, "file", by=by)
    approvals.take_number(case, case.office, kind_rule(case.kind).mark)
    case.filed_on = clock.today()
    Screening.objects.create(case=case, step="file", by=by)
    return move(case, "file", by=by, to=State.FILED)


@transaction.atomic
def decline_case(case: Case, *, ground: str, routed_to: str, note: str = "", by: User) -> Case:
    """Do not take it up (不立案), saying on which ground and where it can be taken instead."""
    case = locked(case, "decline", by=by)
    Screening.objects.create(
        case=case, step="decline", ground=ground, routed_to=routed_to, note=note, by=by
    )
    case.ground, case.closed_on = ground, clock.today()
    return move(case, "decline", by=by, to=State.DECLINED, ground=ground)
