"""Whatever happens to a programme, every accepted figure stands in the records exactly once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from banjie.common import once
from banjie.programme.actions import reports
from banjie.programme.actions.reports import Content, FigureLine
from banjie.programme.actions.revisions import (
    answer_rows,
    begin_revision,
    carry_out,
    merge_activities,
)
from banjie.programme.actions.rolling import roll_forward
from banjie.programme.models import Activity, Figure, Programme, Report
from banjie.programme.queries.revisions import Comparison
from banjie.reporting.queries.measures import facts
from tests.web import plans
from tests.web.cast import make_cast

REVISED = (
    plans.PLAN,
    plans.PLAN.replace("不少于5场", "不少于6场").replace("10月8日", "10月15日"),
    plans.PLAN.replace("（二）开展“我与临湖”主题征文活动", "（二）开展“我与临湖”主题摄影活动"),
    plans.PLAN.replace("不少于300人次", "不少于400人次").replace("培训班", "研修班"),
)


class Office(RuleBasedStateMachine):
    """A year of an office in any order; `expected` is what was accepted, figure by figure."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()  # each example has the database to itself
        self.cast = make_cast()
        self.programmes = [plans.open_plan(self.cast)]
        self.expected: Counter[Decimal] = Counter()
        self.next = Decimal(1)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def reports(self, *states: str) -> list[Report]:
        return list(Report.objects.filter(state__in=states).order_by("pk"))

    def at_work(self, choice: Any) -> Activity:
        programme: Programme = choice(self.programmes)
        mine = programme.activities.at_work().filter(assignments__unit=self.cast.library)
        return choice(list(mine.distinct()))

    @rule(data=st.data(), submit=st.booleans())
    def write(self, data: st.DataObject, submit: bool) -> None:
        activity = self.at_work(lambda found: data.draw(st.sampled_from(found)))
        target = activity.targets.first()
        lines = [FigureLine("参加", self.next, "人次", target)]
        self.next += 1
        content = Content(held_on=date(2026, 4, 1), text="开展活动。", figures=lines)
        reports.write_report(
            activity, content, unit=self.cast.library, submit=submit, once_key=once.new_key(),
            by=self.cast.liaison,
        )  # fmt: skip

    @precondition(lambda self: self.reports("draft", "returned"))
    @rule(data=st.data())
    def submit(self, data: st.DataObject) -> None:
        report = data.draw(st.sampled_from(self.reports("draft", "returned")))
        reports.submit_report(report, by=self.cast.liaison)

    @precondition(lambda self: self.reports("submitted"))
    @rule(data=st.data())
    def send_back(self, data: st.DataObject) -> None:
        report = data.draw(st.sampled_from(self.reports("submitted")))
        reports.return_report(report, reason="请补充。", by=self.cast.officer)

    @precondition(lambda self: self.reports("submitted"))
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        report = data.draw(st.sampled_from(self.reports("submitted")))
        self.expected.update(report.figures.values_list("value", flat=True))
        reports.accept_report(report, by=self.cast.officer)

    @rule(text=st.sampled_from(REVISED), data=st.data())
    def revise(self, text: str, data: st.DataObject) -> None:
        draft = plans.draft_of(self.cast, f"{text}\n{self.next}")
        if draft.state not in ("open", "kept"):
            return
        revision = begin_revision(self.programmes[0], draft, by=self.cast.officer)
        plans.settle(draft, self.cast)
        rows = Comparison(revision).rows
        answers = {row.key: data.draw(st.sampled_from(("take", "leave"))) for row in rows}
        answer_rows(revision, answers, by=self.cast.officer)
        revision.refresh_from_db()
        carry_out(revision, reason="经研究调整。", by=self.cast.officer)

    @precondition(lambda self: self.programmes[0].activities.at_work().count() > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        found = list(self.programmes[0].activities.at_work())
        pair = data.draw(st.permutations(found))[:2]
        merge_activities(pair[0], into=pair[1], reason="合并。", by=self.cast.officer)

    @precondition(lambda self: len(self.programmes) < 3)
    @rule()
    def roll(self) -> None:
        old = self.programmes[-1]
        made = roll_forward(
            old, year=old.year + 1, title="下一年度方案",
            keep=set(old.activities.at_work().values_list("pk", flat=True)),
            once_key=once.new_key(), by=self.cast.officer,
        )  # fmt: skip
        if made.activities.filter(assignments__unit=self.cast.library).exists():
            self.programmes.append(made)

    @invariant()
    def every_accepted_figure_once(self) -> None:
        kept = Figure.objects.filter(report__state=Report.State.ACCEPTED)
        assert Counter(kept.values_list("value", flat=True)) == self.expected
        counted = Counter(
            figure.value
            for programme in self.programmes
            for report in facts(programme).reports
            for figure in report.figures.all()
        )
        assert counted == self.expected


@pytest.mark.django_db
def test_every_accepted_figure_stands_once() -> None:
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
