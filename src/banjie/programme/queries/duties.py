"""What units were given and what they answered."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from banjie.people.models import User
from banjie.people.rules import LEADER, LIAISON, OFFICER
from banjie.programme.models import Assignment, Programme

_WITH = ("activity__programme__office", "unit", "handed_from__unit", "answered_by")


def duties_of(user: User) -> QuerySet[Assignment]:
    """The parts of the units I answer for, in open programmes, those not answered first."""
    return (
        _at_work()
        .filter(unit__in=user.units(LIAISON, LEADER))
        .order_by("activity__programme", "activity__position", "pk")
    )


def duties_seen_by(user: User) -> QuerySet[Assignment]:
    """Those, what my units handed on, and all parts in the programmes of my offices."""
    mine = user.units(LIAISON, LEADER)
    offices = user.units(OFFICER, LEADER)
    return Assignment.objects.filter(
        Q(unit__in=mine)
        | Q(handed_from__unit__in=mine)
        | Q(activity__programme__office__in=offices)
    ).select_related(*_WITH)


def duties_to_answer(user: User) -> QuerySet[Assignment]:
    """Parts of my units that nobody has answered yet."""
    return duties_of(user).filter(answer=Assignment.Answer.WAITING)


def changes_asked_of(user: User) -> QuerySet[Assignment]:
    """Changes that units ask of the offices I serve, oldest first."""
    return (
        _at_work()
        .filter(
            activity__programme__office__in=user.units(OFFICER),
            answer=Assignment.Answer.CHANGE_ASKED,
        )
        .order_by("answered_at", "pk")
    )


def _at_work() -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        activity__dropped_at=None,
        activity__merged_into=None,
        activity__programme__state=Programme.State.OPEN,
    ).select_related(*_WITH)
