"""What goes wrong, in a browser: every bad input gets a clear word, and nothing is lost by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from banjie.documents.models import Document
from banjie.programme.models import Draft, Programme
from tests.journeys.conftest import Visitor, gone_on
from tests.reader.inputs.hostile import hostile_files
from tests.web import plans
from tests.web.cast import PASSWORD, Cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

BAD = (
    "empty.docx", "no-pages.pdf", "scanned.pdf", "locked.pdf", "locked.docx", "renamed-zip.docx",
    "bomb.docx", "thirty-megabytes.docx", "doctype.docx", "external-entity.docx",
    "utf8-read-as-gbk.txt",
)  # fmt: skip


@pytest.fixture(scope="module")
def bad_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, found = tmp_path_factory.mktemp("bad"), {}
    for name, data, _code in hostile_files():
        if name in BAD:
            found[name] = folder / name
            found[name].write_bytes(data)
    return found


def test_every_bad_file_is_refused_in_plain_words(
    cast: Cast, visit: Visitor, bad_files: dict[str, Path]
) -> None:
    assert set(bad_files) == set(BAD)
    officer = visit.signed_in(cast.officer)
    said = {}
    for name, path in bad_files.items():
        officer.goto("/documents/")
        officer.locator("input[type=file]").set_input_files(path)
        officer.locator("form[data-upload] button.button--primary").click()
        words = officer.locator("#upload .notice--error, #upload [role=alert]:visible").first
        expect(words).to_be_visible()
        said[name] = words.inner_text()
        assert any("一" <= c <= "龥" for c in said[name]), said
    assert len({text.replace(name, "") for name, text in said.items()}) >= 7  # not one word for all
    assert not Document.objects.exists()


def test_plan_without_activities_can_still_be_worked_on(
    cast: Cast, visit: Visitor, tmp_path: Path
) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text(
        "关于更换办公电话的通知\n\n各单位：\n我办办公电话已经更换，请互相转告。\n", "utf-8"
    )
    officer = visit.signed_in(cast.officer)
    officer.goto("/documents/")
    officer.locator("input[type=file]").set_input_files(notice)
    officer.locator("form[data-upload] button.button--primary").click()
    officer.wait_for_url("**/documents/*/")
    gone_on(officer.locator("form[action$='/review/'] button"))
    officer.wait_for_url("**/drafts/*/")
    officer.locator("form[action$='/open/'] button[data-dialog-open]").click()
    officer.locator("dialog[open] form[action$='/open/'] button.button--primary").click()
    expect(officer.locator("#notices .notice")).to_be_visible()
    assert not Programme.objects.exists()
    assert Draft.objects.get().living


def correct(page: Page, draft: Draft) -> None:
    """Open the first item's form and type a new title."""
    item = draft.items.first()
    assert item is not None
    page.goto(reverse("programme:review", args=(draft.pk,)))
    page.locator(f"#item-{item.pk} a[href$='/edit/']").click()
    page.locator(f"#item-{item.pk} [name$=-title]").fill("改过的活动名称")


def test_log_in_that_expired_in_the_review_loses_nothing(cast: Cast, visit: Visitor) -> None:
    draft = plans.draft_of(cast)
    officer = visit.signed_in(cast.officer)
    correct(officer, draft)
    Session.objects.all().delete()
    officer.locator("form.item-edit button.button--primary").click()
    dialog = officer.locator("dialog#relogin")
    expect(dialog).to_be_visible()
    dialog.locator("[name=username]").fill(cast.officer.login)
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.locator("button[type=submit], button.button--primary").first.click()
    expect(dialog).to_be_hidden()
    expect(officer.locator(".item-title", has_text="改过的活动名称")).to_be_visible()
    assert draft.items.filter(title="改过的活动名称").exists()


def test_without_javascript_the_expired_form_is_kept_too(cast: Cast, visit: Visitor) -> None:
    draft = plans.draft_of(cast)
    officer = visit.signed_in(cast.officer, java_script_enabled=False)
    correct(officer, draft)
    Session.objects.all().delete()
    gone_on(officer.locator("form.item-edit button.button--primary"))
    officer.locator("[name=username]").fill(cast.officer.login)
    officer.locator("[name=password]").fill(PASSWORD)
    gone_on(officer.locator("main form button").first)
    gone_on(officer.locator("main form button").first)
    assert draft.items.filter(title="改过的活动名称").exists()


def test_two_people_correct_one_item_and_the_second_is_told(cast: Cast, visit: Visitor) -> None:
    draft = plans.draft_of(cast)
    first, second = visit.signed_in(cast.officer), visit.signed_in(cast.officer)
    correct(first, draft)
    correct(second, draft)
    first.locator("form.item-edit button.button--primary").click()
    expect(first.locator("form.item-edit")).to_have_count(0)
    second.locator("form.item-edit [name$=-title]").fill("第二个人的名称")
    second.locator("form.item-edit button.button--primary").click()
    expect(second.locator("#notices .notice")).to_be_visible()
    typed = second.locator("form.item-edit [name$=-title]")
    expect(typed).to_have_value("第二个人的名称")  # nothing typed is lost
    assert draft.items.filter(title="改过的活动名称").exists()
    assert not draft.items.filter(title="第二个人的名称").exists()
