"""What every step on an item begins with, and whom it tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext as _

from banjie.common import clock
from banjie.notices.actions import one_line, site_language, write_notice
from banjie.people.models import Unit, User
from banjie.people.rules import HANDLER, LEADER, LIAISON, OFFICER
from banjie.supervision.models import Item

HANDLING = (LIAISON, HANDLER, LEADER)


class WrongState(Exception):
    """The item has moved on since the page was drawn, or this account may not."""


def locked(item: Item, permission: str = "", *, by: User | None = None) -> Item:
    """The item as it is now, locked; raises `WrongState` unless the rule still allows the step."""
    current = (
        Item.objects.select_for_update(of=("self",))
        .select_related("office", "paper", "activity")
        .get(pk=item.pk)
    )
    if permission and (by is None or not by.may(permission, current)):
        raise WrongState(current.state)
    return current


def end_work(item: Item, *, by: User) -> None:
    """The locked item is verified (审结); what was asked for of its time is answered by that."""
    item.state, item.verified_on = Item.State.VERIFIED, clock.today()
    item.save(update_fields=["state", "verified_on"])
    with site_language():
        meanwhile = pgettext("supervision", "Answered meanwhile.")
    for asked in item.extensions.filter(approved=None):
        asked.decide(approved=False, answer=meanwhile, by=by)


@dataclass(frozen=True, slots=True)
class News:
    """What is told of an item: its kind, what names it (`key`), and `said`, a text in English that
    is put into the site's own language, whoever acts; `words` fill it in. `asks` as in a notice.
    """

    kind: str
    key: str
    said: str
    words: Mapping[str, object] = field(default_factory=dict)
    asks: Iterable[int] = ()


def tell_units(
    item: Item, news: News, *, by: User | None = None, units: Iterable[Unit] | None = None
) -> None:
    """A notice to the handling units; it waits in the office's outbox where its kind says so."""
    told = [part.unit for part in item.parts.select_related("unit")] if units is None else units
    for unit in told:
        _write(item, unit, HANDLING, replace(news, key=f"{news.key}:{unit.pk}"), by=by)


def tell_office(item: Item, news: News, *, by: User) -> None:
    """A notice to the officers of the issuing office."""
    _write(item, item.office, (OFFICER,), news, by=by)


def _write(item: Item, unit: Unit, duties: Iterable[str], news: News, *, by: User | None) -> None:
    with site_language():
        what = gettext(news.said) % news.words
        write_notice(
            kind=news.kind,
            key=f"supervision:{item.pk}:{news.key}",
            unit=unit,
            duties=duties,
            office=item.office,
            subject=one_line(_("%(what)s: %(title)s") % {"what": what, "title": item.title}),
            address=item.get_absolute_url(),
            asks=news.asks,
            by=by,
        )
