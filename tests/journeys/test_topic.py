"""A topic through all its stages to the reply, and an item that climbs two levels, in the browser."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from banjie.people.models import Membership
from banjie.topics.models import Minute, Outcome, Station, Topic
from tests.journeys.conftest import DESK, PHONE, Visitor, gone_on
from tests.web.cast import Cast
from tests.web.topics import things

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

AGREED = "年内增设四处社区借阅点。\n周末延长开放两小时。"


def send(page: Page, **values: Any) -> None:
    """Fill the form of a step and send it."""
    for name, value in values.items():
        field = page.locator(f"main [name='{name.replace('__', '-')}']").first
        if isinstance(value, bool):
            field.set_checked(value)
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(label=value)
        elif field.get_attribute("type") == "radio":
            page.locator(f"main [name='{name.replace('__', '-')}'][value='{value}']").check()
        else:
            field.fill(value)
    gone_on(page.locator("main form .bar button.button--primary"))


def press(page: Page, step: str) -> None:
    """Press the button whose form goes to this step."""
    gone_on(page.locator(f"main form[action$='/{step}/'] button").first)


def follow(page: Page, step: str) -> None:
    """Follow the link to this step."""
    gone_on(page.locator(f"main a[href$='/{step}/']").first)


def plan_the_year(officer: Page, leader: Page) -> Topic:
    """Into the pool, chosen, approved, begun."""
    officer.goto("/topics/new/")
    send(officer, title="社区借阅点怎么布局", question="湖东片区居民借书要走四公里，布局需要商量。")
    officer.goto("/topics/plans/new/")
    send(officer, year="2026")
    follow(officer, "choose")
    officer.locator("main [name=topics]").check()
    send(officer)
    follow(officer, "send")
    officer.locator("main [name=leader]").select_option(index=0)
    send(officer)
    plan = officer.url
    leader.goto("/papers/")
    gone_on(leader.get_by_role("link", name="2026年度协商计划").first)
    gone_on(leader.locator("form[action$='/agree/'] button").first)
    officer.goto(plan)
    press(officer, "fix")
    return Topic.objects.get()


def hold_session(officer: Page, address: str) -> None:
    """Planned for today, announced, minuted; one agreed point needs nothing more."""
    officer.goto(address)
    follow(officer, "sessions/new")
    send(
        officer, day="2026-09-18", begins="09:00", place="市图书馆三楼会议室",
        agenda="介绍调研情况\n协商讨论", attends="临湖市图书馆",
    )  # fmt: skip
    press(officer, "send")
    with officer.expect_download() as download:
        follow_file(officer, "notice")
    words = docx.Document(str(download.value.path())).paragraphs
    assert any("协作办会〔2026〕1号" in paragraph.text for paragraph in words)
    follow(officer, "minutes")
    send(
        officer, heads__residents="18", heads__members="6", agreed=AGREED,
        differing="是否收取押金。", pending="夜间照明由谁维护。",
    )  # fmt: skip
    follow(officer, "becomes")
    send(officer, becomes="nothing", reason="会上已落实。")
    expect(officer.get_by_text("会上已落实")).to_be_visible()


def follow_file(page: Page, step: str) -> None:
    page.locator(f"main a[href$='/{step}/']").first.click()


def recommend(officer: Page, address: str) -> Outcome:
    """Written from what was agreed, and sent."""
    officer.goto(address)
    follow(officer, "outcomes/new")
    assert officer.locator("[name=asks]").input_value() == AGREED
    send(officer, addressee="临湖市图书馆")
    press(officer, "send")
    return Outcome.objects.get()


def answer(liaison: Page, outcome: Outcome) -> None:
    """The library answers both points on a phone."""
    liaison.goto(outcome.get_absolute_url())
    follow(liaison, "reply")
    send(
        liaison, verdict__1="adopted", text__1="已选定四处场地。", verdict__2="not",
        text__2="人手不足，明年再议。", post="馆长",
    )  # fmt: skip
    expect(liaison.locator(".state[data-state=accepted]").first).to_be_visible()


WAYS = pytest.mark.parametrize(
    "way", [{"size": DESK}, {"size": PHONE, "java_script_enabled": False}], ids=["desk", "phone"]
)
"""At a desk; and on a phone without JavaScript."""


@WAYS
def test_topic_from_the_pool_to_its_reply(
    cast: Cast, visit: Visitor, axe: Callable[[Page], None], way: dict[str, Any]
) -> None:
    officer, leader = visit.signed_in(cast.officer, **way), visit.signed_in(cast.leader, **way)
    liaison = visit.signed_in(cast.liaison, **way)
    topic = plan_the_year(officer, leader)
    address = topic.get_absolute_url()
    officer.goto(address)
    assert officer.locator("form[action$='/pass/']").count() == 0  # nothing was brought yet
    follow(officer, "deliver")
    send(officer, told="走访三个社区，座谈两次。", where="湖东片区")
    press(officer, "pass")
    hold_session(officer, address)
    officer.goto(address)
    press(officer, "pass")
    outcome = recommend(officer, address)
    officer.goto(address)
    press(officer, "pass")
    answer(liaison, outcome)
    officer.goto(address)
    press(officer, "pass")
    if way["size"] == DESK:
        axe(officer)
    assert Topic.objects.get().state == Topic.State.DONE
    with officer.expect_download() as download:
        officer.goto(outcome.get_absolute_url())
        follow_file(officer, "reply/file")
    content = io.BytesIO(download.value.path().read_bytes())
    words = "\n".join(p.text for p in docx.Document(content).paragraphs)
    assert "关于第2条建议（未采纳）" in words
    assert Minute.objects.filter(carried__isnull=False).count() == 1


@WAYS
def test_item_of_a_station_climbs_two_levels(
    cast: Cast, visit: Visitor, axe: Callable[[Page], None], way: dict[str, Any]
) -> None:
    _county, _town, village = things.stations(cast)
    liaison = visit.signed_in(cast.liaison, **way)
    liaison.goto(village.get_absolute_url())
    follow(liaison, "items/new")
    send(liaison, title="柳岸小区停车怎么办", question="晚上没有车位，想请大家商量。")
    press(liaison, "pass")
    follow(liaison, "up")
    send(liaison, reason="涉及相邻两个社区。")
    item = Topic.objects.get()
    Membership.objects.create(user=cast.stranger, unit=cast.museum, duty="handler")
    town = visit.signed_in(cast.stranger, **way)
    town.goto("/topics/")
    gone_on(town.get_by_role("link", name="柳岸小区停车怎么办"))
    follow(town, "up")
    send(town, reason="要市里统一规划。")
    officer = visit.signed_in(cast.officer, **way)
    officer.goto("/topics/stations/")
    rows = officer.locator("tbody tr")
    counts = [rows.nth(n).locator("td.number").all_inner_texts() for n in range(3)]
    assert counts == [["1", "1", "0"], ["1", "0", "0"], ["1", "0", "0"]]
    officer.goto(item.get_absolute_url())
    expect(officer.get_by_text("要市里统一规划")).to_be_visible()
    if way["size"] == DESK:
        axe(officer)
    assert Topic.objects.get().station == Station.objects.get(level=Station.Level.COUNTY)
    liaison.goto(item.get_absolute_url())  # where it came up it is still seen
    expect(liaison.get_by_role("heading", level=1)).to_contain_text("停车")


def test_comment_on_a_paragraph_without_an_account_or_scripts(
    cast: Cast, visit: Visitor, axe: Callable[[Page], None]
) -> None:
    text = things.text(cast)
    reader = visit.page(size=PHONE, java_script_enabled=False)
    reader.goto("/p/topics/")
    gone_on(reader.get_by_role("link", name=text.title))
    gone_on(reader.locator("main a[href*='paragraph=']").nth(1))
    reader.locator("[name=text]").fill("建议图书每两个月轮换。")
    gone_on(reader.locator("main form button"))
    expect(reader.locator(".notice--success")).to_be_visible()
    assert text.paragraphs.all()[1].comments.get().text == "建议图书每两个月轮换。"
    assert [cookie["name"] for cookie in reader.context.cookies()] in ([], ["csrftoken"])
    scripted = visit.page(size=PHONE)
    scripted.goto(f"/p/topics/texts/{text.pk}/")
    axe(scripted)
