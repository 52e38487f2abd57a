"""The list, its filters, the search, figures and the look-up of duplicates over 100,000 cases.

    .venv/bin/python bench/cases.py                                           # SQLite
    .venv/bin/python tests/with_postgres.py .venv/bin/python bench/cases.py   # PostgreSQL

Works on an empty database of its own (`case_rows.py`). Prints `name: value unit` and writes
bench/out/cases.*.json. `times` compares a page with the same page of an office that has 60 cases:
what the number of cases costs. A number as argument seeds so many.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.asking import Figure, client_of, own_site, tell, timed
from bench.case_rows import COMMON, RARE, SMALL, TODAY, seed, title


def addresses(unit: int, deep: int) -> dict[str, str]:
    """Name of the measure: the address asked for."""
    return {
        "list": "/cases/",
        "list, a deep page": f"/cases/?before={deep}",
        "filter: kind and state": "/cases/?kind=request&state=handling",
        "filter: closed requests, deep": f"/cases/?kind=request&state=closed&before={deep}",
        "filter: still open": "/cases/?state=open",
        "filter: past their day": "/cases/?state=late",
        "filter: unit": f"/cases/?unit={unit}",
        "filter: unit, past their day": f"/cases/?unit={unit}&state=late",
        "filter: common word": f"/cases/?q={quote(COMMON)}",
        "filter: rare word": f"/cases/?q={quote(RARE)}",
        "filter: no such word": f"/cases/?q={quote('鲸鱼')}",
        "filter: number": "/cases/?q=4711",
        "search: common word": f"/search/?q={quote(COMMON)}",
        "search: rare word": f"/search/?q={quote(RARE)}",
        "search: two words": f"/search/?q={quote('路灯 湖畔')}",
        "case": f"/cases/{deep}/",
    }


def seeded(number: int, into: dict[str, Any]) -> Iterator[Figure]:
    """The rows and the index of words, and how quickly they were made."""
    from django.db import connection

    from banjie.search import actions

    begin = time.perf_counter()
    into |= seed(number)
    yield "seed", number / (time.perf_counter() - begin), "cases/s"
    begin = time.perf_counter()
    done = sum(things for _source, things in actions.reindex())
    yield "index", done / (time.perf_counter() - begin), "things/s"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages(login: str, unit: int, beside: str = "") -> Iterator[Figure]:
    """Each page as this account gets it; and as one `beside` it does, that has few cases."""
    client, deep = client_of(login), middle(login)
    other = client_of(beside) if beside else None
    lesser = addresses(unit, middle(beside)) if beside else {}
    for name, address in addresses(unit, deep).items():
        own = list(timed(f"{login}.{name}", partial(client.get, address)))
        yield from own
        if other:
            _p50, _p95, least = timed(name, partial(other.get, lesser[name]), 5)
            yield f"{login}.{name}.times", own[2][1] / least[1], f"× with {SMALL} cases"


def figures() -> Iterator[Figure]:
    """The figures of this year and of all five; the public ones counted anew each time."""
    from django.core.cache import cache
    from django.test import Client

    officer, anybody = client_of("officer"), Client()
    whole = "first=2021-01-01"
    for name, address in {
        "figures": "/cases/figures/",
        "figures by kind": "/cases/figures/?by=kind",
        "figures by unit": "/cases/figures/?by=unit",
        "figures of five years": f"/cases/figures/?{whole}",
        "figures of five years by unit": f"/cases/figures/?by=unit&{whole}",
        "figures, behind one": "/cases/figures/replied/counted/",
        "figures as a workbook": "/cases/figures/sheet/",
    }.items():
        yield from timed(name, partial(officer.get, address), 5)

    def anew() -> Any:
        cache.clear()
        return anybody.get("/p/cases/figures/")

    yield from timed("public figures", anew, 5)


def duplicates(poster: Any) -> Iterator[Figure]:
    """While somebody types a title, and while an officer looks what to handle together."""
    from django.test import Client

    from banjie.consultation.models import Case

    draw, anybody, officer = random.Random(5), Client(), client_of("officer")
    address = f"/p/{poster.code}/alike/"
    yield from timed("duplicates while typing", partial(_typed, anybody, address, draw))
    filed = Case.objects.filter(office=poster.channel.office, state="filed").latest("pk")
    yield from timed(
        "duplicates of a filed case", partial(officer.get, f"/cases/{filed.pk}/merge/")
    )


def _typed(client: Any, address: str, draw: random.Random) -> Any:
    return client.post(address, {"title": title(draw)})


def middle(login: str) -> int:
    """A case in the middle of what this account may see."""
    from banjie.consultation.queries.cases import cases_for
    from banjie.people.models import User

    seen = cases_for(User.objects.get(login=login))
    return list(seen.order_by("pk").values_list("pk", flat=True))[seen.count() // 2]


def main(number: int) -> None:
    with own_site() as vendor:
        known: dict[str, Any] = {}
        tell("cases", vendor, seeded(number, known), _measured(known))


def _measured(known: dict[str, Any]) -> Iterator[Figure]:
    unit = known["units"][0].pk
    yield from pages("officer", unit, beside="small")
    yield from pages("liaison", unit)
    yield from figures()
    yield from duplicates(known["poster"])


if __name__ == "__main__":
    os.environ["BANJIE_TODAY"] = TODAY.isoformat()
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
