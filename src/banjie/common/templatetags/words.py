"""Days, numbers, sizes and steps in the words of the page's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from banjie.common import clock

register = template.Library()

# What the audit log calls each step, as people say it.
STEPS = {
    "document.received": gettext_lazy("Document received"),
    "document.removed": gettext_lazy("Document removed"),
    "draft.begun": gettext_lazy("Review begun"),
    "draft.corrected": gettext_lazy("Item corrected"),
    "draft.added": gettext_lazy("Item added"),
    "draft.dropped": gettext_lazy("Item dropped"),
    "draft.restored": gettext_lazy("Item taken back"),
    "draft.merged": gettext_lazy("Items merged"),
    "draft.split": gettext_lazy("Item split"),
    "draft.units": gettext_lazy("Units settled"),
    "draft.head": gettext_lazy("Title and year corrected"),
    "draft.kept": gettext_lazy("Kept as draft"),
    "draft.discarded": gettext_lazy("Draft discarded"),
    "programme.opened": gettext_lazy("Programme opened"),
    "activity.added": gettext_lazy("Activity added"),
    "activity.changed": gettext_lazy("Activity changed"),
    "activity.dropped": gettext_lazy("Activity dropped"),
    "activity.restored": gettext_lazy("Activity taken back"),
    "area.added": gettext_lazy("Area added"),
    "area.changed": gettext_lazy("Area changed"),
    "duty.confirmed": gettext_lazy("Part confirmed"),
    "duty.change-asked": gettext_lazy("Change asked for"),
    "duty.change-declined": gettext_lazy("Change declined"),
    "duty.handed-on": gettext_lazy("Work handed on"),
    "duty.taken-back": gettext_lazy("Work taken back"),
    "dependency.added": gettext_lazy("Order of activities set"),
    "dependency.removed": gettext_lazy("Order of activities taken away"),
    "report.written": gettext_lazy("Report written"),
    "report.changed": gettext_lazy("Report changed"),
    "report.submitted": gettext_lazy("Report sent"),
    "report.returned": gettext_lazy("Report returned"),
    "report.accepted": gettext_lazy("Report accepted"),
    "report.entered": gettext_lazy("Report entered from paper"),
    "report.objected": gettext_lazy("Report taken back by the unit"),
    "report.followed": gettext_lazy("A figure followed the report it was taken from"),
    "report.corrected": gettext_lazy("Figure corrected"),
    "report.unlinked": gettext_lazy("The figure it was taken from is gone; it stands by itself"),
    "programme.closed": gettext_lazy("Programme closed"),
    "cycle.opened": gettext_lazy("Round of reports opened"),
    "cycle.answered": gettext_lazy("Answered: nothing to tell"),
    "summary.written": gettext_lazy("Summary written"),
    "notice.changed": gettext_lazy("Notice mended"),
    "notice.send": gettext_lazy("Notice sent"),
    "notice.hold": gettext_lazy("Notice held back"),
    "notice.cancel": gettext_lazy("Notice cancelled"),
    "notice.withdrawn": gettext_lazy("Notice withdrawn: what it asked for is done"),
    "notice.again": gettext_lazy("Notice sent again"),
    "channel.added": gettext_lazy("Way of notices added"),
    "channel.removed": gettext_lazy("Way of notices deleted"),
    "feed.made": gettext_lazy("Calendar address made"),
    "feed.revoked": gettext_lazy("Calendar address revoked"),
    "paper.drafted": gettext_lazy("Paper drafted"),
    "paper.changed": gettext_lazy("Paper mended"),
    "paper.submitted": gettext_lazy("Paper sent"),
    "paper.agreed": gettext_lazy("Paper signed"),
    "paper.returned": gettext_lazy("Paper returned"),
    "paper.passed": gettext_lazy("Paper passed on"),
    "letters.set": gettext_lazy("Letters of document numbers set"),
    "item.opened": gettext_lazy("Item opened"),
    "item.changed": gettext_lazy("Item mended"),
    "item.issued": gettext_lazy("Handed over"),
    "item.received": gettext_lazy("Taken over"),
    "item.answered": gettext_lazy("Answered"),
    "item.verified": gettext_lazy("Answer verified"),
    "item.returned": gettext_lazy("Answer sent back"),
    "item.urged": gettext_lazy("Reminder written"),
    "item.struck": gettext_lazy("Struck off"),
    "item.archived": gettext_lazy("Archive number kept"),
    "item.reopened": gettext_lazy("Reopened"),
    "item.more-time-asked": gettext_lazy("More time asked for"),
    "item.more-time-agreed": gettext_lazy("More time agreed"),
    "item.more-time-refused": gettext_lazy("More time refused"),
    "item.objected": gettext_lazy("Objected to"),
    "item.objection-decided": gettext_lazy("Objection decided"),
    "topic.added": gettext_lazy("Topic added"),
    "topic.changed": gettext_lazy("Topic changed"),
    "topic.dropped": gettext_lazy("Topic not taken up"),
    "topic.shown": gettext_lazy("Result published"),
    "topic.referred": gettext_lazy("Sent one level up"),
    "stage.planned": gettext_lazy("Time of a stage set"),
    "stage.delivered": gettext_lazy("Stage: entered what it brought"),
    "stage.passed": gettext_lazy("Stage ended"),
    "plan.opened": gettext_lazy("Annual plan opened"),
    "plan.chosen": gettext_lazy("Topics of the plan chosen"),
    "plan.sent": gettext_lazy("Annual plan sent for approval"),
    "plan.fixed": gettext_lazy("Annual plan begun"),
    "session.planned": gettext_lazy("Session planned"),
    "session.changed": gettext_lazy("Session changed"),
    "session.noticed": gettext_lazy("Notice of the session sent"),
    "session.minuted": gettext_lazy("Minutes written"),
    "minute.carried": gettext_lazy("Agreed point carried on"),
    "outcome.written": gettext_lazy("Recommendation drafted"),
    "outcome.changed": gettext_lazy("Recommendation mended"),
    "outcome.sent": gettext_lazy("Recommendation sent"),
    "outcome.answered": gettext_lazy("Recommendation answered"),
    "outcome.followed": gettext_lazy("Told what came of a point"),
    "station.opened": gettext_lazy("Station added"),
    "reply-template.added": gettext_lazy("Template of replies added"),
    "reply-template.changed": gettext_lazy("Template of replies changed"),
    "reply-template.dropped": gettext_lazy("Template of replies dropped"),
    "station.changed": gettext_lazy("Station changed"),
    "text.opened": gettext_lazy("Text opened for comment"),
    "text.commented": gettext_lazy("Commented"),
    "text.answered": gettext_lazy("Comments answered"),
    "text.published": gettext_lazy("Answers published"),
    "knowledge.added": gettext_lazy("Field of knowledge added"),
    "draw.announced": gettext_lazy("Draw of experts announced"),
    "draw.drawn": gettext_lazy("Experts drawn"),
    "figures.released": gettext_lazy("Figures of a half-year told to everybody"),
    "case.last-day": gettext_lazy("Last day set"),
    "case.enter": gettext_lazy("Case entered for somebody"),
    "case.contact-seen": gettext_lazy("Contact of an author looked at"),
    "channel-of-cases.opened": gettext_lazy("Channel opened"),
    "channel-of-cases.changed": gettext_lazy("Channel changed"),
    "poster.made": gettext_lazy("Address of a poster made"),
    "poster.revoked": gettext_lazy("Address of a poster taken back"),
    "key.made": gettext_lazy("Key for a program made"),
    "key.revoked": gettext_lazy("Key for a program revoked"),
    "limit.set": gettext_lazy("Limit set"),
    "account.made": gettext_lazy("Account made"),
    "account.invited": gettext_lazy("Link sent"),
    "account.password": gettext_lazy("Password chosen"),
    "account.renamed": gettext_lazy("Name corrected"),
    "account.shut": gettext_lazy("Account shut"),
    "account.reopened": gettext_lazy("Account opened again"),
    "account.factors_taken": gettext_lazy("Second factor taken away"),
    "account.bound": gettext_lazy("Log-in at another site bound"),
    "account.unbound": gettext_lazy("Log-in at another site unbound"),
    "account.signed_in": gettext_lazy("Signed in"),
    "account.sign_in_failed": gettext_lazy("Wrong try to sign in"),
    "account.signed_out": gettext_lazy("Signed out"),
    "file.link_made": gettext_lazy("Link to a file made"),
    "file.link_used": gettext_lazy("File taken by a link"),
    "account.closed": gettext_lazy("Account closed for good"),
    "duty.given": gettext_lazy("Duty given"),
    "duty.taken": gettext_lazy("Duty ended"),
    "duty.lent": gettext_lazy("Duty lent"),
    "duty.taken_back": gettext_lazy("Duty taken back"),
    "unit.added": gettext_lazy("Unit added"),
    "unit.alias": pgettext_lazy("step", "Other name of a unit learned"),
}


@register.filter
def step(verb: str) -> str:
    """The step of the audit log in words; one without words yet shows its own name."""
    return str(STEPS.get(verb, verb))


@register.filter
def outcome(verb: str) -> str:
    """What colours a step in a timeline: the part after the dot."""
    return verb.rpartition(".")[2]


def _in_year() -> str:
    # Translators: Django's format characters for a day without its year.
    return pgettext("format", "F j")


@register.simple_tag
def days(first: date | None, end: date | None) -> str:
    """The days from `first` up to but without `end`, as a person says them; '' for no day."""
    last = clock.last_day(end)
    if first and last and first != last:
        same_year = first.year == last.year
        until = date_format(last, _in_year() if same_year else "DATE_FORMAT")
        return _("%(first)s to %(last)s") % {"first": date_format(first), "last": until}
    if first:
        return date_format(first) if last else _("from %(first)s") % {"first": date_format(first)}
    return _("by %(last)s") % {"last": date_format(last)} if last else ""


# How often, by RFC 5545: once every period, or every so many.
EVERY = {
    "DAILY": (gettext_lazy("every day"), gettext_lazy("every %(n)s days")),
    "WEEKLY": (gettext_lazy("every week"), gettext_lazy("every %(n)s weeks")),
    "MONTHLY": (gettext_lazy("every month"), gettext_lazy("every %(n)s months")),
    "YEARLY": (gettext_lazy("every year"), gettext_lazy("every %(n)s years")),
}


@register.filter
def every(rule: str) -> str:
    """A recurrence rule in words: every month, every 2 months; '' for none."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if parts.get("FREQ") not in EVERY:
        return ""
    once, often = EVERY[parts["FREQ"]]
    interval = parts.get("INTERVAL", "1")
    return str(once) if interval == "1" else str(often) % {"n": interval}


@register.filter
def plain(value: Any) -> str:
    """A number without needless zeros: 300, 12.5."""
    number = Decimal(str(value)).normalize()
    return f"{number:f}"


@register.filter
def size(octets: int) -> str:
    """The size of a file: 35 KB, 2.4 MB."""
    if octets < 1024 * 1024:
        return f"{max(1, round(octets / 1024))} KB"
    return f"{octets / 1024 / 1024:.1f} MB"
