from __future__ import annotations

import pytest
from django.db import transaction

from banjie.common import audit
from banjie.common.models import AuditEntry
from tests.web.cast import Cast


@pytest.fixture
def three_steps(cast: Cast) -> list[AuditEntry]:
    with transaction.atomic():
        return [
            audit.record(by=cast.officer, verb=f"test.{n}", target=cast.library) for n in range(3)
        ]


def test_chain_is_whole_after_steps(three_steps: list[AuditEntry]) -> None:
    assert audit.broken_links() == []


def test_altered_row_is_found(three_steps: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=three_steps[1].pk).update(label="别的")
    assert three_steps[1].pk in audit.broken_links()


def test_removed_row_is_found(three_steps: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=three_steps[1].pk).delete()
    assert audit.broken_links() == [three_steps[2].pk]


def test_removed_last_row_is_found(three_steps: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=three_steps[2].pk).delete()
    assert audit.broken_links()


def test_entry_refuses_change_and_deletion(three_steps: list[AuditEntry]) -> None:
    with pytest.raises(TypeError):
        three_steps[0].save()
    with pytest.raises(TypeError):
        three_steps[0].delete()


@pytest.mark.django_db(transaction=True)
def test_step_outside_a_transaction_is_refused() -> None:
    from tests.web.cast import make_cast

    cast = make_cast()
    with pytest.raises(transaction.TransactionManagementError):
        audit.record(by=cast.officer, verb="test", target=cast.library)
