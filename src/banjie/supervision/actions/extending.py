"""More time (延期): asked for before the day, decided by the issuing office."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from banjie.common import audit
from banjie.people.actions.duties import end_loans
from banjie.people.models import User
from banjie.supervision.actions.states import News, WrongState, locked, tell_office, tell_units
from banjie.supervision.models import Extension, Item
from banjie.supervision.rules import to_prolong


@transaction.atomic
def ask_extension(item: Item, *, wanted: date, reason: str, by: User) -> Extension:
    """Ask for a later last day. Raises ValidationError for one that is not later than it is now."""
    item = locked(item, "supervision.ask_extension", by=by)
    part = to_prolong(by, item).first()
    if part is None or item.due is None:
        raise WrongState("not the lead unit, or an item without its day")
    if wanted <= item.due:
        raise ValidationError({"wanted": _("This day is not later than the last day now.")})
    asked = Extension.objects.create(
        item=item, unit=part.unit, reason=reason, old_due=item.due, wanted=wanted, by=by
    )
    audit.record(by=by, verb="item.more-time-asked", target=item, wanted=str(wanted))
    news = News("report.supervision", f"extension:{asked.pk}", gettext_noop("More time asked for"))
    tell_office(item, news, by=by)
    return asked


@transaction.atomic
def decide_extension(item: Item, *, approved: bool, answer: str, by: User) -> Extension:
    """Agree, and the last day moves while the clock keeps its rule; or refuse."""
    item = locked(item, "supervision.decide_extension", by=by)
    asked = item.extensions.select_related("unit").get(approved=None)
    end_loans()
    asked.decide(approved=approved, answer=answer, by=by)
    if approved:
        item.due = asked.wanted
        item.save(update_fields=["due"])
    verb = "item.more-time-agreed" if approved else "item.more-time-refused"
    audit.record(by=by, verb=verb, target=item, due=str(item.due))
    said = gettext_noop("More time agreed") if approved else gettext_noop("More time refused")
    news = News("decision.extension", f"extension-decided:{asked.pk}", said)
    tell_units(item, news, by=by, units=[asked.unit] if not approved else None)
    return asked
