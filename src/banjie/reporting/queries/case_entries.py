"""How each case that waits becomes a row of the inbox."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from banjie.common import clock
from banjie.consultation.models import (
    Case,
    Extension,
    FollowUp,
    Handling,
    Reply,
    ReturnRequest,
)
from banjie.people.models import User
from banjie.people.rules import OFFICER
from banjie.programme.lights import Light
from banjie.reporting.queries.entries import Entry


def _row(
    case: Case, about: str, unit: int, *why: str, due: date | None = None, step: str = "",
    of: tuple[int, ...] = (),
) -> Entry:  # fmt: skip
    """`step` is the address where its button leads, `of` what it names beside the case; without
    one, to the case.
    """
    left = (due - clock.today()).days if due else None
    late = left is not None and left < 0
    return Entry(
        about, str(case), case.get_absolute_url(), " · ".join(filter(None, why)), unit,
        Light("overdue" if late else "on-plan", left) if due else None,
        reverse(f"consultation:{step}", args=(case.pk, *of)) if step else "", urgent=late,
    )  # fmt: skip


def _kind(case: Case) -> str:
    return str(case.get_kind_display())


def to_check(case: Case, _user: User) -> Entry:
    sent = _("sent %(day)s") % {"day": date_format(case.submitted_on)} if case.submitted_on else ""
    return _row(case, str(case.pk), case.office_id, _kind(case), sent, due=case.check_by)


def to_assign(case: Case, _user: User) -> Entry:
    return _row(case, f"{case.pk}:filed", case.office_id, _kind(case), due=case.assign_by)


def to_settle(case: Case, _user: User) -> Entry:
    why = _("its author was not satisfied twice")
    return _row(case, f"{case.pk}:twice", case.office_id, _kind(case), why)


def to_call(case: Case, _user: User) -> Entry:
    return _row(case, f"{case.pk}:{case.round}", case.office_id, _kind(case),
                due=case.call_by, step="call-back")  # fmt: skip


def promised(promise: FollowUp, user: User) -> Entry:
    case, unit = promise.case, promise.reply.handling.unit
    mine = case.office_id if case.office_id in user.units(OFFICER) else unit.pk
    return _row(case, str(promise.pk), mine, unit.brief, promise.promise[:60], due=promise.due,
                step="follow-up", of=(promise.pk,))  # fmt: skip


def _part(part: Handling, due: date | None, step: str = "") -> Entry:
    role = str(part.get_role_display())
    about = f"{part.pk}:{part.case.round}{part.due:%Y%m%d}" if part.due else str(part.pk)
    why = (part.unit.brief, role, _kind(part.case))
    return _row(part.case, about, part.unit_id, *why, due=due, step=step)


def to_take_over(part: Handling, _user: User) -> Entry:
    return _part(part, part.receive_by)


def to_answer(part: Handling, _user: User) -> Entry:
    return _part(part, part.due, "draft-reply")


def to_give_opinion(part: Handling, _user: User) -> Entry:
    return _part(part, part.due, "write-opinion")


def to_countersign(part: Any, _user: User) -> Entry:
    """`part` comes with the day of the draft it is to agree to (`parts_to_countersign`)."""
    return _part(part, part.countersign_by, "countersign")


def _reply(reply: Reply, unit: int, step: str) -> Entry:
    part = reply.handling
    about = f"{reply.pk}:{reply.state}"
    return _row(part.case, about, unit, part.unit.brief, due=part.due, step=step)


def to_sign(reply: Reply, _user: User) -> Entry:
    return _reply(reply, reply.handling.unit_id, "sign-reply")


def to_review(reply: Reply, _user: User) -> Entry:
    return _reply(reply, reply.handling.case.office_id, "review-reply")


def to_send(reply: Reply, _user: User) -> Entry:
    return _reply(reply, reply.handling.case.office_id, "publish-reply")


def returned(asked: ReturnRequest, _user: User) -> Entry:
    part = asked.handling
    why = _("names %(unit)s") % {"unit": asked.names.brief}
    unit = part.case.office_id
    return _row(part.case, str(asked.pk), unit, part.unit.brief, why, asked.reason[:60],
                due=part.due, step="reassign")  # fmt: skip


def more_time(asked: Extension, _user: User) -> Entry:
    part = asked.handling
    until = _("until %(day)s") % {"day": date_format(asked.wanted)}
    return _row(part.case, str(asked.pk), part.case.office_id, part.unit.brief, until,
                asked.reason[:60], due=part.due, step="decide-extension")  # fmt: skip
