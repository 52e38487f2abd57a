"""The shared memory of the workers: in Redis while it answers, else in each worker's own."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache as ours
from fakeredis import TcpFakeServer

from banjie.common import caching
from banjie.common.caching import SharedCache


def test_what_redis_cannot_remember_each_worker_remembers_by_itself() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there, and nobody else can
        cache = SharedCache(f"redis://127.0.0.1:{taken.getsockname()[1]}", {})
        cache.clear()
        assert [cache.add("code", 1), cache.add("code", 1), cache.get("code")] == [True, False, 1]


def test_workers_remember_together_in_redis(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("socket_connect_timeout", "socket_timeout"):
        monkeypatch.setitem(caching._QUICK, name, 60)  # on a busy machine an answer has its time
    server = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"redis://127.0.0.1:{server.server_address[1]}"
        one, other = SharedCache(address, {}), SharedCache(address, {})
        assert [one.add("shared", 1), other.add("shared", 1)] == [True, False]
        one.set("said", "话")
        assert [other.get("said"), other.touch("said"), other.delete("said")] == ["话", True, True]
        assert not caplog.records  # it was Redis that answered
    finally:
        server.shutdown()
        server.server_close()


def test_memory_of_one_machine_leaves_no_files() -> None:
    """Whose times would tell when somebody signed in."""
    before = files()
    ours.add("code", 1)
    assert files() == before


def files() -> set[Any]:
    return {file for file in Path(settings.DATA).rglob("*") if "sqlite" not in file.name}
