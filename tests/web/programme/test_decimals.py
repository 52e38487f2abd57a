"""Numbers with decimals, from the paper to the summary: kept to the last digit, or refused."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from banjie.common import once
from banjie.common.amounts import AmountField, exact
from banjie.people.models import User
from banjie.programme.actions.programmes import NotReady, open_programme
from banjie.programme.actions.reports import FigureLine, accept_report
from banjie.programme.actions.revisions import (
    NotConfirmed,
    answer_rows,
    begin_revision,
    carry_out,
)
from banjie.programme.models import Activity, Figure, Target
from banjie.programme.queries.breakdown import tasks
from banjie.programme.queries.programmes import against_targets
from banjie.programme.queries.revisions import LEAVE, TAKE, Comparison
from banjie.reporting.actions import write_summary
from banjie.reporting.queries import measures
from tests.web import plans
from tests.web.api.caller import Caller
from tests.web.cast import Cast

SignedIn = Callable[[User], Client]
PLAN = """临湖市2026年湖岸增绿工作方案

现制定如下方案：
一、活动安排
（一）开展湖岸增绿行动。2026年3月—11月，新增绿地0.125公顷，参加不少于0.125万人次。（责任单位：市图书馆）
（二）开展植树活动。2026年4月，植树300棵。（责任单位：市图书馆）

临湖市协作办公室
2026年2月3日
"""
FINER = PLAN.replace("0.125公顷", "0.1234567公顷")
WHY = "经研究调整。"


@pytest.fixture
def greening(cast: Cast) -> Activity:
    return plans.open_plan(cast, PLAN).activities.get(title__contains="增绿")


def told(cast: Cast, greening: Activity, *values: str) -> None:
    """Accepted reports with these hectares."""
    target = greening.targets.get(unit="公顷")
    for value in values:
        line = FigureLine(target.measure, Decimal(value), target.unit, target)
        accept_report(plans.report(greening, cast, figures=[line]), by=cast.officer)


def addresses(activity: Activity) -> Iterator[str]:
    """Every page and file that prints a number of the activity."""
    for name in ("activity", "edit-activity"):
        yield reverse(f"programme:{name}", args=(activity.pk,))
    for name in ("board", "list", "export", "export-paper"):
        yield reverse(f"programme:{name}", args=(activity.programme_id,))
    yield reverse("programme:review", args=(activity.programme.draft_id,))
    yield reverse("reporting:dashboard", args=(activity.programme_id,))
    yield from (f"/api/v1/activities/{activity.pk}", "/api/v1/reports")
    for report in activity.reports.all():
        yield reverse("programme:report", args=(report.pk,))
    for summary in activity.programme.summaries.all():
        yield reverse("reporting:summary", args=(summary.pk,))
        yield reverse("reporting:summary-file", args=(summary.pk,))
        yield f"/api/v1/summaries/{summary.pk}"
        for figure in summary.figures.all():
            yield reverse("reporting:figure", args=(summary.pk, figure.code))


def words_at(client: Client, address: str) -> str:
    """What stands there; of a DOCX or XLSX all its parts."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    body = b"".join(answer) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with ZipFile(io.BytesIO(body)) as file:
            body = b"".join(file.read(name) for name in file.namelist())
    return body.decode()


def test_decimals_go_from_the_plan_to_the_summary_without_noughts(
    cast: Cast, greening: Activity, signed_in: SignedIn
) -> None:
    assert {t.unit: t.value for t in greening.targets.all()} == {
        "公顷": Decimal("0.125"), "人次": Decimal(1250),
    }  # fmt: skip
    told(cast, greening, "0.0625", "0.000001")
    written = {"opening": "", "next_steps": "", "once_key": once.new_key(), "by": cast.officer}
    summary = write_summary(greening.programme, **written)
    client = signed_in(cast.officer)
    pages = {address: words_at(client, address) for address in addresses(greening)}
    form = reverse("programme:new-report", args=(greening.pk,))
    pages[form] = words_at(signed_in(cast.liaison), form)
    assert [address for address, words in pages.items() if "0.062500" in words] == []
    assert [address for address, words in pages.items() if "0.125000" in words] == []
    assert [address for address, words in pages.items() if "1250.0" in words] == []
    for name in ("/activities/", "dashboard"):
        assert any("0.062501" in pages[at] and "0.125" in pages[at] for at in pages if name in at)
    assert [f.value for f in summary.figures.filter(words__startswith="0.0625")] == [
        Decimal("0.062501")
    ]


def test_many_decimals_are_added_up_to_the_last_digit(cast: Cast, greening: Activity) -> None:
    target = greening.targets.get(unit="公顷")
    told(cast, greening, *["123456789.1"] * 3, "0.000001")
    [reached] = [r for r in measures.targets(greening.programme) if r.unit == "公顷"]
    assert reached.done == Decimal("370370367.300001")
    assert reached.planned == target.value


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("0.123456", True), ("0.1234567", False), ("12345678901234", True),
        ("123456789012345", False), ("12345678901.1234", True), ("12345678901.12345", False),
        ("-1", False), ("NaN", False), ("一", False),
    ],
)  # fmt: skip
def test_number_that_could_only_be_rounded_is_refused_where_it_is_typed(
    value: str, kept: bool
) -> None:
    field = AmountField()
    if kept:
        assert field.clean(value) == Decimal(value)
        assert exact(Decimal(value))
        return
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    assert refused.value.messages


def test_shares_are_never_added_up(cast: Cast, greening: Activity) -> None:
    greening.targets.all().delete()
    rate = greening.targets.create(measure="满意率", value=95, unit="%")
    for n in (Decimal("97.5"), Decimal(96)):
        lines = [FigureLine(rate.measure, n, "%", rate), FigureLine("成活率", n, "%")]
        accept_report(plans.report(greening, cast, figures=lines), by=cast.officer)
    found = measures.reported(measures.facts(greening.programme), greening.pk)
    assert {(one.label, one.value) for one in found} == {("满意率最低", 96), ("成活率最低", 96)}
    assert [row["done"] for row in against_targets(greening)] == [96]
    assert rate.label != rate.measure
    assert {goal.unit for goal in measures.targets(greening.programme)} == {"棵"}
    [task] = [task for task in tasks(greening.programme) if task.card.activity == greening]
    assert not any(quarter.figures for quarter in task.quarters)


def test_number_kept_to_the_last_digit_comes_back_so(greening: Activity) -> None:
    target = greening.targets.get(unit="公顷")
    for digits in ("999999999.999999", "12345678901234.5", "0.000001"):
        Target.objects.filter(pk=target.pk).update(value=Decimal(digits))
        target.refresh_from_db()
        assert target.value == Decimal(digits)


def test_target_that_could_only_be_rounded_is_told_and_waits_to_be_corrected(
    cast: Cast, signed_in: SignedIn
) -> None:
    draft = plans.draft_of(cast, FINER)
    plans.settle(draft, cast)
    with pytest.raises(NotReady) as refused:
        open_programme(draft, by=cast.officer)
    assert [("0.1234567公顷" in words) for words in refused.value.inexact] == [True]
    client = signed_in(cast.officer)
    review = reverse("programme:review", args=(draft.pk,))
    assert "不超过六位" in words_at(client, review)
    page = client.post(reverse("programme:open-draft", args=(draft.pk,)), follow=True)
    assert "0.1234567公顷" in str(next(iter(page.context["messages"])))
    caller = Caller(cast.officer)
    answer = caller("POST", f"/drafts/{draft.pk}/open")
    assert (answer.status_code, "more digits" in answer.content.decode()) == (422, True)
    item = draft.items.get(title__contains="增绿")
    to = f"/drafts/items/{item.pk}/correct-item"
    goals = [{"of": "绿地", "value": value, "unit": "公顷"} for value in (0.1234567, 0.123457)]
    for goal, status in zip(goals, (422, 200), strict=True):
        said = {"version": item.version, "targets": [goal]}
        assert caller("POST", to, said).status_code == status
    assert caller("POST", f"/drafts/{draft.pk}/open").status_code == 200
    assert Target.objects.get(unit="公顷").value == Decimal("0.123457")


def test_revision_with_such_a_number_is_not_carried_out(cast: Cast, greening: Activity) -> None:
    revision = begin_revision(greening.programme, plans.draft_of(cast, FINER), by=cast.officer)
    taken = dict.fromkeys((row.key for row in Comparison(revision).rows), TAKE)
    answer_rows(revision, taken, by=cast.officer)
    with pytest.raises(NotConfirmed) as refused:
        carry_out(revision, reason=WHY, by=cast.officer)
    assert len(refused.value.inexact) == 1
    answer_rows(revision, dict.fromkeys(taken, LEAVE), by=cast.officer)
    carry_out(revision, reason=WHY, by=cast.officer)
    assert greening.targets.get(unit="公顷").value == Decimal("0.125")


def test_summary_keeps_what_was_reported_to_the_last_digit(cast: Cast, greening: Activity) -> None:
    told(cast, greening, "1234567890", "2345678901.5")
    summary = write_summary(
        greening.programme, opening="", next_steps="", once_key=once.new_key(), by=cast.officer
    )
    assert summary.figures.filter(value=Decimal("3580246791.5")).exists()


def test_report_with_such_a_number_is_refused_by_the_api(cast: Cast, greening: Activity) -> None:
    target, caller = greening.targets.get(unit="公顷"), Caller(cast.liaison)
    said = {"unit": cast.library.pk, "held_on": "2026-09-12", "text": "已增绿。"}
    where = [
        ("0.1234567", "body.figures.0.value", "This number has more than six decimals."),
        ("12345678901.12345", "body.figures.0.value", "15 digits"),
    ]
    for value, field, words in where:
        figures = [{"target": target.pk, "value": value}]
        answer = caller("POST", f"/activities/{greening.pk}/reports", said | {"figures": figures})
        [place] = answer.json()["where"]
        assert (answer.status_code, place["field"]) == (422, field)
        assert words in place["message"]
    assert not Figure.objects.exists()


def test_numbers_stay_what_they_are_when_the_tables_change(
    transactional_db: None, cast: Cast, greening: Activity
) -> None:
    told(cast, greening, "12.5", "3", "99999999.99")
    write_summary(
        greening.programme, opening="", next_steps="", once_key=once.new_key(), by=cast.officer
    )
    tables = (Target, Figure, greening.programme.summaries.get().figures.model)
    before = [list(table.objects.values_list("pk", "value")) for table in tables]
    Target.objects.filter(unit="公顷").update(value=Decimal("0.25"))
    try:
        for app in ("reporting", "programme"):
            call_command("migrate", app, "0001", verbosity=0)
    finally:
        call_command("migrate", verbosity=0)
    Target.objects.filter(unit="公顷").update(value=Decimal("0.125"))
    assert [list(table.objects.values_list("pk", "value")) for table in tables] == before
