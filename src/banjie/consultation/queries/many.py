"""Several cases at once: what may be done with which, said of each before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banjie.consultation import wording
from banjie.consultation.models import Case, Handling
from banjie.consultation.parts import WORKING
from banjie.consultation.queries.inbox import owing_receipt, owing_words
from banjie.consultation.steps import steps
from banjie.notices.queries import asked_already
from banjie.people.models import User
from banjie.people.rules import OFFICER

REMIND, EXPORT = "remind", "export"
URGING = "urging.case"
"""The kind of a letter that asks for what is owed of cases."""
OF_OFFICES: Mapping[str, str | Promise] = {
    "file": gettext_lazy("File them"),
    "assign": gettext_lazy("Hand them to one unit"),
    REMIND: gettext_lazy("Urge the units that handle them"),
}
OF_UNITS: Mapping[str, str | Promise] = {"receive": gettext_lazy("Take them over")}
OF_ALL: Mapping[str, str | Promise] = {EXPORT: gettext_lazy("Export as XLSX")}


class Verdict(NamedTuple):
    """A case, and why the step is not for it; '' where it is."""

    case: Case
    why: str


def offered(user: User) -> dict[str, str | Promise]:
    """What this account may do with several cases at once."""
    found: dict[str, str | Promise] = {}
    if user.units(OFFICER):
        found |= OF_OFFICES
    if user.units(*WORKING):
        found |= OF_UNITS
    return {**found, **OF_ALL}


def verdicts(user: User, picked: Iterable[Case], wanted: str) -> list[Verdict]:
    """What the step finds in each case, by the rule the step itself asks."""
    if wanted == REMIND:
        return _urging(user, list(picked))
    permission = steps()[wanted].permission
    return [
        Verdict(case, "" if user.may(permission, case) else wording.refused(wanted))
        for case in picked
    ]


def _urging(user: User, picked: list[Case]) -> list[Verdict]:
    owing = list(_owing_parts(user, picked))
    why = dict.fromkeys(
        (part.case_id for part in owing), _("A letter that asks this waits already.")
    )
    why |= dict.fromkeys((part.case_id for part in _not_asked(owing)), "")
    nothing = _("No unit owes your office anything of it.")
    return [Verdict(case, why.get(case.pk, nothing)) for case in picked]


def parts_to_urge(user: User, picked: Iterable[Case]) -> list[Handling]:
    """Of these cases, what units owe the offices this account serves, and no letter that still
    waits in the outbox asks of them.
    """
    return _not_asked(list(_owing_parts(user, picked)))


def _not_asked(owing: list[Handling]) -> list[Handling]:
    offices = {part.case.office for part in owing}
    asked = {office.pk: asked_already(URGING, office) for office in offices}
    return [part for part in owing if (part.unit_id, part.pk) not in asked[part.case.office_id]]


def _owing_parts(user: User, picked: Iterable[Case]) -> QuerySet[Handling]:
    found = owing_receipt() | owing_words()
    mine = found.filter(case__in=[case.pk for case in picked])
    return mine.filter(case__office__in=user.units(OFFICER)).order_by("case", "pk")
