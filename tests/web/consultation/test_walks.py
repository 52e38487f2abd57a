"""Random walks through the steps of cases, by whoever may take them, keep what must hold.

`BANJIE_WALK_STEPS` is how many steps are walked: a few hundred without it, 10000 for a long look.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from pytest_django.plugin import DjangoDbBlocker

from banjie.common import clock
from banjie.common.timed import begin
from banjie.consultation import actions, wording
from banjie.consultation.actions import WrongState
from banjie.consultation.kinds import limit_name
from banjie.consultation.models import OVER, Case, Letter, Rating, Reply, Rework
from banjie.consultation.parts import Actor
from banjie.consultation.steps import Step, steps
from tests.web.cast import make_cast
from tests.web.consultation.doing import BAD, CLOCKS, DO, GOOD, World, make_world
from tests.web.consultation.standing import gathering

pytestmark = pytest.mark.django_db
STEPS = int(os.environ.get("BANJIE_WALK_STEPS", "300"))
WALK = 100
"""Steps of one walk; each begins with cases of its own."""
KINDS = ("suggestion", "proposal", "information", "request")
ENDS = tuple(state for state in OVER if state != "closed")
SELDOM = (
    "withdraw", "stand_aside", "decline", "transfer", "split", "archive", "reassign", "suspend",
)  # fmt: skip
"""Steps that end a walk soon, or set it back."""
AT_WORK = ("handling", "rework", "replied", "escalated")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for all walks, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(make_cast())
        transaction.set_rollback(True)


class Walk:
    """Some cases, the day it is, and what was known of each from the beginning."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.dice = world, Random(seed)
        self.now = datetime(2026, 3, 2, 2, tzinfo=UTC)
        self.authors: dict[int, set[int]] = {}
        self.words: dict[int, tuple[Any, ...]] = {}
        self.numbers: dict[int, str] = {}
        self.trace: list[str] = []

    def go(self) -> str:
        """One step further: a new case, a later day, or a step on one of the cases."""
        going = Case.objects.exclude(state__in=("draft", *ENDS))
        if going.exclude(state="closed").count() < 2:
            return gathering(self.world, self.dice.choice(KINDS)).state
        if self.dice.random() < 0.1:
            self.now += timedelta(self.dice.randint(1, 9))
            return "days go by"
        case = self.dice.choice(list(going))
        for step in self._wanted(case):
            if said := self._take(case, step):
                return f"{case.pk} {step.name}: {said}"
        return f"{case.pk} waits"

    def _wanted(self, case: Case) -> list[Step]:
        """The steps of its state by chance, mostly those first that lead on and were taken least."""
        known = [step for step in steps().values() if case.state in step.start]
        seldom, usual = self.dice.random() < 0.1, self.dice.random() < 0.7
        ranked = {
            step.name: (
                not seldom and step.name in SELDOM,
                usual and step.name not in wording.LEADS_ON,
                case.events.filter(step=step.name, state=case.state).count(),
                self.dice.random(),
            )
            for step in known
        }
        return sorted(known, key=lambda step: ranked[step.name])

    def _take(self, case: Case, step: Step) -> str:
        """What came of it; '' where nobody may."""
        if step.name in CLOCKS:
            return _tried(lambda: CLOCKS[step.name](self.world, case, None), quiet=True)
        by = self._somebody(case, step)
        if by is None:
            return ""
        if step.name == "rate":
            return _tried(lambda: actions.rate(by, self.dice.choice((GOOD, BAD))))  # type: ignore[arg-type]
        return _tried(lambda: DO[step.name](self.world, case, by))

    def _somebody(self, case: Case, step: Step) -> Actor | None:
        world, cast = self.world, self.world.cast
        everybody: list[Actor] = [
            cast.officer, cast.leader, cast.liaison, cast.handler, world.head, cast.stranger,
            world.outsider, *case.submitters.all(),
        ]  # fmt: skip
        able = (
            actor
            for actor in self.dice.sample(everybody, len(everybody))
            if actor.may(step.permission, case)
        )
        return next(able, None)

    def check(self) -> None:
        """What holds after every step."""
        for case in Case.objects.prefetch_related("handlings", "submitters"):
            self._keeps(case)
            if case.merged_into_id is None and case.state in AT_WORK:
                _is_handled(case)
            if case.due:
                _is_in_time(case)
            if case.state == "closed":
                _is_answered(case)
        twice = Rating.objects.values("submitter", "round").annotate(n=Count("pk")).filter(n__gt=1)
        assert not twice
        assert not Rework.objects.values("case").annotate(n=Count("pk")).filter(n__gt=1)

    def _keeps(self, case: Case) -> None:
        """Authors, words and number, merged or not."""
        confirmed = {one.pk for one in case.submitters.all() if one.confirmed_on}
        assert self.authors.get(case.pk, set()) <= confirmed
        self.authors[case.pk] = confirmed
        words = (case.title, case.said)
        assert self.words.setdefault(case.pk, words) == words or case.editions.exists()
        assert self.numbers.get(case.pk, "") in ("", case.number)
        self.numbers[case.pk] = case.number


def _tried(attempt: Callable[[], Any], *, quiet: bool = False) -> str:
    try:
        attempt()
    except WrongState:
        return "" if quiet else "moved on"
    except ValidationError as error:
        return "; ".join(error.messages)
    return "done"


def _is_handled(case: Case) -> None:
    """One alone, one main with helpers, or two or more apart; and answered by all once replied."""
    living = [part for part in case.handlings.all() if part.ended_on is None]
    roles = sorted(part.role for part in living)
    led = roles.count("main") == 1 and set(roles) <= {"main", "co"}
    assert roles == ["sole"] or led or (len(roles) >= 2 and set(roles) == {"split"}), roles
    if case.state in ("replied", "escalated"):
        out = Reply.objects.filter(handling__case=case, round=case.round, state="out")
        assert {part.pk for part in living if part.answers} <= set(
            out.values_list("handling", flat=True)
        )


def _is_in_time(case: Case) -> None:
    """The day never passes the longest; nor does that pass what the rules give, while no clock stood still."""
    assert case.due
    assert case.latest
    assert case.due <= case.latest
    if case.suspensions.exists() or case.handled_in.suspensions.exists():
        return
    handed = case.events.filter(step__in=("assign", "merge", "rate", "reopen")).values_list("on")
    reach = [begin(limit_name(case.kind, "longest"), day).end for (day,) in handed]
    assert case.latest <= max(reach)


def _is_answered(case: Case) -> None:
    """Closed on a coded ground, or with a letter of the round it was closed in."""
    assert case.ground or Letter.objects.filter(case=case, reply__round__lte=case.round).exists()
    assert case.closed_on is not None


@pytest.mark.parametrize("seed", range(STEPS // WALK))
def test_walk_keeps_what_must_hold(world: World, seed: int) -> None:
    walk = Walk(world, seed)
    with transaction.atomic():
        for _step in range(WALK):
            with clock.told(walk.now):
                walk.trace.append(walk.go())
                try:
                    walk.check()
                except AssertionError as broken:
                    broken.add_note("\n".join(walk.trace))
                    raise
        transaction.set_rollback(True)
    assert len(walk.trace) == WALK
