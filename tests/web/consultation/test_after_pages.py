"""The pages of what comes after a reply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import clock, once
from banjie.consultation.models import Case
from banjie.people.models import User
from tests.web import plans
from tests.web.cast import Cast
from tests.web.consultation import cases

SignedIn = Callable[[User], Client]


@pytest.mark.parametrize(
    ("stage", "step", "values", "words"),
    [
        ("closed", "reopen", {"reason": "座位又被撤走。"}, "座位又被撤走。"),
        ("closed", "adopt", {"level": "city", "place": "市政府专报"}, "市政府专报"),
        ("closed", "instruct", {"post": "市长", "text": "请抓紧办理。"}, "请抓紧办理。"),
        ("handling", "mark-key", {"post": "分管副主任", "reason": "关注"}, "分管副主任"),
        ("closed", "show", {"visibility": "hidden", "hidden_reason": "含隐私"}, "含隐私"),
    ],
)
def test_a_step_of_the_office_shows_on_the_case(
    cast: Cast, signed_in: SignedIn, stage: str, step: str, values: dict[str, Any], words: str
) -> None:
    case, client = cases.at(cast, stage), signed_in(cast.officer)
    sent = {"once": once.new_key(), "on": clock.today().isoformat(), **values}
    address = reverse(f"consultation:{step}", args=(case.pk,))
    assert client.post(address, sent).status_code == 302
    assert words in client.get(case.get_absolute_url()).content.decode()


def test_a_signed_paper_closes_the_case(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.at(cast, "replied")
    values = {
        "once": once.new_key(), "submitter": cases.author(case).pk, "attitude": 3, "result": 2,
        "scan": plans.photo(),
    }  # fmt: skip
    address = reverse("consultation:rate-on-paper", args=(case.pk,))
    assert signed_in(cast.officer).post(address, values).status_code == 302
    assert Case.objects.get().state == "closed"


def test_a_promise_is_ended_with_an_activity_one_may_see(
    cast: Cast, signed_in: SignedIn, activity: Any
) -> None:
    found = cases.promised(cast)
    address = reverse("consultation:follow-up", args=(found.case_id, found.pk))
    client = signed_in(cast.handler)
    values = {"once": once.new_key(), "state": "kept"}
    assert client.post(address, values).status_code == 422
    assert client.post(address, values | {"activity": activity.pk}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.activity) == ("kept", activity)
    assert activity.title in client.get(found.case.get_absolute_url()).content.decode()
