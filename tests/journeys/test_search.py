"""Searching from any page: by the key, by hand, without JavaScript, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Visitor, gone_on
from tests.web import plans
from tests.web.cast import Cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def find(page: Page, words: str) -> None:
    field = page.locator("[data-search]:visible")
    expect(field).to_be_focused()
    field.fill(words)
    field.press("Enter")
    page.wait_for_url("**/search/?q=*")


def test_key_goes_to_the_field_from_any_page(cast: Cast, visit: Visitor) -> None:
    plans.open_plan(cast)
    page = visit.signed_in(cast.officer)
    page.goto("/programmes/")
    page.keyboard.press("/")
    find(page, "讀書會")
    expect(page.locator(".hit mark").first).to_have_text("读书会")
    gone_on(page.locator(".hit a").first)
    page.wait_for_url("**/activities/*/")


def test_key_is_a_character_for_those_who_type(cast: Cast, visit: Visitor) -> None:
    plans.open_plan(cast)
    page = visit.signed_in(cast.officer)
    page.goto("/search/?q=读书会")
    page.keyboard.press("/")
    expect(page.locator("#search-words")).to_be_focused()
    page.locator("#search-words").press_sequentially("a/b")
    expect(page.locator("#search-words")).to_have_value("a/b")


def test_key_opens_the_menu_of_a_phone(cast: Cast, visit: Visitor) -> None:
    page = visit.signed_in(cast.liaison, size=PHONE)
    expect(page.locator("#masthead-words")).to_be_hidden()
    page.keyboard.press("/")
    find(page, "读书会")
    expect(page.locator(".empty")).to_be_visible()


def test_answers_come_without_javascript(cast: Cast, visit: Visitor) -> None:
    plans.open_plan(cast)
    page = visit.signed_in(cast.officer, java_script_enabled=False)
    page.locator("#masthead-words").fill("读书会")
    gone_on(page.locator(".masthead-search button"))
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".hit")).to_have_count(2)
    gone_on(page.locator(".search-kinds a[href*='kind=activity']"))
    expect(page.locator(".hit")).to_have_count(1)
