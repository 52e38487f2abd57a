"""Urging (催办): a numbered letter for each step of the ladder, computed from state at each run."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from banjie.approvals.actions import take_number
from banjie.common import audit, clock
from banjie.common.ladder import ladder
from banjie.supervision.actions.states import locked, tell_units
from banjie.supervision.models import Answer, Item, Letter, Part

MARK = "催"
ON_THE_DAY = 0


def remind_items() -> int:
    """Write the letters that have come due; how many. A second run on the same day writes none.

    A missed run is caught up by the latest step alone. Whatever was verified is left alone, and so
    is what waits for the office: an answer without a verdict.
    """
    steps, today, written = ladder(extra=(ON_THE_DAY,)), clock.today(), 0
    for item in _owed().iterator():
        step = steps.reached(item.due, today) if item.due else None
        if step is not None and _urge(item, step):
            written += 1
    return written


def _owed() -> QuerySet[Item]:
    """Items at work whose lead unit has no answer waiting for the office."""
    lead = Part.objects.filter(item=OuterRef("item"), unit=OuterRef("unit"), role=Part.Role.LEAD)
    waiting = Answer.objects.filter(Exists(lead), item=OuterRef("pk"), interim=False, verdict=None)
    return Item.objects.filter(state=Item.State.ISSUED).exclude(Exists(waiting)).order_by("pk")


@transaction.atomic
def _urge(item: Item, step: int) -> bool:
    """The letter of a step, unless it was written or the item has moved on."""
    item = locked(item)
    known = {"item": item, "due": item.due, "step": step}
    if item.state != Item.State.ISSUED or Letter.objects.filter(**known).exists():
        return False
    letter = Letter(office=item.office, count=item.letters_sent.count() + 1, **known)
    take_number(letter, item.office, MARK)
    letter.save()
    audit.record(by=None, verb="item.urged", target=item, count=letter.count)
    subject = _("Reminder no. %(n)s") % {"n": letter.count}
    tell_units(item, "urging.supervision", f"letter:{letter.pk}", subject)
    return True
