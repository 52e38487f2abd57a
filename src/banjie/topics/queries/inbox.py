"""What of topics waits for an account: for its units, its stations, and the offices it serves."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from banjie.common import clock
from banjie.people.models import User
from banjie.people.rules import OFFICER
from banjie.topics.models import AskAnswer, Deadline, OpenText, Outcome, Progress, Stage, Topic
from banjie.topics.rules import WORKING


def outcomes_to_answer(user: User) -> QuerySet[Outcome]:
    """Recommendations that my units received and have not answered."""
    return (
        Outcome.objects.filter(
            sent_on__isnull=False, reply=None, addressee__in=user.units(*WORKING)
        )
        .select_related("topic", "addressee")
        .order_by("due", "pk")
    )


def answers_to_follow(user: User) -> QuerySet[AskAnswer]:
    """Points that my units adopted and that are not done."""
    done = Progress.objects.filter(answer=OuterRef("pk"), done=True)
    return (
        AskAnswer.objects.filter(~Exists(done), ask__outcome__addressee__in=user.units(*WORKING))
        .exclude(verdict=AskAnswer.Verdict.NOT)
        .select_related("ask__outcome__addressee")
        .order_by("pk")
    )


def _run_by(user: User, prefix: str) -> Q:
    """Of topics at work that my office or my station runs."""
    return Q(**{f"{prefix}state": Topic.State.RUNNING}) & (
        Q(**{f"{prefix}office__in": user.units(OFFICER)})
        | Q(**{f"{prefix}station__unit__in": user.units(*WORKING)})
    )


def stages_to_end(user: User) -> QuerySet[Stage]:
    """The stages that the topics we run stand in, those with the nearest day first."""
    return (
        Stage.objects.filter(_run_by(user, "topic__"), begun_on__isnull=False, done_on=None)
        .select_related("topic")
        .order_by("due", "planned_last", "pk")
    )


def session_days(user: User) -> QuerySet[Deadline]:
    """Notices, papers and minutes that our sessions wait for."""
    return (
        Deadline.objects.filter(
            _run_by(user, "session__topic__"), done_on=None, session__held_on=None
        )
        .select_related("session__topic")
        .order_by("due", "pk")
    )


def texts_to_answer(user: User) -> QuerySet[OpenText]:
    """Texts of my offices whose time is over and whose answers are not published."""
    return OpenText.objects.filter(
        office__in=user.units(OFFICER), last__lt=clock.today(), published_on=None
    ).order_by("last", "pk")
