"""Fifty hands at once on the same case: one row each, and no step twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from banjie.common import audit
from banjie.consultation import actions
from banjie.consultation.models import Case, Extension, Handling, ReturnRequest, Suspension
from banjie.notices.models import Notice
from tests.web.approvals.test_numbers import together
from tests.web.cast import Cast, make_cast
from tests.web.consultation import cases

pytestmark = pytest.mark.django_db(transaction=True)
HANDS = 50


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def _receive(cast: Cast) -> Callable[[], Any]:
    case = cases.at(cast, "handling")
    return lambda: actions.receive_case(case, by=cast.liaison)


def _file(cast: Cast) -> Callable[[], Any]:
    case = cases.at(cast, "submitted")
    return lambda: actions.file_case(case, by=cast.officer)


def _return(cast: Cast) -> Callable[[], Any]:
    part = cases.at(cast, "received").handlings.get()
    return lambda: actions.ask_return(part, names=cast.museum, reason="不属我馆。", by=cast.liaison)


def _extension(cast: Cast) -> Callable[[], Any]:
    case = cases.at(cast, "received")
    part = case.handlings.get()
    assert case.due
    wanted = case.due + timedelta(3)
    return lambda: actions.ask_extension(part, wanted=wanted, reason="忙。", by=cast.liaison)


def _suspend(cast: Cast) -> Callable[[], Any]:
    case = cases.at(cast, "received")
    return lambda: actions.suspend_case(case, ground="force", reason="台风。", by=cast.officer)


STEPS = {
    "receive": (_receive, Handling.objects.filter(received_on__isnull=False)),
    "file": (_file, Case.objects.filter(serial=1)),
    "ask_return": (_return, ReturnRequest.objects.all()),
    "ask_extension": (_extension, Extension.objects.all()),
    "suspend": (_suspend, Suspension.objects.all()),
}


@pytest.mark.parametrize("step", STEPS)
def test_fifty_hands_take_a_step_once(cast: Cast, step: str) -> None:
    made, rows = STEPS[step]
    answers = together([made(cast)] * HANDS)
    assert sum(isinstance(answer, actions.WrongState) for answer in answers) == HANDS - 1
    assert rows.all().count() == 1
    assert Case.objects.get().events.filter(step=step).count() == 1
    assert audit.broken_links() == []


def test_two_merges_that_cross_leave_one_lead(cast: Cast) -> None:
    one, other = cases.at(cast, "filed"), cases.at(cast, "filed")
    together([
        lambda: actions.merge_cases(one, [other], by=cast.officer),
        lambda: actions.merge_cases(other, [one], by=cast.officer),
    ])  # fmt: skip
    assert Case.objects.filter(merged_into=None).count() == 1


def test_reminders_run_by_many_at_once_are_written_once(cast: Cast, settings: Any) -> None:
    settings.BANJIE_TODAY = "2026-03-02"
    cases.at(cast, "handling")
    settings.BANJIE_TODAY = "2026-03-09"
    together([actions.remind_cases] * 6)
    assert Notice.objects.filter(kind="reminder.case.receive").count() == 1
