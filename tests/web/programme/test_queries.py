"""What boards, lists and 'what we owe' show; and that more rows never mean more queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.people.models import User
from banjie.programme.actions import reports as actions
from banjie.programme.models import Activity, Programme
from banjie.programme.queries import programmes as queries
from banjie.programme.queries.late import overdue_for
from banjie.programme.queries.overview import overview
from banjie.programme.queries.owed import owed_by
from banjie.programme.queries.units import unit_shares
from tests.web import plans
from tests.web.cast import Cast


def test_board_follows_the_reports(cast: Cast, programme: Programme, activity: Activity) -> None:
    def column() -> str:
        return next(c.state for c in queries.programme_cards(programme) if c.activity == activity)

    assert column() == "under-way"
    report = plans.report(activity, cast, completes=True)
    assert column() == "waiting"
    actions.accept_report(report, by=cast.officer)
    assert column() == "done"


def test_owed_names_my_role_and_puts_the_late_first(cast: Cast, programme: Programme) -> None:
    owed = owed_by(cast.liaison)
    assert [(card.role, card.light.name) for card in owed] == [
        ("lead", "overdue"), ("responsible", "not-yet"),
    ], "the first session of the reading club is over and nobody told of it"  # fmt: skip


def test_unit_view_shows_each_unit_its_share(cast: Cast, programme: Programme) -> None:
    shares = {s.unit: s for s in unit_shares(programme, overview(programme, 10))}
    assert len(shares[cast.library].lead) == 1
    assert len(shares[cast.library].responsible) == 1


def test_overdue_is_for_the_office(cast: Cast, programme: Programme) -> None:
    late = overdue_for(cast.officer)
    assert [activity.title for activity in late] == ["举办阅读推广人培训班"]
    assert {card.light.name for card in queries.cards(late)} == {"overdue"}
    assert not overdue_for(cast.liaison).exists()


def test_programme_of_strangers_is_not_there(cast: Cast, programme: Programme) -> None:
    assert list(queries.programmes_for(cast.stranger)) == []
    assert list(queries.programmes_for(cast.handler)) == [programme]


def multiply(programme: Programme, cast: Cast, times: int) -> None:
    """More of the same: activities with parts, and reports with figures and files."""
    activity = programme.activities.get(title__contains="湖畔夜读")
    for n in range(times):
        twin = Activity.objects.create(
            programme=programme, title=f"读书会之{n}", kind="training", position=100 + n
        )
        for part in activity.assignments.all():
            part.pk, part.activity = None, twin
            part.save()
        plans.report(activity, cast, files=[plans.photo()])
        plans.report(twin, cast)


# One of them is the header's: how many notices are not yet opened.
# The list asks for what its filter offers, and for the filters one keeps.
PAGES = [("today", "liaison", 14), ("today", "officer", 14), ("programme:activity", "officer", 24)]
"""Beside the lists, which `tests/web/test_list_pages.py` holds."""


@pytest.mark.parametrize(("name", "role", "most"), PAGES)
def test_more_rows_need_no_more_queries(
    cast: Cast,
    programme: Programme,
    signed_in: Callable[[User], Client],
    django_assert_max_num_queries: Any,
    name: str,
    role: str,
    most: int,
) -> None:
    pk = programme.activities.get(title__contains="湖畔夜读").pk
    address = reverse(name, args=(pk,) if name == "programme:activity" else ())
    client = signed_in(getattr(cast, role))
    multiply(programme, cast, 1)
    with django_assert_max_num_queries(most) as once:
        assert client.get(address).status_code == 200
    multiply(programme, cast, 3)
    with django_assert_max_num_queries(len(once.captured_queries)):
        client.get(address)
