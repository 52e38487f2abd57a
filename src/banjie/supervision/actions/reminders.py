"""Urging (催办): a numbered letter for each step of the ladder, computed from state at each run."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from banjie.approvals.actions import take_number
from banjie.common import audit, clock
from banjie.common.ladder import ladder
from banjie.people.models import User
from banjie.supervision.actions.states import News, WrongState, locked, tell_units
from banjie.supervision.models import Item, Letter
from banjie.supervision.rules import owing

MARK = "催"
ON_THE_DAY = 0


def remind_items() -> int:
    """Write the letters that have come due; how many. A second run on the same day writes none.

    A missed run is caught up by the latest step alone; a letter that somebody wrote since its day
    takes its place. Whatever was verified is left alone, and so is what waits for the office: an
    answer without a verdict.
    """
    steps, today, written = ladder(extra=(ON_THE_DAY,)), clock.today(), 0
    for item in owing().order_by("pk").iterator():
        step = steps.reached(item.due, today) if item.due else None
        if step is not None and _take(item, step):
            written += 1
    return written


@transaction.atomic
def _take(item: Item, step: int) -> bool:
    """The letter of a step, unless it was written or the item has moved on."""
    item = locked(item)
    if item.due is None or not owing().filter(pk=item.pk).exists():
        return False
    since = (item.due + timedelta(days=step), clock.today())
    sent = item.letters_sent.filter(due=item.due)
    if sent.filter(Q(step=step) | Q(written_on__range=since)).exists():
        return False
    _urge(item, item.due, step)
    return True


@transaction.atomic
def urge_item(item: Item, *, by: User) -> Letter:
    """A letter today, beside those of the ladder; one a day. Else raises `WrongState`."""
    item = locked(item, "supervision.urge", by=by)
    if item.due is None:
        raise WrongState(item.state)
    return _urge(item, item.due, (clock.today() - item.due).days, by=by)


def _urge(item: Item, due: date, step: int, *, by: User | None = None) -> Letter:
    """The next letter of a locked item, and the draft in the outbox that tells of it."""
    letter = Letter(
        item=item, office=item.office, due=due, step=step,
        count=item.letters_sent.count() + 1,
    )  # fmt: skip
    take_number(letter, item.office, MARK)
    letter.save()
    audit.record(by=by, verb="item.urged", target=item, count=letter.count)
    news = News(
        "urging.supervision", f"letter:{letter.pk}", gettext_noop("Reminder no. %(n)s"),
        {"n": letter.count}, asks=[item.pk],
    )  # fmt: skip
    tell_units(item, news, by=by)
    return letter
