"""Empty pages say what to do next, to those who may do it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from banjie.people.models import User
from banjie.topics.actions import open_plan
from tests.web.cast import Cast
from tests.web.topics import things

pytestmark = pytest.mark.any_database
SignedIn = Callable[[User], Client]
NEXT = {
    "plans": "new-plan", "plan": "choose", "stations": "new-station", "station": "raise-item",
    "texts": "new-text",
}  # fmt: skip


@pytest.mark.parametrize(("page", "step"), NEXT.items())
def test_empty_page_leads_to_its_next_step(
    cast: Cast, signed_in: SignedIn, page: str, step: str
) -> None:
    args: tuple[int, ...] = ()
    if page == "plan":
        made = open_plan(office=cast.office, year=2026, programme=None, by=cast.officer)
        args = (made.pk,)
    elif page == "station":
        args = (things.stations(cast)[2].pk,)
    to = f'href="{reverse(f"topics:{step}", args=args)}"'
    asked = {user: signed_in(user).get(reverse(f"topics:{page}", args=args)).content.decode()
             for user in (cast.officer, cast.leader)}  # fmt: skip
    assert (asked[cast.officer].count(to), asked[cast.leader].count(to)) == (2, 0)


def test_filter_without_topics_leads_back_to_all(cast: Cast, signed_in: SignedIn) -> None:
    things.pooled(cast)
    body = signed_in(cast.officer).get(reverse("topics:topics"), {"state": "late"}).content.decode()
    assert "没有处于这一状态的议题" in body
