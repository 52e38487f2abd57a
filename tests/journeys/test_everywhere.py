"""Every page at 320 px, at double text size, in three languages, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from banjie.common import once
from banjie.consultation import actions
from banjie.consultation.models import Case, Channel, Poster
from banjie.notices.actions import write_notice
from banjie.notices.actions.channels import add_channel
from banjie.people.filters import save_filter
from banjie.people.models import Membership, User
from banjie.programme.actions import reports
from banjie.reporting.actions import write_summary
from banjie.reporting.queries.inbox import Desk, inbox
from tests.journeys.conftest import PHONE, Visitor, gone_on
from tests.web import plans
from tests.web.cast import PASSWORD, Cast
from tests.web.consultation import cases
from tests.web.topics import things

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages(cast: Cast) -> list[str]:
    """The address of every page an officer can open, with something on it."""
    draft = plans.draft_of(cast, plans.PLAN.replace("2026", "2027"))
    item = draft.items.first()
    programme = plans.open_plan(cast)
    activity = programme.activities.get(title__contains="湖畔夜读")
    accepted = plans.report(activity, cast, files=[plans.photo()])
    reports.accept_report(accepted, by=cast.officer)
    waiting = plans.report(activity, cast)
    reports.return_report(waiting, reason="请核对人次。", by=cast.officer)
    reports.submit_report(waiting, by=cast.liaison)
    asked = plans.open_round(programme, cast)
    Membership.objects.create(user=cast.officer, unit=cast.office, duty="liaison")
    summary = write_summary(
        programme, opening="另有37处。", next_steps="", once_key=once.new_key(), by=cast.officer
    )
    assert item is not None
    urging = write_notice(
        kind="urging", key="u1", unit=cast.library, subject="催办：请报送进展", by=cast.officer
    )
    mine = write_notice(kind="reminder", key="r1", user=cast.officer, subject="方案将于5日内到期")
    kept = save_filter("programme", "一板块以外的活动", "area=0&sort=due", by=cast.officer)
    row = next(g.rows[0].name for g in inbox(Desk(cast.officer)) if g.reason.name == "decide")
    colleague = User.objects.create_user("second", "小周（测试）", PASSWORD)
    Membership.objects.create(user=colleague, unit=cast.office, duty="officer")
    add_channel("wecom", values={"url": "https://bots.linhu.example/send?key=a1"}, by=cast.officer)
    return [
        "/", "/documents/", f"/documents/{draft.document_id}/", f"/drafts/{draft.pk}/",
        f"/drafts/{draft.pk}/items/{item.pk}/edit/", f"/drafts/{draft.pk}/items/{item.pk}/split/",
        "/programmes/", f"/programmes/{programme.pk}/board/", f"/programmes/{programme.pk}/list/",
        f"/programmes/{programme.pk}/calendar/?month=2026-08", f"/programmes/{programme.pk}/gantt/",
        f"/programmes/{programme.pk}/units/", f"/activities/{activity.pk}/", "/feeds/",
        f"/reports/{accepted.pk}/", f"/reports/{waiting.pk}/", "/reports/", "/reports/many/",
        f"/reports/many/?round={asked.pk}", f"/activities/{activity.pk}/on-behalf/",
        f"/programmes/{programme.pk}/rounds/", f"/rounds/{asked.pk}/",
        f"/programmes/{programme.pk}/evidence/",
        f"/programmes/{programme.pk}/summaries/", f"/summaries/{summary.pk}/",
        f"/summaries/{summary.pk}/figures/F1/", "/nowhere/",
        "/notices/", f"/notices/{mine.pk}/", "/notices/outbox/", "/notices/outbox/?show=sent",
        f"/notices/outbox/{urging.pk}/", "/notices/channels/", "/notices/channels/add/feishu/",
        "/inbox/?reason=decide", "/inbox/?reason=overdue", f"/inbox/row/{row}/",
        f"/programmes/{programme.pk}/dashboard/?all=1",
        f"/programmes/{programme.pk}/dashboard/months/2026-03/",
        f"/programmes/{programme.pk}/list/?{kept.query}",
        f"/programmes/{programme.pk}/list/many/?do=area&pick={activity.pk}-1",
        "/rights/", "/account/", "/search/", "/search/?q=读书会", "/search/?q=鲸鱼出没&kind=report",
        *said_pages(cast), *topic_pages(cast),
    ]  # fmt: skip


def said_pages(cast: Cast) -> list[str]:
    """Of what people say: the list, a case at each stage with its steps, channels, one's own."""
    channel = Channel.objects.create(office=cast.office, kind="proposal", name="临湖提案")
    poster = Poster.objects.create(channel=channel, place="市图书馆大厅")
    said, filed = cases.at(cast, "submitted"), cases.at(cast, "filed")
    back, more, review = (make(cast) for make in (cases.back_asked, cases.more_asked, reviewed))
    promise = cases.promised(cast)
    letter = promise.case.reply_letters.get()
    own = cases.at(cast, "replied", by=cast.officer)
    shown = cases.at(cast, "closed", may_be_shown=True)
    actions.show_case(shown, visibility="public", by=cast.officer)
    steps = (
        (said, "decline", "transfer", "split"), (filed, "assign", "merge", "instruct", "adopt"),
        (back, "reassign", "refuse-return"), (more, "decide-extension", "suspend"),
        (review, "review-reply"), (promise.case, f"letters/{letter.pk}", "mark-key", "show"),
        (promise.case, f"promises/{promise.pk}"), (shown, "reopen"),
    )  # fmt: skip
    return [
        "/cases/", "/cases/replies/", "/cases/templates/", "/cases/enter/", "/cases/channels/",
        "/cases/channels/new/", f"/cases/channels/{channel.pk}/", f"/cases/posters/{poster.pk}/",
        "/cases/mine/", f"/cases/mine/{own.pk}/", f"/cases/new/?channel={channel.pk}",
        poster.get_absolute_url(), "/t/",
        *(f"/cases/{case.pk}/" for case, *_steps in steps),
        *(f"/cases/{case.pk}/{step}/" for case, *names in steps for step in names),
    ]  # fmt: skip


def reviewed(cast: Cast) -> Case:
    return cases.at(cast, "review")


def topic_pages(cast: Cast) -> list[str]:
    """Of topics: one with its session and recommendation, an item, stations, a text, experts."""
    topic = things.at(cast, "reply")
    session, outcome = topic.sessions.get(), topic.outcomes.get()
    station = things.stations(cast)[2]
    item = things.raised(cast, station)
    text = things.text(cast)
    things.knowledge(cast)
    assert topic.plan
    return [
        "/topics/", "/topics/new/", f"/topics/{topic.pk}/", f"/topics/{item.pk}/",
        f"/topics/{item.pk}/up/", f"/topics/{topic.pk}/outcomes/new/", "/topics/plans/",
        f"/topics/{topic.pk}/sessions/new/", f"/topics/plans/{topic.plan.pk}/",
        f"/topics/plans/{topic.plan.pk}/roll-up/", f"/topics/sessions/{session.pk}/",
        f"/topics/sessions/{session.pk}/minutes/", f"/topics/outcomes/{outcome.pk}/",
        "/topics/stations/", "/topics/stations/new/", f"/topics/stations/{station.pk}/",
        "/topics/texts/", "/topics/texts/new/", f"/topics/texts/{text.pk}/", "/topics/experts/",
        "/p/topics/", f"/p/topics/stations/{station.pk}/", f"/p/topics/texts/{text.pk}/",
    ]  # fmt: skip


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers_on_any_page(
    cast: Cast, visit: Visitor, pages: list[str], axe: Callable[[Page], None], scheme: str
) -> None:
    officer = visit.signed_in(cast.officer, color_scheme=scheme)
    for address in pages:
        officer.goto(address)
        axe(officer)


def test_nothing_scrolls_sideways_on_a_narrow_phone(
    cast: Cast, visit: Visitor, pages: list[str]
) -> None:
    officer = visit.signed_in(cast.officer, size={"width": 320, "height": 640})
    wide = []
    for address in pages:
        officer.goto(address)
        if not fits(officer):
            wide.append(address)
    assert wide == []


def test_nothing_scrolls_sideways_with_double_text(
    cast: Cast, visit: Visitor, pages: list[str]
) -> None:
    officer = visit.signed_in(cast.officer, size=PHONE)
    wide = []
    for address in pages:
        officer.goto(address)
        officer.evaluate("document.documentElement.style.fontSize = '200%'")
        if not fits(officer):
            wide.append(address)
    assert wide == []


@pytest.mark.parametrize(("language", "word"), [("zh-hant", "文件"), ("en", "Documents")])
def test_language_is_chosen_and_stays(cast: Cast, visit: Visitor, language: str, word: str) -> None:
    officer = visit.signed_in(cast.officer)
    officer.goto("/")
    gone_on(officer.locator(f"button[name=language][value={language}]").first)
    officer.goto("/documents/")
    assert word in officer.locator("h1").inner_text()
    assert officer.locator("html").get_attribute("lang").lower().startswith(language[:2])


def test_auditor_reads_the_log(
    cast: Cast, visit: Visitor, pages: list[str], axe: Callable[[Page], None]
) -> None:
    auditor = visit.signed_in(cast.auditor)
    auditor.goto("/audit/")
    axe(auditor)
    assert auditor.locator("tbody tr").count() > 5


def test_sign_in_page_has_no_barriers(visit: Visitor, axe: Callable[[Page], None]) -> None:
    page = visit.page()
    page.goto("/sign-in/")
    axe(page)
