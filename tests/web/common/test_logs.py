"""The log: one line each, whatever people send, and no address that gives something away."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.urls import resolve
from gunicorn.config import Config

from banjie.common import views
from banjie.common.logs import JsonLines
from banjie.common.quiet import QuietPages
from banjie.config.server_log import ServerLog

EVIL = 'x\r\n{"level": "info"}\u2028\x1b[31m<b>临湖</b>'


def line(record: logging.LogRecord) -> dict[str, Any]:
    written = JsonLines().format(record)
    assert len(written.splitlines()) == 1
    said: dict[str, Any] = json.loads(written)
    return said


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("banjie", logging.WARNING, "f.py", 1, message, args, None)
    made.__dict__.update(extra)
    return made


@pytest.mark.parametrize(("message", "args"), [(EVIL, ()), ("%s", (EVIL,))])
def test_nothing_said_begins_a_second_line(message: str, args: tuple[str, ...]) -> None:
    assert line(record(message, *args))["said"] == EVIL


def test_a_trace_stays_in_its_line() -> None:
    made = record("failed")
    try:
        raise ValueError(EVIL)
    except ValueError:
        made.exc_info = sys.exc_info()
    assert EVIL in line(made)["trace"]


def test_an_address_is_told_by_its_pattern() -> None:
    request = RequestFactory().get("/language/", {"secret": "abcd"})
    request.resolver_match = resolve("/language/")
    said = line(record("Not Found: %s", request.get_full_path(), request=request, status_code=404))
    assert said["said"] == "Not Found"
    assert (said["method"], said["route"], said["status"]) == ("GET", "language/", 404)
    assert "abcd" not in json.dumps(said)


def test_of_unnamed_visitors_only_a_failure_is_told() -> None:
    request = RequestFactory().post("/t/")
    request.resolver_match = resolve("/t/")
    assert not QuietPages().filter(record("Not Found: %s", "/t/", request=request))
    failed = record("Internal Server Error: %s", "/t/", request=request, levelno=logging.ERROR)
    assert QuietPages().filter(failed)
    said = line(failed)
    assert said["said"] == "a page for unnamed visitors failed"
    assert said.keys() == {"at", "level", "logger", "said"}
    assert said["at"].endswith("T00:00:00.000+00:00")


@pytest.mark.parametrize("kind", [JsonLines, logging.Formatter])
def test_of_a_failure_on_a_page_for_unnamed_visitors_its_message_is_not_told(
    kind: type[logging.Formatter],
) -> None:
    request = RequestFactory().post("/t/")
    failed = record("Internal Server Error: %s", "/t/", request=request, levelno=logging.ERROR)
    try:
        try:
            raise ValueError("Failing row contains (13800009999)")
        except ValueError as error:
            raise IntegrityError(str(error)) from error
    except IntegrityError:
        failed.exc_info = sys.exc_info()
    assert QuietPages().filter(failed)
    written = kind().format(failed)
    assert "13800009999" not in written
    assert "test_logs.py" in written
    assert "IntegrityError" in written


@pytest.mark.parametrize(
    ("said", "args", "written"),
    [
        ("Error handling request %s", ("/t/abcd",), "Error handling request"),
        ("Error handling request %s %s", ("GET", "/t/abcd"), "Error handling request"),
        ("Invalid request from ip=192.0.2.7: no line", (), "Invalid request"),
        ("Worker (pid:%s) was sent %s!", (7, "SIGKILL"), "Worker (pid:7) was sent SIGKILL!"),
    ],
)
def test_the_server_tells_no_address(
    said: str, args: tuple[Any, ...], written: str, caplog: pytest.LogCaptureFixture
) -> None:
    ServerLog(Config()).error(said, *args)
    (record,) = caplog.records
    assert (record.name, record.getMessage()) == ("gunicorn.error", written)
    assert not logging.getLogger("gunicorn.error").handlers


@pytest.mark.django_db
@pytest.mark.parametrize("quiet", [(), ("/language/",)])
def test_a_failure_is_answered_with_a_reference_that_the_log_tells(
    quiet: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, settings: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def fail(_request: Any) -> None:
        raise ValueError("nobody thought of this")

    monkeypatch.setattr(views, "set_language", fail)
    settings.QUIET_PATHS = quiet
    answer = Client(raise_request_exception=False).post("/language/")
    assert answer.status_code == 500
    failed = next(said for said in caplog.records if said.name == "django.request")
    assert QuietPages().filter(failed)
    reference = line(failed)["reference"]
    page = answer.content.decode()
    assert len(reference) == 8
    assert reference in page
    assert "nobody thought" not in page
    assert "Traceback" not in page
