"""One event told for two activities: its figure is entered once, follows, and counts once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import once
from banjie.common.models import AuditEntry
from banjie.people.models import User
from banjie.programme.actions import reports as actions
from banjie.programme.actions.merging import merge_activities
from banjie.programme.actions.reports import Content, FigureLine
from banjie.programme.models import Activity, Figure, Programme, Report
from banjie.programme.queries.programmes import against_targets
from banjie.reporting.queries.measures import facts, person_times, reported
from tests.web import plans
from tests.web.cast import Cast


def told(activity: Activity, cast: Cast, value: int = 40, **options: Any) -> Figure:
    line = FigureLine("参加", Decimal(value), "人次", options.pop("target", None))
    return plans.report(activity, cast, figures=[line], **options).figures.get()


def taken(activity: Activity, cast: Cast, source: Figure, **options: Any) -> Figure:
    line = FigureLine("参加", Decimal(0), "人次", options.pop("target", None), source)
    return plans.report(activity, cast, figures=[line], **options).figures.get()


@pytest.fixture
def other(programme: Programme) -> Activity:
    return programme.activities.get(title__contains="征文")


def change(report: Report, cast: Cast, *lines: FigureLine) -> None:
    content = Content(held_on=date(2026, 3, 21), text="核对后重报。", figures=lines)
    actions.change_report(report, content, submit=True, once_key=once.new_key(), by=cast.liaison)


def test_reused_figure_counts_once_in_sums(cast: Cast, activity: Activity, other: Activity) -> None:
    source = told(activity, cast)
    copy = taken(other, cast, source)
    for figure in (source, copy):
        actions.accept_report(figure.report, by=cast.officer)
    found = facts(activity.programme)
    assert person_times(found).value == 40
    for one in (activity, other):
        assert [m.value for m in reported(found, one.pk)] == [40]  # told of each activity


def test_reused_figure_counts_once_when_its_activities_are_merged(
    cast: Cast, activity: Activity, other: Activity
) -> None:
    target = activity.targets.get(unit="人次")
    source = told(activity, cast, target=target)
    copy = taken(other, cast, source)
    for figure in (source, copy):
        actions.accept_report(figure.report, by=cast.officer)
    merge_activities(other, into=activity, reason="合并。", by=cast.officer)
    Figure.objects.filter(pk=copy.pk).update(target=target)
    assert [m.value for m in reported(facts(activity.programme), activity.pk)] == [40]
    row = next(row for row in against_targets(activity) if row["target"] == target)
    assert row["done"] == 40


def test_copy_follows_a_source_that_was_returned_and_changed(
    cast: Cast, activity: Activity, other: Activity
) -> None:
    source = told(activity, cast)
    copy = taken(other, cast, source)
    actions.return_report(source.report, reason="请核对。", by=cast.officer)
    with pytest.raises(actions.SourceOpen):
        actions.accept_report(copy.report, by=cast.officer)
    change(source.report, cast, FigureLine("参加", Decimal(38), "人次"))
    copy.refresh_from_db()
    assert (copy.value, copy.reused_from) == (Decimal(38), source)
    assert AuditEntry.objects.filter(verb="report.followed", target_id=copy.report_id).count() == 1
    for figure in (source, copy):
        actions.accept_report(figure.report, by=cast.officer)


def test_copy_follows_a_source_whose_target_was_renamed(
    cast: Cast, activity: Activity, other: Activity
) -> None:
    target = activity.targets.get(unit="人次")
    source = told(activity, cast, target=target)
    copy = taken(other, cast, source)
    actions.return_report(source.report, reason="请核对。", by=cast.officer)
    target.measure = "到场人次"
    target.save()
    change(source.report, cast, FigureLine(target.measure, Decimal(38), "人次", target))
    copy.refresh_from_db()
    source.refresh_from_db()
    assert (copy.value, copy.reused_from, source.measure) == (38, source, "到场人次")


def test_copy_stands_by_itself_when_its_source_is_taken_out(
    cast: Cast, activity: Activity, other: Activity
) -> None:
    source = told(activity, cast)
    copy = taken(other, cast, source)
    actions.return_report(source.report, reason="请核对。", by=cast.officer)
    change(source.report, cast)
    copy.refresh_from_db()
    assert (copy.value, copy.reused_from) == (Decimal(40), None)
    assert AuditEntry.objects.filter(verb="report.unlinked", target_id=copy.report_id).exists()
    actions.accept_report(copy.report, by=cast.officer)


def test_copies_pass_over_a_source_that_became_a_copy(
    cast: Cast, activity: Activity, other: Activity
) -> None:
    training = activity.programme.activities.get(title__contains="培训班")
    first, second = told(training, cast, 50), told(activity, cast)
    copy = taken(other, cast, second)
    actions.return_report(second.report, reason="请核对。", by=cast.officer)
    change(second.report, cast, FigureLine("参加", Decimal(0), "人次", None, first))
    copy.refresh_from_db()
    assert (copy.value, copy.reused_from) == (Decimal(50), first)


@pytest.mark.parametrize("state", ["draft", "of another unit", "a copy"])
def test_what_cannot_be_a_source_is_refused(
    cast: Cast, activity: Activity, other: Activity, state: str
) -> None:
    if state == "a copy":
        source = taken(other, cast, told(activity, cast))
    elif state == "draft":
        source = told(activity, cast, submit=False)
    else:
        source = told(activity, cast, unit=cast.museum)
    with pytest.raises(actions.SourceGone):
        taken(activity.programme.activities.get(title__contains="培训班"), cast, source)


def test_form_offers_own_figures_of_the_same_unit_of_count(
    cast: Cast, activity: Activity, other: Activity, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.liaison)
    told(other, cast, 33)
    told(other, cast, 34, unit=cast.museum)
    address = reverse("programme:new-report", args=(activity.pk,))
    form = client.get(address).context["form"]
    target = activity.targets.get(unit="人次")
    name = f"target-{target.pk}-source"
    (_none, (source, label)) = form.fields[name].choices
    assert "33" in label
    data = {
        "once": form["once"].value(), "unit": cast.library.pk, "held_on": "2026-09-12",
        "text": "同场举办。", name: source,
    }  # fmt: skip
    wrong = client.post(address, data | {f"target-{target.pk}": "30"})
    assert wrong.status_code == 422
    assert f"target-{target.pk}" in wrong.context["form"].errors
    assert client.post(address, data).status_code == 302
    made = Figure.objects.get(reused_from=source)
    assert (made.value, made.target) == (Decimal(33), target)


def test_last_version_of_a_copy_says_what_its_source_says_now(
    cast: Cast, activity: Activity, other: Activity
) -> None:
    source = told(activity, cast)
    sent, kept = taken(other, cast, source), taken(other, cast, source, submit=False)
    actions.return_report(source.report, reason="请核对。", by=cast.officer)
    change(source.report, cast, FigureLine("参加", Decimal(55), "人次"))
    said = [version.content["figures"][0]["value"] for version in sent.report.versions.all()]
    assert said == ["40", "55"]
    assert not kept.report.versions.exists()
