"""A programme by its days: turning months, the chart on paper, a calendar address."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
from playwright.sync_api import Page

from banjie.programme.models import Activity, Schedule
from tests.journeys.conftest import PHONE, Visitor, gone_on
from tests.web import plans
from tests.web.cast import Cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_officer_turns_months_and_opens_an_activity(
    cast: Cast, visit: Visitor, size: dict[str, int] | None
) -> None:
    programme = plans.open_plan(cast)
    officer = visit.signed_in(cast.officer, **({"size": size} if size else {}))
    officer.goto(f"/programmes/{programme.pk}/board/")
    gone_on(officer.locator("nav.switch a[href$='/calendar/']"))
    officer.goto(f"/programmes/{programme.pk}/calendar/?month=2026-09")
    gone_on(officer.locator("a[rel=next]"))
    officer.wait_for_url("**month=2026-10")
    last = officer.locator(".month-day", has=officer.locator("time[datetime='2026-10-31']"))
    assert "征文" in last.inner_text()
    gone_on(last.locator("a"))
    assert "征文" in officer.locator("h1").inner_text()


@pytest.mark.parametrize(("paper", "width"), [("A4", 842), ("A3", 1191)])
def test_chart_prints_across_with_its_months(
    cast: Cast, visit: Visitor, paper: str, width: int
) -> None:
    programme = plans.open_plan(cast)
    officer = visit.signed_in(cast.officer)
    officer.goto(f"/programmes/{programme.pk}/gantt/")
    printed = pypdfium2.PdfDocument(io.BytesIO(officer.pdf(format=paper, landscape=True)))
    page = printed[0]
    assert page.get_width() == pytest.approx(width, abs=2)
    assert page.get_width() > page.get_height()
    words = page.get_textpage().get_text_bounded()
    assert "湖畔夜读" in words
    assert "2026/1" in words
    assert "查找" not in words


def test_long_chart_repeats_its_months_on_every_page(cast: Cast, visit: Visitor) -> None:
    """Sixty rows on A3: no page without the line of months, no row torn or lost."""
    programme = plans.open_plan(cast)
    rows = Activity.objects.bulk_create(
        Activity(programme=programme, title=f"湖区联合行动之{n}", kind="other", position=99 + n)
        for n in range(60)
    )
    Schedule.objects.bulk_create(
        Schedule(activity=row, words="5月", start=date(2026, 5, 1), end=date(2026, 6, 1))
        for row in rows
    )
    officer = visit.signed_in(cast.officer)
    officer.goto(f"/programmes/{programme.pk}/gantt/?all=1")
    printed = pypdfium2.PdfDocument(io.BytesIO(officer.pdf(format="A3", landscape=True)))
    words = [page.get_textpage().get_text_bounded() for page in printed]
    assert len(words) > 2
    assert all("2026/1" in told for told in words)
    whole = "\n".join(words)  # what stands between the words of a row is the font's
    for n in range(60):
        assert len(re.findall(rf"湖区联合行动之{n}(?!\d)", whole)) == 1


def test_liaison_makes_and_revokes_a_calendar_address(
    cast: Cast, visit: Visitor, axe: Callable[[Page], None]
) -> None:
    plans.open_plan(cast)
    liaison = visit.signed_in(cast.liaison, size=PHONE)
    gone_on(liaison.locator("a[href='/feeds/']"))
    gone_on(liaison.locator("form[action$='/make/'] button"))
    address = liaison.locator("input[readonly]").input_value()
    axe(liaison)
    path = "/feeds/" + address.rpartition("/")[2]
    answer = visit.page().request.get(path)
    assert answer.ok
    assert "BEGIN:VALARM" in answer.text()
    liaison.goto("/feeds/")
    assert liaison.locator("input[readonly]").count() == 0
    gone_on(liaison.locator("form[action$='/revoke/'] button"))
    assert visit.page().request.get(path).status == 404
