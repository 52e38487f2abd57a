"""A proposal from its four authors to its kept promise, and back once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from banjie.consultation.models import Case, Channel, FollowUp
from banjie.people.models import Membership, Unit, User
from tests.journeys.conftest import DESK, PHONE, Visitor, gone_on
from tests.journeys.test_topic import press, send
from tests.web import plans
from tests.web.cast import PASSWORD, Cast
from tests.web.consultation import cases

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Page], None]
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


def account(login: str, unit: Unit | None = None, duty: str = "liaison") -> User:
    user = User.objects.create_user(login, f"{login}（测试）", PASSWORD)
    if unit:
        Membership.objects.create(user=user, unit=unit, duty=duty)
    return user


def propose(cast: Cast, author: Page, visit: Visitor, size: dict[str, int]) -> Case:
    """Sent by one, with three who confirm."""
    channel = Channel.objects.create(
        office=cast.office, kind="proposal", name="临湖提案", public=False
    )
    joint = [account(f"joint{n}") for n in range(3)]
    author.goto(f"/cases/new/?channel={channel.pk}")
    logins = " ".join(user.login for user in joint)
    send(author, title="关于增设自习室的提案", **cases.SAID, joint_accounts=logins)
    case = Case.objects.get()
    assert case.state == "gathering"
    for user in joint:
        page = visit.signed_in(user, size=size)
        page.goto(f"/cases/{case.pk}/confirm/")  # where the notice leads
        press(page, "confirm")
        page.context.close()
    case.refresh_from_db()
    assert (case.state, case.submitters.count()) == ("submitted", 4)
    return case


def take_up(cast: Cast, officer: Page, case: Case) -> None:
    """Filed, and two that say the same are handled with it."""
    alike = [cases.at(cast, "filed", kind="proposal", title=f"也说自习室之{n}") for n in (1, 2)]
    officer.goto(case.get_absolute_url())
    press(officer, "file")
    for one in alike:
        officer.goto(f"{one.get_absolute_url()}merge/?q=增设自习室")
        send(officer, lead=case.pk)
    assert case.merged.filter(state="merged").count() == 2


def hand_over(officer: Page, wrong: Page, liaison: Page, case: Case) -> None:
    """To a unit that hands it back, then to a main handler with two co-handlers, with more time."""
    address = case.get_absolute_url()
    officer.goto(f"{address}assign/")
    send(officer, main="临湖市博物馆")
    wrong.goto(address)
    press(wrong, "receive")
    wrong.goto(f"{address}ask-return/")
    send(wrong, names="临湖市图书馆", reason="自习室由图书馆管理。")
    officer.goto(f"{address}reassign/")
    send(officer, main="临湖市图书馆", co=["临湖市博物馆", "临湖市文化馆"], answer="同意。")
    liaison.goto(address)
    press(liaison, "receive")
    liaison.goto(f"{address}ask-extension/")
    send(liaison, wanted="2027-01-15", reason="场地需要消防验收。")
    officer.goto(f"{address}decide-extension/")
    send(officer, approved="yes", answer="理由充分。")
    case.refresh_from_db()
    assert str(case.due) == "2027-01-15"


def reply(address: str, liaison: Page, helping: list[Page], head: Page, officer: Page) -> None:
    """Drafted with a promise, countersigned twice, signed, reviewed, sent."""
    liaison.goto(f"{address}draft-reply/")
    send(
        liaison, answer_1="拟在二楼增设自习室。", outcome="B", promise="自习室开放",
        promised_by="2026-12-01",
    )  # fmt: skip
    for page in helping:
        page.goto(f"{address}countersign/")
        send(page, agreed="yes")
    head.goto(f"{address}sign-reply/")
    send(head, agreed="yes", post="馆长")
    officer.goto(f"{address}review-reply/")
    send(officer, agreed="yes")
    press(officer, "publish-reply")


def say(author: Page, case: Case, grade: int) -> str:
    author.goto(f"/cases/mine/{case.pk}/")
    gone_on(author.locator(f"button[name=both][value='{grade}']"))
    case.refresh_from_db()
    return case.state


@SIZES
def test_joint_proposal_is_answered_again_and_its_promise_kept(
    cast: Cast, visit: Visitor, axe: Axe, size: dict[str, int]
) -> None:
    hall = Unit.objects.create(name="临湖市文化馆")
    plans.open_plan(cast)
    officer, author = visit.signed_in(cast.officer), visit.signed_in(cast.nobody, size=size)
    case = propose(cast, author, visit, size)
    take_up(cast, officer, case)
    liaison = visit.signed_in(cast.liaison, size=size)
    museum = visit.signed_in(cast.stranger, size=size)
    helping = [museum, visit.signed_in(account("hall", hall), size=size)]
    head = visit.signed_in(cases.head_of(cast), size=size)
    hand_over(officer, museum, liaison, case)
    reply(case.get_absolute_url(), liaison, helping, head, officer)
    assert set(Case.objects.values_list("state", flat=True)) == {"replied"}  # each has its letter
    assert say(author, case, 1) == "rework"
    axe(author)
    reply(case.get_absolute_url(), liaison, helping, head, officer)
    assert say(author, case, 3) == "closed"
    assert sorted(Case.objects.values_list("state", flat=True)) == ["closed", "replied", "replied"]
    officer.goto(case.get_absolute_url())
    axe(officer)
    gone_on(officer.locator("main a[href*='/promises/']").first)
    officer.locator("[name=activity]").select_option(index=1)
    send(officer, state="kept", note="自习室已经开放。")
    kept = FollowUp.objects.get(state="kept")
    assert kept.activity
    liaison.goto(case.get_absolute_url())
    expect(liaison.get_by_role("link", name=kept.activity.title)).to_be_visible()
    axe(liaison)
