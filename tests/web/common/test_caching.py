"""The shared memory of the workers: in Redis while it answers, else in each machine's own files."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

from django.conf import LazySettings
from fakeredis import TcpFakeServer

from banjie.common.caching import SharedCache


def test_what_redis_cannot_remember_each_machine_remembers_by_itself(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.CACHE_FILES = tmp_path
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    cache = SharedCache(f"redis://127.0.0.1:{port}", {})
    assert [cache.add("code", 1), cache.add("code", 1), cache.get("code")] == [True, False, 1]
    server = TcpFakeServer(("127.0.0.1", port), server_type="redis")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        other = SharedCache(f"redis://127.0.0.1:{port}", {})
        assert [cache.add("shared", 1), other.add("shared", 1)] == [True, False]
        cache.set("said", "话")
        assert [other.get("said"), other.touch("said"), other.delete("said")] == ["话", True, True]
    finally:
        server.shutdown()
        server.server_close()
