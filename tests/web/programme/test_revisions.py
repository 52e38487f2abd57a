"""A revised plan against the programme at work: rows, answers, what is carried out and kept."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from banjie.notices.models import Notice
from banjie.people.models import Unit, User
from banjie.programme.actions import duties, reports
from banjie.programme.actions.drafts import leave_draft
from banjie.programme.actions.merging import merge_activities
from banjie.programme.actions.programmes import open_programme
from banjie.programme.actions.revisions import (
    Finished,
    NotConfirmed,
    answer_rows,
    begin_revision,
    carry_out,
    discard_revision,
    pair_item,
)
from banjie.programme.models import Activity, Change, Figure, Programme, Revision
from banjie.programme.queries.drafts import PARTIES
from banjie.programme.queries.programmes import against_targets
from banjie.programme.queries.revisions import Comparison, alike, slipped, slips
from tests.web import plans
from tests.web.cast import Cast

REVISED = (
    plans.PLAN.replace("10月8日至10月31日", "10月15日至11月15日")
    .replace("全年不少于5场", "全年不少于6场")
    .replace("配合单位：市作家协会", "配合单位：市作家协会、市博物馆")
    .replace(
        "（三）举办阅读推广人培训班。2026年8月中旬，在开放大学举办。（责任单位：临湖开放大学）",
        "（三）举办图书漂流市集。2026年9月，在湖滨广场举办。（责任单位：市图书馆）",
    )
)
POST: dict[str, Any] = {"text": "分管副主任" * 25, "span": None, "rule": "party"}
MOVED = "征文启动较晚，经办公会议研究顺延。"


@pytest.fixture
def revision(programme: Programme, cast: Cast) -> Revision:
    draft = plans.draft_of(cast, REVISED)
    return begin_revision(programme, draft, by=cast.officer)


def take_all(revision: Revision, cast: Cast) -> None:
    answer_rows(revision, {row.key: "take" for row in Comparison(revision).rows}, by=cast.officer)
    revision.refresh_from_db()


def kinds(revision: Revision) -> list[tuple[str, str, str]]:
    return [(row.kind, row.field, row.title) for row in Comparison(revision).rows]


def test_rows_say_what_differs(revision: Revision) -> None:
    assert kinds(revision) == [
        ("words", "targets", "举办“湖畔夜读”读书会"),
        ("date", "times", "开展“我与临湖”主题征文活动"),
        ("unit", "cooperating", "开展“我与临湖”主题征文活动"),
        ("added", "", "举办图书漂流市集"),
        ("dropped", "", "举办阅读推广人培训班"),
    ]


def test_each_unit_hears_once_of_all_that_came_or_went_and_why(
    revision: Revision, cast: Cast, programme: Programme
) -> None:
    essays = programme.activities.get(title__contains="征文")
    part = essays.assignments.get(unit=cast.library)
    duties.confirm(part, version=essays.version, by=cast.liaison)
    Notice.objects.all().delete()
    take_all(revision, cast)
    with translation.override("en"):
        carry_out(revision, reason=MOVED, by=cast.officer)
    told = {notice.unit.name: notice for notice in Notice.objects.all() if notice.unit}
    assert Notice.objects.count() == len(told)
    lines = {name: notice.body.split("\n") for name, notice in told.items()}
    assert all(MOVED in said.pop() for said in lines.values())
    assert {name: len(said) for name, said in lines.items()} == {
        "临湖市博物馆": 1, "临湖市图书馆": 2, "临湖开放大学": 1,
    }  # fmt: skip
    assert {"征文" in said for said in lines["临湖市图书馆"]} == {True, False}
    assert "培训班" in lines["临湖开放大学"][0]
    assert {notice.subject[0] for notice in told.values()} == {"《"}


def test_the_same_plan_differs_in_nothing(programme: Programme, cast: Cast) -> None:
    draft = plans.draft_of(cast, plans.PLAN + "\n")
    assert not Comparison(begin_revision(programme, draft, by=cast.officer)).rows


def test_new_work_stands_where_the_revised_plan_has_it(programme: Programme, cast: Cast) -> None:
    new = "（三）举办亲子阅读营。2026年9月，在湖滨广场举办。（责任单位：市图书馆）\n（四）"
    draft = plans.draft_of(cast, plans.PLAN.replace("（三）", new))
    programme.activities.update(number="")
    draft.items.update(number="")  # a plan without numbers
    revision = begin_revision(programme, draft, by=cast.officer)
    take_all(revision, cast)
    carry_out(revision, reason=MOVED, by=cast.officer)
    titles = [activity.title for activity in programme.activities.all()]
    assert titles.index("举办亲子阅读营") == titles.index("举办阅读推广人培训班") - 1


def test_the_same_long_words_differ_in_nothing(cast: Cast) -> None:
    drafts = [plans.draft_of(cast, text) for text in (plans.PLAN, plans.PLAN + "\n附注。")]
    for draft in drafts:
        draft.items.update(fields=plans.LONG | {key: [POST] for key in PARTIES})
        plans.settle(draft, cast, posts=[POST["text"]])
    programme = open_programme(drafts[0], by=cast.officer)
    assert Comparison(begin_revision(programme, drafts[1], by=cast.officer)).rows == []


def test_a_post_that_is_known_is_not_asked_about_again(
    programme: Programme, activity: Activity, cast: Cast
) -> None:
    activity.assignments.create(role="overseeing", post="分管宣传的副主任")
    text = plans.PLAN.replace(
        "牵头单位：市图书馆", "牵头领导：分管宣传的副主任，牵头单位：市图书馆"
    )
    revision = begin_revision(programme, plans.draft_of(cast, text), by=cast.officer)
    assert Comparison(revision).open_names == []
    assert not [row for row in Comparison(revision).rows if row.activity == activity]


def test_nothing_is_carried_out_before_every_row_is_answered(
    revision: Revision, cast: Cast
) -> None:
    with pytest.raises(NotConfirmed) as refused:
        carry_out(revision, reason=MOVED, by=cast.officer)
    assert refused.value.rows == 5
    take_all(revision, cast)
    with pytest.raises(NotConfirmed):
        carry_out(revision, reason=" ", by=cast.officer)
    assert not Change.objects.exists()


def test_carried_out_as_confirmed(revision: Revision, cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast)
    reports.accept_report(report, by=cast.officer)
    take_all(revision, cast)
    left = next(row.key for row in Comparison(revision).rows if row.field == "cooperating")
    answer_rows(revision, {left: "leave"}, by=cast.officer)
    carry_out(revision, reason=MOVED, by=cast.officer)
    programme = revision.programme
    titles = [a.title for a in programme.activities.at_work()]
    assert titles == [
        "举办“湖畔夜读”读书会", "开展“我与临湖”主题征文活动", "举办图书漂流市集",
    ]  # fmt: skip
    essay = programme.activities.get(title__contains="征文")
    assert [str(s.end) for s in essay.schedules.all()] == ["2026-11-16"]
    assert essay.words in revision.draft.document.reading.text
    names = {str(p) for p in essay.assignments.filter(role="cooperating")}
    assert "市博物馆" not in str(names)
    target = activity.targets.get(unit="场")
    assert target.value == 6
    assert target.figures.count() == 1, "the figure still stands against its target"
    dropped = programme.activities.get(title__contains="培训班")
    assert dropped.dropped_reason == MOVED
    assert Change.objects.filter(reason=MOVED).count() == 4


def test_an_agreed_time_is_asked_again(revision: Revision, cast: Cast) -> None:
    essay = revision.programme.activities.get(title__contains="征文")
    essay.assignments.filter(unit=cast.library).update(answer="confirmed")
    rows = {row.field: row for row in Comparison(revision).rows if row.activity == essay}
    assert rows["times"].agreed == 1
    take_all(revision, cast)
    carry_out(revision, reason=MOVED, by=cast.officer)
    assert essay.assignments.get(unit=cast.library).answer == "waiting"


def test_a_renamed_activity_is_paired_by_hand(revision: Revision, cast: Cast) -> None:
    compared = Comparison(revision)
    pair_item(revision, compared.new_items[0], compared.unspoken[0], by=cast.officer)
    revision.refresh_from_db()
    found = kinds(revision)
    assert not [row for row in found if row[0] in ("added", "dropped")]
    assert ("words", "title", "举办阅读推广人培训班") in found


def test_carried_out_or_given_up_once(revision: Revision, cast: Cast) -> None:
    take_all(revision, cast)
    carry_out(revision, reason=MOVED, by=cast.officer)
    with pytest.raises(Finished):
        carry_out(revision, reason=MOVED, by=cast.officer)
    with pytest.raises(Finished):
        discard_revision(revision, by=cast.officer)


@pytest.mark.parametrize("end", [open_programme, partial(leave_draft, state="discarded")])
def test_draft_that_went_another_way_is_not_carried_out(
    revision: Revision, cast: Cast, end: Callable[..., object]
) -> None:
    take_all(revision, cast)
    end(revision.draft, by=cast.officer)
    with pytest.raises(Finished):
        carry_out(revision, reason=MOVED, by=cast.officer)
    revision.refresh_from_db()
    assert revision.state == Revision.State.OPEN
    assert not Change.objects.exists()


def test_one_revision_at_a_time(revision: Revision, cast: Cast) -> None:
    other = plans.draft_of(cast, plans.PLAN.replace("8月中旬", "9月中旬"))
    assert begin_revision(revision.programme, other, by=cast.officer) == revision
    discard_revision(revision, by=cast.officer)
    assert begin_revision(revision.programme, other, by=cast.officer).draft == other


def test_slips_stand_beside_their_reason(revision: Revision, cast: Cast) -> None:
    take_all(revision, cast)
    carry_out(revision, reason=MOVED, by=cast.officer)
    found = {slip.activity.title: slip for slip in slips(revision.programme)}
    essay = found["开展“我与临湖”主题征文活动"]
    assert essay.days == 15
    assert slipped(revision.programme) == (len(found), 1)
    assert {change.reason for change in essay.changes} == {MOVED}


def test_merged_activities_keep_every_figure_once(
    programme: Programme, activity: Activity, cast: Cast
) -> None:
    essay = programme.activities.get(title__contains="征文")
    reports.accept_report(plans.report(activity, cast), by=cast.officer)
    done = plans.report(essay, cast, completes=True)
    reports.accept_report(done, by=cast.officer)
    before = sorted(Figure.objects.values_list("pk", "value"))
    for _twice in range(2):
        merge_activities(essay, into=activity, reason="两项合并举办。", by=cast.officer)
    assert sorted(Figure.objects.values_list("pk", "value")) == before
    assert activity.reports.count() == 2
    assert not activity.reports.filter(completes=True).exists()
    assert list(programme.activities.at_work().filter(pk=essay.pk)) == []


def test_figures_of_each_session_are_merged_apart_from_sums(
    programme: Programme, activity: Activity, cast: Cast
) -> None:
    essay = programme.activities.get(title__contains="征文")
    for each in (activity, essay):
        each.targets.all().delete()
        for value, words in ((500, ""), (50, "每期")):
            each.targets.create(measure="参加人数", value=value, unit="人", each=words)
    told = zip(activity.targets.all(), (400, 60), strict=True)
    figures = [reports.FigureLine(t.measure, Decimal(n), t.unit, t) for t, n in told]
    reports.accept_report(plans.report(activity, cast, figures=figures), by=cast.officer)
    merge_activities(activity, into=essay, reason="两项合并举办。", by=cast.officer)
    assert [row["done"] for row in against_targets(essay)] == [400, 60]
    training = programme.activities.get(title__contains="培训班")
    merge_activities(essay, into=training, reason="并入培训班。", by=cast.officer)
    kept = [(row["target"].each, row["done"]) for row in against_targets(training)]
    assert ("每期", 60) in kept


def test_step_that_takes_in_the_work_above_it_takes_its_place(
    programme: Programme, activity: Activity, cast: Cast
) -> None:
    step = programme.activities.create(title="布展", kind="other", position=90, parent=activity)
    below = programme.activities.create(title="借展", kind="other", position=91, parent=step)
    merge_activities(activity, into=below, reason="并入借展。", by=cast.officer)
    for each in (step, below):
        each.refresh_from_db()
    assert (below.parent, step.parent) == (None, below)


def test_unit_below_keeps_its_part_when_the_plan_names_it_instead(
    programme: Programme, activity: Activity, cast: Cast
) -> None:
    branch = Unit.objects.create(name="听荷分馆", parent=cast.library)
    part = activity.assignments.get(unit=cast.library)
    duties.hand_on(part, branch, version=activity.version, by=cast.liaison)
    draft = plans.draft_of(cast, plans.PLAN.replace("牵头单位：市图书馆", "牵头单位：听荷分馆"))
    revision = begin_revision(programme, draft, by=cast.officer)
    take_all(revision, cast)
    carry_out(revision, reason=MOVED, by=cast.officer)
    assert [(p.unit, p.handed_from) for p in activity.assignments.filter(role=part.role)] == [
        (branch, None)
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("举办全民阅读大讲堂", "举办第二届全民阅读大讲堂", True),
        ("开展主题征文活动", "举办图书漂流市集", False),
        ("", "", False),
    ],
)
def test_alike_titles(one: str, other: str, same: bool) -> None:
    assert (alike(one, other) >= 0.6) is same


def test_the_pages_carry_a_revision_through(
    programme: Programme, cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    draft = plans.draft_of(cast, REVISED)
    office = signed_in(cast.officer)
    begun = office.post(reverse("programme:revise", args=(draft.pk,)), {"programme": programme.pk})
    page = office.get(begun.url)
    assert "10月15日至11月15日" in page.content.decode()
    refused = office.post(begun.url, {"carry": "", "reason": MOVED})
    assert refused.status_code == 422
    office.post(begun.url, {"rest": ""})
    done = office.post(begun.url, {"carry": "", "reason": MOVED})
    assert done.url == reverse("programme:changes", args=(programme.pk,))
    assert MOVED in office.get(done.url).content.decode()
    assert MOVED in office.get(begun.url).content.decode()
