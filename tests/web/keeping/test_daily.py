"""The daily work: each step is done and written down; a step that fails stops no other."""

from __future__ import annotations

import io
import json
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from banjie.common import audit, clock
from banjie.common.models import Attachment, AuditEntry, OnceKey
from banjie.consultation.models import Contact
from banjie.keeping import protocol
from banjie.keeping.actions import daily, sweep
from banjie.keeping.settling import Busy, alone
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.keeping.conftest import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(cast: Cast, data: Path, settings: LazySettings) -> Path:
    """Something for every step that deletes or copies."""
    settings.BANJIE_SECOND_PLACE = data.parent / "elsewhere"
    cases.at(cast, "handling", contact="13800009999")
    Contact.objects.update(delete_on="2026-09-18")
    OnceKey.objects.create(key="old", user=cast.officer, at=timezone.now() - timedelta(91))
    OnceKey.objects.create(key="new", user=cast.officer)
    for key, days in (("gone", -1), ("here", 1)):
        ends = timezone.now() + timedelta(days)
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    left(data, "old", days=3)
    return settings.BANJIE_SECOND_PLACE


def left(data: Path, name: str, *, days: float) -> Path:
    """A file without a row."""
    path = data / "files" / "attachments" / "ab" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4")
    moment = time.time() - days * 24 * 60 * 60
    os.utime(path, (moment, moment))
    return path


def run(*options: str) -> dict[str, str]:
    out = io.StringIO()
    call_command("daily", *options, stdout=out)
    return dict(line.split(": ", 1) for line in out.getvalue().splitlines())


def standing(data: Path) -> list[Any]:
    return [
        Contact.objects.count(), OnceKey.objects.count(), Session.objects.count(),
        AuditEntry.objects.count(), sorted(p for p in data.rglob("*") if p.suffix != ".lock"),
    ]  # fmt: skip


def test_a_dry_run_tells_what_a_run_would_do_and_does_nothing(due: Path, data: Path) -> None:
    before = standing(data)
    told = run("--dry-run")
    assert standing(data) == before
    assert not due.exists()
    assert told.items() >= {
        "contacts deleted": "1", "files without a row": "1", "forms forgotten": "1",
        "sessions forgotten": "1",
    }.items()  # fmt: skip
    assert int(told["audit rows copied"]) > 0
    done = run()
    assert {name: done[name] for name in done if name != "audit rows copied"} == {
        name: told[name] for name in told if name != "audit rows copied"
    }


def test_a_second_run_finds_nothing_to_do(due: Path, data: Path) -> None:
    run()
    assert not Contact.objects.exists()
    assert [key.key for key in OnceKey.objects.all()] == ["new"]
    assert [session.pk for session in Session.objects.all()] == ["here"]
    assert set(run().values()) == {"0"}
    call_command("audit", "verify", against=due / "audit")
    assert (due / "deletions.txt").read_text().startswith("2026-09-18 ")


def test_every_run_stands_in_the_protocol(due: Path, data: Path) -> None:
    assert protocol.last("daily") is None
    run("--dry-run")
    assert protocol.last("daily") is None
    run()
    assert protocol.last("daily") is not None
    (path,) = (data / "protocol").iterdir()
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [line["step"] for line in lines] == [*daily.STEPS, "daily"]
    assert next(line for line in lines if line["step"] == "contacts deleted")["done"] == 1


def test_a_step_that_fails_stops_no_other(
    due: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_dry: bool) -> int:
        raise RuntimeError("nobody thought of this")

    monkeypatch.setitem(daily.STEPS, "rounds", fail)
    with pytest.raises(CommandError, match="failed: rounds"):
        run()
    assert not Contact.objects.exists()
    assert protocol.last("rounds") is None
    assert protocol.last("contacts deleted") is not None
    assert protocol.last("daily") is None


def test_a_protocol_that_cannot_be_written_stops_no_step(
    due: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(step: str, *_args: Any, **_kwargs: Any) -> None:
        if step != "daily":
            raise OSError("no space left")

    monkeypatch.setattr(daily, "note", full)
    with pytest.raises(CommandError, match=next(iter(daily.STEPS))):
        run()
    assert not Contact.objects.exists()


def test_nothing_is_taken_off_the_log_while_its_copy_fails(
    due: Path, data: Path, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.told(timezone.now() - timedelta(5 * 366)), transaction.atomic():
        audit.record(by=cast.officer, verb="test.old", target=cast.office)
    (due / "audit").parent.mkdir()
    (due / "audit").write_text("a file where a folder has to be")
    before = AuditEntry.objects.count()
    with pytest.raises(CommandError, match="audit rows copied, audit rows taken off"):
        run()
    assert AuditEntry.objects.count() == before


def test_two_runs_do_not_mix(due: Path) -> None:
    with alone("daily"), pytest.raises(CommandError, match="another daily"):
        run()
    with alone("daily"), pytest.raises(Busy), alone("daily"):
        pass


def test_files_of_rows_and_young_files_stay(cast: Cast, data: Path) -> None:
    mine = Path(kept(cast.officer).file.path)
    os.utime(mine, (0, 0))
    young, old = left(data, "young", days=1.5), left(data, "old", days=2.1)
    assert sweep(dry=True) == [old]
    assert old.exists()
    assert sweep() == [old]
    assert (mine.exists(), young.exists(), old.exists()) == (True, True, False)


def test_a_file_whose_row_could_not_be_written_is_swept(
    cast: Cast, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(Attachment, "save", fail)
    with pytest.raises(DatabaseError):
        kept(cast.officer)
    (path,) = [p for p in (data / "files").rglob("*") if p.is_file()]
    os.utime(path, (0, 0))
    assert sweep() == [path]
