"""The thinnest path: said, checked, handed over, answered, rated; and back once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from banjie.consultation import actions
from banjie.consultation.actions import Say, WrongState
from banjie.consultation.models import Case, Grade, Handling
from tests.web.cast import Cast
from tests.web.consultation import cases


@pytest.mark.parametrize("stage", cases.STAGES)
def test_a_case_comes_as_far_as(cast: Cast, stage: str) -> None:
    case = cases.at(cast, stage)
    assert case.events.count() >= 1
    assert (case.state == stage) or stage in ("received", "signing", "review", "ready")


def test_unsatisfied_opens_one_rework_and_then_escalates(cast: Cast) -> None:
    case = cases.at(cast, "replied")
    author = cases.author(case)
    actions.rate(author, Say(Grade.SATISFIED, Grade.UNSATISFIED))
    case.refresh_from_db()
    assert (case.state, case.round) == ("rework", 1)
    case = cases.answered(cast, case)
    assert case.state == "replied"
    actions.rate(cases.author(case), Say(Grade.MOSTLY, Grade.UNSATISFIED))
    case.refresh_from_db()
    assert case.state == "escalated"
    assert case.ratings.count() == 2


def test_a_second_rating_of_one_reply_is_refused(cast: Cast) -> None:
    case = cases.at(cast, "closed")
    with pytest.raises(WrongState):
        actions.rate(cases.author(case), Say(Grade.MOSTLY, Grade.MOSTLY))


def test_the_database_refuses_a_case_without_its_handlers(cast: Cast) -> None:
    case = cases.at(cast, "filed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="handling")


def test_the_database_refuses_a_second_main_handler_at_work(cast: Cast) -> None:
    case = cases.at(cast, "handling")
    with pytest.raises(IntegrityError), transaction.atomic():
        Handling.objects.create(case=case, unit=cast.museum, role=Handling.Role.CO)


def test_the_database_refuses_closing_without_a_reply_or_a_ground(cast: Cast) -> None:
    case = cases.at(cast, "handling")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="closed")
