"""Whatever happens to a programme, every accepted figure stands in the records exactly once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

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
from banjie.programme.actions.closing import close_programme, correct_figure
from banjie.programme.actions.merging import merge_activities
from banjie.programme.actions.reports import Content, FigureLine
from banjie.programme.actions.revisions import (
    answer_rows,
    begin_revision,
    carry_out,
)
from banjie.programme.actions.rolling import roll_forward
from banjie.programme.models import Activity, Figure, Programme, Report
from banjie.programme.queries.closing import open_work
from banjie.programme.queries.revisions import Comparison
from banjie.reporting.queries.measures import facts, person_times
from tests.web import plans
from tests.web.cast import make_cast

REVISED = (
    plans.PLAN,
    plans.PLAN.replace("不少于5场", "不少于6场").replace("10月8日", "10月15日"),
    plans.PLAN.replace("（二）开展“我与临湖”主题征文活动", "（二）开展“我与临湖”主题摄影活动"),
    plans.PLAN.replace("不少于300人次", "不少于400人次").replace("培训班", "研修班"),
)


MOST = 3
"""How many programmes are run side by side."""


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

    def reports(self, *states: str, of: str = Programme.State.OPEN) -> list[Report]:
        found = Report.objects.filter(state__in=states, activity__programme__state=of)
        return list(found.order_by("pk"))

    def is_open(self) -> bool:
        """Whether the first programme, the one that is revised, is at work still."""
        self.programmes[0].refresh_from_db()
        return self.programmes[0].state == Programme.State.OPEN

    def at_work(self) -> list[Activity]:
        """The activities that the library can tell of: revisions and mergers may leave none."""
        found = Activity.objects.at_work().filter(
            programme__in=self.programmes, assignments__unit=self.cast.library,
            programme__state=Programme.State.OPEN,
        )  # fmt: skip
        return list(found.distinct().order_by("pk"))

    @precondition(lambda self: self.at_work())
    @rule(data=st.data(), submit=st.booleans())
    def write(self, data: st.DataObject, submit: bool) -> None:
        activity = data.draw(st.sampled_from(self.at_work()))
        target = activity.targets.first()
        lines = [FigureLine("参加", self.next, "人次", target)]
        self.next += 1
        content = Content(held_on=date(2026, 4, 1), text="开展活动。", figures=lines)
        reports.write_report(
            activity, content, unit=self.cast.library, submit=submit, once_key=once.new_key(),
            by=self.cast.liaison,
        )  # fmt: skip

    @precondition(lambda self: self.at_work())
    @rule(data=st.data())
    def enter_from_paper(self, data: st.DataObject) -> None:
        activity = data.draw(st.sampled_from(self.at_work()))
        plans.entered(activity, self.cast, figures=[FigureLine("参加", self.next, "人次")])
        self.next += 1

    @precondition(lambda self: self.reports("submitted"))
    @rule(data=st.data())
    def object_to(self, data: st.DataObject) -> None:
        report = data.draw(st.sampled_from(self.reports("submitted")))
        if report.scan_id:
            reports.object_to(report, reason="人次有误。", by=self.cast.liaison)

    @precondition(lambda self: self.sources() and self.at_work())
    @rule(data=st.data())
    def tell_again(self, data: st.DataObject) -> None:
        """The same event told for another activity."""
        source = data.draw(st.sampled_from(self.sources()))
        activity = data.draw(st.sampled_from(self.at_work()))
        line = FigureLine("参加", Decimal(0), "人次", None, source)
        plans.report(activity, self.cast, figures=[line])

    @precondition(lambda self: self.reports("returned"))
    @rule(data=st.data(), value=st.integers(1000, 9999))
    def mend(self, data: st.DataObject, value: int) -> None:
        """A number of a returned report changes, or is taken out; its copies follow."""
        report = data.draw(st.sampled_from(self.reports("returned")))
        kept = [f for f in report.figures.all() if f.reused_from_id is None]
        lines = [FigureLine("参加", Decimal(value), "人次", f.target) for f in kept[:1]]
        content = Content(held_on=date(2026, 4, 1), text="已核对。", figures=lines)
        reports.change_report(
            report, content, submit=True, once_key=once.new_key(), by=self.cast.liaison
        )

    def sources(self) -> list[Figure]:
        sent = Figure.objects.filter(report__state__in=("submitted", "accepted"))
        return list(sent.filter(reused_from=None).order_by("pk"))

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
        own = report.figures.filter(reused_from=None).values_list("value", flat=True)
        told = list(own)
        try:
            reports.accept_report(report, by=self.cast.officer)
        except reports.SourceOpen:
            return
        self.expected.update(told)

    @precondition(lambda self: self.is_open())
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

    @precondition(
        lambda self: self.is_open() and self.programmes[0].activities.at_work().count() > 1
    )
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        found = list(self.programmes[0].activities.at_work())
        pair = data.draw(st.permutations(found))[:2]
        merge_activities(pair[0], into=pair[1], reason="合并。", by=self.cast.officer)

    @precondition(lambda self: len(self.programmes) < MOST)
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

    def closable(self) -> list[Programme]:
        """Those with something accepted, as long as some work is left or can be rolled forward."""
        found = Programme.objects.filter(state=Programme.State.OPEN)
        known = found.filter(pk__in=[programme.pk for programme in self.programmes])
        if len(self.programmes) == MOST and known.count() == 1:
            return []
        done = known.filter(activities__reports__state="accepted").distinct()
        return list(done.order_by("pk"))

    @precondition(lambda self: self.closable())
    @rule(data=st.data())
    def close(self, data: st.DataObject) -> None:
        """The year ends: what waits is decided on first, what is open ends for a reason."""
        programme = data.draw(st.sampled_from(self.closable()))
        for report in self.reports("submitted"):
            if report.activity.programme_id == programme.pk:
                reports.return_report(report, reason="年度已结束。", by=self.cast.officer)
        why = {work.activity.pk: "不再举办。" for work in open_work(programme)}
        close_programme(programme, reasons=why, by=self.cast.officer)

    def corrigible(self) -> list[Figure]:
        """Figures that the units entered themselves; those from paper another officer corrects."""
        closed = self.reports("accepted", of=Programme.State.CLOSED)
        found = Figure.objects.filter(report__in=closed, reused_from=None, report__scan=None)
        return list(found.order_by("pk"))

    @precondition(lambda self: self.corrigible())
    @rule(data=st.data(), value=st.integers(10_000, 99_999))
    def correct(self, data: st.DataObject, value: int) -> None:
        """A figure of a closed programme is put right; its copies follow, each named as mended."""
        figure = data.draw(st.sampled_from(self.corrigible()))
        correct_figure(figure, value=Decimal(value), reason="重复计入。", by=self.cast.officer)
        self.expected -= Counter([figure.value])
        self.expected[Decimal(value)] += 1
        for copy in Figure.objects.filter(reused_from=figure).exclude(report__state="draft"):
            assert copy.report.versions.latest("number").correction == "重复计入。"

    @invariant()
    def every_accepted_figure_once(self) -> None:
        kept = Figure.objects.filter(report__state=Report.State.ACCEPTED)
        own = kept.filter(reused_from=None)
        assert Counter(own.values_list("value", flat=True)) == self.expected
        shown = [facts(programme) for programme in self.programmes]
        counted = Counter(
            figure.pk
            for found in shown
            for report in found.reports
            for figure in report.figures.all()
        )
        assert counted == Counter(kept.values_list("pk", flat=True))
        for found in shown:
            told = [f.reused_from or f for r in found.reports for f in r.figures.all()]
            assert person_times(found).value == sum({f.pk: f.value for f in told}.values())

    @invariant()
    def every_copy_says_what_its_source_says(self) -> None:
        copies = Figure.objects.exclude(reused_from=None)
        assert all(copy.value == copy.reused_from.value for copy in copies)
        assert not copies.exclude(reused_from__reused_from=None).exists()


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
