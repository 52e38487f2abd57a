"""Screenshots of every page of the demonstration: `make screens` puts them into build/screens.

Wide and phone, light and dark. To be looked at, not compared: nothing here asserts a pixel.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from banjie.approvals.models import Paper
from banjie.common import once
from banjie.consultation.models import Case, Channel, Letter
from banjie.demo.load import load_demo
from banjie.notices.models import Notice
from banjie.people.models import User
from banjie.programme.actions.drafts import begin_draft
from banjie.programme.models import Programme, Report
from banjie.reporting.actions import write_summary
from banjie.supervision.models import Item
from banjie.topics.models import AnnualPlan, OpenText, Outcome, Session, Station, Topic
from tests.journeys.conftest import DESK, PHONE, Visitor

OUT = Path(__file__).resolve().parents[2] / "build" / "screens"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def addresses() -> dict[str, dict[str, str]]:
    """Role → name of the picture → address."""
    officer = User.objects.get(login="officer")
    programme = Programme.objects.get()
    assert programme.document is not None
    draft = begin_draft(programme.document, by=officer)
    item = draft.items.order_by("pk")[1]
    summary = write_summary(
        programme,
        opening="全市现有公共阅读空间37处。",
        next_steps="年底前召开系列活动总结会。",
        once_key=once.new_key(),
        by=officer,
    )
    club = programme.activities.order_by("position")[0]
    waiting = Report.objects.filter(state=Report.State.SUBMITTED)[0]
    told = club.reports.order_by("pk")[0]
    mine = Report.objects.filter(unit__name="临湖市图书馆").order_by("pk")[0]
    urging = Notice.objects.filter(state=Notice.State.DRAFT)[0]
    supervised = Item.objects.order_by("pk")[0]
    filing = Paper.objects.filter(flow=Paper.Flow.FILING)[0]
    head = f"/programmes/{programme.pk}"
    return {
        "officer": {
            "today": "/",
            "documents": "/documents/",
            "document": f"/documents/{programme.document.pk}/",
            "review": f"/drafts/{draft.pk}/",
            "edit": f"/drafts/{draft.pk}/items/{item.pk}/edit/",
            "split": f"/drafts/{draft.pk}/items/{item.pk}/split/",
            "programmes": "/programmes/",
            "board": f"{head}/board/",
            "list": f"{head}/list/",
            "calendar": f"{head}/calendar/",
            "gantt": f"{head}/gantt/",
            "units": f"{head}/units/",
            "feeds": "/feeds/",
            "evidence-gaps": f"{head}/evidence/",
            "rounds": f"{head}/rounds/",
            "round": f"/rounds/{programme.cycles.get().pk}/",
            "reports": "/reports/",
            "versions": f"/reports/{Report.objects.filter(versions__number=3).get().pk}/",
            "from-paper": f"/activities/{club.pk}/on-behalf/",
            "activity": f"/activities/{club.pk}/",
            "report": f"/reports/{told.pk}/",
            "decide": f"/reports/{waiting.pk}/",
            "dashboard": f"{head}/dashboard/",
            "month": f"{head}/dashboard/months/2026-04/",
            "filtered": f"{head}/list/?sort=due&light=on-plan",
            "many-at-once": f"{head}/list/many/?do=area&pick={club.pk}-{club.version}",
            "inbox": "/inbox/?reason=decide",
            "summaries": f"{head}/summaries/",
            "summary": f"/summaries/{summary.pk}/",
            "figure": f"/summaries/{summary.pk}/figures/F3/",
            "outbox": "/notices/outbox/",
            "urging": f"/notices/outbox/{urging.pk}/",
            "search": "/search/?q=图书馆 活动",
            "search-nothing": "/search/?q=鲸鱼出没",
            "new-paper": "/papers/new/steps/",
            "supervision": "/supervision/",
            "supervised": f"/supervision/{supervised.pk}/",
            "open-item": "/supervision/new/",
            "supervision-report": "/supervision/report/",
            "limits": "/rules/",
            "limit": "/rules/approvals.objection/",
            "nowhere": "/nowhere/",
        },
        "liaison": {
            "owed": "/",
            "report-form": f"/activities/{club.pk}/report/",
            "own-report": f"/reports/{mine.pk}/",
            "many-reports": "/reports/many/",
            "notices": "/notices/",
            "ways": "/notices/channels/",
        },
        "leader": {"leader": "/", "papers": "/papers/", "filing": f"/papers/{filing.pk}/"},
        "auditor": {"audit": "/audit/"},
    }


def of_cases() -> dict[str, dict[str, str]]:
    """The pages of what people say; without a role, those that ask for no account."""

    def case(words: str, step: str = "") -> str:
        return f"/cases/{Case.objects.get(title__contains=words).pk}/{step}"

    open_channel = Channel.objects.get(name="市民建言")
    inner = Channel.objects.get(kind="proposal")
    poster = open_channel.posters.all()[0]
    letter = Letter.objects.filter(case__title__contains="路灯")[0]
    mine = case("错时接送").replace("/cases/", "/cases/mine/")
    ticked = "&".join(f"pick={pk}" for pk in Case.objects.values_list("pk", flat=True)[:4])
    return {
        "": {"say": poster.get_absolute_url(), "track": "/t/", "public-cases": "/p/cases/"},
        "officer": {
            "cases": "/cases/", "cases-late": "/cases/?state=late",
            "cases-many": f"/cases/many/?do=assign&{ticked}", "case-key": case("乡镇学校的提案"),
            "case-merged": case("图书馆周末增加"), "case-return": case("老街"),
            "case-extension": case("入湖河道"), "case-stopped": case("夜间门诊"),
            "case-information": case("排水"), "case-closed": case("还书箱"),
            "case-declined": case("物业费"), "case-reassign": case("老街", "reassign/"),
            "case-more-time": case("入湖河道", "decide-extension/"),
            "case-review": case("乡镇学校的提案", "review-reply/"),
            "case-decline": case("候船亭", "decline/"), "case-assign": case("卫生间", "assign/"),
            "case-merge": case("卫生间", "merge/"), "case-call-back": case("坡道", "call-back/"),
            "letter": f"/cases/{letter.case_id}/letters/{letter.pk}/",
            "ready": "/cases/replies/", "figures": "/cases/figures/",
            "channels": "/cases/channels/", "channel": f"/cases/channels/{open_channel.pk}/",
            "poster": f"/cases/posters/{poster.pk}/", "enter": "/cases/enter/",
        },
        "liaison": {
            "unit-cases": "/cases/", "unit-case": case("图书馆周末增加"),
            "draft-reply": case("图书馆周末增加", "draft-reply/"),
            "templates": "/cases/templates/",
        },
        "member": {"own": "/cases/mine/", "own-case": mine, "new": f"/cases/new/?channel={inner.pk}"},
    }  # fmt: skip


def of_topics() -> dict[str, dict[str, str]]:
    """The pages of what is talked over."""
    topic = Topic.objects.get(title__contains="借阅点怎么")
    item, climbed = (Topic.objects.get(title__contains=words) for words in ("停车", "小广场"))
    session, outcome = Session.objects.get(topic=topic), Outcome.objects.get()
    text, plan = OpenText.objects.get(), AnnualPlan.objects.get()
    station = Station.objects.order_by("-level")[0]
    return {
        "": {
            "topics-public": "/p/topics/", "station-public": f"/p/topics/stations/{station.pk}/",
            "text-public": f"/p/topics/texts/{text.pk}/",
        },
        "officer": {
            "topics": "/topics/", "topic": topic.get_absolute_url(),
            "session": session.get_absolute_url(),
            "minutes": f"/topics/sessions/{session.pk}/minutes/",
            "outcome": outcome.get_absolute_url(), "plans": "/topics/plans/",
            "plan": plan.get_absolute_url(), "roll-up": f"/topics/plans/{plan.pk}/roll-up/",
            "stations": "/topics/stations/", "station": station.get_absolute_url(),
            "item": item.get_absolute_url(), "item-climbed": climbed.get_absolute_url(),
            "texts": "/topics/texts/", "text": f"/topics/texts/{text.pk}/",
            "experts": "/topics/experts/", "new-topic": "/topics/new/",
            "new-station": "/topics/stations/new/",
        },
        "liaison": {"outcome-reply": f"/topics/outcomes/{outcome.pk}/reply/"},
    }  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "size"), [("wide", DESK), ("phone", PHONE)])
def test_pictures(
    transactional_db: None, visit: Visitor, scheme: str, width: str, size: dict[str, int]
) -> None:
    passwords = {log_in.login: log_in.password for log_in in load_demo()}
    folder = OUT / f"{width}-{scheme}"
    folder.mkdir(parents=True, exist_ok=True)
    rooms = (addresses(), of_cases(), of_topics())
    for role, pages in ((role, pages) for room in rooms for role, pages in room.items()):
        look: dict[str, Any] = {"size": size, "color_scheme": scheme}
        if role:
            user = User.objects.get(login=role)
            page = visit.signed_in(user, password=passwords[role], **look)
        else:
            page = visit.page(**look)
        for name, address in pages.items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}.png", full_page=True)
            page.screenshot(path=folder / f"{name}-first.png")
