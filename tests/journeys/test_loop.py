"""The whole loop in a browser: a plan arrives as a Word file, and ends as a sourced summary."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from banjie.documents.models import Document
from banjie.programme.models import Programme, Report
from tests.journeys.conftest import PHONE, Visitor, gone_on
from tests.web import plans
from tests.web.cast import Cast

LINHU = Path(__file__).resolve().parents[2] / "src" / "banjie" / "demo" / "linhu"
PLAN = next(LINHU.glob("*活动方案.docx"))
CLUB = "举办“湖畔共读”双月读书会"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def item_of(page: Page, title: str) -> Any:
    return page.locator("article.item", has=page.locator(".item-title", has_text=title)).first


def read_and_open(page: Page, axe: Callable[[Page], None]) -> None:
    """The officer: send the plan, correct one field, settle the names, open."""
    page.goto("/documents/")
    axe(page)
    page.locator("input[type=file]").set_input_files(PLAN)
    page.locator("form[data-upload] button.button--primary").click()
    page.wait_for_url("**/documents/*/")
    axe(page)
    gone_on(page.locator("form[action$='/review/'] button"))
    page.wait_for_url("**/drafts/*/")
    axe(page)
    light_words(page)
    item = item_of(page, CLUB)
    identity = item.get_attribute("id")
    item.locator("a[href$='/edit/']").click()
    form = page.locator(f"#{identity} form.item-edit")
    form.locator("[name$=-participants]").fill("全市读者、成员单位干部")
    form.locator("button.button--primary").click()
    expect(page.locator(f"#{identity} form.item-edit")).to_have_count(0)
    expect(page.locator(f"#{identity}")).to_have_attribute("data-state", "edited")
    page.locator("#units button[name=rest][value=new]").click()
    expect(page.locator("#units li.party[data-open]")).to_have_count(0)
    page.locator("form[action$='/open/'] button[data-dialog-open]").click()
    gone_on(page.locator("dialog[open] form[action$='/open/'] button.button--primary"))
    page.wait_for_url("**/board/")


def light_words(page: Page) -> None:
    """Pointing at a field lights its words in the paper, and words light their field."""
    field = item_of(page, CLUB).locator(".read-field[data-kind=when]").first
    name = field.get_attribute("data-field")
    field.click()
    words = page.locator(f"[data-fields~='{name}']").first
    expect(words).to_be_in_viewport()
    expect(words).to_have_attribute("data-lit", "")
    same = page.locator(f"#f-{name}")
    page.mouse.move(0, 0)
    words.click()
    expect(same).to_have_attribute("data-lit", "")


def write_report(page: Page, axe: Callable[[Page], None], photo: Path) -> None:
    """The liaison, on a phone: what we owe, one form, a photo and two figures."""
    page.goto("/")
    axe(page)
    page.locator("li.task", has_text=CLUB).filter(has_text="报告进展").get_by_role(
        "link"
    ).last.click()
    page.wait_for_url("**/report/")
    axe(page)
    page.locator("[name=held_on]").fill("2026-08-22")
    page.locator("[name=place]").fill("水杉公园")
    page.locator("[name=text]").fill("第四期读书会以“家门口的湖”为主题举办。")
    figures = page.locator("[name^=target-]")
    figures.nth(0).fill("1")
    figures.nth(1).fill("95")
    page.locator("[name=papers]").set_input_files(photo)
    page.locator("button[name=send][value=now]").dblclick()
    page.wait_for_url("**/reports/*/")
    axe(page)


def test_plan_becomes_a_sourced_summary(
    cast: Cast,
    visit: Visitor,
    axe: Callable[[Page], None],
    tmp_path: Path,
    settings: Any,
    live_server: Any,
) -> None:
    settings.SITE_URL = live_server.url
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(plans.photo().read())
    officer = visit.signed_in(cast.officer)
    read_and_open(officer, axe)
    programme = Programme.objects.get()
    for view in ("board", "list", "units"):
        officer.goto(f"/programmes/{programme.pk}/{view}/")
        axe(officer)

    liaison = visit.signed_in(cast.liaison, size=PHONE, has_touch=True)
    write_report(liaison, axe, photo)
    report = Report.objects.get()  # one, though the button was pressed twice
    assert report.figures.count() == 2
    assert report.evidence.count() == 1

    officer.goto(f"/reports/{report.pk}/")
    axe(officer)
    officer.locator("[data-dialog-open=return-dialog]").click()
    officer.locator("dialog[open] [name=reason]").fill("请核对参加人数。")
    gone_on(officer.locator("dialog[open] button.button--primary"))
    expect(officer.locator(".state[data-state=returned]").first).to_be_visible()

    liaison.goto("/")
    liaison.locator(
        f"a[href='/reports/{report.pk}/'], a[href='/reports/{report.pk}/change/']"
    ).first.click()
    liaison.goto(f"/reports/{report.pk}/change/")
    expect(liaison.get_by_text("请核对参加人数。")).to_be_visible()
    liaison.locator("[name^=target-]").nth(1).fill("96")
    liaison.locator("button[name=send][value=now]").click()
    liaison.wait_for_url(f"**/reports/{report.pk}/")

    officer.goto(f"/reports/{report.pk}/")
    gone_on(officer.locator("form[action$='/accept/'] button"))
    expect(officer.locator(".state[data-state=accepted]").first).to_be_visible()
    officer.goto(f"/activities/{report.activity_id}/")
    axe(officer)
    summary_of(officer, programme, report, axe)


def summary_of(
    officer: Page, programme: Programme, report: Report, axe: Callable[[Page], None]
) -> None:
    """One press writes it; both figures are in the Word file and their links open on the report."""
    officer.goto(f"/programmes/{programme.pk}/summaries/")
    axe(officer)
    officer.locator("[name=opening]").fill("全市现有阅读空间37处。")
    gone_on(officer.locator("form:has([name=opening]) button.button--primary"))
    officer.wait_for_url("**/summaries/*/")
    axe(officer)
    with officer.expect_download() as download:
        officer.locator("a[href$='/file/']").first.click()
    paper = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    links = {rel.rId: rel.target_ref for rel in paper.part.rels.values() if rel.is_external}
    words = {
        "".join(text.text for text in node.iter(docx.oxml.ns.qn("w:t"))): links[
            node.get(docx.oxml.ns.qn("r:id"))
        ]
        for node in paper.element.body.iter(docx.oxml.ns.qn("w:hyperlink"))
        if node.get(docx.oxml.ns.qn("r:id"))
    }
    assert any("37" in text.text for text in paper.element.body.iter(docx.oxml.ns.qn("w:t")))
    assert {"1", "96"} <= set(words)
    officer.goto(words["96"])
    axe(officer)
    gone_on(officer.locator(f"a[href='/reports/{report.pk}/']").first)
    officer.wait_for_url(f"**/reports/{report.pk}/")
    expect(officer.get_by_text("家门口的湖").first).to_be_visible()


def test_the_same_document_twice_is_said_and_not_stored(cast: Cast, visit: Visitor) -> None:
    officer = visit.signed_in(cast.officer)
    for _n in range(2):
        officer.goto("/documents/")
        officer.locator("input[type=file]").set_input_files(PLAN)
        officer.locator("form[data-upload] button.button--primary").click()
        officer.wait_for_url("**/documents/*/")
    expect(officer.locator("#notices .notice")).to_be_visible()
    assert Document.objects.count() == 1
