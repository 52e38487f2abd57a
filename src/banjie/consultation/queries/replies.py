"""Replies, opinions and contacts of a case, each for those who may read it."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q, QuerySet

from banjie.consultation.kinds import outcome_choices
from banjie.consultation.models import (
    Case,
    ContactLog,
    Countersign,
    Letter,
    Opinion,
    Point,
    Reply,
    Template,
)
from banjie.consultation.parts import WORKING, Actor, parts_of
from banjie.consultation.places import filled
from banjie.consultation.waiting import WITH_OFFICE, Stage, living
from banjie.people.models import Unit, User
from banjie.people.rules import LEADER, OFFICER


def replies_for(actor: Actor, case: Case) -> QuerySet[Reply]:
    """The replies this account may read: the office those that were signed, a unit its own, a
    co-handler the draft it is to countersign, and who handles it today what went out.
    """
    found = Reply.objects.filter(handling__case=case.handled_in)
    if not actor.may("consultation.see_case", case):
        return found.none()
    units = actor.units()
    mine = Q(handling__unit__in=units)
    if any(not part.answers for part in parts_of(actor, case)):
        mine |= ~Q(state=Stage.DRAFT)
    office = {case.office_id} & (actor.units(OFFICER) | actor.units(LEADER))
    if actor.may("consultation.see_work", case):
        mine |= Q(state__in=WITH_OFFICE if office else (Stage.OUT,))
    return (
        found.filter(mine)
        .select_related("handling__unit", "handling__case")
        .prefetch_related("answers__point", "countersigns__handling__unit")
        .order_by("round", "pk")
    )


def letters_of(case: Case) -> QuerySet[Letter]:
    """The letters its author got, the oldest first."""
    return case.reply_letters.select_related("reply__handling__unit", "unit").prefetch_related(
        "reply__answers__point"
    )


def letters_for(user: User, case: Case) -> QuerySet[Letter]:
    """The letters this account may read: all while it works on the case, else its units' own."""
    found = letters_of(case)
    works = user.may("consultation.see_work", case)
    return found if works else found.filter(unit__in=user.units())


def opinions_for(actor: Actor, case: Case) -> QuerySet[Opinion]:
    """Opinions of co-handlers: for the office, the main handler, and the unit that wrote it."""
    found = Opinion.objects.filter(handling__case=case.handled_in).select_related("handling__unit")
    leads = any(part.answers for part in parts_of(actor, case))
    if leads or case.office_id in actor.units(OFFICER):
        return found
    return found.filter(handling__unit__in=actor.units())


def contacts_for(user: User, case: Case) -> QuerySet[ContactLog]:
    """What was said with the author: all for who works on the case, else what its units noted."""
    found = case.handled_in.contacts_logged.select_related("unit")
    works = user.may("consultation.see_work", case)
    return found if works else found.filter(unit__in=user.units())


def points_of(case: Case) -> list[Point]:
    """What is asked, in order. A merged case is answered by the points of the one it is in."""
    return list(case.handled_in.points.all())


def ready_replies(user: User) -> QuerySet[Reply]:
    """Replies that wait to go out from the offices of this account, the oldest case first."""
    return (
        living(Stage.READY)
        .filter(handling__case__office__in=user.units(OFFICER))
        .order_by("handling__case", "pk")
    )


def beginnings(unit: Unit) -> QuerySet[Template]:
    """The unit's templates, with their places open: each letter fills in its own."""
    return Template.objects.filter(unit=unit)


class Answered(NamedTuple):
    """An answer under the words of its point; '' where the point is of another author."""

    point: str
    text: str


class ReplyRow(NamedTuple):
    """A reply as a page draws it."""

    reply: Reply
    opening: str
    closing: str
    answers: list[Answered]
    said: list[Countersign]
    outcome: str


def reply_row(reply: Reply, letter: Letter | None = None) -> ReplyRow:
    """The reply with what a page says of it, to one case where it is its letter; `outcome` is the
    words of its class. What co-handlers agreed to stands in no letter.
    """
    case = letter.case if letter else reply.handling.case
    own = letter is None or letter.own
    return ReplyRow(
        reply,
        filled(reply.opening, case, reply.handling.unit),
        filled(reply.closing, case, reply.handling.unit),
        [Answered(one.point.text if own else "", one.text) for one in reply.answers.all()],
        [] if letter else list(reply.countersigns.all()),
        dict(outcome_choices(case)).get(reply.outcome, reply.outcome),
    )


def reply_rows(actor: Actor, case: Case) -> list[ReplyRow]:
    """The replies this account may read, as rows."""
    return [reply_row(reply) for reply in replies_for(actor, case)]


def templates_for(user: User) -> QuerySet[Template]:
    """The templates of the units this account works for."""
    return Template.objects.filter(unit__in=user.units(*WORKING)).select_related("unit")
