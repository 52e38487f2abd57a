"""Figures for everybody: half-years that are over, nothing small, nothing exact, nobody's name."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banjie.common import clock
from banjie.common.suppression import published, rounded, with_margins
from banjie.consultation.models import Case, Channel, Handling, Letter, Reply
from banjie.consultation.queries.figures import OTHER_UNITS, Half, halves, public_figures
from banjie.people.models import Unit
from tests.web.cast import Cast

PAGE = "/p/cases/figures/"
CLASSES = ("A", "B", "C", "D")


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    cache.clear()


@pytest.fixture
def half(cast: Cast) -> Half:
    Channel.objects.create(office=cast.office, kind="suggestion", name="建言直通车")
    return halves()[0]


def answered(cast: Cast, unit: Unit, day: date, number: int, *, late: int = 0) -> None:
    """So many cases of a day that a unit answered in class A, some of them late."""
    cases = Case.objects.bulk_create(
        Case(
            office=cast.office, kind="suggestion", title="关于路灯的建议", state="filed",
            submitted_on=day, due=day, replied_on=day + timedelta(at < late),
        )
        for at in range(number)
    )  # fmt: skip
    parts = Handling.objects.bulk_create(
        Handling(case=case, unit=unit, role="sole") for case in cases
    )
    replies = Reply.objects.bulk_create(
        Reply(handling=part, state="out", outcome="A", drafted_by=cast.handler, sent_on=day)
        for part in parts
    )
    start = Letter.objects.count()
    Letter.objects.bulk_create(
        Letter(reply=reply, case=reply.handling.case, unit=unit, on=day, letters="临", mark="复",
               year=day.year, serial=start + at)
        for at, reply in enumerate(replies)
    )  # fmt: skip


def test_a_thousand_tables_are_rounded_and_hide_what_is_small() -> None:
    draw = random.Random(3)
    for _number in range(1000):
        inner = [[draw.choice((0, 4, 12, 37, 120)) for _c in range(3)] for _r in range(3)]
        for line, shown in zip(with_margins(inner), published(inner, 10, 5), strict=True):
            for count, told in zip(line, shown, strict=True):
                assert told is None or (count >= 10 and told % 5 == 0 and abs(told - count) <= 2)
                assert count >= 10 or told is None


@pytest.mark.parametrize(("count", "told"), [(10, 10), (12, 10), (13, 15), (15, 15), (17, 15)])
def test_a_number_is_rounded_to_the_nearest(count: int, told: int) -> None:
    assert rounded(count, 5) == told


@pytest.mark.parametrize(
    ("library", "museum", "shown"),
    [
        ((23, 0), (36, 12), {"library": (25, 25), "museum": (25, 35)}),
        ((23, 0), (8, 1), {"library": (None, None), OTHER_UNITS: (None, None)}),
        ((30, 24), (12, 0), {"library": (None, 30), "museum": (10, 10)}),
    ],
)
def test_units_with_few_cases_are_told_neither_directly_nor_by_a_difference(
    cast: Cast, half: Half, library: tuple[int, int], museum: tuple[int, int],
    shown: dict[str | int, tuple[int | None, int | None]],
) -> None:  # fmt: skip
    for unit, (number, late) in ((cast.library, library), (cast.museum, museum)):
        answered(cast, unit, half.first, number, late=late)
    found = public_figures(cast.office, half, CLASSES).by_unit
    names = {cast.library.pk: "library", cast.museum.pk: "museum"}
    told = {names.get(unit, unit): (part.counted, part.among) for unit, part in found.items()}
    assert told == shown


def test_only_half_years_that_are_over_are_told(cast: Cast, half: Half) -> None:
    answered(cast, cast.library, half.last, 20)
    answered(cast, cast.library, half.last + timedelta(1), 20)
    assert public_figures(cast.office, half, CLASSES).by_kind[""][-1] == 20
    assert half.last < clock.today()
    present = Half.of(clock.today())
    client = Client()
    assert client.get(PAGE, {"period": present.key}).status_code == 404
    assert client.get(PAGE, {"period": half.key}).status_code == 200
    assert [h.key for h in halves()][:3] == ["2026-1", "2025-2", "2025-1"]


def test_page_tells_no_number_that_is_small_or_exact(cast: Cast, half: Half) -> None:
    answered(cast, cast.library, half.first, 23)
    answered(cast, cast.museum, half.first, 41, late=12)
    body = Client().get(PAGE).content.decode()
    cells = re.findall(r'<td class="number"[^>]*>(.*?)</td>', body, re.S)
    told = Counter(re.findall(r"\d+(?!%|\d)", re.sub(r"<[^>]*>", " ", " ".join(cells))))
    assert told
    assert all(int(number) >= 10 and int(number) % 5 == 0 for number in told)
    assert "–" in " ".join(cells)  # the classes nobody got
    assert "市图书馆" in body
    assert PAGE in Client().get("/p/cases/").content.decode()


def test_figures_are_counted_once_a_day(cast: Cast, half: Half) -> None:
    answered(cast, cast.library, half.first, 20)
    client = Client()
    client.get(PAGE)
    answered(cast, cast.library, half.first, 20)
    with CaptureQueriesContext(connection) as queries:
        body = client.get(PAGE).content.decode()
    assert len(queries) <= 6
    assert ">20<" in body
    assert ">40<" not in body


def test_office_that_hears_nobody_of_the_public_tells_nothing(cast: Cast) -> None:
    assert Client().get(PAGE).status_code == 200
    assert Client().get(PAGE, {"office": str(cast.office.pk)}).status_code == 404
