from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import docx
import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import once
from banjie.official import official_date
from banjie.people.models import User
from banjie.programme.actions import reports
from banjie.programme.actions.closing import close_programme
from banjie.programme.actions.rolling import roll_forward
from banjie.programme.models import Activity, Programme, Schedule
from banjie.programme.queries.breakdown import tasks
from banjie.programme.queries.closing import open_work
from banjie.reporting.actions import write_summary
from banjie.reporting.models import Summary
from banjie.reporting.paper import write_paper
from banjie.reporting.prose import title, write
from banjie.reporting.queries import measures
from tests.web import plans
from tests.web.cast import Cast


@pytest.fixture
def summary(cast: Cast, programme: Programme) -> Summary:
    activity = programme.activities.get(title__contains="读书会")
    for _n in range(2):
        reports.accept_report(plans.report(activity, cast), by=cast.officer)
    plans.report(activity, cast)  # sent, not accepted: must not count
    return write_summary(
        programme,
        opening="全市另有阅读空间37处。",
        next_steps="",
        once_key=once.new_key(),
        by=cast.officer,
    )


def text_of(summary: Summary) -> str:
    out = io.BytesIO()
    write_paper(summary, out)
    return "\n".join(
        "".join(node.text or "" for node in p._p.iter() if node.tag.endswith("}t"))
        for p in docx.Document(io.BytesIO(out.getvalue())).paragraphs
    )


def test_value_of_every_figure_is_the_sum_of_its_records(summary: Summary) -> None:
    for figure in summary.figures.all():
        assert figure.value == sum(Decimal(r["value"]) for r in figure.records)


def test_only_accepted_reports_count(summary: Summary) -> None:
    participations = summary.figures.get(measure="figures.unit", label__contains="人次")
    assert participations.value == 80
    assert len(participations.records) == 2


def test_every_number_of_the_text_is_a_figure_or_marked(summary: Summary) -> None:
    """Only days and the plan's own words may hold a number without records."""
    programme = summary.programme
    known = [programme.title, *(a.title for a in programme.activities.all())]
    for block in summary.blocks:
        for piece in block.get("paragraph", []):
            text = piece.get("text", "")
            for words in known:
                text = text.replace(words, "")
            text = re.sub(r"(\d{4}年)?\d{1,2}月\d{1,2}日", "", text)
            assert not re.search(r"\d", text), text


def test_typed_number_is_marked(summary: Summary) -> None:
    assert any(p.get("manual", "").startswith("37") for p in summary.blocks[0]["paragraph"])


def test_paper_holds_every_figure_and_its_annex(summary: Summary) -> None:
    text = text_of(summary)
    for figure in summary.figures.all():
        assert figure.words in text


def annex_of(summary: Summary) -> list[list[str]]:
    out = io.BytesIO()
    write_paper(summary, out)
    rows = docx.Document(io.BytesIO(out.getvalue())).tables[0].rows
    return [[cell.text for cell in row.cells] for row in rows]


def test_annex_has_a_line_for_each_record(cast: Cast, summary: Summary) -> None:
    rows = annex_of(summary)
    reports = next(row for row in rows if row[:2] == ["2", "经审核认定的报告"])
    assert (
        reports[2].split("\n") == ["（一）举办“湖畔夜读”读书会 · 临湖市图书馆 · 2026年3月21日"] * 2
    )
    people = next(row for row in rows if row[0] == "80")
    assert all(line.endswith("（40）") for line in people[2].split("\n"))


def test_leading_post_is_named_with_the_work_that_says_so(cast: Cast, activity: Activity) -> None:
    activity.assignments.create(role="overseeing", post="分管宣传的副主任")
    summary = written(activity.programme, cast)
    assert "牵头领导为分管宣传的副主任，由临湖市图书馆牵头" in told(summary)
    post = summary.figures.get(measure="posts.leading")
    assert (post.words, post.records[0]["activity"]) == ("分管宣传的副主任", activity.pk)
    assert ["分管宣传的副主任", "牵头领导", str(activity)] in annex_of(summary)


def test_paper_is_the_same_byte_for_byte(summary: Summary) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_paper(summary, first)
    write_paper(Summary.objects.get(pk=summary.pk), second)
    assert first.getvalue() == second.getvalue()


def test_later_report_does_not_move_a_written_summary(cast: Cast, summary: Summary) -> None:
    before = text_of(summary)
    activity = summary.programme.activities.get(title__contains="读书会")
    reports.accept_report(plans.report(activity, cast), by=cast.officer)
    assert text_of(Summary.objects.get(pk=summary.pk)) == before


def test_links_of_the_paper_open_on_records(
    cast: Cast, summary: Summary, signed_in: Callable[[User], Client]
) -> None:
    out = io.BytesIO()
    write_paper(summary, out)
    paper = docx.Document(io.BytesIO(out.getvalue()))
    links = [rel.target_ref for rel in paper.part.rels.values() if rel.is_external]
    assert links
    client = signed_in(cast.officer)
    for link in links:
        assert client.get("/" + link.split("/", 3)[3]).status_code == 200


def test_button_pressed_twice_writes_one_summary(
    cast: Cast, programme: Programme, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.officer)
    address = reverse("reporting:summaries", args=(programme.pk,))
    key = client.get(address).context["form"]["once"].value()
    for _n in range(2):
        client.post(address, {"once": key, "opening": "", "next_steps": ""})
    assert Summary.objects.count() == 1


def test_measures_recompute_to_the_same(cast: Cast, summary: Summary) -> None:
    found = measures.facts(summary.programme)
    assert (
        measures.accepted_reports(found).value
        == summary.figures.get(
            measure="reports.accepted", label="经审核认定的报告", words="2"
        ).value
    )


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("临湖市2026年阅读推广工作方案", "临湖市2026年阅读推广工作总结"),
        ("“书香临湖”系列活动方案", "“书香临湖”系列活动工作总结"),
        ("2026年工作要点", "2026年工作总结"),
        ("平安建设", "平安建设工作总结"),
        ("长" * 200, "长" * 196 + "工作总结"),
    ],
)
def test_title_follows_the_plan(plan: str, expected: str) -> None:
    assert title(plan) == expected


def written(programme: Programme, cast: Cast) -> Summary:
    return write_summary(
        programme, opening="", next_steps="", once_key=once.new_key(), by=cast.officer
    )


def told(summary: Summary) -> str:
    """The text of a summary, its figures in their words."""
    words = {figure.code: figure.words for figure in summary.figures.all()}
    pieces = [p for block in summary.blocks for p in block.get("paragraph", [])]
    return "".join(
        words.get(p.get("figure", "")) or p.get("manual") or p.get("text", "") for p in pieces
    )


@pytest.mark.parametrize("number", ["911201088888888888", "3.1415926", "9" * 80])
def test_long_number_in_a_report_does_not_stop_the_summary(
    cast: Cast, activity: Activity, number: str
) -> None:
    report = plans.report(activity, cast, text=f"编号{number}的活动。")
    reports.accept_report(report, by=cast.officer)
    figure = written(activity.programme, cast).figures.get(measure="report.quoted")
    assert (figure.words, figure.value) == (number, None)


def test_target_of_every_session_is_told_by_its_smallest_session(cast: Cast) -> None:
    plan = plans.PLAN.replace("参加不少于300人次", "每期参加不少于30人")
    activity = plans.open_plan(cast, plan).activities.get(title__contains="湖畔夜读")
    lines = [reports.FigureLine(t.measure, Decimal(40), t.unit, t) for t in activity.targets.all()]
    for n in (0, 5):
        figures = [reports.FigureLine(x.measure, x.value + n, x.unit, x.target) for x in lines]
        reports.accept_report(plans.report(activity, cast, figures=figures), by=cast.officer)
    text = told(written(activity.programme, cast))
    measure = activity.targets.get(unit="人").measure
    assert f"每期{measure}最少40人" in text
    assert "85人" not in text


def test_figures_against_a_target_that_was_renamed_are_one_sum(
    cast: Cast, activity: Activity
) -> None:
    target = activity.targets.get(unit="人次")
    for measure in (target.measure, "到场人次"):
        activity.targets.filter(pk=target.pk).update(measure=measure)
        reports.accept_report(plans.report(activity, cast), by=cast.officer)
    found = measures.reported(measures.facts(activity.programme), activity.pk)
    assert ("到场人次", 80) in [(measured.label, measured.value) for measured in found]
    [task] = [task for task in tasks(activity.programme) if task.card.activity == activity]
    assert ("到场人次", 80, "人次") in task.quarters[0].figures


def test_every_activity_is_counted_once(cast: Cast, activity: Activity) -> None:
    activity.schedules.all().delete()
    activity.schedules.create(words="三月底前", end=date(2026, 4, 1))
    activity.schedules.create(words="十二月起", start=date(2026, 12, 1))
    found = measures.facts(activity.programme)
    parts = (
        measures.done, measures.under_way, measures.not_begun, measures.overdue,
        measures.carried_over, measures.ended,
    )  # fmt: skip
    assert sum(part(found).value for part in parts) == measures.planned(found).value


def test_reports_on_a_step_are_told_below_its_activity(cast: Cast, activity: Activity) -> None:
    step = activity.programme.activities.get(title__contains="征文")
    step.parent = activity
    step.save()
    report = plans.report(step, cast, figures=[reports.FigureLine("征集作品", Decimal(7), "篇")])
    reports.accept_report(report, by=cast.officer)
    summary = written(activity.programme, cast)
    assert {"heading": [3, step.title]} in summary.blocks
    assert "征集作品7篇" in told(summary)
    assert step.title in text_of(summary)


def test_day_that_has_passed_is_not_promised_again(cast: Cast, activity: Activity) -> None:
    activity.schedules.all().delete()
    Schedule.objects.create(activity=activity, words="8月", end=date(2026, 9, 1))
    text = told(written(activity.programme, cast))
    assert f"原定{official_date(date(2026, 8, 31))}前完成，已逾期，应抓紧办结。" in text


def test_work_a_closed_programme_left_open_is_told_with_its_reason(
    cast: Cast, activity: Activity
) -> None:
    programme = activity.programme
    new = roll_forward(
        programme, year=2027, title="2027年方案", keep=[activity.pk], once_key=once.new_key(),
        template=False, by=cast.officer,
    )  # fmt: skip
    why = {work.activity.pk: "经费只到3成。" for work in open_work(programme)}
    close_programme(programme, reasons=why, by=cast.officer)
    text = told(written(programme, cast))
    assert not [words for words in ("逾期", "抓紧", "正在进行") if words in text]
    assert "滚动到新年度1项，随方案终止2项" in text
    assert f"滚动到新年度的活动有1项：{activity}（经费只到3成）。" in text
    assert f"{activity.title}：在《{new.title}》中继续推进。" in text


def test_lines_of_a_report_become_one_paragraph(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast, text="上午开幕\n\n下午交流。\n晚上闭幕")
    reports.accept_report(report, by=cast.officer)
    blocks = write(
        measures.facts(activity.programme), as_of=date(2026, 9, 18), opening="", next_steps=""
    ).blocks
    text = "".join(p.get("text", "") for b in blocks for p in b.get("paragraph", []))
    assert "上午开幕；下午交流。晚上闭幕。" in text


def test_control_characters_of_pasted_text_do_not_spoil_the_paper(
    cast: Cast, activity: Activity
) -> None:
    report = plans.report(activity, cast, text="甲\x0b乙\x01丙\x1b丁。", place="馆\x02内")
    reports.accept_report(report, by=cast.officer)
    assert "馆内" in text_of(written(activity.programme, cast))
