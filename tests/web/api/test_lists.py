"""Lists: complete, in a stable order, at most a hundred rows, and few queries for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banjie.common import once
from banjie.notices.actions import write_notice
from banjie.people.models import Unit
from banjie.programme.models import Activity, Programme
from tests.web import plans
from tests.web.api.caller import Caller
from tests.web.approvals import papers
from tests.web.cast import Cast
from tests.web.supervision import cases

MOST = 12
Rows = Callable[[Cast, int], str]
"""Makes so many rows; the address of their list."""


def _programmes(cast: Cast, rows: int) -> str:
    for n in range(rows):
        Programme.objects.create(
            office=cast.office, title=f"方案{n}", year=2026, opened_by=cast.officer
        )
    return "/programmes"


def _activities(cast: Cast, rows: int) -> str:
    programme = plans.open_plan(cast)
    first = programme.activities.get(title__contains="读书会")
    programme.activities.exclude(pk=first.pk).delete()
    for n in range(1, rows):
        more = Activity.objects.create(
            programme=programme, position=n + 9, title=f"活动{n}", kind="event"
        )
        more.schedules.create(words="9月", start=first.schedules.all()[0].start)
        more.phases.create(position=1, title="筹备")
        more.occurrences.create(number=1)
        more.assignments.create(role="lead", unit=cast.library)
        more.targets.create(measure="场次", value=3)
    return f"/programmes/{programme.pk}/activities"


def _areas(cast: Cast, rows: int) -> str:
    programme = plans.open_plan(cast)
    for n in range(1, rows):
        programme.areas.create(title=f"任务{n}", position=n)
    return f"/programmes/{programme.pk}/areas"


def _changes(cast: Cast, rows: int) -> str:
    activity = plans.open_plan(cast).activities.all()[0]
    for n in range(rows):
        activity.changes.create(
            kind="words", before=["甲"], after=["乙"], reason=f"第{n}次", by=cast.officer
        )
    return f"/programmes/{activity.programme_id}/changes"


def _reports(cast: Cast, rows: int) -> str:
    activity = plans.open_plan(cast).activities.get(title__contains="读书会")
    for _n in range(rows):
        plans.report(activity, cast, files=[plans.photo()])
    return "/reports"


def _duties(cast: Cast, rows: int) -> str:
    for _n in range(rows):
        programme = Programme.objects.create(
            office=cast.office, title="方案", year=2026, opened_by=cast.officer
        )
        activity = programme.activities.create(position=1, title="办展", kind="event")
        activity.assignments.create(role="lead", unit=cast.library)
    return "/duties"


def _papers(cast: Cast, rows: int) -> str:
    for _n in range(rows):
        papers.draft(cast)
    return "/papers"


def _items(cast: Cast, rows: int) -> str:
    for n in range(rows):
        cases.at(cast, "issued", title=f"第{n}项工作")
    return "/supervision"


def _documents(cast: Cast, rows: int) -> str:
    for n in range(rows):
        plans.send(cast, f"{plans.PLAN}{n}")
    return "/documents"


def _notices(cast: Cast, rows: int) -> str:
    for n in range(rows):
        write_notice(
            kind="plan",
            key=once.new_key(),
            unit=cast.library,
            duties=["liaison"],
            subject=f"第{n}条",
        )
    return "/notices"


def _found(cast: Cast, rows: int) -> str:
    for n in range(rows):
        plans.send(cast, f"{plans.PLAN}{n}", name=f"湖畔{n}.txt")
    return "/search?q=湖畔"


LISTS: tuple[tuple[Rows, str], ...] = (
    (_programmes, "officer"), (_activities, "liaison"), (_areas, "officer"),
    (_changes, "officer"), (_reports, "liaison"), (_duties, "liaison"), (_papers, "liaison"),
    (_items, "liaison"), (_documents, "officer"), (_notices, "liaison"), (_found, "officer"),
)  # fmt: skip


@pytest.mark.parametrize(("rows", "role"), LISTS, ids=lambda v: getattr(v, "__name__", v))
@pytest.mark.parametrize("many", [1, 3])
def test_list_takes_few_queries_however_long_it_is(
    cast: Cast, rows: Rows, role: str, many: int
) -> None:
    address = rows(cast, many)
    caller = Caller(getattr(cast, role))
    with CaptureQueriesContext(connection) as asked:
        answer = caller.get(address)
    assert len(answer["items"]) == many
    assert len(asked) <= MOST


@pytest.mark.parametrize(("rows", "role"), LISTS[:-1], ids=lambda v: getattr(v, "__name__", v))
def test_walk_tells_every_row_once_either_way(cast: Cast, rows: Rows, role: str) -> None:
    address, caller = rows(cast, 3), Caller(getattr(cast, role))
    whole = caller.get(address)["items"]
    for newest in ("false", "true"):
        walked, after = [], ""
        while after is not None:
            page = caller.get(f"{address}?limit=1&newest={newest}{after and f'&after={after}'}")
            walked += page["items"]
            after = page["next"]
        assert walked == (whole[::-1] if newest == "true" else whole)


@pytest.mark.parametrize(
    ("asked", "status"),
    [("limit=100", 200), ("limit=101", 422), ("limit=0", 422), ("after=x", 422)],
)
def test_page_holds_a_hundred_rows_at_most(cast: Cast, asked: str, status: int) -> None:
    Unit.objects.bulk_create(Unit(name=f"第{n}单位") for n in range(120))
    answer = Caller(cast.liaison)("GET", f"/units?{asked}")
    assert answer.status_code == status
    if status == 200:
        assert len(answer.json()["items"]) == 100
    else:
        assert answer.json()["where"][0]["field"].startswith("query.")
