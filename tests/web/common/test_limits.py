from __future__ import annotations

from datetime import date

import pytest

from banjie.common import limits
from banjie.common.models import RuleProfile


@pytest.mark.django_db
def test_shipped_rule_holds_until_the_office_sets_its_own() -> None:
    assert limits.value("light.due_soon") == 10
    RuleProfile.objects.create(
        name="light.due_soon", value=5, unit="day", source="本地办法", valid_from=date(2026, 1, 1)
    )
    assert limits.value("light.due_soon") == 5


@pytest.mark.django_db
def test_rule_of_a_later_day_waits() -> None:
    RuleProfile.objects.create(
        name="light.due_soon", value=5, unit="day", source="本地办法", valid_from=date(2030, 1, 1)
    )
    assert limits.value("light.due_soon") == 10


@pytest.mark.django_db
def test_unknown_rule_is_an_error() -> None:
    with pytest.raises(KeyError):
        limits.rule("light.unheard_of")
