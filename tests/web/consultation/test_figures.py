"""Figures: what the database counts is what counting the rows by hand gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banjie.common import clock
from banjie.consultation.models import (
    Adoption,
    CallBack,
    Case,
    Event,
    FollowUp,
    Handling,
    Kind,
    Rating,
    Reply,
    Rework,
    Submitter,
)
from banjie.consultation.queries import figures
from banjie.consultation.queries.figures import BASES, Cohort
from banjie.people.models import User
from tests.web.cast import Cast

STATES = ("submitted", "filed", "declined", "withdrawn", "transferred")
SignedIn = Callable[[User], Client]


def world(cast: Cast, draw: random.Random) -> Cohort:
    """Some cases of two periods with whatever belongs to them, drawn by lot."""
    today = clock.today()

    def day(before: int = 60, after: int = 30) -> date:
        return today + timedelta(draw.randrange(-before, after))

    def maybe(value: Any) -> Any:
        return draw.choice((None, value))

    for _number in range(draw.randrange(2, 14)):
        state = draw.choice(STATES)
        case = Case.objects.create(
            office=cast.office, kind=draw.choice(("suggestion", "request")), state=state,
            title="关于路灯的建议", submitted_on=day(90, 0), filed_on=maybe(today),
            check_by=maybe(day()), assign_by=maybe(day()), assigned_on=maybe(day()),
            replied_on=maybe(day()), due=maybe(day()), stopped_on=maybe(today),
            closed_on=maybe(today), round=draw.randrange(2),
            ground="empty" if state in ("declined", "transferred") else "",
        )  # fmt: skip
        part = Handling.objects.create(
            case=case, unit=draw.choice((cast.library, cast.museum)), role="sole",
            receive_by=maybe(day()), received_on=maybe(day()), ended_on=maybe(today),
            clear=(clear := maybe(draw.randint(1, 3))), workable=clear and draw.randint(1, 3),
        )  # fmt: skip
        if part.ended_on is None and draw.random() < 0.5:
            Case.objects.filter(pk=case.pk).update(state="handling")
        for lead in (True, False):
            author = Submitter.objects.create(case=case, lead=lead, confirmed_on=maybe(today))
            for turn in range(draw.randrange(3)):
                Rating.objects.create(
                    submitter=author, case=case, round=turn,
                    attitude=draw.randint(1, 3), result=draw.randint(1, 3),
                )  # fmt: skip
        _rest(cast, draw, case, part)
    return Cohort(cast.office, today - timedelta(45), today)


def _rest(cast: Cast, draw: random.Random, case: Case, part: Handling) -> None:
    today = clock.today()
    if draw.random() < 0.5:
        Rework.objects.create(case=case, due=today)
        for _time in range(draw.randrange(3)):
            Event.objects.create(case=case, step="rate", state="escalated", told=True)
    if draw.random() < 0.5:
        reply = Reply.objects.create(
            handling=part, state="out", outcome="B", sent_on=today, drafted_by=cast.handler
        )
        state = draw.choice(("open", "kept", "given-up"))
        ended = {} if state == "open" else {"ended_on": today, "note": "已说明。"}
        FollowUp.objects.create(
            reply=reply, case=case, promise="增设", due=today, state=state, **ended
        )
    for place in ("市级信息", "省级信息")[: draw.randrange(3)]:
        Adoption.objects.create(case=case, level="city", place=place, on=today, by=cast.officer)
    if draw.random() < 0.6:
        reached = draw.random() < 0.7
        CallBack.objects.create(
            case=case, round=0, by=cast.officer, contacted=draw.choice((None, True, False)),
            result="reached" if reached else "no-contact",
            solved=draw.random() < 0.5 if reached else None,
            satisfied=draw.randint(1, 3) if reached else None,
        )  # fmt: skip


def by_hand(cohort: Cohort) -> dict[str, tuple[int, int | None]]:
    """Each figure counted from the rows in plain Python: what was counted, and of how many."""
    today = clock.today()
    cases = {
        case.pk: case for case in Case.objects.all()
        if case.submitted_on and cohort.first <= case.submitted_on <= cohort.last and case.office == cohort.office
    }  # fmt: skip

    def of(model: Any) -> list[Any]:
        return [row for row in model.objects.all() if row.case_id in cases]

    parts = [
        p for p in of(Handling)
        if p.receive_by and (p.received_on or (p.receive_by < today and p.ended_on is None))
    ]  # fmt: skip
    answered = {c.pk for c in cases.values() if c.replied_on and c.state != "handling"}
    due = [
        c for c in cases.values()
        if c.due and (c.pk in answered or (c.due < today and c.stopped_on is None))
    ]  # fmt: skip
    forms = [f for f in of(Rating) if f.round == cases[f.case_id].round]
    spoke = {f.submitter_id for f in forms}
    asked = [a for a in of(Submitter) if a.confirmed_on and a.case_id in answered]
    calls = [c for c in of(CallBack) if cases[c.case_id].kind == "request"]
    called = [c for c in calls if c.result == "reached"]
    told = [c for c in calls if c.contacted is not None]
    promises, adoptions = of(FollowUp), of(Adoption)
    twice = {e.case_id for e in of(Event) if e.state == "escalated"}
    again = {r.case_id for r in of(Rework)}
    looked = [
        c for c in cases.values()
        if c.check_by and (c.filed_on or c.state != "withdrawn")
        and (c.filed_on or c.closed_on or (c.state == "submitted" and c.check_by < today))
    ]  # fmt: skip
    handed = [
        c for c in cases.values()
        if c.assign_by and (c.assigned_on or (c.state == "filed" and c.assign_by < today))
    ]  # fmt: skip
    items = [p for p in of(Handling) if p.clear]
    return {
        "received": (len(cases), None),
        "filed": (sum(c.filed_on is not None for c in cases.values()), None),
        "declined": (sum(c.state == "declined" for c in cases.values()), None),
        "answered": (sum(c.replied_on is not None for c in cases.values()), None),
        "taken": (sum(bool(p.received_on and p.received_on <= p.receive_by) for p in parts), len(parts)),
        "replied": (sum(bool(c.pk in answered and c.replied_on and c.due and c.replied_on <= c.due) for c in due), len(due)),
        "returned": (sum(a.pk in spoke for a in asked), len(asked)),
        "silent": (
            sum(a.pk not in spoke and cases[a.case_id].closed_on is not None for a in asked), None
        ),
        "attitude": (sum(f.attitude >= 2 for f in forms), len(forms)),
        "result": (sum(f.result >= 2 for f in forms), len(forms)),
        "promises": (len(promises), None),
        **{
            state: (sum(p.state == state for p in promises), None)
            for state in ("open", "kept", "given-up")
        },
        "adoptions": (len(adoptions), None),
        "adopted": (len({a.case_id for a in adoptions}), None),
        "response": (sum(c.contacted for c in told), len(told)),
        "solved": (sum(c.solved for c in called), len(called)),
        "satisfied": (sum(c.satisfied >= 2 for c in called), len(called)),
        "rework": (len(again), None), "escalated": (len(twice), None),
        "merged": (0, None), "unsettled": (0, None), "reopened": (0, None),
        "checked": (
            sum(bool((day := c.filed_on or c.closed_on) and day <= c.check_by) for c in looked),
            len(looked),
        ),
        "assigned": (
            sum(bool(c.assigned_on and c.assigned_on <= c.assign_by) for c in handed), len(handed)
        ),
        "clear": (sum(p.clear > 1 for p in items), len(items)),
        "workable": (sum(p.workable > 1 for p in items), len(items)),
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_every_figure_is_what_its_rows_give(cast: Cast, seed: int) -> None:
    cohort = world(cast, random.Random(seed))
    found = figures.figures(cohort, figures.measures())
    assert {name: (f.counted, f.among) for name, f in found.items()} == by_hand(cohort)
    for figure in found.values():
        for part, number in figure.counts.items():
            assert figures.rows_of(cohort, figure.measure, part).count() == number
            cases = figures.behind(cohort, figure.measure, part)
            assert cases.count() <= number, figure.measure.name
            assert bool(cases) == bool(number), figure.measure.name
            if figure.measure.base == "case":
                assert cases.count() == number


def parts_of(row: figures.Row) -> dict[str, Any]:
    return {name: dict(figure.counts) for name, figure in row.items()}


@pytest.mark.parametrize("seed", range(3))
def test_groups_are_what_their_cohort_gives_by_itself(cast: Cast, seed: int) -> None:
    """By kind and by unit at once, and each group asked for row by row."""
    cohort, wanted = world(cast, random.Random(seed)), figures.measures()
    kinds = figures.by_kind(cohort, wanted)
    units = figures.by_unit(cohort, wanted, [cast.library.pk, cast.museum.pk]).rows
    groups = [(replace(cohort, kind=kind), kinds.rows[kind]) for kind in Kind]
    groups += [(replace(cohort, unit=unit), units[unit.pk]) for unit in (cast.library, cast.museum)]
    for narrowed, row in groups:
        for figure in row.values():
            told = {
                part: figures.rows_of(narrowed, figure.measure, part).count()
                for part in figure.counts
            }
            assert told == dict(figure.counts), (narrowed.words, figure.measure.name)
        assert parts_of(figures.figures(narrowed, wanted)) == parts_of(row)


def test_figures_ask_as_much_of_few_cases_as_of_many(cast: Cast) -> None:
    asked = []
    for seed in (1, 2):
        cohort = world(cast, random.Random(seed))
        with CaptureQueriesContext(connection) as queries:
            figures.figures(cohort, figures.measures())
            figures.standings(cohort)
            figures.grounds(cohort)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= len(BASES) + 3


def test_the_list_of_cases_asks_as_much_of_one_as_of_three(cast: Cast, signed_in: SignedIn) -> None:
    from tests.web.consultation.cases import at

    client, asked = signed_in(cast.officer), []
    at(cast, "handling")
    client.get("/cases/")
    for more in (0, 2):
        for _case in range(more):
            at(cast, "handling")
        with CaptureQueriesContext(connection) as queries:
            client.get("/cases/")
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 12
