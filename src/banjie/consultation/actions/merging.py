"""Handling cases together (并案): each keeps text, number, clock, authors, letter and rating."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from banjie.consultation.actions.assigning import start_clock
from banjie.consultation.actions.replying import addressed
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.models import Case, Reply, State
from banjie.consultation.queries.cases import LEADING
from banjie.people.models import User


@transaction.atomic
def merge_cases(lead: Case, cases: Sequence[Case], *, by: User) -> Case:
    """Handle these filed cases together with `lead`; what was merged into them comes along.

    Raises ValidationError where the lead is of another office or kind, or has answered already.
    """
    numbers = sorted({lead.pk, *(case.pk for case in cases)})
    known = {
        one.pk: one
        for one in Case.objects.select_for_update().filter(pk__in=numbers).order_by("pk")
    }
    lead = known[lead.pk]
    for case in cases:
        _check_fits(lead, known[case.pk])
        _join(lead, locked(case, "merge", by=by), by)
    return move(lead, "merge", by=by)


def _check_fits(lead: Case, case: Case) -> None:
    if lead.merged_into_id or lead.state not in LEADING or lead.pk == case.pk:
        raise WrongState.at("merge")
    if (lead.office_id, lead.kind) != (case.office_id, case.kind):
        raise ValidationError(_("Only cases of one office and one kind are handled together."))
    if Reply.objects.filter(handling__case=lead, round=lead.round, state=Reply.State.OUT).exists():
        raise ValidationError(_("A unit has answered it already; nothing more can join it."))
    if lead.stopped_on:
        raise ValidationError(_("Its clock stands still; let it run on first."))


def _join(lead: Case, case: Case, by: User) -> None:
    """The case and what was merged into it: each has its clock once the lead is at work."""
    for one in addressed(case):
        one.merged_into = lead
        if lead.state == State.HANDLING:
            start_clock(one)
            move(one, "merge", by=by, to=State.MERGED, due=one.due)
        else:
            move(one, "merge", by=by, to=State.MERGED)
