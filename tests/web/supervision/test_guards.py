"""The database refuses what nobody may do, whoever asks it and however."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.state import ProjectState
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banjie.common import clock
from banjie.common.guards import set_guards
from banjie.people.models import Membership, User
from banjie.supervision import actions
from banjie.supervision.guards import GUARDS, KEPT
from banjie.supervision.models import Item, StrikeOff
from tests.web.cast import Cast, make_cast
from tests.web.supervision import cases

SignedIn = Callable[[User], Client]


def refused(act: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def strike(item: Item, evidence: Any, by: Any) -> StrikeOff:
    return StrikeOff.objects.create(item=item, evidence=evidence, by=by, at=timezone.now())


@pytest.mark.parametrize(
    "who", ["leader", "liaison", "handler", "stranger", "other_officer", "auditor", "nobody"]
)
def test_only_an_officer_of_the_issuing_office_strikes_off(cast: Cast, who: str) -> None:
    item = cases.at(cast, "verified")
    evidence = item.answers.get().files.get()
    refused(lambda: strike(item, evidence, getattr(cast, who)))
    with pytest.raises(actions.WrongState):
        actions.strike_off(item, evidence, by=getattr(cast, who))
    assert strike(item, evidence, cast.officer)


def test_officer_with_a_duty_in_a_handling_unit_does_not_strike_off(cast: Cast) -> None:
    item = cases.at(cast, "verified", cooperating=[cast.museum])
    Membership.objects.create(user=cast.officer, unit=cast.museum, duty="liaison")
    evidence = item.answers.get().files.get()
    refused(lambda: strike(item, evidence, cast.officer))
    officer = type(cast.officer).objects.get(pk=cast.officer.pk)
    with pytest.raises(actions.WrongState):
        actions.strike_off(item, evidence, by=officer)


def test_officer_whose_loan_is_over_strikes_off_again(cast: Cast) -> None:
    item = cases.at(cast, "verified")
    Membership.objects.create(
        user=cast.officer, unit=cast.library, duty="liaison", lent_by=cast.liaison,
        until=clock.today() - timedelta(days=1),
    )  # fmt: skip
    evidence = item.answers.get().files.get()
    assert actions.strike_off(item, evidence, by=cast.officer)


def test_strike_off_rests_on_evidence_of_that_very_item(cast: Cast) -> None:
    item, other = cases.at(cast, "verified"), cases.at(cast, "verified", title="另一事项")
    evidence = other.answers.get().files.get()
    refused(lambda: strike(item, evidence, cast.officer))
    with pytest.raises(actions.WrongState):
        actions.strike_off(item, evidence, by=cast.officer)
    refused(lambda: StrikeOff.objects.create(item=item, by=cast.officer, at=timezone.now()))


def test_strike_off_rests_on_no_answer_that_went_back(cast: Cast, signed_in: SignedIn) -> None:
    item = cases.at(cast, "answered")
    back = cases.sent_back(cast, item).answer.files.get()
    good = cases.answer(cast, item, text="问题已解决。")
    actions.verify(good, checks=cases.EVERY, by=cast.officer)
    item.refresh_from_db()
    refused(lambda: strike(item, back, cast.officer))
    with pytest.raises(actions.WrongState):
        actions.strike_off(item, back, by=cast.officer)
    address = reverse("supervision:strike-off", args=(item.pk,))
    page = signed_in(cast.officer)
    assert list(page.get(address).context["form"].fields["evidence"].queryset) == [good.files.get()]
    assert page.post(address, {"evidence": back.pk}).status_code == 422
    assert actions.strike_off(item, good.files.get(), by=cast.officer)


def test_strike_off_rests_on_an_answer_that_an_objection_upheld(cast: Cast) -> None:
    item = cases.at(cast, "answered")
    verdict = cases.sent_back(cast, item)
    objection = actions.object_to(verdict, reason="问题已解决。", by=cast.liaison)
    actions.decide_objection(objection, upheld=True, decision="予以采纳。", by=cast.leader)
    assert actions.strike_off(item, verdict.answer.files.get(), by=cast.officer)


@pytest.mark.parametrize("stage", ["answered", "struck"])
def test_item_is_struck_off_once_and_only_when_verified(cast: Cast, stage: str) -> None:
    item = cases.at(cast, stage)
    refused(lambda: strike(item, item.answers.get().files.get(), cast.officer))


@pytest.mark.parametrize("stage", ["issued", "answered", "verified"])
def test_no_item_is_struck_without_a_strike_off(cast: Cast, stage: str) -> None:
    item = cases.at(cast, stage)
    refused(
        lambda: Item.objects.filter(pk=item.pk).update(state="struck", verified_on="2026-09-18")
    )


def test_struck_item_leaves_by_reopening_alone(cast: Cast) -> None:
    item = cases.at(cast, "struck")
    refused(lambda: Item.objects.filter(pk=item.pk).update(state="issued", verified_on=None))
    actions.reopen(item, reason="情况有变。", by=cast.officer)
    assert Item.objects.get(pk=item.pk).state == Item.State.ISSUED


def test_no_item_begins_struck_off(cast: Cast) -> None:
    item = cases.at(cast, "struck")
    item.pk, item.serial, item.paper = None, 99, None
    refused(item.save)


def test_item_taken_back_cannot_be_struck_by_its_old_strike_off(cast: Cast) -> None:
    item = cases.at(cast, "struck")
    actions.reopen(item, reason="验收发现渗漏。", by=cast.officer)
    refused(
        lambda: Item.objects.filter(pk=item.pk).update(state="struck", verified_on="2026-09-18")
    )


@pytest.mark.parametrize("field", ["by", "at", "item"])
def test_strike_off_is_never_rewritten(cast: Cast, field: str) -> None:
    made = cases.at(cast, "struck").strike_offs.get()
    other = cases.at(cast, "verified", title="另一事项")
    value = {"by": cast.leader, "at": timezone.now(), "item": other}[field]
    refused(lambda: StrikeOff.objects.filter(pk=made.pk).update(**{field: value}))
    with pytest.raises(TypeError):
        made.delete()


def test_reopening_is_not_taken_back(cast: Cast) -> None:
    item = cases.at(cast, "struck")
    actions.reopen(item, reason="验收发现渗漏。", by=cast.officer)
    refused(lambda: item.strike_offs.update(reopened_at=None, reopened_by=None, reopen_reason=""))


def test_evidence_of_a_strike_off_stays(cast: Cast) -> None:
    item = cases.at(cast, "struck")
    evidence = item.strike_offs.get().evidence
    with pytest.raises(IntegrityError):  # Django's own protection is one too
        evidence.delete()


@pytest.mark.parametrize("reopened", [False, True], ids=["standing", "reopened"])
@pytest.mark.parametrize("table", ["supervision_strikeoff", *KEPT])
def test_what_a_strike_off_rests_on_is_never_deleted(
    cast: Cast, table: str, reopened: bool
) -> None:
    """Not even by somebody who writes to the database directly."""
    item = cases.at(cast, "received")
    actions.ask_extension(item, wanted=date(2026, 10, 30), reason="材料未到。", by=cast.liaison)
    answer = cases.answer(cast, item)
    verdict = cases.sent_back(cast, item)
    objection = actions.object_to(verdict, reason="问题已解决。", by=cast.liaison)
    item.letters_sent.create(
        office=cast.office, count=1, due=item.due, step=0, letters="协作办", mark="催", year=2026,
        serial=1,
    )  # fmt: skip
    actions.decide_objection(objection, upheld=True, decision="予以采纳。", by=cast.leader)
    actions.strike_off(item, answer.files.get(), by=cast.officer)
    if reopened:
        actions.reopen(item, reason="验收发现渗漏。", by=cast.officer)

    def delete() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")

    refused(delete)


def test_what_no_strike_off_rests_on_may_go(cast: Cast) -> None:
    item = cases.at(cast, "received")
    item.parts.all().delete()
    assert not item.parts.exists()


@pytest.mark.django_db(transaction=True)
def test_guards_are_dropped_and_set_again_by_their_operation() -> None:
    """What a migration does that alters a guarded table."""
    item = Item.objects.filter(pk=cases.at(make_cast(), "issued").pk)
    operation, none = set_guards(GUARDS), ProjectState()
    with connection.schema_editor() as editor:
        operation.database_backwards("supervision", editor, none, none)
    try:
        with transaction.atomic():
            assert item.update(state="struck", verified_on="2026-09-18") == 1
            transaction.set_rollback(True)
    finally:
        with connection.schema_editor() as editor:
            operation.database_forwards("supervision", editor, none, none)
    refused(lambda: item.update(state="struck", verified_on="2026-09-18"))
