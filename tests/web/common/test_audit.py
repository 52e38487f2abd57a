"""The audit log: what was done to it is found, in the database, in its end and beside a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from banjie.common import audit, audit_guards, clock
from banjie.common.audit_guards import GUARDS
from banjie.common.guards import removals, statements
from banjie.common.models import AuditCut, AuditEntry, AuditHead
from banjie.consultation.guards import GUARDS as OF_CASES
from banjie.consultation.models import Release
from banjie.keeping.actions import differences
from banjie.supervision.guards import GUARDS as OF_ITEMS
from tests.web.cast import Cast

Steps = list[AuditEntry]
EVERY_GUARD = (*GUARDS, *OF_CASES, *OF_ITEMS)


@pytest.fixture
def three_steps(cast: Cast) -> Steps:
    with clock.told(_days_ago(365)), transaction.atomic():
        return [
            audit.record(by=cast.officer, verb=f"test.{n}", target=cast.library) for n in range(3)
        ]


def _days_ago(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(clock.today(), time(12))) - timedelta(days)


@contextmanager
def guards_gone() -> Iterator[None]:
    """What somebody with every right in the database could do first, and undo."""
    with connection.cursor() as cursor:
        for said in (removals, statements):
            for guard in GUARDS:
                for statement in said(guard, connection.vendor):
                    cursor.execute(statement)
            if said is removals:
                yield


def rows(*entries: AuditEntry) -> models.QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(pk__in=[entry.pk for entry in entries])


def _alter(steps: Steps) -> None:
    rows(steps[1]).update(label="别的")


def _alter_and_seal(steps: Steps) -> None:
    """The row, with a hash that fits what it now says."""
    steps[1].label = "别的"
    rows(steps[1]).update(label="别的", hash=steps[1].digest())


def _remove(steps: Steps) -> None:
    rows(steps[1])._raw_delete("default")


def _remove_first(steps: Steps) -> None:
    rows(steps[0])._raw_delete("default")


def _move(steps: Steps) -> None:
    """Two rows change places."""
    said = {
        step.pk: {"verb": step.verb, "previous": step.previous, "hash": step.hash} for step in steps
    }
    rows(*steps[1:]).update(previous=models.F("id"), hash=models.F("id"))
    rows(steps[1]).update(**said[steps[2].pk])
    rows(steps[2]).update(**said[steps[1].pk])


def _cut_end(steps: Steps) -> None:
    rows(steps[2])._raw_delete("default")


def _forget_head(_steps: Steps) -> None:
    AuditHead.objects.all()._raw_delete("default")


def _head_steps_back(steps: Steps) -> None:
    AuditHead.objects.update(hash=steps[1].hash)


HARM: dict[str, Callable[[Steps], None]] = {
    "altered": _alter, "altered and sealed again": _alter_and_seal, "removed": _remove,
    "first removed": _remove_first, "moved": _move, "end cut off": _cut_end,
    "head removed": _forget_head, "head set back": _head_steps_back,
}  # fmt: skip


def test_chain_is_whole_after_steps(three_steps: Steps) -> None:
    assert audit.broken_links() == []
    assert audit.faults() == []


@pytest.mark.parametrize("harm", HARM)
def test_what_was_done_to_the_log_is_found(
    three_steps: Steps, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with guards_gone():
        HARM[harm](three_steps)
    assert audit.broken_links()
    for language, said in (("en", "not whole"), ("zh_CN.UTF-8", "操作日志不完整")):
        monkeypatch.setenv("LC_ALL", language)
        with pytest.raises(CommandError, match=said):
            call_command("audit", "verify")


@pytest.mark.parametrize("harm", HARM)
def test_the_database_refuses_to_harm_the_log(three_steps: Steps, harm: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HARM[harm](three_steps)
    assert audit.broken_links() == []


@pytest.mark.parametrize("look", [audit.broken_links, audit.faults])
def test_what_is_written_while_somebody_looks_is_no_fault(
    three_steps: Steps, cast: Cast, monkeypatch: pytest.MonkeyPatch, look: Callable[[], list[Any]]
) -> None:
    """A step falls between any two questions that are asked of the database."""
    asking = [False]

    def write_first(execute: Any, *asked: Any) -> Any:
        if not asking[0]:
            asking[0] = True
            with transaction.atomic():
                audit.record(by=cast.officer, verb="test.meanwhile", target=cast.library)
            asking[0] = False
        return execute(*asked)

    with connection.execute_wrapper(write_first):
        assert look() == []
    assert AuditEntry.objects.filter(verb="test.meanwhile").count() > 1


def test_no_row_is_replaced(three_steps: Steps) -> None:
    """`OR REPLACE` of SQLite would delete what it collides with, and no guard would hear of it."""
    insert = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    audit.cut(three_steps[2].at + timedelta(seconds=1))
    kept = three_steps[2]
    other = {"id": f"{kept.pk + 9}", "hash": "'x'", "previous": "'y'"}
    onto = {"through": str(kept.pk), "hash": f"'{kept.hash}'"}
    said: list[tuple[type[models.Model], dict[str, str]]] = [
        (AuditHead, {}), (AuditHead, {"id": "9"}), (AuditCut, onto), (AuditCut, {"id": "9"}),
        *((AuditEntry, {name: other[name] for name in other if name != same}) for same in other),
    ]  # fmt: skip
    for model, changed in said:
        table, columns = model._meta.db_table, [f.column for f in model._meta.concrete_fields]
        values = ", ".join(changed.get(name, name) for name in columns)
        replaced = f"{insert} {table} ({', '.join(columns)}) SELECT {values} FROM {table}"
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(replaced)
    assert audit.broken_links() == []


def test_no_guarded_table_is_emptied_at_once(three_steps: Steps) -> None:
    """PostgreSQL asks no guard of a row when it truncates; SQLite truncates nothing that has one."""
    said = [f"TRUNCATE {guard.table} CASCADE" for guard in EVERY_GUARD if guard.event == "TRUNCATE"]
    if connection.vendor == "sqlite":
        said = [f"DELETE FROM {audit_guards.ENTRY}"]
    connection.check_constraints()  # a table with checks to come cannot be truncated in any case
    for statement in said:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert audit.broken_links() == []


def test_no_release_is_replaced(cast: Cast) -> None:
    release = Release.objects.create(office=cast.office, half="2026-1", told={})
    insert = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    columns = [f.column for f in Release._meta.concrete_fields]
    for number in (release.pk, release.pk + 9):
        values = ", ".join({"id": str(number)}.get(name, name) for name in columns)
        table = Release._meta.db_table
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{insert} {table} ({', '.join(columns)}) SELECT {values} FROM {table}")
    assert Release.objects.get() == release


def test_a_log_without_its_guards_is_a_fault(three_steps: Steps) -> None:
    with guards_gone():
        worded = [guard.name for guard in GUARDS if statements(guard, connection.vendor)]
        assert [name for name in worded if name not in " ".join(audit.faults())] == []
    assert audit.faults() == []


def test_a_guard_that_lets_everything_pass_is_a_fault(three_steps: Steps) -> None:
    guard = next(guard for guard in GUARDS if guard.name == "audit_cut_stays")
    with connection.cursor() as cursor:
        for statement in removals(guard, connection.vendor):
            cursor.execute(statement)
        for statement in statements(guard._replace(condition="1 = 0"), connection.vendor):
            cursor.execute(statement)
    (said,) = audit.faults()
    assert guard.name in said


def _forge(steps: Steps) -> None:
    """Everything in the database fits again: the end is gone, and the head does not know it."""
    _cut_end(steps)
    AuditHead.objects.update(hash=steps[1].hash)


def test_a_forged_end_is_found_beside_the_copy(three_steps: Steps, tmp_path: Path) -> None:
    call_command("audit", "export", tmp_path)
    call_command("audit", "verify", against=tmp_path)
    with guards_gone():
        _forge(three_steps)
    assert audit.broken_links() == audit.faults() == []
    with pytest.raises(CommandError, match=str(three_steps[2].pk)):
        call_command("audit", "verify", against=tmp_path)
    with pytest.raises(CommandError, match=str(three_steps[2].pk)):
        call_command("audit", "export", tmp_path)


def test_a_copy_grows_by_the_new_rows_alone(three_steps: Steps, cast: Cast, tmp_path: Path) -> None:
    call_command("audit", "export", tmp_path)
    call_command("audit", "export", tmp_path)
    with transaction.atomic():
        audit.record(by=cast.officer, verb="test.later", target=cast.library)
    call_command("audit", "export", tmp_path)
    call_command("audit", "verify", against=tmp_path)
    files = sorted(tmp_path.iterdir())
    assert [len(file.read_text("utf-8").splitlines()) for file in files] == [3, 1]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o400}


def test_an_altered_copy_is_found(three_steps: Steps, tmp_path: Path) -> None:
    call_command("audit", "export", tmp_path)
    (copy,) = tmp_path.iterdir()
    copy.chmod(0o600)
    copy.write_text(copy.read_text("utf-8").replace("test.1", "test.9"), "utf-8")
    with pytest.raises(CommandError, match=str(three_steps[1].pk)):
        call_command("audit", "verify", against=tmp_path)


def test_the_beginning_is_taken_off_on_record_alone(three_steps: Steps, tmp_path: Path) -> None:
    call_command("audit", "export", tmp_path)
    later = three_steps[2].at + timedelta(seconds=1)
    assert audit.cut(three_steps[0].at) is None
    dry = audit.cut(later, dry=True)
    assert dry is not None
    assert dry.rows == 2
    assert AuditEntry.objects.count() == 3
    audit.cut(later)
    assert [entry.pk for entry in AuditEntry.objects.all()] == [three_steps[2].pk]
    assert (AuditCut.objects.get().rows, AuditCut.objects.get().through) == (2, three_steps[1].pk)
    call_command("audit", "verify", against=tmp_path)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows(three_steps[2])._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditCut.objects.create(
            through=three_steps[2].pk, hash="0" * 64, first_at=later, last_at=later, rows=1
        )


def test_a_cut_into_what_must_be_kept_is_found_beside_the_copy(
    three_steps: Steps, cast: Cast, tmp_path: Path
) -> None:
    with clock.told(_days_ago(100)), transaction.atomic():
        young, _newest = [
            audit.record(by=cast.officer, verb="test.young", target=cast.library) for _n in "ab"
        ]
    call_command("audit", "export", tmp_path)
    audit.cut(_days_ago(99))
    assert audit.broken_links() == audit.faults() == []
    assert differences(tmp_path) == [young.pk]


def test_a_broken_log_is_not_cut(three_steps: Steps) -> None:
    with guards_gone():
        _alter(three_steps)
    with pytest.raises(audit.Broken):
        audit.cut(three_steps[2].at + timedelta(seconds=1))


def test_rows_are_kept_as_long_as_the_limit_says(cast: Cast) -> None:
    for days in (3 * 366, 3 * 365 - 5, 1):
        with clock.told(_days_ago(days)), transaction.atomic():
            audit.record(by=cast.officer, verb=f"test.{days}", target=cast.library)
    call_command("audit", "cut", "--dry-run")
    assert AuditEntry.objects.count() == 3
    call_command("audit", "cut")
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["test.1", "test.1090"]


def test_entry_refuses_change_and_deletion(three_steps: Steps) -> None:
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
