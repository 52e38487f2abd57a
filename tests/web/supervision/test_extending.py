"""More time: asked for before the day by the lead unit, decided by the office, the rule kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from banjie.common import once
from banjie.notices.models import Notice
from banjie.people.models import Membership, User
from banjie.reporting.queries.inbox import Desk, inbox
from banjie.supervision import actions
from banjie.supervision.models import Extension, Item
from banjie.supervision.queries.ledger import LEDGER, ledger
from banjie.supervision.wording import issue_lines
from tests.web.cast import Cast
from tests.web.supervision import cases

SignedIn = Callable[[User], Client]
DUE, LATER = date(2026, 10, 8), date(2026, 10, 30)


def ask(cast: Cast, item: Item, wanted: date = LATER, by: User | None = None) -> Extension:
    return actions.ask_extension(item, wanted=wanted, reason="材料未到。", by=by or cast.liaison)


def decide(cast: Cast, item: Item, *, approved: bool = True, by: User | None = None) -> Extension:
    return actions.decide_extension(
        item, approved=approved, answer="按新期限办结。", by=by or cast.officer
    )


def asking(user: User) -> list[str]:
    return [group.reason.name for group in inbox(Desk(user))]


@pytest.mark.parametrize(("approved", "due"), [(True, LATER), (False, DUE)])
def test_office_moves_the_day_and_no_rule(cast: Cast, approved: bool, due: date) -> None:
    item = cases.at(cast, "received")
    handed_over = issue_lines(item)
    rule = (item.begun_on, item.rule_name, item.rule_value, item.rule_since)
    ask(cast, item)
    assert "more-time" in asking(cast.officer)
    decide(cast, item, approved=approved)
    item = Item.objects.get(pk=item.pk)
    assert (item.due, item.first_due) == (due, DUE)
    assert (item.begun_on, item.rule_name, item.rule_value, item.rule_since) == rule
    assert issue_lines(item) == handed_over
    assert "more-time" not in asking(cast.officer)
    told = Notice.objects.filter(key__contains=":extension").values_list("kind", "unit__name")
    assert sorted(told) == [
        ("decision.extension", "临湖市图书馆"), ("report.supervision", cast.office.name),
    ]  # fmt: skip
    column = [name for name, _width in LEDGER].index("延期")
    assert ledger([item])[0][column] == ("延至2026年10月30日" if approved else "")


@pytest.mark.parametrize(
    ("stage", "today", "who"),
    [
        ("issued", "2026-09-20", "liaison"),  # not taken over
        ("answered", "2026-09-20", "liaison"),  # the answer waits for the office
        ("received", "2026-10-09", "liaison"),  # too late
        ("received", "2026-09-20", "officer"),
        ("received", "2026-09-20", "stranger"),
        ("verified", "2026-09-20", "liaison"),
    ],
)
def test_nobody_else_asks_and_never_too_late(
    cast: Cast, settings: Any, stage: str, today: str, who: str
) -> None:
    item = cases.at(cast, stage)
    settings.BANJIE_TODAY = today
    with pytest.raises(actions.WrongState):
        ask(cast, item, by=getattr(cast, who))


def test_helping_unit_asks_for_nothing(cast: Cast) -> None:
    item = cases.at(cast, "received", cooperating=[cast.museum])
    actions.receive_item(item, by=cast.stranger)
    with pytest.raises(actions.WrongState):
        ask(cast, item, by=cast.stranger)


def test_day_is_later_and_asked_for_once(cast: Cast, settings: Any) -> None:
    item = cases.at(cast, "received")
    settings.BANJIE_TODAY = "2026-10-08"  # the last day counts
    with pytest.raises(ValidationError):
        ask(cast, item, wanted=DUE)
    ask(cast, item)
    with pytest.raises(actions.WrongState):
        ask(cast, item)
    decide(cast, item)
    with pytest.raises(actions.WrongState):
        decide(cast, item)
    assert ask(cast, item, wanted=date(2026, 11, 20)).old_due == LATER


@pytest.mark.parametrize("who", ["leader", "liaison", "stranger", "other_officer"])
def test_only_an_officer_of_the_issuer_decides(cast: Cast, who: str) -> None:
    item = cases.at(cast, "received")
    ask(cast, item)
    with pytest.raises(actions.WrongState):
        decide(cast, item, by=getattr(cast, who))


def test_no_handler_decides_in_the_database_either(cast: Cast) -> None:
    item = cases.at(cast, "received")
    asked = ask(cast, item)
    Membership.objects.create(user=cast.officer, unit=cast.library, duty="handler")
    with pytest.raises(actions.WrongState):
        decide(cast, item, by=User.objects.get(pk=cast.officer.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.decide(approved=True, answer="同意。", by=cast.officer)


def test_verdict_answers_what_was_asked(cast: Cast) -> None:
    item = cases.at(cast, "received")
    asked = ask(cast, item)
    actions.verify(cases.answer(cast, item), checks=cases.EVERY, by=cast.officer)
    asked.refresh_from_db()
    assert (asked.approved, asked.decided_by) == (False, cast.officer)
    assert Item.objects.get(pk=item.pk).due == DUE


def test_more_time_goes_through_the_pages(cast: Cast, signed_in: SignedIn) -> None:
    item = cases.at(cast, "received")
    liaison, officer = signed_in(cast.liaison), signed_in(cast.officer)
    page = reverse("supervision:ask-extension", args=(item.pk,))
    said = {"once": once.new_key(), "wanted": "2026-10-08", "reason": "材料未到。"}
    assert liaison.post(page, said).status_code == 422
    assert liaison.post(page, said | {"wanted": "2026-10-30"}).status_code == 302
    page = reverse("supervision:decide-extension", args=(item.pk,))
    shown = officer.get(page).content.decode()
    assert "材料未到。" in shown
    said = {"once": once.new_key(), "approved": "yes", "answer": "同意。"}
    assert officer.post(page, said).status_code == 302
    assert "同意。" in liaison.get(item.get_absolute_url()).content.decode()
    assert Item.objects.get(pk=item.pk).due == LATER
