"""What opening makes of a plan: baseline, phases, sessions, duties, posts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from banjie.notices.models import Notice
from banjie.programme import planwords
from banjie.programme.actions.programmes import open_programme
from banjie.programme.models import Activity, Programme
from tests.web import plans
from tests.web.cast import Cast

PLAN = """临湖市2026年阅读推广工作方案

现制定如下方案：
一、规定动作
（一）举办“湖畔夜读”读书会。2026年3月—11月，每两个月举办一期，3月“春日读城”、5月“初夏读湖”，在市图书馆举行。（牵头领导：分管副主任，责任单位：市图书馆）
（二）举办周五讲坛。每月第一个周五，在市图书馆举办。（责任单位：市图书馆）
（三）举办季度论坛。每季度举办一场，在市图书馆举办。（责任单位：市图书馆）
（四）开展“清湖”行动。分三个阶段进行。（责任单位：市图书馆）
1.动员部署阶段（3月）。各单位摸清底数，3月20日前将行动计划报市图书馆。
2.集中行动阶段（4月—10月）。清理岸线不少于120公里。
3.总结阶段（11月）。形成工作总结。
二、自选动作
（一）举办故事会。2026年4月至9月，举办不少于6期。（责任单位：市图书馆）
（二）开展征文。2026年10月8日至10月31日，征集作品不少于100篇。（责任单位：市图书馆）
（三）举办讲座（规定动作）。2026年5月6日，举办讲座。（责任单位：市图书馆）

临湖市协作办公室
2026年2月3日
"""


@pytest.fixture
def programme(cast: Cast) -> Programme:
    draft = plans.draft_of(cast, PLAN)
    plans.settle(draft, cast, posts=("分管副主任",))
    return open_programme(draft, by=cast.officer)


def named(programme: Programme, words: str) -> Activity:
    return programme.activities.get(title__contains=words)


def windows(activity: Activity) -> list[str]:
    found = activity.occurrences.all()
    return [f"{s.start:%m-%d}/{s.end:%m-%d}" if s.start and s.end else "" for s in found]


def test_every_two_months_makes_five_windows_with_the_plan_s_themes(programme: Programme) -> None:
    activity = named(programme, "湖畔夜读")
    assert windows(activity) == [
        "03-01/05-01", "05-01/07-01", "07-01/09-01", "09-01/11-01", "11-01/12-01",
    ]  # fmt: skip
    themes = [session.theme for session in activity.occurrences.all()]
    assert themes == ["春日读城", "初夏读湖", "", "", ""]
    assert {session.schedule for session in activity.occurrences.all()} == {
        activity.schedules.exclude(recurrence="").get()
    }


def test_first_friday_of_each_month_makes_definite_days(programme: Programme) -> None:
    days = [session.start for session in named(programme, "讲坛").occurrences.all()]
    assert len(days) == 12
    assert days[:2] == [date(2026, 1, 2), date(2026, 2, 6)]
    assert {day.weekday() for day in days if day} == {4}


def test_every_quarter_makes_four_windows(programme: Programme) -> None:
    assert windows(named(programme, "季度论坛")) == [
        "01-01/04-01", "04-01/07-01", "07-01/10-01", "10-01/01-01",
    ]  # fmt: skip


def test_plan_that_says_only_how_many_makes_that_many_in_the_whole_span(
    programme: Programme,
) -> None:
    assert windows(named(programme, "故事会")) == ["04-01/10-01"] * 6
    assert windows(named(programme, "征文")) == []


def test_stages_become_phases_with_days_words_and_deliverable(programme: Programme) -> None:
    activity = named(programme, "清湖")
    told = [(p.title, str(p.start), str(p.end), p.deliverable) for p in activity.phases.all()]
    assert told == [
        ("动员部署阶段", "2026-03-01", "2026-04-01", "行动计划"),
        ("集中行动阶段", "2026-04-01", "2026-11-01", ""),
        ("总结阶段", "2026-11-01", "2026-12-01", "工作总结"),
    ]
    assert not programme.activities.filter(title__contains="阶段").exists()
    assert not programme.areas.filter(title__contains="清湖").exists()
    assert [t.value for t in activity.targets.filter(unit="公里")] == [120]
    text = programme.document.reading.text if programme.document else ""
    for phase in activity.phases.all():
        assert text[phase.span_start : phase.span_end] == phase.words


def test_dates_of_phases_are_the_dates_of_work_without_its_own(
    programme: Programme, cast: Cast, signed_in: Any, settings: Any
) -> None:
    settings.BANJIE_TODAY = "2026-12-03"
    page = signed_in(cast.officer).get(f"/activities/{named(programme, '清湖').pk}/")
    assert page.context["card"].last_day == date(2026, 11, 30)
    assert page.context["card"].light.name == "overdue"


DUTIES = [("湖畔夜读", "required"), ("故事会", "optional"), ("讲座", "required")]


@pytest.mark.parametrize(("words", "duty"), DUTIES)
def test_required_or_optional_is_read_from_the_item_or_its_heading(
    programme: Programme, words: str, duty: str
) -> None:
    assert named(programme, words).duty == duty


def test_leading_post_oversees(programme: Programme) -> None:
    parts = named(programme, "湖畔夜读").assignments.values_list("role", "post", "unit__name")
    assert set(parts) == {("overseeing", "分管副主任", None), ("responsible", "", "临湖市图书馆")}


def test_every_unit_hears_once_what_it_was_given(
    programme: Programme, cast: Cast, signed_in: Any
) -> None:
    told = Notice.objects.filter(key__startswith=f"plan:opened:{programme.pk}:")
    assert [notice.unit for notice in told] == [cast.library]
    assert "7" in told.get().subject
    page = signed_in(cast.liaison).get(told.get().address)
    assert len(page.context["waiting"]) == 7


def test_baseline_is_the_activity_as_the_plan_had_it(programme: Programme) -> None:
    activity = named(programme, "湖畔夜读")
    assert activity.baseline["title"] == activity.title
    assert activity.baseline["place"] == "市图书馆"
    assert activity.baseline["times"][0] == {
        "words": "2026年3月—11月", "start": "2026-03-01", "end": "2026-12-01",
        "recurrence": "FREQ=MONTHLY;INTERVAL=2",
    }  # fmt: skip
    assert activity.baseline["parts"] == [
        {"role": "overseeing", "name": "分管副主任"},
        {"role": "responsible", "name": "临湖市图书馆"},
    ]


DELIVERABLES = [
    ("3月20日前将行动计划报市图书馆", "行动计划"),
    ("将整改情况报告及时报送办公室", "整改情况报告"),
    ("对照清单逐项核验，11月30日前报送工作总结。", "工作总结"),
    ("建立问题清单，明确责任", "问题清单"),
    ("按照问题清单逐段清理，每月至少组织2次集中行动", ""),
    ("广泛宣传，营造氛围", ""),
]


@pytest.mark.parametrize(("words", "expected"), DELIVERABLES)
def test_deliverable_is_what_the_words_hand_in(words: str, expected: str) -> None:
    assert planwords.deliverable(words) == expected
