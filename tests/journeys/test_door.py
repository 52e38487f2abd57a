"""The door in a browser: a passkey is registered and used, and an app without any script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from banjie.people.actions import accounts
from banjie.people.models import SiteDuty, User
from tests.journeys.conftest import PHONE, Visitor, gone_on
from tests.web.cast import PASSWORD, Cast
from tests.web.people.totp import code

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NEW = "Ein langer Satz 42"


def give_key(page: Page) -> None:
    """The browser's own make-believe security key, which knows its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": True,
            }
        },
    )  # fmt: skip


def confirm(page: Page) -> None:
    page.locator("[name=password]").fill(PASSWORD)
    gone_on(page.locator("main form button.button--primary"))


def test_passkey_is_added_and_signs_in_alone(
    cast: Cast, visit: Visitor, axe: Callable[[Page], None]
) -> None:
    officer = visit.signed_in(cast.officer)
    give_key(officer)
    officer.goto("/account/second/passkeys/add/")
    axe(officer)
    confirm(officer)
    officer.locator("[name=passwordless]").check()
    officer.locator("#add-passkey").click()
    officer.wait_for_url("**/account/second/codes/")
    expect(officer.locator("ul.codes li")).to_have_count(10)
    axe(officer)
    officer.goto("/account/second/")
    axe(officer)
    officer.context.clear_cookies()
    officer.goto("/sign-in/?next=/account/")
    officer.locator("#use-passkey").click()
    officer.wait_for_url(f"{visit.site}/account/")
    axe(officer)


def test_app_works_without_javascript_on_a_phone(cast: Cast, visit: Visitor, settings: Any) -> None:
    officer = visit.signed_in(cast.officer, java_script_enabled=False, size=PHONE)
    settings.BANJIE_SECOND_FACTOR = ["officer"]
    officer.goto("/account/second/app/")
    confirm(officer)
    secret = officer.locator("dd code").inner_text()
    officer.locator("[name=code]").fill(code(secret))
    gone_on(officer.locator("main form button.button--primary"))
    first = officer.locator("ul.codes li").first.inner_text()
    officer.goto("/")
    expect(officer).to_have_url(f"{visit.site}/")  # who set it up is not asked for it at once
    officer.context.clear_cookies()
    officer.goto("/sign-in/")
    officer.locator("[name=username]").fill(cast.officer.login)
    confirm(officer)
    officer.locator("[name=code]").fill(first)  # a recovery code
    gone_on(officer.locator("main form button.button--primary"))
    expect(officer).to_have_url(f"{visit.site}/")


def test_site_is_set_up_and_somebody_invited(
    transactional_db: None, visit: Visitor, axe: Callable[[Page], None]
) -> None:
    page = visit.page()
    page.goto(f"/invitation/{accounts.set_up_link()}/")
    axe(page)
    for name, value in {"name": "管理员", "login": "guanli"}.items():
        page.locator(f"[name={name}]").fill(value)
    for name in ("password", "again"):
        page.locator(f"[name={name}]").fill(NEW)
    gone_on(page.locator("main form button.button--primary"))
    page.wait_for_url(f"{visit.site}/")
    assert SiteDuty.objects.get().duty == "administrator"
    page.goto("/accounts/new/")
    axe(page)
    page.locator("[name=name]").fill("新联络员")
    page.locator("[name=login]").fill("lianluo")
    page.locator("[name=duty]").select_option("liaison")
    page.locator("[name=unit]").fill("临湖市图书馆")
    gone_on(page.locator("main form button.button--primary"))
    link = page.locator("#link").input_value()
    guest = visit.page(java_script_enabled=False)
    guest.goto(link[link.index("/invitation/") :])
    for name in ("password", "again"):
        guest.locator(f"[name={name}]").fill(NEW)
    gone_on(guest.locator("main form button.button--primary"))
    expect(guest).to_have_url(f"{visit.site}/")
    assert User.objects.get(login="lianluo").memberships.get().unit.name == "临湖市图书馆"
    page.goto("/accounts/")
    axe(page)
    gone_on(page.get_by_role("link", name="新联络员"))
    axe(page)
