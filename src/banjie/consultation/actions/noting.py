"""Private notes: a unit's own, beside the case."""

from __future__ import annotations

from django.db import transaction

from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.models import Case, Note
from banjie.consultation.rules import note_units
from banjie.people.models import Unit, User


@transaction.atomic
def write_note(case: Case, *, unit: Unit, text: str, by: User) -> Note:
    """A note that this unit alone reads."""
    case = locked(case, "note", by=by)
    if unit.pk not in note_units(by, case):
        raise WrongState.at("note")
    note = Note.objects.create(case=case, unit=unit, text=text, by=by)
    move(case, "note", by=by, unit=unit)
    return note
