"""Who may do what with topics, stations, texts and pools, and when. Pages and actions ask here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules

from banjie.common import clock
from banjie.people.models import User
from banjie.people.rules import HANDLER, LEADER, LIAISON, OFFICER, is_officer
from banjie.topics.models import (
    AnnualPlan,
    Ask,
    AskAnswer,
    Carried,
    Draw,
    Expert,
    Knowledge,
    Minute,
    OpenText,
    Outcome,
    OutcomeReply,
    Session,
    Stage,
    Station,
    Topic,
)

WORKING = (LIAISON, HANDLER, LEADER)
"""Duties in which an account acts for its unit."""

State = Topic.State

# Of what a thing is: each is looked at through its topic, plan or office.


def _topic(thing: Any) -> Topic:
    """The topic that a stage, session, minute, outcome, answer or draw belongs to."""
    match thing:
        case Stage() | Session() | Outcome() | Draw():
            return thing.topic
        case Minute():
            return thing.session.topic
        case AskAnswer():
            return thing.ask.outcome.topic
        case _:
            found: Topic = thing
            return found


@rules.predicate
def serves_office(user: User, thing: Any) -> bool:
    """Officer of the office that keeps it."""
    return _office(thing) in user.units(OFFICER)


def _office(thing: Any) -> int:
    kept = thing if isinstance(thing, (Station, AnnualPlan, OpenText)) else _topic(thing)
    return kept.office_id


@rules.predicate
def runs(user: User, thing: Any) -> bool:
    """Works for the station that has the item now."""
    station = _topic(thing).station
    return station is not None and station.unit_id in user.units(*WORKING)


@rules.predicate
def runs_station(user: User, station: Station) -> bool:
    return station.unit_id in user.units(*WORKING)


@rules.predicate
def takes_items(_user: User, station: Station) -> bool:
    """It is open: a closed one stands only for what came up there."""
    return station.is_open


@rules.predicate
def at_work(_user: User, thing: Any) -> bool:
    return _topic(thing).state == State.RUNNING


@rules.predicate
def not_begun(_user: User, topic: Topic) -> bool:
    return topic.state in (State.POOL, State.CHOSEN)


@rules.predicate
def is_done(_user: User, topic: Topic) -> bool:
    return topic.state == State.DONE


@rules.predicate
def may_be_reworded(_user: User, topic: Topic) -> bool:
    """No paper that carries its words lies before a leader or is approved."""
    return topic.plan is None or is_not_sent.test(None, topic.plan)


@rules.predicate
def in_the_pool(_user: User, topic: Topic) -> bool:
    return topic.state == State.POOL


@rules.predicate
def may_climb(_user: User, topic: Topic) -> bool:
    """It is at a station that has one above it."""
    return topic.station is not None and topic.station.parent_id is not None


# Stages


@rules.predicate
def is_open_stage(_user: User, stage: Stage) -> bool:
    return stage == stage.topic.open_stage


@rules.predicate
def is_ahead(_user: User, stage: Stage) -> bool:
    return stage.done_on is None


def _told(stage: Stage) -> bool:
    return bool(stage.told) or stage.files.exists()


def _minuted(stage: Stage) -> bool:
    return stage.topic.sessions.filter(minutes_on__isnull=False).exists()


def _agreed(stage: Stage) -> bool:
    return _agreements(stage.topic).exists()


def _carried(stage: Stage) -> bool:
    """Every point agreed became something, or is said to need nothing more."""
    return _agreed(stage) and not _agreements(stage.topic).filter(carried=None).exists()


def _agreements(topic: Topic) -> Any:
    return Minute.objects.filter(session__topic=topic, standing=Minute.Standing.AGREED)


def _approved(stage: Stage) -> bool:
    plan = stage.topic.plan
    return plan is not None and plan.fixed_on is not None


def _answered(stage: Stage) -> bool:
    """Every recommendation that was sent has its reply."""
    sent = stage.topic.outcomes.filter(sent_on__isnull=False)
    return sent.exists() and not sent.filter(reply=None).exists()


DELIVERED: dict[str, Callable[[Stage], bool]] = {
    "told": _told,
    "chosen": lambda stage: stage.topic.plan_id is not None,
    "approved": _approved,
    "minuted": _minuted,
    "agreed": _agreed,
    "carried": _carried,
    "sent": lambda stage: stage.topic.outcomes.filter(sent_on__isnull=False).exists(),
    "answered": _answered,
    "shown": lambda stage: stage.topic.shown_on is not None,
}
"""What a stage's rule may need before the next one opens, by the name it has in the data."""


@rules.predicate
def is_delivered(_user: User, stage: Stage) -> bool:
    return DELIVERED[stage.rule.needs](stage)


@rules.predicate
def takes_words(_user: User, stage: Stage) -> bool:
    """Its deliverable is written here; the others come from sessions, papers and plans."""
    return stage.rule.needs == "told"


# Sessions


@rules.predicate
def is_to_come(_user: User, session: Session) -> bool:
    return session.held_on is None


@rules.predicate
def is_told_of(_user: User, session: Session) -> bool:
    return session.notice_on is not None


@rules.predicate
def has_come(_user: User, session: Session) -> bool:
    return session.day <= clock.today()


@rules.predicate
def keeps_its_minutes(_user: User, session: Session) -> bool:
    """Nothing rests on the minutes yet: once a point became something they stay."""
    return not Carried.objects.filter(minute__session=session).exists()


@rules.predicate
def is_agreed(_user: User, minute: Minute) -> bool:
    return minute.standing == Minute.Standing.AGREED


@rules.predicate
def is_not_carried(_user: User, minute: Minute) -> bool:
    return not Carried.objects.filter(minute=minute).exists()


# Outcomes


@rules.predicate
def is_draft(_user: User, outcome: Outcome) -> bool:
    return outcome.sent_on is None


@rules.predicate
def has_asks(_user: User, outcome: Outcome) -> bool:
    return Ask.objects.filter(outcome=outcome).exists()


@rules.predicate
def received_it(user: User, outcome: Outcome) -> bool:
    """Works for the unit it was sent to."""
    return outcome.addressee_id in user.units(*WORKING)


@rules.predicate
def is_unanswered(_user: User, outcome: Outcome) -> bool:
    return not OutcomeReply.objects.filter(outcome=outcome).exists()


@rules.predicate
def gave_answer(user: User, answer: AskAnswer) -> bool:
    return answer.ask.outcome.addressee_id in user.units(*WORKING)


@rules.predicate
def is_followed(_user: User, answer: AskAnswer) -> bool:
    """Something was promised and is not done."""
    promised = answer.verdict != AskAnswer.Verdict.NOT
    return promised and not answer.progress.filter(done=True).exists()


# Plans


@rules.predicate
def is_not_sent(_user: User, plan: AnnualPlan) -> bool:
    """No paper asks for it, or the paper came back."""
    return plan.fixed_on is None and (plan.paper is None or plan.paper.state == "returned")


@rules.predicate
def has_topics(_user: User, plan: AnnualPlan) -> bool:
    return plan.topics.exists()


@rules.predicate
def is_approved(_user: User, plan: AnnualPlan) -> bool:
    return plan.fixed_on is None and plan.paper is not None and plan.paper.settled


# Texts open for comment


@rules.predicate
def takes_comments(_user: Any, text: OpenText) -> bool:
    return text.is_open and text.published_on is None


@rules.predicate
def is_closed(_user: User, text: OpenText) -> bool:
    return not text.is_open


@rules.predicate
def is_unpublished(_user: User, text: OpenText) -> bool:
    return text.published_on is None


# Seeing


@rules.predicate
def leads_office(user: User, thing: Any) -> bool:
    return _office(thing) in user.units(LEADER)


# Experts


@rules.predicate
def is_staff(user: User) -> bool:
    """Has some duty in some unit."""
    return bool(user.units())


@rules.predicate
def joined_it(user: User, knowledge: Knowledge | None) -> bool:
    """Of a list, each row says it already of the account it was found for."""
    mine: bool | None = getattr(knowledge, "mine", None)
    if mine is None:
        mine = Expert.objects.filter(knowledge=knowledge, user=user).exists()
    return mine


@rules.predicate
def is_not_drawn(_user: User, draw: Draw) -> bool:
    return draw.drawn_on is None


@rules.predicate
def has_a_pool(_user: User, draw: Draw) -> bool:
    return Expert.objects.filter(knowledge=draw.knowledge).exists()


_works = serves_office | runs

rules.add_perm("topics.add_topic", is_officer)
rules.add_perm("topics.change_topic", serves_office & not_begun & may_be_reworded)
rules.add_perm("topics.drop_topic", _works & (in_the_pool | at_work))
rules.add_perm("topics.see_history", _works | leads_office)
rules.add_perm("topics.plan_window", serves_office & is_ahead)
rules.add_perm("topics.deliver", _works & at_work & is_open_stage & takes_words)
rules.add_perm("topics.pass_stage", _works & at_work & is_open_stage & is_delivered)
rules.add_perm("topics.show_result", _works & (at_work | is_done))
rules.add_perm("topics.refer_up", _works & at_work & may_climb)

rules.add_perm("topics.keep_plans", is_officer)
rules.add_perm("topics.see_plan", serves_office | leads_office)
rules.add_perm("topics.choose", serves_office & is_not_sent)
rules.add_perm("topics.send_plan", serves_office & is_not_sent & has_topics)
rules.add_perm("topics.fix_plan", serves_office & is_approved)

rules.add_perm("topics.plan_session", _works & at_work)
rules.add_perm("topics.change_session", _works & at_work & is_to_come)
rules.add_perm("topics.send_notice", _works & at_work & is_to_come & ~is_told_of)
rules.add_perm("topics.write_minutes", _works & at_work & has_come & keeps_its_minutes)
rules.add_perm("topics.carry", serves_office & at_work & is_agreed & is_not_carried)

rules.add_perm("topics.write_outcome", serves_office & at_work)
rules.add_perm("topics.change_outcome", serves_office & at_work & is_draft)
rules.add_perm("topics.send_outcome", serves_office & at_work & is_draft & has_asks)
rules.add_perm("topics.reply", received_it & ~is_draft & is_unanswered)
rules.add_perm("topics.follow_up", (gave_answer | serves_office) & is_followed)

rules.add_perm("topics.keep_stations", is_officer)
rules.add_perm("topics.change_station", serves_office)
rules.add_perm("topics.raise_item", (serves_office | runs_station) & takes_items)

rules.add_perm("topics.open_text", is_officer)
rules.add_perm("topics.keep_text", serves_office)
rules.add_perm("topics.comment", takes_comments)
rules.add_perm("topics.answer_text", serves_office & is_unpublished)
rules.add_perm("topics.publish_text", serves_office & is_closed & is_unpublished)

rules.add_perm("topics.join", is_staff & ~joined_it)
rules.add_perm("topics.leave", joined_it)
rules.add_perm("topics.keep_pools", is_officer)
rules.add_perm("topics.announce", serves_office & at_work)
rules.add_perm("topics.draw", serves_office & at_work & is_not_drawn & has_a_pool)
rules.add_perm("topics.see_draw", serves_office)
