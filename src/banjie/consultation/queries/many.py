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
from banjie.people.models import User
from banjie.people.rules import OFFICER

REMIND, EXPORT = "remind", "export"
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
        owing = set(owing_parts(user, picked).values_list("case", flat=True))
        return [
            Verdict(case, "" if case.pk in owing else _("No unit owes your office anything of it."))
            for case in picked
        ]
    permission = steps()[wanted].permission
    return [
        Verdict(case, "" if user.may(permission, case) else wording.refused(wanted))
        for case in picked
    ]


def owing_parts(user: User, picked: Iterable[Case]) -> QuerySet[Handling]:
    """The parts of these cases, of offices this account serves, whose units still owe something."""
    found = owing_receipt() | owing_words()
    mine = found.filter(case__in=[case.pk for case in picked])
    return mine.filter(case__office__in=user.units(OFFICER)).order_by("case", "pk")
