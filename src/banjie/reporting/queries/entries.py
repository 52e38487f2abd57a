"""How each thing that waits becomes a row of the inbox: its words, why it is mine, its button."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banjie.approvals.models import Paper
from banjie.common import clock
from banjie.people.models import User
from banjie.people.rules import LIAISON
from banjie.programme.lights import Light
from banjie.programme.models import Assignment, Draft, Report
from banjie.programme.queries.late import Late
from banjie.programme.queries.overview import Units
from banjie.programme.queries.programmes import Card
from banjie.supervision.models import Answer, Extension, Item, Objection, Part


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the inbox.

    `about` names the thing as it stands: what comes back later is a new row that nobody has taken.
    `unit` is the one whose staff share the row; None where a post is asked and nobody may step in.
    """

    about: str
    title: str
    address: str
    why: str
    unit: int | None = None
    light: Light | None = None
    act_at: str = ""
    urgent: bool = False

    @property
    def act_address(self) -> str:
        """Where its button leads; most things are dealt with on their own page."""
        return self.act_at or self.address


def _said(*pieces: str) -> str:
    return " · ".join(piece for piece in pieces if piece)


def _day(day: date | datetime | None) -> str:
    return date_format(day) if day else ""


def _about(pk: int, as_of: date | datetime | None = None) -> str:
    return f"{pk}:{as_of:%Y%m%d%H%M%S}" if as_of else str(pk)


def _clock(due: date | None) -> Light | None:
    """The light of a running clock."""
    if due is None:
        return None
    left = (due - clock.today()).days
    return Light("overdue" if left < 0 else "on-plan", left)


def returned(report: Report, _user: User) -> Entry:
    address = reverse("programme:change-report", args=(report.pk,))
    why = _said(report.unit.brief, _("sent back: %(reason)s") % {"reason": report.reason})
    about = _about(report.pk, report.decided_at)
    return Entry(about, report.activity.title, address, why, report.unit_id, urgent=True)


def begun(report: Report, _user: User) -> Entry:
    address = reverse("programme:change-report", args=(report.pk,))
    why = _said(report.unit.brief, _("draft of %(day)s") % {"day": _day(report.held_on)})
    return Entry(_about(report.pk), report.activity.title, address, why, report.unit_id)


def waiting(report: Report, _user: User) -> Entry:
    address = reverse("programme:report", args=(report.pk,))
    why = report.unit.brief
    if report.submitted_at:
        why = _said(why, _("sent %(day)s") % {"day": _day(report.submitted_at)})
    about = _about(report.pk, report.submitted_at)
    return Entry(about, report.activity.title, address, why, report.activity.programme.office_id)


def owed(card: Card, unfinished: Report | None, user: User) -> Entry:
    """An activity we must tell of; its button goes on with a report that was begun."""
    activity, mine = card.activity, user.units(LIAISON)
    parts = [part for part in activity.assignments.all() if part.unit_id in mine]
    roles = {
        Assignment.Role.LEAD: _("We lead"),
        Assignment.Role.RESPONSIBLE: _("We answer for it"),
        Assignment.Role.COOPERATING: _("We help"),
    }
    late = ngettext(
        "%(n)d session is over and not reported",
        "%(n)d sessions are over and not reported",
        card.sessions_late,
    ) % {"n": card.sessions_late}
    act_at = (
        reverse("programme:change-report", args=(unfinished.pk,))
        if unfinished
        else reverse("programme:new-report", args=(activity.pk,))
    )
    return Entry(
        about=_about(activity.pk, card.report_by or card.last_day),
        title=activity.title,
        address=reverse("programme:activity", args=(activity.pk,)),
        why=_said(
            str(roles.get(Assignment.Role(card.role), "")) if card.role else "",
            card.session.label if card.session else "",
            late if card.sessions_late > 1 else "",
            _("a report waits for the office") if card.waiting else "",
            _("to report by %(day)s") % {"day": _day(card.report_by)} if card.report_by else "",
            _("until %(day)s") % {"day": _day(card.last_day)} if card.last_day else "",
            activity.programme.title,
        ),
        unit=parts[0].unit_id if parts else None,
        light=card.light,
        act_at=act_at,
        urgent=card.light.name == "overdue",
    )


def late(row: tuple[Late, Units], _user: User) -> Entry:
    """An overdue activity of an office: who answers for it."""
    found, units = row
    answerable = units[Assignment.Role.RESPONSIBLE] or units[Assignment.Role.LEAD]
    return Entry(
        about=_about(found.pk, found.last_day),
        title=found.title,
        address=reverse("programme:activity", args=(found.pk,)),
        why=_said("、".join(answerable), found.programme),
        unit=found.office,
        light=found.light,
        urgent=True,
    )


def duty(part: Assignment, _user: User) -> Entry:
    activity = part.activity
    why = _said(part.unit.brief if part.unit else "", part.get_role_display())
    why = _said(why, activity.programme.title)
    address = reverse("programme:duty", args=(part.pk,))
    return Entry(f"{part.pk}:{activity.version}", activity.title, address, why, part.unit_id)


def change(part: Assignment, _user: User) -> Entry:
    why = _said(part.unit.brief if part.unit else "", part.reason)
    address = reverse("programme:duty", args=(part.pk,))
    office = part.activity.programme.office_id
    return Entry(_about(part.pk, part.answered_at), part.activity.title, address, why, office)


def draft(found: Draft, _user: User) -> Entry:
    why = _said(found.document.name, _day(found.begun_at))
    return Entry(
        _about(found.pk), found.title, reverse("programme:review", args=(found.pk,)), why,
        found.unit_id,
    )  # fmt: skip


def to_sign(paper: Paper, _user: User) -> Entry:
    """Nobody may step in: a post is asked, by its duty or by its account."""
    why = _said(paper.unit.brief, paper.get_flow_display(), _day(paper.submitted_at))
    address = reverse("approvals:paper", args=(paper.pk,))
    return Entry(_about(paper.pk), str(paper), address, why, light=_clock(paper.due))


def own_paper(paper: Paper, _user: User) -> Entry:
    address = reverse("approvals:paper", args=(paper.pk,))
    back = paper.state == Paper.State.RETURNED
    return Entry(_about(paper.pk), str(paper), address, paper.standing, urgent=back)


def _of_item(item: Item, why: str, about: str, unit: int) -> Entry:
    light = _clock(item.due)
    late = light is not None and light.name == "overdue"
    return Entry(about, str(item), item.get_absolute_url(), why, unit, light, urgent=late)


def part(found: Part, _user: User) -> Entry:
    why = _said(
        found.unit.brief,
        found.get_role_display(),
        _("asked by %(office)s") % {"office": found.item.office.brief},
    )
    return _of_item(found.item, why, _about(found.pk, found.item.due), found.unit_id)


def answer(found: Answer, _user: User) -> Entry:
    why = _said(found.unit.brief, _("answered %(day)s") % {"day": _day(found.at)})
    return _of_item(found.item, why, _about(found.pk), found.item.office_id)


def objection(found: Objection, _user: User) -> Entry:
    item = found.verdict.answer.item
    light = _clock(found.due)
    why = _said(found.unit.brief, found.reason[:60])
    late = light is not None and light.name == "overdue"
    return Entry(
        _about(found.pk), str(item), item.get_absolute_url(), why, item.office_id, light,
        urgent=late,
    )  # fmt: skip


def more_time(asked: Extension, _user: User) -> Entry:
    why = _said(asked.unit.brief, _("until %(day)s") % {"day": _day(asked.wanted)},
                asked.reason[:60])  # fmt: skip
    return _of_item(asked.item, why, _about(asked.pk), asked.item.office_id)


def verified(item: Item, _user: User) -> Entry:
    why = _("verified %(day)s") % {"day": _day(item.verified_on)}
    return Entry(_about(item.pk, item.verified_on), str(item), item.get_absolute_url(), why,
                 item.office_id)  # fmt: skip


def approved(item: Item, _user: User) -> Entry:
    why = _("its paper is approved")
    return Entry(_about(item.pk), str(item), item.get_absolute_url(), why, item.office_id)
