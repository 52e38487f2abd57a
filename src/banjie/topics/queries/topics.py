"""Topics for those who may see them, and what their pages show."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from banjie.common import clock
from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER
from banjie.topics.models import (
    AnnualPlan,
    Invitation,
    Outcome,
    Referral,
    Session,
    Stage,
    Topic,
)


def topics_for(user: User) -> QuerySet[Topic]:
    """Topics of the offices I serve or lead, and those in which one of my units takes part.

    A unit takes part that raised it, was invited, got its recommendation, or runs a station that
    has or had it.
    """
    units = user.units()
    asked = Invitation.objects.filter(
        session__topic=OuterRef("pk"), session__notice_on__isnull=False, unit__in=units
    )
    received = Outcome.objects.filter(
        topic=OuterRef("pk"), sent_on__isnull=False, addressee__in=units
    )
    had = Referral.objects.filter(topic=OuterRef("pk"), left__unit__in=units)
    return Topic.objects.filter(
        Q(office__in=user.units(OFFICER, LEADER))
        | Q(raised_by__in=units)
        | Q(station__unit__in=units)
        | Exists(asked)
        | Exists(received)
        | Exists(had)
    ).select_related("office", "raised_by", "raised_at", "station", "plan")


def listed(found: QuerySet[Topic]) -> QuerySet[Topic]:
    """With the name of the stage each stands in, and its last day, in the one query of a list."""
    stage = Stage.objects.filter(topic=OuterRef("pk"), done_on=None).order_by("order")
    return found.annotate(
        at_stage=Subquery(stage.values("name")[:1]),
        stage_due=Subquery(stage.values("due")[:1]),
        stage_until=Subquery(stage.values("planned_last")[:1]),
    )


def late(found: QuerySet[Topic]) -> QuerySet[Topic]:
    """At work in a stage whose last day is over."""
    over = Stage.objects.filter(
        Q(due__lt=clock.today()) | Q(due=None, planned_last__lt=clock.today()),
        topic=OuterRef("pk"), done_on=None, begun_on__isnull=False,
    )  # fmt: skip
    return found.filter(Exists(over), state=Topic.State.RUNNING)


def stages_of(topic: Topic) -> list[Stage]:
    """Its stages in order, with files and clocks; each knows the topic already."""
    stages = list(topic.stages.prefetch_related("files__attachment"))
    for stage in stages:
        stage.topic = topic
    return stages


def sessions_for(user: User) -> QuerySet[Session]:
    """Sessions of the topics I see. One that was only planned is its office's and station's."""
    runs = Q(topic__office__in=user.units(OFFICER, LEADER)) | Q(
        topic__station__unit__in=user.units()
    )
    return (
        Session.objects.filter(runs | Q(notice_on__isnull=False), topic__in=topics_for(user))
        .select_related("topic__office", "topic__station")
        .prefetch_related(
            "deadlines", "agenda", "attendance", "papers__attachment",
            Prefetch("invitations", Invitation.objects.select_related("unit")),
        )
    )  # fmt: skip


def outcomes_for(user: User) -> QuerySet[Outcome]:
    """Recommendations of my offices, and those sent to my units."""
    return Outcome.objects.filter(
        Q(topic__office__in=user.units(OFFICER, LEADER))
        | Q(addressee__in=user.units(), sent_on__isnull=False)
    ).select_related("topic__office", "topic__station", "addressee", "reply")


def plans_for(user: User) -> QuerySet[AnnualPlan]:
    """Plans of the offices I serve or lead."""
    return AnnualPlan.objects.filter(office__in=user.units(OFFICER, LEADER)).select_related(
        "office", "paper", "programme"
    )


def pool_of(plan: AnnualPlan) -> QuerySet[Topic]:
    """What may be chosen for a plan: the pool of its office, and what stands in it already."""
    return (
        Topic.objects.filter(
            Q(state=Topic.State.POOL, plan=None) | Q(state=Topic.State.CHOSEN, plan=plan),
            office=plan.office_id,
        )
        .select_related("raised_by")
        .order_by(F("plan").asc(nulls_last=True), "pk")
    )


def shown() -> QuerySet[Topic]:
    """Topics whose result was published, the newest first."""
    return (
        Topic.objects.filter(shown_on__isnull=False)
        .select_related("office", "station", "raised_at")
        .order_by("-shown_on", "-pk")
    )
