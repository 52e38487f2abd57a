"""A report on a phone with a bad line: what was typed is kept, sent once, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from banjie.people.models import Membership
from banjie.programme.models import Activity, Report
from tests.journeys.conftest import PHONE, Visitor, gone_on
from tests.web import plans
from tests.web.cast import PASSWORD, Cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WORDS = "第四期读书会在湖畔举办。"


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return plans.open_plan(cast).activities.get(title__contains="读书会")


@pytest.fixture
def phone(cast: Cast, visit: Visitor) -> Page:
    return visit.signed_in(cast.liaison, size=PHONE, has_touch=True)


def begin(page: Page, activity: Activity) -> None:
    page.goto(reverse("programme:new-report", args=(activity.pk,)))
    page.locator("[name=held_on]").fill("2026-09-12")
    page.locator("[name^=target-]:not(select)").first.fill("1")
    page.locator("[name=text]").fill(WORDS)
    page.wait_for_function(  # the copy is written a moment after the last key
        "words => Object.values(localStorage).some((copy) => copy.includes(words))", arg=WORDS
    )
    assert len(copies(page)) == 1


def copies(page: Page) -> Any:
    return page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('banjie.kept.'))")


def send(page: Page) -> None:
    page.locator("button[name=send][value=now]").click()


def test_what_was_typed_survives_a_reload_and_goes_when_saved(
    phone: Page, activity: Activity
) -> None:
    begin(phone, activity)
    phone.reload()
    expect(phone.locator("[data-keep-found]")).to_be_visible()
    expect(phone.locator("[name=text]")).to_have_value(WORDS)
    send(phone)
    phone.wait_for_url("**/reports/*/")
    assert copies(phone) == []
    phone.goto(reverse("programme:new-report", args=(activity.pk,)))
    expect(phone.locator("[name=text]")).to_have_value("")
    assert Report.objects.get().figures.get().value == 1


def test_lost_line_holds_the_report_and_sends_it_once(phone: Page, activity: Activity) -> None:
    begin(phone, activity)
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator("[data-keep-offline]")).to_be_visible()
    expect(phone.locator("[name=text]")).to_have_value(WORDS)
    assert not Report.objects.exists()
    phone.context.set_offline(False)
    phone.wait_for_url("**/reports/*/")
    assert Report.objects.get().text == WORDS
    assert copies(phone) == []


def test_answer_that_was_lost_does_not_double_the_report(phone: Page, activity: Activity) -> None:
    """The report arrived but its answer did not: nothing is left to be sent a second time."""
    begin(phone, activity)
    address = reverse("programme:new-report", args=(activity.pk,))

    def lose_answer(route: Any) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    phone.route(f"**{address}", lose_answer)
    with phone.expect_event("requestfailed", lambda request: request.method == "POST"):
        send(phone)
    phone.unroute(f"**{address}")
    assert Report.objects.count() == 1
    phone.goto(address)
    expect(phone.locator("[name=text]")).to_have_value("")  # the next page says it was saved
    assert copies(phone) == []


def test_expired_sign_in_keeps_the_report(cast: Cast, phone: Page, activity: Activity) -> None:
    begin(phone, activity)
    Session.objects.all().delete()
    send(phone)
    phone.locator("[name=username]").fill(cast.liaison.login)
    phone.locator("[name=password]").fill(PASSWORD)
    gone_on(phone.locator("main form button").first)
    gone_on(phone.locator("main form button").first)
    phone.wait_for_url("**/reports/*/")
    assert Report.objects.get().text == WORDS
    assert copies(phone) == []


def test_another_account_on_the_same_phone_sees_nothing_of_it(
    cast: Cast, phone: Page, activity: Activity
) -> None:
    begin(phone, activity)
    Membership.objects.create(user=cast.handler, unit=cast.library, duty="liaison")
    phone.context.clear_cookies()
    phone.goto("/sign-in/")
    phone.locator("[name=username]").fill(cast.handler.login)
    phone.locator("[name=password]").fill(PASSWORD)
    gone_on(phone.locator("main form button.button--primary"))
    phone.goto(reverse("programme:new-report", args=(activity.pk,)))
    expect(phone.locator("[data-keep-found]")).to_be_hidden()
    expect(phone.locator("[name=text]")).to_have_value("")


def test_start_afresh_forgets_what_was_typed(phone: Page, activity: Activity) -> None:
    begin(phone, activity)
    phone.reload()
    phone.locator("[data-keep-drop]").click()
    expect(phone.locator("[data-keep-found]")).to_be_hidden()
    expect(phone.locator("[name=text]")).to_have_value("")
    assert copies(phone) == []


def test_many_items_are_kept_and_sent_from_a_phone(
    phone: Page, activity: Activity, axe: Any
) -> None:
    phone.goto(reverse("programme:report-many"))
    axe(phone)
    row = phone.locator("fieldset.card", has_text="读书会").first
    row.locator("[name$=-held_on]").fill("2026-09-12")
    row.locator("[name$=-text]").fill(WORDS)
    phone.context.set_offline(True)
    send(phone)
    expect(phone.locator("[data-keep-offline]")).to_be_visible()
    phone.context.set_offline(False)
    phone.wait_for_url("**/reports/")
    axe(phone)
    assert Report.objects.get().text == WORDS
    assert copies(phone) == []
