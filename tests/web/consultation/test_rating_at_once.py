"""Fifty hands say, confirm or send the same thing: one row, one letter for each case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from banjie.consultation import actions
from banjie.consultation.models import Case, Letter, Rating, Rework, Submitter
from banjie.people.models import User
from tests.web.approvals.test_numbers import together
from tests.web.cast import Cast, make_cast
from tests.web.consultation import cases
from tests.web.consultation.doing import BAD, GOOD, scan
from tests.web.consultation.test_say import merged

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 50
Made = Callable[[Cast], Callable[[], Any]]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def _rate(cast: Cast) -> Callable[[], Any]:
    author = cases.author(cases.at(cast, "replied"))
    return lambda: actions.rate(author, BAD)


def _rate_on_paper(cast: Cast) -> Callable[[], Any]:
    author = cases.author(cases.at(cast, "replied"))
    return lambda: actions.rate_on_paper(author, GOOD, scan(), by=cast.officer)


def _confirm(cast: Cast) -> Callable[[], Any]:
    joiner = User.objects.create_user("joiner", "joiner（测试）")
    case = cases.submitted(cast, by=cast.nobody, joint=[joiner])
    asked = case.submitters.get(lead=False)
    return lambda: actions.confirm_case(asked, by=joiner)


MADE: dict[str, tuple[Made, Any]] = {
    "rate": (_rate, Rating.objects.all()),
    "rate_on_paper": (_rate_on_paper, Rating.objects.all()),
    "confirm": (_confirm, Submitter.objects.filter(lead=False, confirmed_on__isnull=False)),
}


@pytest.mark.parametrize("step", MADE)
def test_fifty_hands_leave_one_row(cast: Cast, step: str) -> None:
    made, rows = MADE[step]
    answers = together([made(cast)] * HANDS)
    assert sum(isinstance(answer, actions.WrongState) for answer in answers) == HANDS - 1
    assert rows.all().count() == 1
    assert Case.objects.get().events.filter(step=step).count() == 1
    assert Rework.objects.count() == (step == "rate")


def test_fifty_hands_send_one_letter_to_each_of_the_cases_together(cast: Cast) -> None:
    lead, others = merged(cast, 5)
    reply = cases.drafted(cast, lead)
    reply = actions.sign_reply(reply, post="馆长", by=cases.head_of(cast))
    reply = actions.review_reply(reply, fit=True, by=cast.officer)
    together([lambda: actions.publish_replies([reply], by=cast.officer)] * HANDS)
    whole = {lead.pk, *(case.pk for case in others)}
    assert sorted(Letter.objects.values_list("case", flat=True)) == sorted(whole)
    assert len(set(Letter.objects.values_list("serial", flat=True))) == len(whole)
    asked = Case.objects.filter(pk__in=whole, state="replied", rate_by__isnull=False)
    assert asked.count() == len(whole)
    for case in asked:
        assert cases.author(case).may("consultation.rate", case)
