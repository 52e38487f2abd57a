"""What of supervision waits for an account: for its units, and for the offices it serves."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from banjie.approvals.models import Paper
from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER
from banjie.supervision.models import Answer, Extension, Item, Objection, Part
from banjie.supervision.rules import parts_of, to_answer, to_receive

_WAITING = Answer.objects.filter(interim=False, verdict=None)


def parts_to_take_over(user: User) -> QuerySet[Part]:
    """Items handed over to my units that nobody has taken over."""
    return _at_work(to_receive(parts_of(user)))


def parts_to_answer(user: User) -> QuerySet[Part]:
    """Items my units took over and whose answer does not wait for the office."""
    return _at_work(to_answer(parts_of(user)))


def _at_work(parts: QuerySet[Part]) -> QuerySet[Part]:
    found = parts.filter(item__state=Item.State.ISSUED).select_related("item__office", "unit")
    return found.order_by("item__due", "pk")


def items_to_hand_over(user: User) -> QuerySet[Item]:
    """Items of my offices whose paper is approved."""
    approved = Q(state=Item.State.DRAFT, paper__state=Paper.State.APPROVED)
    return _of_my_offices(user).filter(approved).order_by("pk")


def answers_to_verify(user: User) -> QuerySet[Answer]:
    """Answers that wait for my offices; not those to items my own units handle."""
    return (
        _WAITING.filter(item__office__in=user.units(OFFICER), item__state=Item.State.ISSUED)
        .exclude(item__in=_handled_by(user))
        .select_related("item__office", "unit")
        .order_by("item__due", "pk")
    )


def items_to_strike_off(user: User) -> QuerySet[Item]:
    """Verified items of my offices, not handled by my own units."""
    return (
        _of_my_offices(user)
        .filter(state=Item.State.VERIFIED)
        .exclude(pk__in=_handled_by(user))
        .order_by("verified_on", "pk")
    )


def extensions_to_decide(user: User) -> QuerySet[Extension]:
    """Requests for more time for items of my offices, not handled by my own units."""
    return (
        Extension.objects.filter(
            item__office__in=user.units(OFFICER), item__state=Item.State.ISSUED, approved=None
        )
        .exclude(item__in=_handled_by(user))
        .select_related("item__office", "unit")
        .order_by("old_due", "pk")
    )


def objections_to_decide(user: User) -> QuerySet[Objection]:
    """Open objections to verdicts of others in the offices I serve or lead."""
    return (
        Objection.objects.filter(
            verdict__answer__item__office__in=user.units(OFFICER, LEADER), upheld=None
        )
        .exclude(author=user)
        .exclude(verdict__answer__item__in=_handled_by(user))
        .select_related("verdict__answer__item", "unit")
        .order_by("due", "pk")
    )


def _of_my_offices(user: User) -> QuerySet[Item]:
    return Item.objects.filter(office__in=user.units(OFFICER)).select_related("paper")


def _handled_by(user: User) -> QuerySet[Part, int]:
    return Part.objects.filter(unit__in=user.units()).values_list("item", flat=True)
