"""Pages as an account gets them, from the request to the HTML; and how figures are told."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_OUT = Path(__file__).parents[1] / "bench" / "out"
TIMES = 15
Figure = tuple[str, float, str]


@contextmanager
def own_site() -> Iterator[str]:
    """An empty site in a folder of its own, with its tables: the name of its database."""
    with tempfile.TemporaryDirectory(prefix="banjie-bench-") as folder:
        os.environ["BANJIE_DATA"] = folder
        os.environ["BANJIE_HOSTS"] = "testserver"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banjie.config.settings")
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield connection.vendor


def client_of(login: str) -> Any:
    """A browser in which this account is signed in."""
    from django.test import Client

    from banjie.people.models import User

    client = Client()
    client.force_login(User.objects.get(login=login))
    return client


def timed(name: str, ask: Callable[[], Any], times: int = TIMES) -> Iterator[Figure]:
    """What an answer takes: 50 %, 95 %, and of this process alone (`cpu`, half of the answers take
    less): what a busy machine alters least. One is asked for first, which makes what is kept.
    """
    spent, worked = [], []
    assert ask().status_code == 200
    for _time in range(times):
        begin, before = time.perf_counter(), time.process_time()
        ask()
        worked.append(1000 * (time.process_time() - before))
        spent.append(1000 * (time.perf_counter() - begin))
    yield f"{name}.p50", statistics.median(spent), "ms"
    yield f"{name}.p95", sorted(spent)[int(0.95 * times)], "ms"
    yield f"{name}.cpu", statistics.median(worked), "ms"


def tell(name: str, vendor: str, *parts: Iterable[Figure]) -> None:
    """Print each figure as it is known, and keep them all."""
    found: dict[str, dict[str, object]] = {}
    for part in parts:
        for figure, value, unit in part:
            found[figure] = {"value": value, "unit": unit}
            print(f"{name}.{vendor}.{figure}: {value:.4g} {unit}", flush=True)
    _OUT.mkdir(exist_ok=True)
    kept = json.dumps(found, ensure_ascii=False, indent=1)
    (_OUT / f"{name}.{vendor}.json").write_text(kept, "utf-8")
