"""Joint submitters (联名): asked, each confirms or stands aside, and whoever is silent falls away.

How many there are is settled when the case is sent; from then on nobody joins or leaves.
"""

from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from banjie.common import clock
from banjie.common.timed import begin
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.kinds import kind_rule, limit_name
from banjie.consultation.models import Case, State, Submitter
from banjie.notices.actions import one_line, write_notice
from banjie.people.models import User
from banjie.people.rules import LEADER, LIAISON


def invite(case: Case) -> list[Submitter]:
    """Ask everybody named in the draft, each once; the time to confirm begins."""
    invited = list(case.submitters.filter(lead=False))
    if invited and not kind_rule(case.kind).joint:
        raise ValidationError(_("What is sent here has one submitter."))
    for one in invited:
        one.confirm_by = begin(limit_name(case.kind, "confirm")).end
        one.save(update_fields=["confirm_by"])
        _tell(one, case)
    return invited


def _tell(invited: Submitter, case: Case) -> None:
    """A notice of nobody's: it would stand in the outbox of the author's own office, which has no
    part in the case.
    """
    with translation.override("zh-hans"):
        said = _("You are asked to stand behind a joint case: %(title)s") % {"title": case.title}
    write_notice(
        kind="reminder.confirm", key=f"case-confirm-{invited.pk}", subject=one_line(said),
        address=reverse("consultation:confirm", args=(case.pk,)), user=invited.user,
        unit=invited.unit, duties=(LEADER, LIAISON) if invited.unit else (),
    )  # fmt: skip


@transaction.atomic
def confirm_case(invited: Submitter, *, by: User) -> Case:
    """Stand behind it, for oneself or for the unit that was asked."""
    case, mine = _asked(invited, "confirm")
    if mine.user_id is None and case.submitters.filter(user=by).exists():
        raise ValidationError(_("You stand behind this case yourself; a colleague confirms."))
    mine.user, mine.confirmed_on = mine.user or by, clock.today()
    mine.save(update_fields=["user", "confirmed_on"])
    return _go_on(case, "confirm", mine)


@transaction.atomic
def stand_aside(invited: Submitter) -> Case:
    """Do not stand behind it; the others go on."""
    case, mine = _asked(invited, "stand_aside")
    Submitter.objects.filter(pk=mine.pk).delete()
    return _go_on(case, "stand_aside", mine)


@transaction.atomic
def end_gathering(case: Case) -> Case:
    """The time to confirm is over: who was silent falls away, and the case is sent."""
    case = locked(case, "gather", by=None)
    waiting = case.submitters.filter(confirmed_on=None)
    if waiting.filter(confirm_by__gte=clock.today()).exists():
        raise WrongState.at("gather")
    waiting.delete()
    return _send(case, "gather", None)


def end_all_gatherings() -> int:
    """Send every case whose time to confirm is over; how many. One that its last joint submitter
    sent meanwhile is left alone.
    """
    late = Case.objects.filter(
        state=State.GATHERING, submitters__confirmed_on=None,
        submitters__confirm_by__lt=clock.today(),
    ).distinct()  # fmt: skip
    sent = 0
    for case in late:
        with suppress(WrongState):
            end_gathering(case)
            sent += 1
    return sent


def _asked(invited: Submitter, step: str) -> tuple[Case, Submitter]:
    case = locked(invited.case, step, by=invited)
    mine = Submitter.objects.filter(pk=invited.pk, confirmed_on=None).first()
    if mine is None:
        raise WrongState.at(step)
    return case, mine


def _go_on(case: Case, step: str, by: Submitter) -> Case:
    """Send it once nobody is waited for."""
    if case.submitters.filter(confirmed_on=None).exists():
        return move(case, step, by=by, unit=by.unit)
    return _send(case, step, by)


def _send(case: Case, step: str, by: Submitter | None) -> Case:
    case.submitted_on = clock.today()
    joint = case.submitters.count()
    return move(case, step, by=by, unit=by.unit if by else None, to=State.SUBMITTED, joint=joint)
