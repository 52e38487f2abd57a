"""Several activities in one form: blank rows are skipped, all is saved or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.people.models import User
from banjie.programme.models import Activity, Assignment, Programme, Report
from tests.web import plans
from tests.web.cast import Cast

MANY = reverse("programme:report-many")


@pytest.fixture
def training(cast: Cast, programme: Programme) -> Activity:
    """A second activity of the library that has begun."""
    found = programme.activities.get(title__contains="培训班")
    Assignment.objects.create(activity=found, unit=cast.library, role="responsible")
    return found


@pytest.fixture
def liaison(cast: Cast, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(cast.liaison)


def form_data(client: Client, query: str = "", **rows: dict[str, Any]) -> dict[str, Any]:
    """What a browser sends: every row of the form, some of them filled by the activity's name."""
    form = client.get(MANY + query).context["form"]
    data: dict[str, Any] = {
        "once": form["once"].value(), "row": [row.row.key for row in form.rows], "send": "now",
    }  # fmt: skip
    for row in form.rows:
        for word, values in rows.items():
            if word in row.row.activity.title:
                data |= {row.add_prefix(name): value for name, value in values.items()}
    return data


READING = {"held_on": "2026-09-12", "text": "举办第四期。"}
COURSE = {"held_on": "2026-08-14", "text": "培训班结业。", "completes": "on"}


def test_filled_rows_become_reports_and_blank_ones_are_skipped(
    cast: Cast, activity: Activity, training: Activity, liaison: Client
) -> None:
    target = activity.targets.get(unit="人次")
    data = form_data(liaison, 读书会=READING | {f"target-{target.pk}": "46"})
    assert liaison.post(MANY, data).status_code == 302
    report = Report.objects.get()
    assert (report.activity, report.unit, report.state) == (activity, cast.library, "submitted")
    assert [f.value for f in report.figures.all()] == [46]
    assert report.versions.count() == 1


@pytest.mark.parametrize(("send", "state"), [("now", "submitted"), ("draft", "draft")])
def test_all_filled_rows_are_saved_together(
    activity: Activity, training: Activity, liaison: Client, send: str, state: str
) -> None:
    data = form_data(liaison, 读书会=READING, 培训班=COURSE) | {"send": send}
    first, second = liaison.post(MANY, data), liaison.post(MANY, data)
    assert first.headers["Location"] == second.headers["Location"] == reverse("programme:reports")
    found = Report.objects.values_list("activity", "state", "completes")
    assert set(found) == {(activity.pk, state, False), (training.pk, state, True)}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_on": ""}, "held_on"),
        ({"held_on": "2026-12-30"}, "held_on"),
        ({"held_on": "明天"}, "held_on"),
        ({"text": "  "}, "text"),
    ],
)
def test_one_faulty_row_saves_nothing_and_keeps_everything_typed(
    activity: Activity, training: Activity, liaison: Client, changes: dict[str, str], field: str
) -> None:
    data = form_data(liaison, 读书会=READING, 培训班=COURSE | changes)
    answer = liaison.post(MANY, data)
    assert answer.status_code == 422
    assert not Report.objects.exists()
    rows = {row.row.activity: row for row in answer.context["form"].rows}
    assert list(rows[training].errors) == [field]
    assert rows[activity]["text"].value() == READING["text"]


def test_empty_form_is_told_so(activity: Activity, liaison: Client) -> None:
    answer = liaison.post(MANY, form_data(liaison))
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_session_that_is_next_is_offered_and_named(activity: Activity, liaison: Client) -> None:
    form = liaison.get(MANY).context["form"]
    row = next(row for row in form.rows if row.row.activity == activity)
    data = form_data(liaison, 读书会=READING | {"session": row["session"].value()})
    liaison.post(MANY, data)
    occurrence = Report.objects.get().occurrence
    assert occurrence is not None
    assert occurrence.activity == activity


def test_row_of_another_units_activity_is_left_out(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client], liaison: Client
) -> None:
    data = form_data(liaison, 读书会=READING)
    assert signed_in(cast.stranger).post(MANY, data).status_code == 422
    assert not Report.objects.exists()


def test_row_that_was_done_meanwhile_is_still_taken(
    cast: Cast, activity: Activity, liaison: Client
) -> None:
    data = form_data(liaison, 读书会=READING)
    plans.report(activity, cast, held_on=date(2026, 3, 21), completes=True)
    assert liaison.post(MANY, data).status_code == 302
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    "query", ["?programme=2000000000", "?programme=x", "?round=7", "?round=-1"]
)
def test_unknown_programme_or_round_is_not_found(
    activity: Activity, liaison: Client, query: str
) -> None:
    assert liaison.get(MANY + query).status_code == 404


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 3), ("?state=draft", 1), ("?state=submitted", 2), ("?state=nonsense", 3),
        ("?programme=0", 0), ("?programme=x", 3),
    ],
)  # fmt: skip
def test_reports_are_sieved_by_state_and_programme(
    cast: Cast, activity: Activity, liaison: Client, query: str, number: int
) -> None:
    for submit in (True, True, False):
        plans.report(activity, cast, submit=submit)
    page = liaison.get(reverse("programme:reports") + query).context["page"]
    assert page.paginator.count == number
