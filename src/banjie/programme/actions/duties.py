"""What a unit answers to what it was given: yes, please change it, or a unit below does it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from banjie.common import audit, clock
from banjie.people.models import Unit, User
from banjie.people.queries import units_below
from banjie.programme.actions.asking import tell
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.locking import at_work, locked_activities
from banjie.programme.models import Assignment

Answer = Assignment.Answer


class NotBelow(Exception):
    """Work is handed to a unit below, which has no such part in it yet."""


def _locked(part: Assignment, version: int | None = None) -> Assignment:
    """The part as it is now, its activity locked; raises `Stale` when the activity moved on or is
    at work no longer.
    """
    [activity] = locked_activities([part.activity_id])
    if not at_work(activity) or (version is not None and activity.version != version):
        raise Stale
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("activity__programme__office", "unit")
        .get(pk=part.pk)
    )


def _own(part: Assignment, version: int) -> Assignment:
    """As `_locked`; raises `Stale` for work that was handed on."""
    current = _locked(part, version)
    if current.answer == Answer.HANDED_ON:
        raise Stale
    return current


def _answer(part: Assignment, answer: str, reason: str, by: User) -> Assignment:
    part.answer, part.reason = answer, reason
    part.answered_at, part.answered_by = clock.now(), by
    part.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
    return part


@transaction.atomic
def confirm(part: Assignment, *, version: int, by: User) -> Assignment:
    """The unit will do it, as it stands in this version. Confirmed twice is confirmed once.

    Work that was handed on is taken back first, or nobody could take it back: raises `Stale`.
    """
    current = _own(part, version)
    if current.answer == Answer.CONFIRMED:
        return current
    audit.record(by=by, verb="duty.confirmed", target=current.activity, part=current.pk)
    return _answer(current, Answer.CONFIRMED, "", by)


@transaction.atomic
def ask_change(part: Assignment, *, version: int, reason: str, by: User) -> Assignment:
    """The unit asks the office for something else; the office is told. `Stale` as in `confirm`."""
    current = _own(part, version)
    if (current.answer, current.reason) == (Answer.CHANGE_ASKED, reason):
        return current
    entry = audit.record(by=by, verb="duty.change-asked", target=current.activity, part=current.pk)
    tell(
        current.activity.programme.office, current.activity, mark=f"asked:{entry.pk}", by=by,
        said=gettext_noop("A unit asks for a change of “%(title)s”."), reason=reason,
    )  # fmt: skip
    return _answer(current, Answer.CHANGE_ASKED, reason, by)


@transaction.atomic
def decline_change(part: Assignment, *, reason: str, by: User) -> Assignment:
    """The office leaves it as it is and says why; the unit is asked again."""
    current = _locked(part)
    if current.answer != Answer.CHANGE_ASKED:
        raise Stale
    entry = audit.record(
        by=by, verb="duty.change-declined", target=current.activity, part=current.pk
    )
    if current.unit:
        tell(
            current.unit, current.activity, mark=f"declined:{entry.pk}", by=by, reason=reason,
            said=gettext_noop("The office leaves “%(title)s” as it is. Please answer again."),
        )  # fmt: skip
    return _answer(current, Answer.WAITING, reason, by)


@transaction.atomic
def hand_on(part: Assignment, unit: Unit, *, version: int, by: User) -> Assignment:
    """A unit below does the work in the same role; who handed it on keeps responsibility.

    Handed to the same unit twice is handed once. Raises `NotBelow` for any unit that is not below
    this one or has its own part in the same role.
    """
    current = _locked(part, version)
    there = current.activity.assignments.filter(role=current.role, unit=unit).first()
    if there and there.handed_from_id == current.pk:
        return there
    if there or current.unit is None or unit.pk not in {u.pk for u in units_below(current.unit)}:
        raise NotBelow
    made = Assignment.objects.create(
        activity=current.activity,
        role=current.role,
        unit=unit,
        position=current.position,
        handed_from=current,
    )
    _answer(current, Answer.HANDED_ON, "", by)
    entry = audit.record(
        by=by, verb="duty.handed-on", target=current.activity, part=current.pk, unit=unit.pk
    )
    tell(
        unit, current.activity, mark=f"handed:{entry.pk}", by=by,
        said=gettext_noop("Your unit is to do “%(title)s”. Please look and answer."),
    )  # fmt: skip
    return made


@transaction.atomic
def take_back(part: Assignment, *, by: User) -> Assignment:
    """What was handed to units below comes back; what they reported stays theirs."""
    current = _locked(part)
    if current.answer != Answer.HANDED_ON:
        raise Stale
    entry = audit.record(by=by, verb="duty.taken-back", target=current.activity, part=current.pk)
    for below in current.handed_to.select_related("unit"):
        if below.unit:
            tell(
                below.unit, current.activity, mark=f"back:{entry.pk}", by=by,
                said=gettext_noop("“%(title)s” was taken back by the unit above."),
            )  # fmt: skip
    current.handed_to.all().delete()
    return _answer(current, Answer.WAITING, "", by)
