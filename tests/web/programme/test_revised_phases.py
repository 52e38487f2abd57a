"""A revised plan with stages, sessions and a leading post: what differs, and what is kept."""

from __future__ import annotations

from datetime import date

import pytest

from banjie.notices.models import Notice
from banjie.programme.actions import duties
from banjie.programme.actions.programmes import open_programme
from banjie.programme.actions.reports import accept_report
from banjie.programme.actions.revisions import answer_rows, begin_revision, carry_out
from banjie.programme.models import Activity, Programme, Revision
from banjie.programme.queries.revisions import Comparison
from tests.web import plans
from tests.web.cast import Cast

PLAN = """临湖市2026年阅读推广工作方案

一、活动安排
（一）举办“湖畔夜读”读书会。2026年3月—11月，每两个月举办一期，在市图书馆举行。（牵头领导：分管副主任，责任单位：市图书馆）
（二）开展“清湖”行动。分三个阶段进行。（责任单位：市图书馆）
1.动员部署阶段（3月）。3月20日前将行动计划报市图书馆。
2.集中行动阶段（4月—10月）。清理岸线不少于120公里。
3.总结阶段（11月）。形成工作总结。

临湖市协作办公室
2026年2月3日
"""
REVISED = PLAN.replace("2026年3月—11月", "2026年4月—12月").replace(
    "集中行动阶段（4月—10月）", "集中行动阶段（5月—11月）"
)


@pytest.fixture
def programme(cast: Cast) -> Programme:
    draft = plans.draft_of(cast, PLAN)
    plans.settle(draft, cast, posts=("分管副主任",))
    return open_programme(draft, by=cast.officer)


def revision(programme: Programme, cast: Cast, text: str) -> Revision:
    draft = plans.draft_of(cast, text)
    plans.settle(draft, cast, posts=("分管副主任",))
    return begin_revision(programme, draft, by=cast.officer)


def carried_out(programme: Programme, cast: Cast) -> None:
    begun = revision(programme, cast, REVISED)
    answer_rows(begun, {row.key: "take" for row in Comparison(begun).rows}, by=cast.officer)
    carry_out(begun, reason="会场整修，顺延一个月", by=cast.officer)


def named(programme: Programme, words: str) -> Activity:
    return programme.activities.get(title__contains=words)


def test_the_same_stages_and_posts_differ_in_nothing(programme: Programme, cast: Cast) -> None:
    assert not Comparison(revision(programme, cast, PLAN + "\n")).rows


def test_moved_stage_is_one_row_with_its_days(programme: Programme, cast: Cast) -> None:
    rows = Comparison(revision(programme, cast, REVISED)).rows
    assert [(row.field, row.activity) for row in rows] == [
        ("times", named(programme, "湖畔夜读")), ("phases", named(programme, "清湖")),
    ]  # fmt: skip
    assert "集中行动阶段 2026年5月1日至11月30日" in rows[1].after


def test_phases_move_and_keep_their_reports(programme: Programme, cast: Cast) -> None:
    activity = named(programme, "清湖")
    phase = activity.phases.get(title="集中行动阶段")
    accept_report(plans.report(activity, cast, phase=phase), by=cast.officer)
    carried_out(programme, cast)
    phase.refresh_from_db()
    assert (phase.start, phase.end) == (date(2026, 5, 1), date(2026, 12, 1))
    assert phase.reports.count() == 1
    assert [p.title for p in activity.phases.all()] == ["动员部署阶段", "集中行动阶段", "总结阶段"]
    assert activity.targets.filter(unit="公里").count() == 1


def test_a_stage_brings_no_target_that_was_left(programme: Programme, cast: Cast) -> None:
    begun = revision(
        programme, cast, PLAN.replace("3.总结", "3.回访阶段（10月）。回访不少于50户。\n4.总结")
    )
    rows = {
        row.key: "leave" if row.field == "targets" else "take" for row in Comparison(begun).rows
    }
    answer_rows(begun, rows, by=cast.officer)
    carry_out(begun, reason="补充回访", by=cast.officer)
    activity = named(programme, "清湖")
    assert activity.phases.filter(title="回访阶段").exists()
    assert [target.unit for target in activity.targets.all()] == ["公里"]


def test_sessions_follow_the_new_times_and_units_are_asked_again(
    programme: Programme, cast: Cast
) -> None:
    activity = named(programme, "湖畔夜读")
    part = activity.assignments.get(unit=cast.library)
    duties.confirm(part, version=activity.version, by=cast.liaison)
    carried_out(programme, cast)
    found = [f"{s.start:%m-%d}/{s.end:%m-%d}" for s in activity.occurrences.all()]
    assert found == ["04-01/06-01", "06-01/08-01", "08-01/10-01", "10-01/12-01", "12-01/01-01"]
    part.refresh_from_db()
    assert part.answer == "waiting"
    told = Notice.objects.get(unit=cast.library, key__contains=":revised:")
    assert "会场整修" in told.body
    assert activity.baseline["times"][0]["start"] == "2026-03-01"
