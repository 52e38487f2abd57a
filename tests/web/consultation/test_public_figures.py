"""Figures for everybody: half-years that are over, nothing small, nothing exact, nobody's name."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banjie.common import clock
from banjie.common.models import AuditEntry, RuleProfile
from banjie.common.suppression import published, rounded, with_margins
from banjie.consultation.actions import release_figures
from banjie.consultation.models import (
    Case,
    Channel,
    Handling,
    Letter,
    Release,
    Reply,
    Submitter,
)
from banjie.consultation.queries.figures import (
    OTHER_UNITS,
    TOGETHER,
    Cells,
    Half,
    halves,
    public_figures,
)
from banjie.people.models import Unit
from tests.web.approvals.test_numbers import together
from tests.web.cast import Cast
from tests.web.consultation.rated import rated

PAGE = "/p/cases/figures/"


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
        ((43, 13), (36, 12), {"library": [30, 15, 45], "museum": [25, 10, 35],
                              "all": [55, 25, 80]}),
        ((23, 0), (36, 12), {"library": [None, None, 25], "museum": [None, None, 35],
                             "all": [45, 10, 60]}),
        ((23, 0), (8, 1), {"library": [25, None, None], OTHER_UNITS: [None, None, None],
                           "all": [None, None, 30]}),
        ((23, 3), (0, 0), {"library": [None, None, 25], "all": [None, None, 25]}),
        ((0, 0), (0, 0), {OTHER_UNITS: [None, None, None], "all": [None, None, None]}),
    ],
)  # fmt: skip
def test_units_with_few_cases_are_told_neither_directly_nor_by_a_difference(
    cast: Cast, half: Half, library: tuple[int, int], museum: tuple[int, int],
    shown: dict[str, Cells],
) -> None:  # fmt: skip
    for unit, (number, late) in ((cast.library, library), (cast.museum, museum)):
        answered(cast, unit, half.first, number, late=late)
    names = {str(cast.library.pk): "library", str(cast.museum.pk): "museum", TOGETHER: "all"}
    lines = public_figures(cast.office, half)["units"]
    assert {names.get(unit, unit): cells for unit, cells in lines} == shown


@pytest.mark.parametrize(
    ("back", "asked", "told"),
    [(9, 40, [None, None, None]), (23, 30, [25, None, None]), (23, 41, [25, 20, 40])],
)
def test_forms_that_few_did_not_return_are_not_told(
    cast: Cast, half: Half, back: int, asked: int, told: Cells
) -> None:
    on = {"submitted_on": half.first, "replied_on": half.last}
    rated(cast, cast.library, back, **on)
    silent = Case.objects.bulk_create(
        Case(office=cast.office, kind="suggestion", title="关于某事的建议", state="filed", **on)
        for _n in range(asked - back)
    )
    Submitter.objects.bulk_create(Submitter(case=case) for case in silent)
    Submitter.objects.update(confirmed_on=half.first)
    assert public_figures(cast.office, half)["forms"] == told


@pytest.mark.parametrize(
    ("today", "latest"),
    [
        (date(2026, 7, 1), "2025-2"), (date(2026, 7, 29), "2025-2"), (date(2026, 7, 30), "2026-1"),
        (date(2026, 12, 31), "2026-1"), (date(2027, 1, 2), "2026-1"),
    ],
)  # fmt: skip
def test_half_years_are_told_some_time_after_their_end(
    cast: Cast, half: Half, monkeypatch: pytest.MonkeyPatch, today: date, latest: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: today)
    keys = [one.key for one in halves()]
    assert (keys[0], len(keys)) == (latest, 6)
    client, later = Client(), Half.of(today)
    assert client.get(PAGE, {"period": latest}).status_code == 404  # nothing was counted yet
    assert (release_figures(), release_figures()) == (6, 0)
    assert [one.half for one in Release.objects.order_by("pk")] == keys
    assert AuditEntry.objects.filter(verb="figures.released", actor=None).count() == 6
    for key, status in ((later.key, 404), (latest, 200)):
        assert client.get(PAGE, {"period": key}).status_code == status


def test_only_cases_of_the_half_year_are_counted(cast: Cast, half: Half) -> None:
    answered(cast, cast.library, half.last, 20)
    answered(cast, cast.library, half.last + timedelta(1), 20)
    assert dict(public_figures(cast.office, half)["kinds"])[TOGETHER][-1] == 20


def test_page_tells_no_number_that_is_small_or_exact(cast: Cast, half: Half) -> None:
    answered(cast, cast.library, half.first, 23)
    answered(cast, cast.museum, half.first, 41, late=12)
    release_figures()
    body = Client().get(PAGE).content.decode()
    cells = re.findall(r'<td class="number"[^>]*>(.*?)</td>', body, re.S)
    told = Counter(re.findall(r"\d+(?!%|\d)", re.sub(r"<[^>]*>", " ", " ".join(cells))))
    assert told
    assert all(int(number) >= 10 and int(number) % 5 == 0 for number in told)
    assert "–" in " ".join(cells)  # the classes nobody got
    assert "%" not in body  # of rounded numbers it would be wrong
    assert "市图书馆" in body
    assert PAGE in Client().get("/p/cases/").content.decode()


def test_figures_are_counted_once_and_what_comes_later_changes_nothing(
    cast: Cast, half: Half, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(cast, cast.library, half.first, 20)
    release_figures()
    client = Client()
    first = client.get(PAGE).content
    assert b">20<" in first
    answered(cast, cast.library, half.first, 20)
    for name, value in (("figures.least", 30), ("figures.rounding", 20)):
        RuleProfile.objects.create(
            name=name, value=value, unit="number", source="决定", valid_from=date(2026, 1, 1)
        )
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 30))
    assert release_figures() == 0
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PAGE).content == first
    assert len(queries) <= 6


def test_old_half_years_stay_where_papers_point_to(
    cast: Cast, half: Half, monkeypatch: pytest.MonkeyPatch
) -> None:
    release_figures()
    monkeypatch.setattr(clock, "today", lambda: date(2033, 8, 1))
    release_figures()
    page = Client().get(PAGE, {"period": half.key})
    assert (page.status_code, page.context["half"]) == (200, half)
    assert [one.key for one in page.context["halves"]] == [one.key for one in halves()]


@pytest.mark.django_db(transaction=True)
def test_runs_at_once_make_one_release_of_each_half_year(cast: Cast, half: Half) -> None:
    answered(cast, cast.library, half.first, 20)
    assert sum(together([release_figures] * 8)) == 6
    assert Release.objects.count() == 6
    assert AuditEntry.objects.filter(verb="figures.released").count() == 6


@pytest.mark.parametrize("harm", ["update", "delete"])
def test_release_is_neither_altered_nor_deleted(cast: Cast, half: Half, harm: str) -> None:
    release_figures()
    rows = Release.objects.filter(half=half.key)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(told={}) if harm == "update" else rows.delete()
    assert rows.count() == 1


def test_office_that_hears_nobody_of_the_public_tells_nothing(cast: Cast) -> None:
    assert Client().get(PAGE).status_code == 200
    assert Client().get(PAGE, {"office": str(cast.office.pk)}).status_code == 404
