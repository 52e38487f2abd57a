"""Editing an information item for sending up, and closing it on file (归档)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from banjie.common import clock
from banjie.consultation.actions.states import locked, move
from banjie.consultation.models import Case, Edition, Screening, State
from banjie.people.models import User


@transaction.atomic
def edit_case(case: Case, *, title: str, said: Mapping[str, str], by: User) -> Case:
    """New words; those before are kept as an edition, the author's own as the first."""
    case = locked(case, "edit", by=by)
    Edition.objects.create(
        case=case, version=case.editions.count() + 1, title=case.title, said=case.said, by=by
    )
    case.title, case.said = title, dict(said)
    return move(case, "edit", by=by)


@transaction.atomic
def archive_case(case: Case, *, ground: str, note: str = "", by: User) -> Case:
    """Close it on a coded ground: nothing is asked of anybody, and its author is told so."""
    case = locked(case, "archive", by=by)
    Screening.objects.create(case=case, step="archive", ground=ground, note=note, by=by)
    case.ground, case.closed_on = ground, clock.today()
    return move(case, "archive", by=by, to=State.CLOSED, ground=ground)
