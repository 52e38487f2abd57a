"""The plan of a year: chosen from the pool, approved as one paper, begun."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from banjie.approvals import actions as approvals
from banjie.approvals.models import Paper
from banjie.common import audit, clock, once
from banjie.people.models import Unit, User
from banjie.programme.models import Programme
from banjie.topics import wording
from banjie.topics.actions.states import locked
from banjie.topics.actions.topics import begin_planned, lay_out
from banjie.topics.models import AnnualPlan, Topic

State = Topic.State


@transaction.atomic
def open_plan(*, office: Unit, year: int, programme: Programme | None, by: User) -> AnnualPlan:
    """A plan for a year without topics yet. The form refuses a second one for the year in words;
    two hands at once open the same one.
    """
    plan, opened = AnnualPlan.objects.get_or_create(
        office=office, year=year, defaults={"programme": programme}
    )
    if opened:
        audit.record(by=by, verb="plan.opened", target=plan)
    return plan


@transaction.atomic
def choose(plan: AnnualPlan, topics: Iterable[Topic], *, by: User) -> AnnualPlan:
    """These topics of the pool and no others make up the plan."""
    plan = locked(plan, "choose", by=by)
    wanted = {topic.pk for topic in topics}
    rows = Topic.objects.select_for_update(of=("self",)).filter(office=plan.office)
    for topic in rows.filter(plan=plan).exclude(pk__in=wanted):
        topic.state, topic.plan = State.POOL, None
        topic.save(update_fields=["state", "plan"])
    for topic in rows.filter(pk__in=wanted, state=State.POOL):
        topic.state, topic.plan = State.CHOSEN, plan
        topic.save(update_fields=["state", "plan"])
        lay_out(topic)
    audit.record(by=by, verb="plan.chosen", target=plan, topics=len(wanted))
    return plan


@transaction.atomic
def send_plan(plan: AnnualPlan, *, leader: approvals.Signer, by: User) -> AnnualPlan:
    """Ask a leader to approve the plan; a paper that came back is sent anew."""
    plan = locked(plan, "send_plan", by=by)
    content, key = _request(plan, leader), once.new_key()
    if plan.paper:
        approvals.change_paper(plan.paper, content, submit=True, once_key=key, by=by)
    else:
        plan.paper = approvals.draft_paper(
            content, unit=plan.office, submit=True, once_key=key, by=by
        )
        plan.save(update_fields=["paper"])
    audit.record(by=by, verb="plan.sent", target=plan)
    return plan


def _request(plan: AnnualPlan, leader: approvals.Signer) -> approvals.Content:
    return approvals.Content(
        addressee=plan.office,
        flow=Paper.Flow.SIMPLE,
        title=wording.plan_title(plan),
        body=wording.plan_body(plan),
        steps=[approvals.StepPlan([leader])],
        about_address=plan.get_absolute_url(),
        about_label=str(plan),
    )


@transaction.atomic
def fix_plan(plan: AnnualPlan, *, by: User) -> AnnualPlan:
    """The paper is approved: the topics of the plan begin."""
    plan = locked(plan, "fix_plan", by=by)
    plan.fixed_on = clock.today()
    plan.save(update_fields=["fixed_on"])
    audit.record(by=by, verb="plan.fixed", target=plan)
    for topic in plan.topics.filter(state=State.CHOSEN).order_by("pk"):
        begin_planned(topic, by=by)
    return plan
