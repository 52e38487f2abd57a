"""Pages of the figures: ways to set them side by side, what opens, what few said, the workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from banjie.common import clock
from banjie.consultation.actions import PartPlan, assign_case, merge_cases
from banjie.consultation.models import Case, Handling
from banjie.consultation.queries import figures
from banjie.consultation.queries.figures import Cohort, Half
from banjie.people.models import Unit, User
from tests.web.cast import Cast
from tests.web.consultation.cases import at, escalated, merged, shared
from tests.web.consultation.rated import rated

SignedIn = Callable[[User], Client]
PAGE = "/cases/figures/"
SAID = [m for m in figures.measures() if m.name == "result"]


HALF = Half(2026, 1)
"""Over when these tests run: what people said of its cases is told."""
HALF_DAYS = f"first={HALF.first}&last={HALF.last}"


def cohort_of(cast: Cast) -> Cohort:
    return Cohort(cast.office, clock.today() - timedelta(30), clock.today())


@pytest.mark.parametrize(
    ("library", "museum", "hidden"),
    [(12, 11, (False, False, False)), (30, 9, (True, True, False)), (5, 4, (True, True, True))],
)
def test_what_few_said_is_not_told_by_a_difference_either(
    cast: Cast, library: int, museum: int, hidden: tuple[bool, bool, bool]
) -> None:
    """Of two units one may not be told: the other neither, for the sum is known."""
    for unit, number in ((cast.library, library), (cast.museum, museum)):
        rated(cast, unit, number, submitted_on=HALF.last)
    tally = figures.by_unit(HALF.cohort(cast.office), SAID)
    rows = [tally.rows[cast.library.pk], tally.rows[cast.museum.pk], tally.total]
    assert tuple(row["result"].hidden for row in rows) == hidden
    assert all(row["result"].percent is None for row in rows if row["result"].hidden)


def test_a_case_counts_under_who_answers_it_and_a_merged_one_too(cast: Cast) -> None:
    shared(cast)  # the library answers, the museum helps
    lead = merged(cast).merged_into  # two more of the library
    assert lead is not None
    wanted = [m for m in figures.measures() if m.name in ("received", "taken")]
    rows = figures.by_unit(cohort_of(cast), wanted, [cast.museum.pk]).rows
    assert rows[cast.library.pk]["received"].counted == 3
    assert rows[cast.museum.pk]["received"].counted == 0
    parts = figures.rows_of(cohort_of(cast), wanted[1], "out0")
    assert parts.filter(unit=cast.museum).count() == 1  # it has its own time to take over


def test_what_went_to_the_office_counts_after_it_was_settled(cast: Cast) -> None:
    from banjie.consultation.actions import settle

    settle(escalated(cast), ground="explained", note="已当面说明。", by=cast.officer)
    row = figures.figures(cohort_of(cast), figures.measures())
    assert (row["escalated"].counted, row["unsettled"].counted) == (1, 0)


def test_office_has_its_own_days_to_check_and_to_hand_over(cast: Cast) -> None:
    waits = at(cast, "submitted")
    done = at(cast, "handling")
    late = at(cast, "filed")
    gone = clock.today() - timedelta(1)
    assert waits.check_by  # set when it was sent
    assert late.assign_by  # set when it was filed
    Case.objects.filter(pk=waits.pk).update(check_by=gone)
    Case.objects.filter(pk=late.pk).update(assign_by=gone)
    row = figures.figures(cohort_of(cast), figures.measures())
    assert (row["checked"].counted, row["checked"].among) == (2, 3)
    assert (row["assigned"].counted, row["assigned"].among) == (1, 2)
    plan = [PartPlan(cast.library, "sole")]
    assign_case(late, plan, by=cast.officer)
    merge_cases(done, [at(cast, "filed")], by=cast.officer)
    row = figures.figures(cohort_of(cast), figures.measures())
    assert (row["assigned"].counted, row["assigned"].among) == (2, 3)


def test_every_link_of_the_pages_opens(cast: Cast, signed_in: SignedIn) -> None:
    """Whatever number is a link leads to as many cases as it says, or to fewer of several rows."""
    import re

    at(cast, "closed")
    at(cast, "submitted", kind="request")
    escalated(cast)
    rated(cast, cast.museum, 12, submitted_on=HALF.last)
    client, seen = signed_in(cast.officer), 0
    ways = ("", "?by=kind", "?by=unit", f"?unit={cast.library.pk}", "?kind=suggestion")
    for way in (*ways, f"?{HALF_DAYS}"):
        body = client.get(PAGE + way).content.decode()
        for address, number in set(
            re.findall(r'href="(/cases/figures/[a-z-]+/\w+/\?[^"]*)">(\d+)', body)
        ):
            page = client.get(address.replace("&amp;", "&"))
            assert page.status_code == 200, address
            assert 1 <= len(page.context["stretch"].rows) <= int(number), address
            seen += 1
    assert seen > 40


@pytest.mark.parametrize(
    "address",
    [
        "result/counted/", f"result/counted/?{HALF_DAYS}", "clear/counted/", "clear/grade0/", "nothing/counted/", "received/among/",
        "received/counted/?kind=nothing", "received/counted/?unit=0", "received/counted/?unit=x",
        "received/counted/?state=nothing", "received/counted/?first=x", "?state=filed",
        "?outcome=A", "?ground=missing", "sheet/?state=filed", "sheet/?outcome=none",
    ],
)  # fmt: skip
def test_what_may_not_be_told_or_is_not_there_is_not_found(
    cast: Cast, signed_in: SignedIn, address: str
) -> None:
    rated(cast, cast.library, 3, submitted_on=HALF.last)
    assert signed_in(cast.officer).get(PAGE + address).status_code == 404


def test_rows_of_a_rate_are_not_cut_smaller_than_its_groups(
    cast: Cast, signed_in: SignedIn
) -> None:
    rated(cast, cast.library, 20, submitted_on=HALF.last)
    client = signed_in(cast.officer)
    assert client.get(f"{PAGE}result/counted/?{HALF_DAYS}").status_code == 200
    assert client.get(f"{PAGE}result/counted/?{HALF_DAYS}&state=filed").status_code == 404
    both = f"{HALF_DAYS}&unit={cast.library.pk}&kind=suggestion"
    for address in (f"result/counted/?{both}", f"?{both}"):
        assert client.get(PAGE + address).status_code == 404


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), True),
        (date(2026, 1, 1), date(2026, 12, 31), False),  # less its first half it tells the second
        (date(2026, 1, 1), date(2026, 6, 29), False),
        (date(2025, 7, 1), date(2026, 6, 30), False),
        (date(2026, 7, 1), date(2026, 12, 31), False),  # it goes on
    ],
)
def test_what_authors_and_units_say_is_told_of_half_years_alone(
    cast: Cast, first: date, last: date, told: bool
) -> None:
    for day in (date(2026, 3, 2), date(2026, 8, 3)):
        rated(cast, cast.library, 12, submitted_on=day)
    Handling.objects.update(clear=3, workable=2)
    row = figures.figures(Cohort(cast.office, first, last), figures.measures())
    for name in ("clear", "workable", "attitude", "result"):
        assert row[name].hidden is not told
        assert (row[name].percent is not None) is told


def test_workbook_has_what_each_rate_is_made_of(cast: Cast, signed_in: SignedIn) -> None:
    Unit.objects.filter(pk=cast.library.pk).update(name="=HYPERLINK(1)")
    at(cast, "closed")
    for unit in (cast.library, cast.museum):
        rated(cast, unit, 12, submitted_on=HALF.last)
    answer = signed_in(cast.officer).get(f"{PAGE}sheet/?{HALF_DAYS}")
    book = load_workbook(io.BytesIO(b"".join(answer)))
    row = figures.figures(HALF.cohort(cast.office), figures.measures())
    told = {line[0]: line[1:4] for line in book.worksheets[0].iter_rows(2, values_only=True)}
    for figure in row.values():
        percent, counted, among = told[str(figure.measure.label)]
        if figure.hidden:
            assert (percent, counted) == (None, "–")
            continue
        assert (counted, among) == (figure.counted, figure.among)
        if among:
            assert percent == pytest.approx(100 * counted / among, abs=0.05)
    cells = [cell.value for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [v for v in cells if isinstance(v, str) and v.startswith(("=", "+", "@"))]
    assert "'=HYPERLINK(1)" in cells


def test_pages_ask_as_much_of_one_case_as_of_many(cast: Cast, signed_in: SignedIn) -> None:
    at(cast, "closed")
    client = signed_in(cast.officer)
    for way in ("", "?by=kind", "?by=unit"):
        client.get(PAGE + way)
        asked = []
        for more in (0, 12):
            rated(cast, cast.library, more)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(PAGE + way).status_code == 200
            asked.append(len(queries))
        assert asked[0] == asked[1] <= 17, way
