"""Handing a case to the units that handle it (交办), to others (改办), and their taking it over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from banjie.common import clock
from banjie.common.timed import begin, furthest
from banjie.consultation.actions.replying import addressed
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.actions.telling import News, tell_unit
from banjie.consultation.kinds import limit_name
from banjie.consultation.models import Case, Handling, Reply, State
from banjie.consultation.rules import parts_of
from banjie.people.models import Unit, User

Role = Handling.Role


class PartPlan(NamedTuple):
    """What one unit is to do."""

    unit: Unit
    role: str
    part: str = ""


def check_shape(plan: Sequence[PartPlan]) -> None:
    """One alone; one main with any co-handlers; or two or more with their own parts.

    Raises ValidationError in words; the database holds the same (`guards.py`).
    """
    roles = [part.role for part in plan]
    alone = roles == [Role.SOLE]
    led = roles.count(Role.MAIN) == 1 and set(roles) <= {Role.MAIN, Role.CO}
    apart = len(roles) >= 2 and set(roles) == {Role.SPLIT}
    if not (alone or led or apart) or len({part.unit.pk for part in plan}) < len(plan):
        raise ValidationError(
            _("Name one unit alone, or one main handler with co-handlers, or two or more units "
              "that each answer their own part; each unit once.")
        )  # fmt: skip


@transaction.atomic
def assign_case(case: Case, plan: Sequence[PartPlan], *, by: User) -> Case:
    """Hand it over: the reply's clock begins, and each unit's own; of those merged into it too.

    Raises ValidationError for a shape that is none, or a last day that cannot be computed.
    """
    case = locked(case, "assign", by=by)
    check_shape(plan)
    start_clock(case)
    for part in plan:
        _hand_over(case, part)
    for one in addressed(case)[1:]:
        start_clock(one)
        move(one, "assign", by=by, due=one.due)
    move(case, "assign", by=by, to=State.HANDLING, due=case.due)
    _tell_of(case, (part.unit for part in plan), by)
    return case


def start_clock(case: Case) -> None:
    """The reply's clock of this very case, from today; the caller saves."""
    case.run_by(begin(limit_name(case.kind, "reply")))
    case.latest = max(furthest(limit_name(case.kind, "longest")), case.due or clock.today())
    case.assigned_on = case.assigned_on or clock.today()


def _hand_over(case: Case, plan: PartPlan) -> Handling:
    handling = Handling(case=case, unit=plan.unit)
    _set_role(handling, plan)
    handling.return_by = begin(limit_name(case.kind, "return")).end
    handling.receive_by = begin(limit_name(case.kind, "receive")).end
    handling.save()
    return handling


def _set_role(handling: Handling, plan: PartPlan) -> None:
    """Who replies runs by the clock of the case as far as it has come; an opinion has its own. One
    that goes on with the same runs on.
    """
    answered = handling.answers if handling.pk else None
    handling.role, handling.part = plan.role, plan.part
    if handling.answers == answered:
        return
    if handling.answers:
        handling.run_with(handling.case)
    else:
        handling.run_by(begin(limit_name(handling.case.kind, "opinion")))


def _tell_of(case: Case, units: Iterable[Unit], by: User) -> None:
    """The units are told what was handed to them, once for each time it was."""
    turn = case.events.filter(step__in=("assign", "reassign")).count()
    news = News("case.assigned", f"assigned:{turn}", gettext_noop("Handed to you"))
    for unit in units:
        tell_unit(case, unit, news, by=by)


@transaction.atomic
def reassign_case(case: Case, plan: Sequence[PartPlan], *, answer: str = "", by: User) -> Case:
    """Hand it to other units (改办); units that stay keep their part as it runs.

    The reply's clock goes on; a new unit's time to take over and to hand back is new. What the
    leaving units asked for is decided with it; a reply that fits no more is a draft again. Raises
    ValidationError for a shape that is none, and for a unit that leaves or changes its role after
    its reply went out.
    """
    case = locked(case, "reassign", by=by)
    check_shape(plan)
    wanted = {part.unit.pk: part for part in plan}
    living = list(case.handlings.filter(ended_on=None).select_related("unit"))
    _check_unanswered(case, living, wanted)
    state, known = case.state, {part.unit_id for part in living}
    new = [part for part in plan if part.unit.pk not in known]
    joined = any(part.role == Role.CO for part in new)  # they have agreed to nothing yet
    Case.objects.filter(pk=case.pk).update(state=State.FILED)  # out of work, so they may change
    for part in living:
        plan_of = wanted.get(part.unit_id)
        if joined or plan_of is None or plan_of.role != part.role:
            _unsend(part, case.round, answer)
        if plan_of is None:
            _end(part, answer, by)
    staying = [part for part in living if part.unit_id in wanted]
    for part in sorted(
        staying, key=lambda part: wanted[part.unit_id].role in (Role.SOLE, Role.MAIN)
    ):
        _set_role(part, wanted[part.unit_id])
        part.save()
    for one in new:
        _hand_over(case, one)
    move(case, "reassign", by=by, to=state)
    for merged in addressed(case)[1:]:
        move(merged, "reassign", by=by)
    _tell_of(case, (part.unit for part in new), by)
    return case


def _check_unanswered(case: Case, living: Iterable[Handling], wanted: dict[int, PartPlan]) -> None:
    out = set(
        Reply.objects.filter(
            handling__case=case, round=case.round, state=Reply.State.OUT
        ).values_list("handling", flat=True)
    )
    for part in living:
        plan = wanted.get(part.unit_id)
        if part.pk in out and (plan is None or plan.role != part.role):
            raise ValidationError(
                _("%(unit)s has answered already: it keeps its part."),
                params={"unit": part.unit.brief},
            )


def _unsend(part: Handling, turn: int, answer: str) -> None:
    """What the unit wrote in this round, and did not send to the author, is a draft again."""
    kept = (Reply.State.DRAFT, Reply.State.OUT)
    waiting = part.replies.filter(round=turn).exclude(state__in=kept)
    waiting.update(state=Reply.State.DRAFT, returned_reason=answer)


def _end(part: Handling, answer: str, by: User) -> None:
    """The unit handles it no longer; its open questions are answered by that."""
    part.ended_on = clock.today()
    part.save(update_fields=["ended_on"])
    decided = {"answer": answer, "decided_by": by, "decided_on": clock.today()}
    agreed = part.returns.filter(accepted=None).update(accepted=True, **decided)
    part.extensions.filter(approved=None).update(approved=False, **decided)
    said = gettext_noop("Hand-back agreed") if agreed else gettext_noop("Handed to other units")
    tell_unit(part.case, part.unit, News("case.decided", f"ended:{part.pk}", said), by=by)


@transaction.atomic
def receive_case(case: Case, *, by: User) -> Case:
    """The account's units that have not yet take it over, each once."""
    case = locked(case, "receive", by=by)
    waiting = [part for part in parts_of(by, case) if part.received_on is None]
    if not waiting:
        raise WrongState.at("receive")
    for part in waiting:
        part.received_on = clock.today()
        part.save(update_fields=["received_on"])
        for one in addressed(case):
            move(one, "receive", by=by, unit=part.unit)
    return case
