"""Twenty hands at once: numbers without gaps, one letter a step, one strike-off, on either database."""

from __future__ import annotations

from typing import Any

import pytest

from banjie.common import audit
from banjie.notices.models import Notice
from banjie.supervision import actions
from banjie.supervision.models import Item, Letter, StrikeOff
from tests.web.approvals.test_numbers import HANDS, together
from tests.web.cast import Cast, make_cast
from tests.web.supervision import cases

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def test_twenty_items_handed_over_at_once_have_the_numbers_one_to_twenty(cast: Cast) -> None:
    items = [cases.at(cast, "approved", title=f"第{n}件") for n in range(HANDS)]
    numbers = together([lambda i=i: actions.issue_item(i, by=cast.officer).serial for i in items])
    assert sorted(numbers) == list(range(1, HANDS + 1))
    assert audit.broken_links() == []


def test_twenty_hands_strike_off_once(cast: Cast) -> None:
    item = cases.at(cast, "verified")
    evidence = item.answers.get().files.get()
    answers = together([lambda: actions.strike_off(item, evidence, by=cast.officer)] * HANDS)
    assert sum(isinstance(answer, StrikeOff) for answer in answers) == 1
    assert {type(a) for a in answers} == {StrikeOff, actions.WrongState}
    assert Item.objects.get().state == Item.State.STRUCK


def test_reminders_run_by_many_at_once_write_each_letter_once(cast: Cast, settings: Any) -> None:
    for number in range(3):
        cases.at(cast, "received", title=f"第{number}件")
    settings.BANJIE_TODAY = "2026-10-08"
    written = together([actions.remind_items] * 6)
    assert sum(written) == Letter.objects.count() == 3
    assert sorted(Letter.objects.values_list("serial", flat=True)) == [1, 2, 3]


def test_hands_that_urge_with_the_ladder_write_one_letter(cast: Cast, settings: Any) -> None:
    item = cases.at(cast, "received")
    settings.BANJIE_TODAY = "2026-10-08"
    hands = [actions.remind_items, lambda: actions.urge_item(item, by=cast.officer)]
    together(hands * (HANDS // 2))
    assert Letter.objects.get().serial == 1
    assert Notice.objects.filter(kind="urging.supervision").count() == 1
