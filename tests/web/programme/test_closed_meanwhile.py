"""A programme that is closed between form and action: every step on its work is refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from banjie.common import once
from banjie.documents.sheets import SheetRow
from banjie.people.models import Unit
from banjie.programme.actions import (
    areas,
    bulk,
    cycles,
    dependencies,
    dropping,
    duties,
    imports,
    merging,
    phases,
    plan,
    reports,
    revisions,
)
from banjie.programme.actions.drafts import Stale
from banjie.programme.models import (
    Activity,
    Assignment,
    Dependency,
    Draft,
    Occurrence,
    Phase,
    Programme,
    Report,
    Revision,
    SheetImport,
)
from banjie.programme.queries.revisions import Comparison
from tests.web import plans
from tests.web.cast import Cast

MODULES = (
    areas, bulk, cycles, dependencies, dropping, duties, imports, merging, phases, plan, reports,
    revisions,
)  # fmt: skip
INSIDE = {"dependencies.move_dependencies", "plan.settle", "reports.answer_item"}
"""Taken inside other steps, which lock and ask first."""
REFUSED = (reports.WrongState, Stale, revisions.Finished, imports.Finished)
ROWS = [
    SheetRow(1, {"A": "工作任务", "B": "责任单位"}),
    SheetRow(2, {"A": "举办讲座", "B": "协作办"}),
]
STRETCH = phases.Stretch("第一阶段", date(2026, 10, 1), date(2026, 11, 1))
TOLD = reports.Content(held_on=date(2026, 9, 1), text="已开展。")
AGAIN: dict[str, Any] = {"version": 1, "reason": "会场整修"}


@dataclass
class Year:
    """What was on the pages before the programme was closed."""

    cast: Cast
    programme: Programme
    club: Activity
    contest: Activity
    course: Activity
    part: Assignment
    handed: Assignment
    branch: Unit
    phase: Phase
    session: Occurrence
    dropped: Occurrence
    link: Dependency
    waiting: Report
    draft: Report
    entered: Report
    revised: Draft
    revision: Revision
    sheet: SheetImport

    @property
    def hand(self) -> phases.Hand:
        return phases.Hand(self.cast.officer, self.club.version, "会场整修")


def _year(cast: Cast) -> Year:
    programme = plans.open_plan(cast)
    club, contest, course = (
        programme.activities.get(title__contains=words) for words in ("读书会", "征文", "培训班")
    )
    branch = Unit.objects.create(name="听荷分馆", parent=cast.library)
    handed = contest.assignments.get(unit=cast.library)
    duties.hand_on(handed, branch, version=1, by=cast.liaison)
    club.assignments.filter(unit=cast.library).update(answer="change", reason="请改期。")
    dropping.drop_activity(course, **AGAIN, by=cast.officer)
    _first, session, dropped = list(club.occurrences.all())[:3]
    Occurrence.objects.filter(pk=dropped.pk).update(dropped_reason="会场整修")
    revised = plans.draft_of(cast, plans.PLAN.replace("10月8日", "10月9日"))
    return Year(
        cast, programme, club, contest, Activity.objects.get(pk=course.pk),
        part=club.assignments.get(unit=cast.library),
        handed=Assignment.objects.get(pk=handed.pk), branch=branch,
        phase=club.phases.create(position=0, title="筹备", end=date(2026, 12, 1)),
        session=session, dropped=Occurrence.objects.get(pk=dropped.pk),
        link=dependencies.add_dependency(club, contest, by=cast.officer),
        waiting=plans.report(club, cast), draft=plans.report(club, cast, submit=False),
        entered=plans.entered(club, cast), revised=plans.draft_of(cast, f"{plans.PLAN}\n又一稿"),
        revision=revisions.begin_revision(programme, revised, by=cast.officer),
        sheet=imports.receive_sheet(programme, name="表.xlsx", rows=ROWS, by=cast.officer),
    )  # fmt: skip


def _new(year: Year, **values: Any) -> dict[str, Any]:
    return {"once_key": once.new_key(), "by": year.cast.officer} | values


STEPS: dict[str, Callable[[Year], Any]] = {
    "areas.add_area": lambda y: areas.add_area(
        y.programme, number="四", title="保障", parent=None, **_new(y)
    ),
    "areas.change_area": lambda y: areas.change_area(
        y.programme.areas.all()[0], number="九", title="改名", by=y.cast.officer
    ),
    "bulk.change_many": lambda y: bulk.change_many(
        {y.club.pk: 1}, y.programme, reason="调整", duty="optional", **_new(y)
    ),
    "bulk.urge_many": lambda y: bulk.urge_many([y.club.pk], y.programme, reason="请报", **_new(y)),
    "cycles.open_cycle": lambda y: cycles.open_cycle(
        y.programme, cycles.Round("全年", date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31)),
        **_new(y),
    ),
    "dependencies.add_dependency": lambda y: dependencies.add_dependency(
        y.contest, y.course, by=y.cast.officer
    ),
    "dependencies.remove_dependency": lambda y: dependencies.remove_dependency(
        y.link, by=y.cast.officer
    ),
    "dependencies.take_proposal": lambda y: dependencies.take_proposal(
        y.link, days=54, **AGAIN, by=y.cast.officer
    ),
    "dropping.drop_activity": lambda y: dropping.drop_activity(
        y.club, **AGAIN, by=y.cast.officer
    ),
    "dropping.restore_activity": lambda y: dropping.restore_activity(
        y.course, **AGAIN | {"version": y.course.version}, by=y.cast.officer
    ),
    "duties.confirm": lambda y: duties.confirm(y.part, version=1, by=y.cast.liaison),
    "duties.ask_change": lambda y: duties.ask_change(y.part, **AGAIN, by=y.cast.liaison),
    "duties.decline_change": lambda y: duties.decline_change(
        y.part, reason="不变", by=y.cast.officer
    ),
    "duties.hand_on": lambda y: duties.hand_on(y.part, y.branch, version=1, by=y.cast.liaison),
    "duties.take_back": lambda y: duties.take_back(y.handed, by=y.cast.liaison),
    "imports.receive_sheet": lambda y: imports.receive_sheet(
        y.programme, name="又一表.xlsx", rows=ROWS, by=y.cast.officer
    ),
    "imports.discard_import": lambda y: imports.discard_import(y.sheet, by=y.cast.officer),
    "imports.carry_out_import": lambda y: imports.carry_out_import(
        y.sheet, reason="调整", by=y.cast.officer
    ),
    "merging.merge_activities": lambda y: merging.merge_activities(
        y.contest, into=y.club, reason="合并", by=y.cast.officer
    ),
    "phases.add_phase": lambda y: phases.add_phase(
        y.club, STRETCH, hand=y.hand, once_key=once.new_key()
    ),
    "phases.change_phase": lambda y: phases.change_phase(y.phase, STRETCH, hand=y.hand),
    "phases.close_phase": lambda y: phases.close_phase(y.phase, hand=y.hand),
    "phases.add_session": lambda y: phases.add_session(
        y.club, STRETCH, hand=y.hand, once_key=once.new_key()
    ),
    "phases.change_session": lambda y: phases.change_session(y.session, STRETCH, hand=y.hand),
    "phases.drop_session": lambda y: phases.drop_session(y.session, hand=y.hand),
    "phases.restore_session": lambda y: phases.restore_session(y.dropped, hand=y.hand),
    "plan.add_activity": lambda y: plan.add_activity(
        y.programme, plain={"title": "举办讲座", "kind": "lecture"}, area=None, parent=None, **_new(y)
    ),
    "plan.change_activity": lambda y: plan.change_activity(
        y.club, bulk.as_it_is(y.club), **AGAIN, by=y.cast.officer
    ),
    "plan.move_activity": lambda y: plan.move_activity(
        y.club, by_days=7, **AGAIN, by=y.cast.officer
    ),
    "reports.write_report": lambda y: plans.report(y.club, y.cast),
    "reports.write_many": lambda y: reports.write_many(
        [reports.Told(y.club, y.cast.library, TOLD)], submit=True, **_new(y, by=y.cast.liaison)
    ),
    "reports.change_report": lambda y: reports.change_report(
        y.draft, TOLD, submit=True, **_new(y, by=y.cast.liaison)
    ),
    "reports.submit_report": lambda y: reports.submit_report(y.draft, by=y.cast.liaison),
    "reports.return_report": lambda y: reports.return_report(
        y.waiting, reason="请补充。", by=y.cast.officer
    ),
    "reports.object_to": lambda y: reports.object_to(
        y.entered, reason="有误", by=y.cast.liaison
    ),
    "reports.accept_report": lambda y: reports.accept_report(y.waiting, by=y.cast.officer),
    "revisions.begin_revision": lambda y: revisions.begin_revision(
        y.programme, y.revised, by=y.cast.officer
    ),
    "revisions.answer_rows": lambda y: revisions.answer_rows(
        y.revision, {row.key: "take" for row in Comparison(y.revision).rows}, by=y.cast.officer
    ),
    "revisions.pair_item": lambda y: revisions.pair_item(
        y.revision, y.revision.draft.items.all()[0], y.club, by=y.cast.officer
    ),
    "revisions.discard_revision": lambda y: revisions.discard_revision(
        y.revision, by=y.cast.officer
    ),
    "revisions.carry_out": lambda y: revisions.carry_out(
        y.revision, reason="调整", by=y.cast.officer
    ),
}  # fmt: skip


def _steps() -> Iterator[str]:
    """Every step of these modules: what is done by somebody."""
    for module in MODULES:
        for name, found in vars(module).items():
            if not inspect.isfunction(found) or name.startswith("_"):
                continue
            own = found.__module__ == module.__name__
            if own and {"by", "hand"} & inspect.signature(found).parameters.keys():
                yield f"{module.__name__.rpartition('.')[2]}.{name}"


def test_every_step_on_work_is_tried() -> None:
    assert set(_steps()) == STEPS.keys() | INSIDE


def _refused(year: Year) -> set[str]:
    """The steps that are refused as the programme is now; none leaves anything behind."""
    found = set()
    for name, step in STEPS.items():
        with transaction.atomic():
            try:
                step(year)
            except REFUSED:
                found.add(name)
            except revisions.NotConfirmed:
                pass  # it came as far as asking what is confirmed
            transaction.set_rollback(True)
    return found


@pytest.mark.django_db
@pytest.mark.any_database
def test_nothing_is_done_in_a_programme_that_was_closed_meanwhile(cast: Cast) -> None:
    year = _year(cast)
    for state, refused in ((Programme.State.CLOSED, set(STEPS)), (Programme.State.OPEN, set())):
        Programme.objects.filter(pk=year.programme.pk).update(state=state)
        assert _refused(year) == refused
