"""Who opens, handles, verifies and strikes off. Pages, buttons and actions ask here."""

from __future__ import annotations

import rules
from django.db.models import Exists, OuterRef, QuerySet

from banjie.common import clock
from banjie.people.models import User
from banjie.people.rules import HANDLER, LEADER, LIAISON, OFFICER, is_officer
from banjie.supervision.models import Answer, Item, Objection, Part, Verdict

State = Item.State


@rules.predicate
def is_leader(user: User) -> bool:
    """Leader of at least one unit that convenes: a leader of a member unit sees its own items."""
    return any(duty == LEADER for _unit, duty in user.duties)


@rules.predicate
def serves_office(user: User, item: Item) -> bool:
    return item.office_id in user.units(OFFICER)


@rules.predicate
def leads_office(user: User, item: Item) -> bool:
    return item.office_id in user.units(LEADER)


@rules.predicate
def handles(user: User, item: Item) -> bool:
    """Has a duty in one of the units that handle it."""
    return item.parts.filter(unit__in=user.units()).exists()


@rules.predicate
def is_out(_user: User, item: Item) -> bool:
    return item.state != State.DRAFT


@rules.predicate
def may_be_mended(_user: User, item: Item) -> bool:
    """Not handed over, and its paper came back."""
    return item.state == State.DRAFT and item.paper is not None and item.paper.state == "returned"


@rules.predicate
def is_approved(_user: User, item: Item) -> bool:
    return item.state == State.DRAFT and item.paper is not None and item.paper.settled


@rules.predicate
def at_work(_user: User, item: Item) -> bool:
    return item.state == State.ISSUED


@rules.predicate
def is_verified(_user: User, item: Item) -> bool:
    return item.state == State.VERIFIED


@rules.predicate
def is_struck(_user: User, item: Item) -> bool:
    return item.state == State.STRUCK


def parts_of(user: User) -> QuerySet[Part]:
    """The parts of the units this account works for, in every item the lead's before the others."""
    return Part.objects.filter(unit__in=user.units(LIAISON, HANDLER, LEADER)).select_related("unit")


def to_receive(parts: QuerySet[Part]) -> QuerySet[Part]:
    """Those that nobody took over."""
    return parts.filter(received_at=None)


def to_answer(parts: QuerySet[Part]) -> QuerySet[Part]:
    """Those taken over of which no answer waits for the office."""
    sent = Answer.objects.filter(
        item=OuterRef("item"), unit=OuterRef("unit"), interim=False, verdict=None
    )
    return parts.filter(~Exists(sent), received_at__isnull=False)


@rules.predicate
def waits_for_receipt(user: User, item: Item) -> bool:
    return to_receive(parts_of(user).filter(item=item)).exists()


@rules.predicate
def owes_answer(user: User, item: Item) -> bool:
    return to_answer(parts_of(user).filter(item=item)).exists()


def to_prolong(user: User, item: Item) -> QuerySet[Part]:
    """The lead unit's part, where this account works for it and its answer is still owed."""
    return to_answer(parts_of(user).filter(item=item, role=Part.Role.LEAD))


@rules.predicate
def may_prolong(user: User, item: Item) -> bool:
    """Before its day is over, while no request waits."""
    in_time = item.due is not None and clock.today() <= item.due
    return in_time and not more_is_asked.test(user, item) and to_prolong(user, item).exists()


@rules.predicate
def more_is_asked(_user: User, item: Item) -> bool:
    return item.extensions.filter(approved=None).exists()


def owing() -> QuerySet[Item]:
    """Items at work whose lead unit has no answer waiting for the office."""
    lead = Part.objects.filter(item=OuterRef("item"), unit=OuterRef("unit"), role=Part.Role.LEAD)
    waiting = Answer.objects.filter(Exists(lead), item=OuterRef("pk"), interim=False, verdict=None)
    return Item.objects.filter(~Exists(waiting), state=State.ISSUED)


@rules.predicate
def may_be_urged(_user: User, item: Item) -> bool:
    """Its units owe an answer, and no letter was written today."""
    written = item.letters_sent.filter(written_on=clock.today())
    return owing().filter(pk=item.pk).exists() and not written.exists()


@rules.predicate
def is_waiting(_user: User, answer: Answer) -> bool:
    return not answer.interim and not Verdict.objects.filter(answer=answer).exists()


@rules.predicate
def of_item_at_work(user: User, answer: Answer) -> bool:
    return at_work.test(user, answer.item)


@rules.predicate
def verifies(user: User, answer: Answer) -> bool:
    return serves_office.test(user, answer.item) and not handles.test(user, answer.item)


@rules.predicate
def may_object_still(user: User, verdict: Verdict) -> bool:
    """In time, to a verdict on its own answer that went against it, once."""
    unit = verdict.answer.unit_id
    return bool(
        unit in user.units(LIAISON, HANDLER, LEADER)
        and not verdict.passed
        and at_work.test(user, verdict.answer.item)
        and verdict.due
        and clock.today() <= verdict.due
        and not verdict.objections.filter(unit=unit).exists()
    )


@rules.predicate
def decides(user: User, objection: Objection) -> bool:
    """Of the issuing office, not the verdict's author (who recuses), not of a handling unit."""
    item = objection.verdict.answer.item
    office = serves_office.test(user, item) or leads_office.test(user, item)
    return office and user.pk != objection.author_id and not handles.test(user, item)


@rules.predicate
def is_undecided(_user: User, objection: Objection) -> bool:
    return objection.upheld is None


rules.add_perm("supervision.open", is_officer)
rules.add_perm("supervision.see_item", serves_office | leads_office | (handles & is_out))
rules.add_perm("supervision.change_item", serves_office & may_be_mended)
rules.add_perm("supervision.issue", serves_office & is_approved)
rules.add_perm("supervision.receive", at_work & waits_for_receipt)
rules.add_perm("supervision.answer", at_work & owes_answer)
rules.add_perm("supervision.verify", verifies & is_waiting & of_item_at_work)
rules.add_perm("supervision.strike_off", serves_office & ~handles & is_verified)
rules.add_perm("supervision.reopen", serves_office & ~handles & is_struck)
rules.add_perm("supervision.archive", serves_office & is_struck)
rules.add_perm("supervision.urge", serves_office & may_be_urged)
rules.add_perm("supervision.object", may_object_still)
rules.add_perm("supervision.decide_objection", decides & is_undecided)
rules.add_perm("supervision.ask_extension", at_work & may_prolong)
rules.add_perm("supervision.decide_extension", serves_office & ~handles & at_work & more_is_asked)
rules.add_perm("supervision.report", is_officer | is_leader)
