"""Striking off, and taking it back with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from banjie.common import audit, clock
from banjie.people.actions.duties import end_loans
from banjie.people.models import User
from banjie.supervision.actions.states import News, WrongState, locked, tell_units
from banjie.supervision.models import AnswerFile, Item, StrikeOff
from banjie.supervision.queries.items import evidence_for


@transaction.atomic
def strike_off(
    item: Item, evidence: AnswerFile, *, note: str = "", archive_number: str = "", by: User
) -> StrikeOff:
    """Strike it off (销号), resting on a file of an answer that was found to do."""
    item = locked(item, "supervision.strike_off", by=by)
    if not evidence_for(item).filter(pk=evidence.pk).exists():
        raise WrongState("evidence of another item, or of an answer that was sent back")
    end_loans()
    made = StrikeOff.objects.create(item=item, evidence=evidence, note=note, by=by, at=clock.now())
    item.state, item.archive_number = Item.State.STRUCK, archive_number or item.archive_number
    item.save(update_fields=["state", "archive_number"])
    audit.record(by=by, verb="item.struck", target=item)
    news = News("supervision.struck", f"struck:{made.pk}", gettext_noop("Struck off"))
    tell_units(item, news, by=by)
    return made


@transaction.atomic
def set_archive_number(item: Item, number: str, *, by: User) -> Item:
    """Say under which number (归档号) its papers are kept; the same again changes nothing."""
    item = locked(item, "supervision.archive", by=by)
    if item.archive_number != number:
        item.archive_number = number
        item.save(update_fields=["archive_number"])
        audit.record(by=by, verb="item.archived", target=item)
    return item


@transaction.atomic
def reopen(item: Item, *, reason: str, by: User) -> Item:
    """Take the strike-off back: the item is at work again, its last day stays."""
    item = locked(item, "supervision.reopen", by=by)
    living = item.strike_offs.get(reopened_at=None)
    living.reopened_by, living.reopened_at, living.reopen_reason = by, clock.now(), reason
    living.save(update_fields=["reopened_by", "reopened_at", "reopen_reason"])
    item.state, item.verified_on = Item.State.ISSUED, None
    item.save(update_fields=["state", "verified_on"])
    audit.record(by=by, verb="item.reopened", target=item, reason=reason)
    news = News("supervision.reopened", f"reopened:{living.pk}", gettext_noop("Reopened"))
    tell_units(item, news, by=by)
    return item
