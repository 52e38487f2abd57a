"""What everybody reads: published cases with their replies; of hidden ones a note; of others none."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from banjie.consultation.models import Case, Visibility
from tests.web.cast import Cast
from tests.web.consultation import cases

LIST = "consultation:public-cases"


def shown(cast: Cast, visibility: str, title: str = "关于增设自习室的建议") -> Case:
    case = cases.at(cast, "closed", title=title, post="某处调研员", may_be_shown=True)
    Case.objects.filter(pk=case.pk).update(visibility=visibility, hidden_reason="含有个人信息")
    return case


@pytest.mark.parametrize("visibility", ["author", "office"])
def test_what_is_not_published_is_nowhere(cast: Cast, client: Client, visibility: str) -> None:
    case = shown(cast, visibility)
    assert case.title not in client.get(reverse(LIST)).content.decode()
    assert client.get(reverse("consultation:public-case", args=(case.pk,))).status_code == 404


def test_a_published_case_shows_its_reply_and_nobody(cast: Cast, client: Client) -> None:
    case = shown(cast, Visibility.PUBLIC)
    assert case.title in client.get(reverse(LIST)).content.decode()
    page = client.get(reverse("consultation:public-case", args=(case.pk,))).content.decode()
    assert "将于三季度增设自习室。" in page
    assert "某处调研员" not in page
    assert not client.cookies.get("sessionid")


def test_a_hidden_case_leaves_its_reason_and_not_a_word_more(cast: Cast, client: Client) -> None:
    case = shown(cast, Visibility.HIDDEN)
    for address in (reverse(LIST), reverse("consultation:public-case", args=(case.pk,))):
        page = client.get(address).content.decode()
        assert "含有个人信息" in page
        for words in (case.title, *cases.SAID.values(), "将于三季度增设自习室。"):
            assert words not in page
    found = client.get(reverse(LIST), {"q": "自习室"}).content.decode()
    assert "含有个人信息" not in found


def test_the_list_asks_as_much_for_three_as_for_one(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for at in range(3):
        shown(cast, Visibility.PUBLIC, f"关于路灯的建议{at}")
    with django_assert_max_num_queries(1):
        assert client.get(reverse(LIST)).status_code == 200
