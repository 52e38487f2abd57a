"""Whom a notice is for, of which kind it is, why it did not arrive: in the page's language."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from banjie.notices.models import Channel, Delivery, Notice
from banjie.notices.sending import reasons
from banjie.people.models import Membership

register = template.Library()

# The first word of a kind, as people say it; a word nobody knows yet is a plain notice.
KINDS = {
    "reminder": gettext_lazy("Reminder"),
    "supervision": pgettext_lazy("kind of notice", "Supervision"),
    "urging": gettext_lazy("Urging"),
    "decision": gettext_lazy("Decision"),
    "approval": gettext_lazy("Approval"),
    "report": pgettext_lazy("kind of notice", "Report"),
    "plan": pgettext_lazy("kind of notice", "Plan"),
    "paper": pgettext_lazy("kind of notice", "Paper"),
}


@register.filter
def kind_words(notice: Notice) -> str:
    return str(KINDS.get(notice.kind.partition(".")[0], pgettext_lazy("kind of notice", "Notice")))


@register.filter
def meant_for(notice: Notice) -> str:
    """The unit and the duties, or the one account."""
    if notice.unit is None:
        return str(notice.user)
    duties = [str(Membership.Duty(duty).label) for duty in notice.duties]
    if not duties:
        return notice.unit.name
    return _("%(unit)s (%(duties)s)") % {"unit": notice.unit.name, "duties": _(", ").join(duties)}


@register.filter
def means_words(means: str) -> str:
    return _("on the site") if means == Delivery.SITE else str(Channel.Means(means).label)


@register.filter
def state_words(state: str) -> str:
    return str(Delivery.State(state).label)


@register.filter
def reason_words(reason: str) -> str:
    return reasons.said(reason)
