"""Document numbers: one series for each unit, mark and year, without gaps."""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction

from banjie.approvals.models import Numbered, Series, UnitLetters
from banjie.approvals.queries import letters_of
from banjie.common import audit, clock
from banjie.people.models import Unit, User


def take_number(thing: Numbered, unit: Unit, mark: str) -> None:
    """Give `thing` the next number of this year; the caller saves it in the same transaction.

    Everybody who takes a number waits at the row of the series, and a step that fails gives its
    number back: no number is left out and none is given twice.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("take a number inside its transaction")
    key = {"unit": unit, "mark": mark, "year": clock.today().year}
    series = Series.objects.select_for_update().filter(**key).first() or _begun(key)
    series.last += 1
    series.save(update_fields=["last"])
    thing.letters, thing.mark = letters_of(unit), mark
    thing.year, thing.serial = series.year, series.last


def _begun(key: dict[str, object]) -> Series:
    """The first number of a year: one of those who come together makes the row."""
    try:
        with transaction.atomic():
            Series.objects.create(**key)
    except IntegrityError:
        pass  # another hand made it in the same moment
    return Series.objects.select_for_update().get(**key)


@transaction.atomic
def set_letters(unit: Unit, letters: str, *, by: User) -> None:
    """What the unit's numbers begin with from now on; numbers given keep theirs."""
    kept, _made = UnitLetters.objects.update_or_create(unit=unit, defaults={"letters": letters})
    audit.record(by=by, verb="letters.set", target=kept)
