"""How it stands: every number is counted once and opens on as many rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse

from banjie.people.models import User
from banjie.programme.actions import reports
from banjie.programme.models import Activity, Programme, Target
from banjie.programme.queries.programmes import against_targets
from banjie.reporting.queries import measures
from tests.web import plans
from tests.web.cast import Cast
from tests.web.supervision import cases

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return plans.open_plan(cast)


@pytest.fixture
def activity(programme: Programme) -> Activity:
    return programme.activities.get(title__contains="湖畔夜读")


def accepted(cast: Cast, activity: Activity, **values: Any) -> None:
    reports.accept_report(plans.report(activity, cast, **values), by=cast.officer)


def rows_at(client: Client, address: str) -> int:
    context = client.get(address).context
    return int(context["page"].paginator.count)


def test_every_number_opens_on_as_many_rows(
    cast: Cast, programme: Programme, activity: Activity, signed_in: SignedIn
) -> None:
    accepted(cast, activity)
    accepted(cast, activity, held_on=date(2026, 5, 9))
    cases.at(cast, "issued", activity=activity)
    client, at = signed_in(cast.leader), reverse("reporting:dashboard", args=(programme.pk,))
    page = client.get(at)
    bars = [*page.context["areas"], *page.context["page"], *page.context["months"]]
    parts = [part for bar in bars for part in bar.parts if part.number]
    assert len(parts) >= 6
    for part in parts:
        assert rows_at(client, urljoin(at, part.address)) == part.number, part
    for bar in bars:
        assert sum(part.number for part in bar.parts) == bar.number
    states = re.findall(
        r'href="(/supervision/[^"]*)"[^>]*>.*?tile-number">(\d+)', page.content.decode()
    )
    assert {n for _address, n in states} == {"0", "1"}
    for address, n in states:
        assert rows_at(client, unescape(address)) == int(n)


def test_lights_are_those_of_the_list_and_the_summary(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    page = signed_in(cast.officer).get(reverse("reporting:dashboard", args=(programme.pk,)))
    told = {name: n for name, _label, n in page.context["lights"]}
    assert told["overdue"] == measures.overdue(measures.facts(programme)).value
    assert sum(told.values()) == page.context["number"] == 3
    assert sum(bar.number for bar in page.context["areas"]) == 3


def test_figures_against_targets_are_those_of_the_activity(
    cast: Cast, programme: Programme, activity: Activity, signed_in: SignedIn
) -> None:
    accepted(cast, activity)
    accepted(cast, activity, held_on=date(2026, 5, 9))
    plans.report(activity, cast)
    Target.objects.create(activity=activity, measure="参加", value=5, unit="人次", each="每期")
    told = {(r.measure, r.unit): r for r in measures.targets(programme)}
    for row in against_targets(activity):
        target = row["target"]
        if not target.each:
            reached = told[target.measure, target.unit]
            assert (reached.planned, reached.done) == (target.value, row["done"])
            found = measures.of_target(programme, target.measure, target.unit)
            assert found.value == reached.done
    client = signed_in(cast.leader)
    page = client.get(reverse("reporting:dashboard", args=(programme.pk,)))
    for goal in page.context["goals"]:
        assert client.get(goal.address).context["found"].value == goal.reached.done


def test_months_between_stand_empty(cast: Cast, programme: Programme, activity: Activity) -> None:
    assert measures.by_month(programme) == []
    accepted(cast, activity, held_on=date(2025, 12, 31))
    accepted(cast, activity, held_on=date(2026, 2, 1))
    assert measures.by_month(programme) == [("2025-12", 1), ("2026-01", 0), ("2026-02", 1)]


@pytest.mark.parametrize("times", [1, 3])
def test_more_rows_need_no_more_queries(
    cast: Cast,
    programme: Programme,
    activity: Activity,
    signed_in: SignedIn,
    django_assert_max_num_queries: Any,
    times: int,
) -> None:
    for n in range(times):
        Activity.objects.create(
            programme=programme, title=f"第{n}项", kind="other", position=90 + n
        )
        accepted(cast, activity)
    client = signed_in(cast.leader)
    with django_assert_max_num_queries(15):
        client.get(reverse("reporting:dashboard", args=(programme.pk,)))
