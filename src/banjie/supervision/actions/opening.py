"""Opening an item, mending it, and handing it over once it is approved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_noop

from banjie.approvals import actions as approvals
from banjie.approvals.models import Paper
from banjie.common import audit, once
from banjie.common.limits import rule
from banjie.common.timed import begin
from banjie.people.models import Unit, User
from banjie.programme.models import Activity
from banjie.supervision import wording
from banjie.supervision.actions.states import News, WrongState, locked, tell_units
from banjie.supervision.models import DUE, Item, Part

MARK = "督"


@dataclass(frozen=True, slots=True)
class ItemContent:
    """What is asked of whom. `limit` is the name of a rule; `leader` approves the opening."""

    limit: str
    title: str
    demand: str
    result_form: str
    lead: Unit
    leader: approvals.Signer
    cooperating: Iterable[Unit] = ()
    activity: Activity | None = None


def open_item(
    content: ItemContent, *, office: Unit, once_key: str, by: User, repeats: int = 0
) -> Item:
    """A new item, and the paper that asks the leader to approve it (立项).

    `repeats` is how many like it the officer saw and went on: it is written in the log. The same
    form sent twice raises `once.AlreadyDone` with the first item's number.
    """
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        item = _fill(Item(office=office, opened_by=by), content)
        item.paper = approvals.draft_paper(
            _request(item, content), unit=office, submit=True, once_key=f"{once_key}.paper", by=by
        )
        item.save(update_fields=["paper"])
        audit.record(by=by, verb="item.opened", target=item, repeats=repeats)
        once.settle(claimed, str(item.pk))
    return item


def change_item(item: Item, content: ItemContent, *, once_key: str, by: User) -> Item:
    """Mend an item whose paper came back, and ask again: a new round of the same paper."""
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        item = _fill(locked(item, "supervision.change_item", by=by), content)
        if item.paper is None:
            raise WrongState("no paper to send again")
        approvals.change_paper(
            item.paper, _request(item, content), submit=True,
            once_key=f"{once_key}.paper", by=by,
        )  # fmt: skip
        audit.record(by=by, verb="item.changed", target=item)
        once.settle(claimed, str(item.pk))
    return item


def _fill(item: Item, content: ItemContent) -> Item:
    item.limit, item.source = content.limit, source_of(content.limit)
    item.title, item.demand = content.title, content.demand
    item.result_form, item.activity = content.result_form, content.activity
    item.save()
    item.parts.all().delete()
    helpers = [unit for unit in dict.fromkeys(content.cooperating) if unit != content.lead]
    Part.objects.create(item=item, unit=content.lead, role=Part.Role.LEAD)
    Part.objects.bulk_create(Part(item=item, unit=unit, role=Part.Role.CO) for unit in helpers)
    return item


def source_of(limit: str) -> str:
    """The source that a limit belongs to: `supervision.due.instruction_urgent` → instruction."""
    return limit.removeprefix(DUE).partition("_")[0]


def _request(item: Item, content: ItemContent) -> approvals.Content:
    return approvals.Content(
        addressee=item.office,
        flow=Paper.Flow.SIMPLE,
        title=wording.opening_title(item.title),
        body=wording.opening_body(item, rule(item.limit)),
        steps=[approvals.StepPlan([content.leader])],
        about_address=item.get_absolute_url(),
        about_label=item.title,
    )


@transaction.atomic
def issue_item(item: Item, *, by: User) -> Item:
    """Hand it over (交办): its number is given and its clock begins.

    Raises ValidationError where the last day cannot be computed, `WrongState` without approval.
    """
    item = locked(item, "supervision.issue", by=by)
    approvals.take_number(item, item.office, MARK)
    item.run_by(begin(item.limit))
    item.state = Item.State.ISSUED
    item.save()
    audit.record(by=by, verb="item.issued", target=item, due=str(item.due))
    tell_units(item, News("supervision.issued", "issued", gettext_noop("Supervised")), by=by)
    return item
