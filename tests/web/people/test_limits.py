"""The page of limits: every one with its source and history; a new value from today or later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import limits, once
from banjie.common.models import AuditEntry, RuleProfile
from banjie.people.actions import DayTaken, set_limit
from banjie.people.models import User
from tests.web.cast import Cast

SignedIn = Callable[[User], Client]
NAME = "approvals.objection"


def sent(**values: Any) -> dict[str, Any]:
    return {
        "once": once.new_key(), "value": "3", "unit": "working_day", "source": "本单位报备办法第三条",
        "valid_from": "2026-09-18",
    } | values  # fmt: skip


def test_page_lists_every_limit_with_its_source(cast: Cast, signed_in: SignedIn) -> None:
    body = signed_in(cast.liaison).get(reverse("people:limits")).content.decode()
    for name, limit in limits.shipped().items():
        assert reverse("people:limit", args=(name,)) in body
        assert limit.profile.source in body
        assert limit.labels["zh-hans"] in body


def test_officer_sets_a_value_and_the_old_one_stays_readable(
    cast: Cast, signed_in: SignedIn
) -> None:
    page, address = signed_in(cast.officer), reverse("people:limit", args=(NAME,))
    data = sent()
    assert [page.post(address, data).status_code for _ in (1, 2)] == [302, 302]
    assert limits.value(NAME) == 3
    body = page.get(address).content.decode()
    assert "本单位报备办法第三条" in body
    assert limits.shipped()[NAME].profile.source in body
    assert RuleProfile.objects.get().set_by == cast.officer
    assert AuditEntry.objects.filter(verb="limit.set").count() == 1


def test_value_of_a_later_day_is_shown_as_coming(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.officer)
    page.post(reverse("people:limit", args=(NAME,)), sent(valid_from="2027-01-01"))
    assert limits.value(NAME) == 5
    rows = {r["name"]: r for r in page.get(reverse("people:limits")).context["rows"]}
    assert (rows[NAME]["rule"].value, [r.value for r in rows[NAME]["coming"]]) == (5, [3])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"valid_from": "2026-09-17"}, "valid_from"),
        ({"value": "0"}, "value"),
        ({"unit": "hour"}, "unit"),
        ({"source": ""}, "source"),
    ],
)
def test_form_says_what_is_wrong(
    cast: Cast, signed_in: SignedIn, change: dict[str, str], field: str
) -> None:
    answer = signed_in(cast.officer).post(reverse("people:limit", args=(NAME,)), sent(**change))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_margin_in_days_stays_one_in_days(cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("people:limit", args=("light.due_soon",))
    assert "unit" in signed_in(cast.officer).post(address, sent()).context["form"].errors


def test_day_that_has_a_value_is_refused(cast: Cast, signed_in: SignedIn) -> None:
    page, address = signed_in(cast.officer), reverse("people:limit", args=(NAME,))
    page.post(address, sent())
    assert page.post(address, sent(value="9")).status_code == 422
    with pytest.raises(DayTaken):
        set_limit(
            NAME, value=9, unit="day", source="又一规定", valid_from=date(2026, 9, 18),
            once_key=once.new_key(), by=cast.officer,
        )  # fmt: skip
    assert limits.value(NAME) == 3


def test_limits_are_append_only(cast: Cast) -> None:
    made = set_limit(
        NAME, value=3, unit="day", source="规定", valid_from=date(2026, 9, 18),
        once_key=once.new_key(), by=cast.officer,
    )  # fmt: skip
    made.value = 9
    with pytest.raises(TypeError):
        made.save()
    with pytest.raises(TypeError):
        made.delete()


def test_every_limit_has_words_and_a_source_in_every_language() -> None:
    for limit in limits.shipped().values():
        assert set(limit.labels) == {"en", "zh-hans", "zh-hant"}
        assert all(limit.labels.values())
        assert limit.profile.source
        assert limit.profile.unit in limit.counts
