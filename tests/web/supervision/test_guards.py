"""The database refuses what nobody may do, whoever asks it and however."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from banjie.people.models import Membership
from banjie.supervision import actions
from banjie.supervision.models import Item, StrikeOff
from tests.web.cast import Cast, make_cast
from tests.web.supervision import cases


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


def test_strike_off_rests_on_evidence_of_that_very_item(cast: Cast) -> None:
    item, other = cases.at(cast, "verified"), cases.at(cast, "verified", title="另一事项")
    evidence = other.answers.get().files.get()
    refused(lambda: strike(item, evidence, cast.officer))
    with pytest.raises(actions.WrongState):
        actions.strike_off(item, evidence, by=cast.officer)
    refused(lambda: StrikeOff.objects.create(item=item, by=cast.officer, at=timezone.now()))


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


@pytest.mark.django_db(transaction=True)
def test_guards_are_dropped_and_set_again_by_their_migration() -> None:
    """What a migration does that alters a guarded table."""
    cast = make_cast()
    call_command("migrate", "supervision", "0001", verbosity=0)
    call_command("migrate", "supervision", verbosity=0)
    item = cases.at(cast, "issued")
    refused(
        lambda: Item.objects.filter(pk=item.pk).update(state="struck", verified_on="2026-09-18")
    )
