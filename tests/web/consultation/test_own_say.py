"""Rating and reopening by the author alone: with the code, and with the own account."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from banjie.consultation import actions
from banjie.consultation.codes import digest, new_code
from banjie.consultation.limiting import CODES
from banjie.consultation.models import AccessCode, Case
from banjie.people.models import User
from tests.web.cast import Cast
from tests.web.consultation import cases

SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    CODES.forget()


def coded(case: Case) -> str:
    code = new_code()
    AccessCode.objects.update_or_create(
        submitter=cases.author(case), defaults={"digest": digest(code)}
    )
    return code


def step(client: Client, name: str, status: int = 200, **values: str) -> str:
    answer = client.post(reverse(f"consultation:{name}"), values)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_code_rates_in_one_click_and_opens_again(cast: Cast, client: Client) -> None:
    case = cases.at(cast, "replied")
    code = coded(case)
    grades = re.findall(r'<button class="([^"]*)" name="both"', step(client, "track", code=code))
    assert (len(grades), len(set(grades))) == (3, 1)  # none is to be pressed rather than another
    page = step(client, "author-rate", code=code, both="3", comment="谢谢。")
    assert "谢谢。" in page
    case.refresh_from_db()
    assert case.state == "closed"
    step(client, "author-rate", 409, code=code, both="1")
    assert case.ratings.count() == 1
    assert 'name="reason"' in step(client, "author-reopen", 422, code=code, reason="")
    step(client, "author-reopen", code=code, reason="座位又被撤走。")
    case.refresh_from_db()
    assert (case.state, case.reopenings.count()) == ("handling", 1)


def test_two_grades_may_differ(cast: Cast, client: Client) -> None:
    case = cases.at(cast, "replied")
    step(client, "author-rate", code=coded(case), attitude="3", result="1")
    case.refresh_from_db()
    assert (case.state, case.ratings.get().attitude) == ("rework", 3)


def test_half_a_rating_keeps_what_was_typed_and_nothing_else(cast: Cast, client: Client) -> None:
    case = cases.at(cast, "replied")
    half = {"attitude": "3", "comment": "来电及时，结果未见。"}
    page = step(client, "author-rate", 422, code=coded(case), **half)
    assert 'role="status"' in page
    assert half["comment"] in page
    assert 'value="3" id="id_attitude_0" checked' in page.replace(" required", "")
    assert not case.ratings.exists()


def test_words_that_come_too_late_are_given_back(cast: Cast, client: Client) -> None:
    case = cases.at(cast, "closed")
    code, words = coded(case), "座位又被撤走，请再看一次。"
    assert words in step(client, "author-rate", 409, code=code, both="1", comment=words)
    too_long = words * 60
    assert too_long in step(client, "author-reopen", 422, code=code, reason=too_long)
    step(client, "author-reopen", code=code, reason=words)
    assert words in step(client, "author-reopen", 409, code=code, reason=words)
    assert case.reopenings.count() == 1


def test_an_account_keeps_what_it_typed_too(cast: Cast, signed_in: SignedIn) -> None:
    case, words = cases.at(cast, "replied", by=cast.stranger), "来电及时，结果未见。"
    client = signed_in(cast.stranger)
    rate = reverse("consultation:own-rate", args=(case.pk,))
    reopen = reverse("consultation:own-reopen", args=(case.pk,))
    for address, values, status in (
        (rate, {"attitude": "3", "comment": words}, 422),
        (reopen, {"reason": words}, 409),  # not closed: nothing to open
    ):
        answer = client.post(address, values)
        assert (answer.status_code, words in answer.content.decode()) == (status, True), values


def test_a_request_asks_whether_it_was_solved(cast: Cast, client: Client) -> None:
    case = cases.at(cast, "replied", kind="request")
    step(client, "author-rate", code=coded(case), both="2", solved="true")
    assert case.ratings.get().solved is True


def test_an_account_rates_its_own_case_alone(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.at(cast, "replied", by=cast.stranger)
    address = reverse("consultation:own-rate", args=(case.pk,))
    for other in (cast.officer, cast.liaison, cast.nobody):
        assert signed_in(other).post(address, {"both": "3"}).status_code == 404
    client = signed_in(cast.stranger)
    assert client.post(address, {"attitude": "3"}).status_code == 422
    assert not case.ratings.exists()
    assert client.post(address, {"both": "3"}).status_code == 302
    again = reverse("consultation:own-reopen", args=(case.pk,))
    assert client.post(again, {"reason": "又出现了。"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "handling"


def test_a_kept_promise_shows_on_the_authors_page(cast: Cast, client: Client) -> None:
    found = cases.promised(cast)
    code = coded(found.case)
    actions.give_up_promise(found, note="资金未到位。", by=cast.officer)
    assert "资金未到位。" in step(client, "track", code=code)
