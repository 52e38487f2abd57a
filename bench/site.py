"""Pages of a busy office under load: requests a second, and how long one takes (50 %, 95 %).

    .venv/bin/python bench/site.py                                          # SQLite
    .venv/bin/python tests/with_postgres.py .venv/bin/python bench/site.py  # PostgreSQL

Seeds 500 activities, 120 units and 20,000 reports (`bench/office.py`) in a database of its own,
serves them with two workers, and asks for each page: one request after the other, then four at a
time. `cpu` is the processor time that the workers take for one request (a PostgreSQL server's own
is not in it): what a busy machine alters least; `queries` is how often a page asks the database.
Prints `name: value unit` and writes bench/out/site.*.json.

Who asks, the workers and the database share the cores, so requests a second are a floor.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[1]
_OUT = ROOT / "bench" / "out"
ALONE, TOGETHER, HANDS, WORKERS = 40, 160, 4, 2
Figure = tuple[str, float, str]


def pages(programme: int) -> dict[str, tuple[str, str]]:
    """Name of the page: who asks, and the address."""
    at = f"/programmes/{programme}"
    return {
        "board": ("officer", f"{at}/board/"),
        "list": ("officer", f"{at}/list/"),
        "list of a unit": ("officer", f"{at}/list/?unit=2"),
        "units": ("officer", f"{at}/units/"),
        "gantt": ("officer", f"{at}/gantt/"),
        "calendar": ("officer", f"{at}/calendar/?month=2026-09"),
        "today (office)": ("officer", "/"),
        "today (unit)": ("liaison", "/"),
        "search": ("officer", f"/search/?q={quote('湖畔读书会')}"),
        "search (every report)": ("officer", f"/search/?q={quote('活动')}"),
        "evidence": ("officer", f"{at}/evidence/"),
        "dashboard": ("leader", f"{at}/dashboard/"),
        "activity": ("officer", "/activities/1/"),
    }


def prepare() -> tuple[int, dict[str, str]]:
    """Tables, rows and a session for every log-in: the programme's number, the cookies."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from bench.office import LOG_INS, seed

    programme = seed()
    from banjie.people.models import User
    from banjie.search.actions import reindex

    for _source, _number in reindex():
        pass
    _settle()

    cookies = {}
    for login in LOG_INS.values():
        user = User.objects.get(login=login)
        client = Client()
        client.force_login(user)
        kept = client.cookies[settings.SESSION_COOKIE_NAME]
        cookies[login] = f"{kept.key}={kept.value}"
    return programme.pk, cookies


def asked(programme: int, cookies: dict[str, str]) -> Iterator[Figure]:
    """How often each page asks the database."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    for page, (login, address) in pages(programme).items():
        client = Client(headers={"host": "localhost", "cookie": cookies[login]})
        with CaptureQueriesContext(connection) as queries:
            status = client.get(address).status_code
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")
        yield f"{page}.queries", len(queries), "queries"


def _settle() -> None:
    """What PostgreSQL does by itself some time after so many rows came: not while we measure."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def served_by(command: list[str], port: int, ready: str) -> Iterator[int]:
    """A site in processes of its own, from the moment the address `ready` answers: its number."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _try in range(300):
            try:
                _ask(port, ready, "")
                break
            except OSError:
                time.sleep(0.2)
        yield server.pid
    finally:
        server.terminate()
        server.wait(20)


def _ask(port: int, address: str, cookie: str) -> tuple[float, int]:
    """Seconds of one request on a connection of its own, and the size of its answer in bytes."""
    begin = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", address, headers={"Cookie": cookie} if cookie else {})
    answer = line.getresponse()
    size = len(answer.read())
    line.close()
    if answer.status != 200:
        raise RuntimeError(f"{address} answered {answer.status}")
    return time.perf_counter() - begin, size


def processor(server: int) -> float:
    """Seconds of processor time that the workers of a server took so far."""
    ticks = 0
    for number in Path(f"/proc/{server}/task/{server}/children").read_text("ascii").split():
        told = Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()
        ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(port: int, server: int, name: str, address: str, cookie: str) -> Iterator[Figure]:
    """One page: alone, then with four hands at a time."""
    for _warm in range(WORKERS * HANDS):
        _seconds, size = _ask(port, address, cookie)
    yield f"{name}.html", size / 1000, "kB"
    alone = sorted(_ask(port, address, cookie)[0] * 1000 for _n in range(ALONE))
    yield f"{name}.p50", statistics.median(alone), "ms"
    yield f"{name}.p95", alone[int(0.95 * ALONE)], "ms"
    before, begin = processor(server), time.perf_counter()
    hands = [threading.Thread(target=_hand, args=(port, address, cookie)) for _n in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    spent = time.perf_counter() - begin
    yield f"{name}.throughput", TOGETHER / spent, "req/s"
    yield f"{name}.cpu", (processor(server) - before) / TOGETHER * 1000, "ms"


def _hand(port: int, address: str, cookie: str) -> None:
    for _n in range(TOGETHER // HANDS):
        _ask(port, address, cookie)


def main() -> None:
    programme, cookies = prepare()
    from django.db import connection

    vendor = connection.vendor
    found: dict[str, dict[str, object]] = {}

    def say(figures: Iterable[Figure]) -> None:
        for name, value, unit in figures:
            found[name] = {"value": value, "unit": unit}
            print(f"site.{vendor}.{name}: {value:.4g} {unit}", flush=True)

    say(asked(programme, cookies))
    connection.close()
    port = free_port()
    command = [
        sys.executable, "-m", "banjie.cli", "serve", "--port", str(port), "--workers", str(WORKERS),
    ]  # fmt: skip
    with served_by(command, port, "/healthz") as server:
        for page, (login, address) in pages(programme).items():
            say(measure(port, server, page, address, cookies[login]))
    _OUT.mkdir(exist_ok=True)
    kept = json.dumps(found, ensure_ascii=False, indent=1)
    (_OUT / f"site.{vendor}.json").write_text(kept, "utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="banjie-bench-") as folder:
        os.environ["BANJIE_DATA"] = folder
        os.environ["BANJIE_TODAY"] = "2026-09-18"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banjie.config.settings")
        main()
