"""Somebody without an account, on a phone: from the poster to the answer; also without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from banjie.consultation.actions import submit_case
from banjie.consultation.limiting import CODES, SENDING
from banjie.consultation.models import Case, Channel, Poster
from tests.journeys.conftest import DESK, PHONE, Visitor, gone_on
from tests.journeys.test_everywhere import fits
from tests.web import plans
from tests.web.cast import Cast
from tests.web.consultation import cases

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Page], None]
SEND = "button.button--primary:not([type=button])"


@pytest.fixture
def poster(cast: Cast) -> Poster:
    CODES.forget()
    SENDING.forget()
    channel = Channel.objects.create(
        office=cast.office, kind="suggestion", name="临湖市公共文化建言", phone="0000-1234567",
        intro="说说身边的图书馆、文化馆、博物馆。",
    )  # fmt: skip
    return Poster.objects.create(channel=channel, place="市图书馆大厅")


def write(page: Page, *, steps: bool) -> None:
    """Fill in the form, question by question where the page asks so."""

    def on() -> None:
        if steps:
            page.get_by_role("button", name="下一步").click()

    page.locator("[name=title]").fill("关于增设自习室的建议")
    on()
    for name, words in cases.SAID.items():
        page.locator(f"[name={name}]").fill(words)
        on()
    page.locator("[name=points]").fill("增设自习室\n延长周末开放时间")
    photo = plans.photo()
    page.locator("[name=papers]").set_input_files(
        {"name": photo.name or "", "mimeType": "image/jpeg", "buffer": photo.read()}
    )
    on()
    page.locator("[name=may_be_shown]").check()


def come_back(page: Page, code: str) -> None:
    page.goto("/t/")
    page.locator("[name=code]").fill(code)
    gone_on(page.get_by_role("button", name="查询", exact=True))


def rate(page: Page, case: Case, grade: int, words: str) -> str:
    """Say both with one button, as the page offers it."""
    page.locator("[name=comment]").fill(f"{words}，谢谢。")
    gone_on(page.locator(f"button[name=both][value='{grade}']"))
    expect(page.locator("main")).to_contain_text(f"{words}，谢谢。")
    case.refresh_from_db()
    return case.state


def rate_and_come_back(cast: Cast, page: Page, case: Case, code: str) -> None:
    """Satisfied, opened again all the same, answered again, rated again: all with the code."""
    assert rate(page, case, 3, "办得快") == "closed"
    page.locator("form[action='/t/reopen/']").locator("xpath=..").locator("summary").click()
    page.locator("[name=reason]").fill("自习室又关了。")
    gone_on(page.locator("form[action='/t/reopen/'] button"))
    expect(page.get_by_role("status")).to_be_visible()
    case.refresh_from_db()
    assert (case.state, case.reopenings.get().by_author) == ("handling", True)
    cases.answered(cast, case)
    come_back(page, code)
    assert rate(page, case, 2, "又开了") == "closed"
    assert case.ratings.count() == 2
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken"}


def test_from_the_poster_to_the_rating_and_back_on_a_phone(
    cast: Cast, visit: Visitor, poster: Poster, axe: Axe
) -> None:
    page = visit.page(size=PHONE, has_touch=True)
    page.goto(poster.get_absolute_url())
    axe(page)
    expect(page.get_by_text("第1题，共6题")).to_be_visible()
    expect(page.locator("[name=situation]")).to_be_hidden()
    write(page, steps=True)
    axe(page)
    gone_on(page.locator(SEND).last)
    code = page.locator("output").inner_text()
    axe(page)
    assert page.url.endswith(poster.get_absolute_url())
    page.reload()
    expect(page.locator("output")).to_have_text(code)
    assert {cookie["name"] for cookie in page.context.cookies()} == {"csrftoken"}
    page.goto(poster.get_absolute_url())
    expect(page.locator("[name=title]")).to_have_value("")

    case = Case.objects.get()
    assert [point.text for point in case.points.all()] == ["增设自习室", "延长周末开放时间"]
    cases.on(cast, case, "replied")
    come_back(page, code.upper())
    expect(page.locator("body")).to_contain_text("将于三季度增设自习室。")
    assert code.replace("-", "") not in page.url
    axe(page)
    rate_and_come_back(cast, page, case, code)
    axe(page)


def test_the_same_without_javascript(cast: Cast, visit: Visitor, poster: Poster, axe: Axe) -> None:
    page = visit.page(size=PHONE, java_script_enabled=False)
    page.goto(poster.get_absolute_url())
    write(page, steps=False)
    page.locator("[name=situation]").fill("请打13800138000")
    page.locator(SEND).click()
    expect(page.locator("main")).to_contain_text("138…00")
    expect(page.locator("[name=proposal]")).to_have_value(cases.SAID["proposal"])
    expect(page.locator("[name=kept]")).to_be_checked()  # the picture need not be chosen again
    gone_on(page.locator(SEND))
    code = page.locator("output").inner_text()
    come_back(page, code)
    expect(page.locator("h1")).to_have_text("关于增设自习室的建议")
    case = Case.objects.get()
    assert case.files.count() == 1
    cases.on(cast, case, "replied")
    come_back(page, code)
    rate_and_come_back(cast, page, case, code)


def test_author_takes_it_back_by_code(cast: Cast, visit: Visitor) -> None:
    CODES.forget()
    case, code = submit_case(cases.content(), office=cast.office)
    page = visit.page(size=DESK, java_script_enabled=False)
    come_back(page, code)
    gone_on(page.locator("form[action='/t/withdraw/'] button"))
    expect(page.get_by_role("status")).to_be_visible()
    case.refresh_from_db()
    assert case.state == "withdrawn"


def test_somebody_follows_a_case_that_says_it_already(
    cast: Cast, visit: Visitor, poster: Poster
) -> None:
    case = cases.at(cast, "closed", title="关于图书馆增设自习室的建议")
    case.visibility = "public"
    case.save()
    page = visit.page(size=PHONE)
    page.goto(poster.get_absolute_url())
    page.locator("[name=title]").fill("建议图书馆增设自习室")
    page.locator("[name=title]").blur()
    gone_on(page.get_by_role("button", name="改为关注这一件"))
    come_back(page, page.locator("output").inner_text())
    expect(page.locator("h1")).to_have_text(case.title)
    assert Case.objects.count() == 1


def test_the_elder_edition_is_large_everywhere(visit: Visitor, poster: Poster, axe: Axe) -> None:
    page = visit.page(size=PHONE, has_touch=True)
    page.goto(poster.get_absolute_url())
    gone_on(page.get_by_role("link", name="长辈版"))
    for address in (poster.get_absolute_url(), "/t/"):
        page.goto(address)
        axe(page)
        size = page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
        )
        assert size >= 24  # 18 pt
        small = page.evaluate(
            "[...document.querySelectorAll('main button, main input:not([type=hidden], "
            "[type=checkbox]), header a.button')].filter(e => e.offsetParent)"
            ".filter(e => e.getBoundingClientRect().height < 60).map(e => e.outerHTML.slice(0, 80))"
        )
        assert small == []


@pytest.mark.parametrize("size", ["usual", "large"])
@pytest.mark.parametrize("script", [True, False])
def test_public_pages_fit_a_narrow_phone(
    cast: Cast, visit: Visitor, poster: Poster, size: str, script: bool
) -> None:
    page = visit.page(size={"width": 320, "height": 640}, java_script_enabled=script)
    page.goto(f"{poster.get_absolute_url()}?size={size}")
    for address in (poster.get_absolute_url(), "/t/", "/p/zzzzzzzz/"):
        page.goto(address)
        if script:
            assert fits(page), address
    page.goto(poster.get_absolute_url())
    write(page, steps=script)
    gone_on(page.locator(SEND).last)
    code = page.locator("output").inner_text()
    assert not script or fits(page)
    come_back(page, code)
    expect(page.locator("input[type=hidden][name=code]").first).to_have_value(code)
    assert not script or fits(page)


def test_an_officer_opens_a_channel_and_prints_its_poster(
    cast: Cast, visit: Visitor, axe: Axe
) -> None:
    page = visit.signed_in(cast.officer)
    page.goto("/cases/channels/new/")
    axe(page)
    page.locator("[name=name]").fill("临湖建言")
    page.locator("[name=phone]").fill("0000-1234567")
    gone_on(page.get_by_role("button", name="开通"))
    axe(page)
    gone_on(page.get_by_role("link", name="打印海报"))
    axe(page)
    width = page.locator(".poster-sheet svg").bounding_box()
    assert width
    assert width["width"] >= 25 / 25.4 * 96
    expect(page.locator(".poster-address")).to_contain_text(f"/p/{Poster.objects.get().code}/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_accounts_have_no_barriers_and_fit(
    cast: Cast, visit: Visitor, poster: Poster, axe: Axe, scheme: str
) -> None:
    asked = cases.submitted(cast, by=cast.stranger, kind="proposal", joint=[cast.office])
    pages = ["/cases/channels/", f"/cases/channels/{poster.channel_id}/", "/cases/mine/",
             "/cases/enter/?kind=proposal", f"/cases/new/?channel={poster.channel_id}",
             f"/cases/mine/{cases.at(cast, 'replied', by=cast.officer).pk}/"]  # fmt: skip
    page = visit.signed_in(cast.officer, color_scheme=scheme)
    for address in pages:
        page.goto(address)
        axe(page)
    page.set_viewport_size({"width": 320, "height": 640})
    for address in pages:
        page.goto(address)
        assert fits(page), address
    leader = visit.signed_in(cast.leader, color_scheme=scheme)
    leader.goto(f"/cases/mine/{asked.pk}/")
    axe(leader)
    leader.get_by_role("button", name="确认").click()
    expect(leader.get_by_role("button", name="确认")).to_have_count(0)
    asked.refresh_from_db()
    assert asked.state == "submitted"
