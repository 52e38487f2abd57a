"""Who may take which step on a case. Pages, buttons, actions and the API ask here.

The table of steps says who and from which state; what a step needs beyond that stands in `EXTRA`.
An author asks through a `Submitter`, an account through a `User`: neither passes for the other.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

import rules

from banjie.common import clock
from banjie.common.limits import in_days
from banjie.consultation import asking, waiting
from banjie.consultation.kinds import kind_rule
from banjie.consultation.models import (
    Case,
    Channel,
    KeyItem,
    Reply,
    Submitter,
    Template,
    Visibility,
)
from banjie.consultation.models.cases import State
from banjie.consultation.parts import WORKING, Actor, parts_of
from banjie.consultation.steps import Step, steps
from banjie.people.rules import LEADER, OFFICER, is_officer
from banjie.supervision.rules import is_leader


@rules.predicate
def is_author(actor: Actor, case: Case) -> bool:
    """The lead submitter of this very case."""
    return isinstance(actor, Submitter) and actor.case_id == case.pk and actor.lead


@rules.predicate
def is_joint(actor: Actor, case: Case) -> bool:
    """A joint submitter of this very case."""
    return isinstance(actor, Submitter) and actor.case_id == case.pk and not actor.lead


@rules.predicate
def serves_office(actor: Actor, case: Case) -> bool:
    return case.office_id in actor.units(OFFICER)


@rules.predicate
def leads_office(actor: Actor, case: Case) -> bool:
    return case.office_id in actor.units(LEADER)


def note_units(actor: Actor, case: Case) -> set[int]:
    """The units for which this account may write, and reads, private notes on the case."""
    office = {case.office_id} & actor.units(OFFICER)
    return office | {part.unit_id for part in parts_of(actor, case)}


@rules.predicate
def handles(actor: Actor, case: Case) -> bool:
    return bool(parts_of(actor, case))


@rules.predicate
def answers(actor: Actor, case: Case) -> bool:
    """Works for a unit that replies: the sole, the main, or one of the split handlers."""
    return any(part.answers for part in parts_of(actor, case))


@rules.predicate
def helps(actor: Actor, case: Case) -> bool:
    """Works for a co-handler."""
    return any(not part.answers for part in parts_of(actor, case))


@rules.predicate
def leads_answering(actor: Actor, case: Case) -> bool:
    """Leader of a unit that replies."""
    return any(part.answers for part in parts_of(actor, case, LEADER))


@rules.predicate
def ever_handled(actor: Actor, case: Case) -> bool:
    """Has a duty in a unit that handles it or did."""
    units = actor.units()
    return bool(units) and case.handled_in.handlings.filter(unit__in=units).exists()


@rules.predicate
def handles_now(actor: Actor, case: Case) -> bool:
    """Has a duty in a unit that handles it today."""
    units = actor.units()
    living = case.handled_in.handlings.filter(ended_on=None)
    return bool(units) and living.filter(unit__in=units).exists()


@rules.predicate
def is_the_clock(_actor: Actor, _case: Case) -> bool:
    """Nobody: such a step is taken by time alone."""
    return False


_WHO = {
    "author": is_author,
    "joint": is_joint,
    "officer": serves_office,
    "leader": leads_office,
    "handler": handles,
    "answering": answers,
    "helping": helps,
    "answering_leader": leads_answering,
    "clock": is_the_clock,
}


def _in_state(step: Step) -> rules.Predicate:
    return rules.Predicate(lambda _actor, case: case.state in step.start, name=f"from_{step.name}")


@rules.predicate
def is_alone(_actor: Actor, case: Case) -> bool:
    """Not merged: what is handled together is handled in the one it was merged into."""
    return case.merged_into_id is None


@rules.predicate
def has_to_answer(actor: Actor, case: Case) -> bool:
    """One of its units has not yet sent this round's reply to the office."""
    return bool(waiting.to_answer(actor, case))


@rules.predicate
def has_to_countersign(actor: Actor, case: Case) -> bool:
    return bool(waiting.to_countersign(actor, case))


@rules.predicate
def has_to_sign(actor: Actor, case: Case) -> bool:
    return bool(waiting.to_sign(actor, case))


@rules.predicate
def has_to_review(_actor: Actor, case: Case) -> bool:
    return waiting.in_stage(case, Reply.State.REVIEW).exists()


@rules.predicate
def has_to_publish(_actor: Actor, case: Case) -> bool:
    return waiting.in_stage(case, Reply.State.READY).exists()


@rules.predicate
def waits_for_receipt(actor: Actor, case: Case) -> bool:
    """One of the account's units has not taken it over."""
    return any(part.received_on is None for part in parts_of(actor, case))


@rules.predicate
def may_hand_back(actor: Actor, case: Case) -> bool:
    return bool(asking.to_hand_back(actor, case))


@rules.predicate
def return_is_asked(_actor: Actor, case: Case) -> bool:
    return asking.open_returns(case).exists()


@rules.predicate
def may_prolong(actor: Actor, case: Case) -> bool:
    return bool(asking.to_prolong(actor, case))


@rules.predicate
def extension_is_asked(_actor: Actor, case: Case) -> bool:
    return asking.open_extensions(case).exists()


@rules.predicate
def is_running(_actor: Actor, case: Case) -> bool:
    """Its clock does not stand still."""
    return case.stopped_on is None


@rules.predicate
def is_archived(_actor: Actor, case: Case) -> bool:
    """Of a kind that may be closed on file."""
    return kind_rule(case.kind).archived


@rules.predicate
def leads_others(_actor: Actor, case: Case) -> bool:
    """Others are merged into it: they wait for its answer."""
    return case.merged.exists()


@rules.predicate
def has_not_rated_the_item(actor: Actor, case: Case) -> bool:
    """One of its units that replies has not said how clear the item was."""
    return any(part.answers and part.clear is None for part in parts_of(actor, case))


@rules.predicate
def is_no_key_item(_actor: Actor, case: Case) -> bool:
    return not KeyItem.objects.filter(case=case).exists()


@rules.predicate
def has_not_called_back(_actor: Actor, case: Case) -> bool:
    """It is of a kind that is called back, and was not yet for this reply."""
    called = case.call_backs.filter(round=case.round).exists()
    return kind_rule(case.kind).called_back and not called


def _rates_beside(actor: Actor, case: Case) -> bool:
    joint = isinstance(actor, Submitter) and not actor.lead
    return joint and case.rate_by is not None and clock.today() <= case.rate_by


@rules.predicate
def may_come_back(_actor: Actor, case: Case) -> bool:
    """It was closed not longer ago than a code works, and the office has not settled it and seen it
    opened again since.
    """
    if case.closed_on is None or clock.today() > in_days("case.code", case.closed_on):
        return False
    settled = case.events.filter(step="settle").first()
    return settled is None or not case.events.filter(step="reopen", pk__gt=settled.pk).exists()


@rules.predicate
def has_not_rated(actor: Actor, case: Case) -> bool:
    """Confirmed, and without a rating of this reply. A lead's rating may have closed the case: a
    joint submitter still has its time to rate.
    """
    if case.state == State.CLOSED and not _rates_beside(actor, case):
        return False
    return (
        isinstance(actor, Submitter)
        and actor.confirmed_on is not None
        and not case.ratings.filter(submitter=actor, round=case.round).exists()
    )


@rules.predicate
def has_promised(actor: Actor, case: Case) -> bool:
    """A promise is still open: any for the office, one of its own for a unit."""
    return asking.to_follow(actor, case).exists()


@rules.predicate
def has_not_confirmed(actor: Actor, _case: Case) -> bool:
    """A joint submitter that was asked and has not answered."""
    return isinstance(actor, Submitter) and actor.confirmed_on is None


EXTRA: dict[str, rules.Predicate] = {
    "transfer": ~leads_others,
    "split": ~leads_others,
    "archive": is_archived & ~leads_others,
    "edit": is_archived,
    "ask_return": is_running & may_hand_back,
    "refuse_return": return_is_asked,
    "ask_extension": is_running & may_prolong,
    "decide_extension": extension_is_asked,
    "suspend": is_running,
    "resume": ~is_running,
    "receive": waits_for_receipt,
    # An office must not rate for the author where one of its accounts also handles the case.
    "rate_on_paper": ~ever_handled,
    "call_back": ~ever_handled & has_not_called_back,
    "rate_item": has_not_rated_the_item,
    "mark_key": is_no_key_item,
    "follow_up": has_promised,
    "confirm": has_not_confirmed,
    "stand_aside": has_not_confirmed,
    "rate": has_not_rated,
    "reopen": may_come_back,
    "draft_reply": has_to_answer,
    "countersign": has_to_countersign,
    "sign_reply": has_to_sign,
    "review_reply": has_to_review,
    "publish_reply": has_to_publish,
}
"""What a step needs beyond its row of the table."""


def _permit(step: Step) -> None:
    who = reduce(or_, (_WHO[name] for name in step.who))
    rule = _in_state(step) & who  # the state costs no query
    if extra := EXTRA.get(step.name):
        rule &= extra
    rules.add_perm(step.permission, rule)


for _step in steps().values():
    _permit(_step)


@rules.predicate
def is_shown(_actor: Actor, case: Case) -> bool:
    return case.visibility == Visibility.PUBLIC


@rules.predicate
def is_seen_by_its_author(actor: Actor, case: Case) -> bool:
    """An author sees the own case, whatever its visibility."""
    return isinstance(actor, Submitter) and actor.case_id == case.pk


@rules.predicate
def is_out(_actor: Actor, case: Case) -> bool:
    """It was sent; a draft is its author's alone."""
    return case.state not in (State.DRAFT, State.GATHERING)


@rules.predicate
def keeps_channel(actor: Actor, channel: Channel) -> bool:
    return channel.office_id in actor.units(OFFICER)


rules.add_perm(
    "consultation.see_case",
    is_seen_by_its_author | ((serves_office | leads_office | ever_handled) & is_out),
)


# A unit that has handed it on reads what was said and its own part, nothing of what came later.
rules.add_perm("consultation.see_work", serves_office | leads_office | handles_now)


@rules.predicate
def works_somewhere(actor: Actor) -> bool:
    """Acts for at least one unit that may handle cases."""
    return bool(actor.units(*WORKING))


@rules.predicate
def works_there(actor: Actor, template: Template) -> bool:
    """Acts for the unit whose template it is."""
    return template.unit_id in actor.units(*WORKING)


rules.add_perm("consultation.send_replies", is_officer)
rules.add_perm("consultation.keep_templates", works_somewhere)
rules.add_perm("consultation.change_template", works_there)
rules.add_perm("consultation.keep_key_item", serves_office)
rules.add_perm("consultation.see_contact", serves_office & ~ever_handled)
rules.add_perm("consultation.enter_on_behalf", is_officer)
rules.add_perm("consultation.keep_channel", keeps_channel)
rules.add_perm("consultation.make_channel", is_officer)
rules.add_perm("consultation.figures", is_officer | is_leader)
