"""The doctor finds what was done to a healthy site, and says how to mend it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from banjie.common import audit, clock
from banjie.common.audit_guards import GUARDS
from banjie.common.guards import removals
from banjie.common.storage import looking_on
from banjie.consultation.guards import GUARDS as OF_CASES
from banjie.keeping import protocol
from banjie.keeping.checks import CHECKS, LABELS, READY, Finding, State, examined
from tests.web.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def healthy(cast: Cast, data: Path, settings: LazySettings) -> Iterator[LazySettings]:
    settings.BANJIE_SECOND_PLACE = data.parent / "elsewhere"
    settings.BANJIE_DELETIONS = data.parent / "elsewhere" / "deletions.txt"
    settings.SECRET_KEY = "a" * 40
    settings.ALLOWED_HOSTS = ["linhu.example"]
    settings.SITE_URL = "https://linhu.example"
    settings.BANJIE_TODAY = ""
    settings.CA_BUNDLE = True
    settings.DEFAULT_FROM_EMAIL = "site@linhu.example"
    (data / "calendars").mkdir()
    (data / "secret_key").touch(mode=0o600)
    with clock.told(datetime(2026, 9, 18, 9, tzinfo=UTC)):
        for step in ("daily", "backup"):
            protocol.note(step)
        with transaction.atomic():
            audit.record(by=cast.officer, verb="test", target=cast.office)
        yield settings


def states() -> dict[str, State]:
    return {name: found.state for name, found in examined(CHECKS)}


def _without(name: str) -> None:
    guard = next(guard for guard in (*GUARDS, *OF_CASES) if guard.name == name)
    with connection.cursor() as cursor:
        for statement in removals(guard, connection.vendor):
            cursor.execute(statement)


def _from_the_future(_settings: LazySettings) -> None:
    with clock.told(timezone.now() + timedelta(days=1)), transaction.atomic():
        audit.record(by=None, verb="test", target=audit.AuditEntry.objects.all()[0])


def _files_are_a_file(settings: LazySettings) -> None:
    settings.MEDIA_ROOT = settings.DATA / "nowhere" / "files"
    (settings.DATA / "nowhere").write_text("")


def _forged_copy(settings: LazySettings) -> None:
    folder = settings.BANJIE_SECOND_PLACE / "audit"
    call_command("audit", "export", folder)
    (copy,) = folder.iterdir()
    copy.chmod(0o600)
    copy.write_text(copy.read_text("utf-8").replace('"verb": "test"', '"verb": "else"'), "utf-8")


def _damaged_copy(settings: LazySettings) -> None:
    folder = settings.BANJIE_SECOND_PLACE / "audit"
    call_command("audit", "export", folder)
    (copy,) = folder.iterdir()
    copy.chmod(0o600)
    copy.write_bytes(copy.read_bytes()[:-9])


def _cut_off_protocol(settings: LazySettings) -> None:
    """A disk that was full in the middle of a line."""
    for file in (settings.DATA / "protocol").iterdir():
        file.write_bytes(file.read_bytes()[:-9])


def _broken_calendar(settings: LazySettings) -> None:
    (settings.DATA / "calendars" / "2026.json").write_text('{"source": "x"}')


def _restored_beside_a_store(settings: LazySettings) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "banjie.common.storage.BucketFiles"}
    }
    looking_on().touch()


HARM: dict[str, Callable[[LazySettings], object]] = {
    "audit guards": lambda _s: _without("audit_stays_whole"),
    "other guards": lambda _s: _without("closed_with_an_answer"),
    "audit copy": _forged_copy,
    "storage": _files_are_a_file,
    "debug": lambda s: setattr(s, "DEBUG", True),
    "address": lambda s: setattr(s, "SITE_URL", "http://linhu.example"),
    "hosts": lambda s: setattr(s, "ALLOWED_HOSTS", ["*"]),
    "day": lambda s: setattr(s, "BANJIE_TODAY", "2026-09-18"),
    "secret key": lambda s: (s.DATA / "secret_key").chmod(0o644),
    "deletions": lambda s: setattr(s, "BANJIE_DELETIONS", s.DATA / "list"),
    "calendar": _broken_calendar,
    "mail": lambda s: setattr(s, "DEFAULT_FROM_EMAIL", ""),
    "authorities": lambda s: setattr(s, "CA_BUNDLE", str(s.DATA / "no-such.pem")),
    "address of the scanner": lambda s: setattr(s, "BANJIE_CLAMD", "clamd.linhu.example"),
    "scanner": lambda s: setattr(s, "BANJIE_CLAMD", str(s.DATA / "clamd.sock")),
    "store": _restored_beside_a_store,
    "clock": _from_the_future,
    "daily": lambda s: (s.DATA / "protocol").rename(s.DATA / "away"),
}


DAMAGE: dict[str, Callable[[LazySettings], object]] = {
    "audit copy": _damaged_copy,
    "backup": _cut_off_protocol,
}


def test_a_healthy_site_has_no_fault(healthy: LazySettings) -> None:
    found = states()
    assert {name for name, state in found.items() if state is State.FAULT} == set()
    assert set(found) == set(CHECKS)


@pytest.mark.parametrize(("name", "harm"), [*HARM.items(), *DAMAGE.items()])
def test_what_is_wrong_is_named(
    healthy: LazySettings, name: str, harm: Callable[[LazySettings], object]
) -> None:
    assert states()[name] is State.FINE
    harm(healthy)
    found = dict(examined(CHECKS))[name]
    assert found.state is not State.FINE
    assert found.where
    assert found.what
    assert found.mend


@pytest.mark.parametrize(("harm", "status"), [("debug", 1), ("day", 0)])
def test_faults_alone_end_badly(healthy: LazySettings, harm: str, status: int) -> None:
    HARM[harm](healthy)
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)
    assert ended.value.code == status
    assert len(out.getvalue().splitlines()) == len(CHECKS)


@pytest.mark.parametrize(
    ("spoken", "line"),
    [
        ("", "存疑   日期          BANJIE_TODAY: 日期固定不动 → 只有演示站点才设置此项"),
        ("C.UTF-8", "存疑   日期          BANJIE_TODAY: 日期固定不动 → 只有演示站点才设置此项"),
        ("zh_TW.UTF-8", "存疑   日期          BANJIE_TODAY: 日期固定不動 → 只有演示站點才設定此項"),
        ("en_GB.UTF-8", "doubt  day           BANJIE_TODAY: the day stands still → "
                        "only a demonstration has it set"),
    ],
)  # fmt: skip
def test_it_speaks_the_language_of_the_terminal_or_else_of_the_site(
    healthy: LazySettings, monkeypatch: pytest.MonkeyPatch, spoken: str, line: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", spoken)
    HARM["day"](healthy)
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=out)
    assert line in out.getvalue().splitlines()


def test_every_check_has_words() -> None:
    assert LABELS.keys() == CHECKS.keys()


@pytest.mark.parametrize("lacking", ["database", "migrations"])
def test_without_tables_all_that_needs_none_is_looked_at(
    healthy: LazySettings, lacking: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    bad = Finding(State.FAULT, "here", "is not there", "start it")
    for name, check in CHECKS.items():
        found = bad if name == lacking else check()
        monkeypatch.setitem(CHECKS, name, lambda n=name, f=found: asked.append(n) or f)
    assert [name for name, _found in examined(CHECKS)] == asked
    left = {"migrations"} if lacking == "database" else set()
    tables = {"audit guards", "audit log", "audit copy", "other guards", "notices", "clock"}
    assert set(CHECKS) - set(asked) == tables | left


def test_readiness_names_what_fails_and_no_more(healthy: LazySettings) -> None:
    client = Client(headers={"host": "linhu.example"})
    assert client.get("/readyz").content == b"ok"
    _without("audit_stays_whole")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"audit guards")
    assert client.get("/healthz").content == b"ok"


def test_the_site_does_not_start_with_the_audit_off(healthy: LazySettings) -> None:
    from banjie.config.commands import _require_ready

    _require_ready()
    _without("audit_stays_as_written")
    with pytest.raises(SystemExit, match="触发器audit_stays_as_written缺失"):
        _require_ready()


def test_readiness_is_part_of_the_doctor() -> None:
    assert READY.items() <= CHECKS.items()
