"""Screenshots of every page of the demonstration: `make screens` puts them into build/screens.

Wide and phone, light and dark. To be looked at, not compared: nothing here asserts a pixel.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from banjie.approvals.models import Paper
from banjie.common import once
from banjie.demo.load import load_demo
from banjie.notices.models import Notice
from banjie.people.models import User
from banjie.programme.actions.drafts import begin_draft
from banjie.programme.models import Programme, Report
from banjie.reporting.actions import write_summary
from banjie.supervision.models import Item
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "size"), [("wide", DESK), ("phone", PHONE)])
def test_pictures(
    transactional_db: None, visit: Visitor, scheme: str, width: str, size: dict[str, int]
) -> None:
    passwords = {log_in.login: log_in.password for log_in in load_demo()}
    folder = OUT / f"{width}-{scheme}"
    folder.mkdir(parents=True, exist_ok=True)
    for role, pages in addresses().items():
        user = User.objects.get(login=role)
        page = visit.signed_in(user, password=passwords[role], size=size, color_scheme=scheme)
        for name, address in pages.items():
            page.goto(address)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}.png", full_page=True)
            page.screenshot(path=folder / f"{name}-first.png")
