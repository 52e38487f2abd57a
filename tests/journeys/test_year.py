"""A year in the life of an office: plan, duties, a return, a revision, supervision, next year."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import Page, expect

from banjie.programme.models import Activity, Programme
from banjie.supervision.models import Item
from tests.journeys.conftest import PHONE, Visitor, gone_on
from tests.web import plans
from tests.web.cast import Cast

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PLAN = (
    "临湖市2026年阅读推广工作方案",
    "为推动全民阅读，现制定如下方案：",
    "一、主要活动",
    "（一）举办“湖畔夜读”读书会。2026年1月—12月，每两个月举办一期，在市图书馆举行，全年举办6期，"
    "参加不少于300人次。（责任单位：市图书馆）",
    "（二）开展“书香进万家”主题宣传。（责任单位：市图书馆，配合单位：市博物馆）",
    "1.动员部署阶段（2026年3月）。制定工作方案。",
    "2.组织实施阶段（2026年4月至8月）。开展集中宣传。",
    "3.总结提升阶段（2026年9月）。形成总结报告。",
    "（三）举办阅读推广人培训班。2026年5月15日，在市图书馆举行，培训50人。（责任单位：市图书馆）",
    "（四）开展重阳节走访慰问。2026年9月，走访老读者20户。（责任单位：市博物馆）",
    "（五）开展“我与临湖”主题征文。2026年7月1日至7月31日，征集作品不少于100篇。（责任单位：市图书馆）",
    "二、工作要求",
    "各单位要加强组织领导，按时报送情况。",
    "临湖市协作办公室",
    "2026年1月8日",
)
CLUB, TRAINING, CALL = "湖畔夜读", "培训班", "征文"
MOVED = "场地维修，经办公会议研究顺延。"


def paper(path: Path, *changes: tuple[str, str]) -> Path:
    """The plan as a Word file, with some words in place of others."""
    document = docx.Document()
    words = "\n".join(PLAN)
    for old, new in changes:
        words = words.replace(old, new)
    for line in words.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def send(officer: Page, file: Path) -> None:
    officer.goto("/documents/")
    officer.locator("input[type=file]").set_input_files(file)
    officer.locator("form[data-upload] button.button--primary").click()
    officer.wait_for_url("**/documents/*/")
    gone_on(officer.locator("form[action$='/review/'] button"))
    officer.wait_for_url("**/drafts/*/")


def open_plan(officer: Page, file: Path) -> Programme:
    send(officer, file)
    rest = officer.locator("#units button[name=rest][value=new]")
    if rest.count():
        rest.click()
        expect(officer.locator("#units li.party[data-open]")).to_have_count(0)
    officer.locator("form[action$='/open/'] button[data-dialog-open]").click()
    gone_on(officer.locator("dialog[open] form[action$='/open/'] button.button--primary"))
    officer.wait_for_url("**/board/")
    return Programme.objects.get()


def activity(programme: Programme, title: str) -> Activity:
    return programme.activities.at_work().get(title__contains=title)


def confirm(liaison: Page) -> None:
    """The unit says yes to everything it was given."""
    liaison.goto("/duties/")
    for box in liaison.locator("form[action$='/duties/confirm/'] input[type=checkbox]").all():
        box.check()
    gone_on(liaison.locator("form[action$='/duties/confirm/'] button.button--primary"))


def report(liaison: Page, found: Activity, day: str, photo: Path, values: list[str]) -> str:
    liaison.goto(f"/activities/{found.pk}/report/")
    liaison.locator("[name=held_on]").fill(day)
    liaison.locator("[name=text]").fill("按方案如期举办，读者交流踊跃。")
    figures = liaison.locator("[name^=target-]")
    for n, value in enumerate(values):
        figures.nth(n).fill(value)
    liaison.locator("[name=papers]").set_input_files(photo)
    gone_on(liaison.locator("button[name=send][value=now]"))
    liaison.wait_for_url("**/reports/*/")
    return liaison.url


def decide(officer: Page, address: str, reason: str = "") -> None:
    officer.goto(address)
    if reason:
        officer.locator("[data-dialog-open=return-dialog]").click()
        officer.locator("dialog[open] [name=reason]").fill(reason)
        gone_on(officer.locator("dialog[open] button.button--primary"))
        expect(officer.locator(".state[data-state=returned]").first).to_be_visible()
    else:
        gone_on(officer.locator("form[action$='/accept/'] button"))
        expect(officer.locator(".state[data-state=accepted]").first).to_be_visible()


def report_twice(liaison: Page, officer: Page, found: Activity, photo: Path) -> None:
    """February: a report goes back with a reason, comes again and is accepted."""
    first = report(liaison, found, "2026-02-20", photo, ["1", "48"])
    decide(officer, first, "请核对参加人次。")
    liaison.goto(first.rstrip("/") + "/change/")
    liaison.locator("[name^=target-]").nth(1).fill("52")
    gone_on(liaison.locator("button[name=send][value=now]"))
    liaison.wait_for_url(first)
    decide(officer, first)


def revise(officer: Page, programme: Programme, file: Path) -> None:
    """May: the revised plan is read against the programme and confirmed row by row."""
    send(officer, file)
    officer.locator("details:has(select[name=programme]) > summary").click()
    gone_on(officer.locator("form[action$='/revise/'] button"))
    officer.wait_for_url("**/revisions/*/")
    expect(officer.locator("#rows tbody tr")).to_have_count(2)
    gone_on(officer.locator("#rows button[name=rest]"))
    officer.locator("#rows [name=reason]").fill(MOVED)
    gone_on(officer.locator("#rows button[name=carry]"))
    officer.wait_for_url(f"**/programmes/{programme.pk}/changes/")
    expect(officer.get_by_text(MOVED).first).to_be_visible()


def supervise(office: Page, leader: Page, liaison: Page, late: Activity, proof: Path) -> None:
    """An overdue item: opened, approved, handed over, answered, verified, struck off."""
    office.goto(f"/activities/{late.pk}/")
    gone_on(office.locator("a[href^='/supervision/new/']"))
    office.locator("[name=result_form]").fill("书面报告")
    office.locator("[name=leader]").select_option(index=1)
    gone_on(office.locator("main form button.button--primary"))
    office.wait_for_url("**/supervision/*/")
    item = Item.objects.get()
    leader.goto(f"/papers/{item.paper_id}/")
    gone_on(leader.locator("form[action$='/agree/'] button"))
    office.goto(f"/supervision/{item.pk}/")
    gone_on(office.locator("form[action$='/issue/'] button"))
    liaison.goto(f"/supervision/{item.pk}/")
    gone_on(liaison.locator("form[action$='/receive/'] button"))
    liaison.goto(f"/supervision/{item.pk}/answer/")
    liaison.locator("[name=text]").fill("作品已收齐，汇编附后。")
    liaison.locator("[name=post]").fill("馆长")
    liaison.locator("[name=papers]").set_input_files(proof)
    gone_on(liaison.locator("main form button.button--primary"))
    liaison.wait_for_url(f"**/supervision/{item.pk}/")
    office.goto(f"/supervision/answers/{item.answers.get().pk}/verify/")
    for box in office.locator("main form input[type=checkbox]").all():
        box.check()
    gone_on(office.locator("main form button.button--primary"))
    office.goto(f"/supervision/{item.pk}/strike-off/")
    office.locator("[name=evidence]").first.check()
    gone_on(office.locator("main form button.button--primary"))
    office.wait_for_url(f"**/supervision/{item.pk}/")
    item.refresh_from_db()
    assert item.state == "struck"


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_from_januarys_plan_to_the_next(
    cast: Cast,
    visit: Visitor,
    axe: Callable[[Page], None],
    tmp_path: Path,
    settings: Any,
    size: dict[str, int] | None,
) -> None:
    settings.BANJIE_TODAY = "2026-03-02"
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(plans.photo().read())
    sizes = {"size": size} if size else {}
    officer = visit.signed_in(cast.officer, **sizes)
    liaison = visit.signed_in(cast.liaison, **sizes)
    leader = visit.signed_in(cast.leader, **sizes)

    programme = open_plan(officer, paper(tmp_path / "方案.docx"))
    club = activity(programme, CLUB)
    assert club.occurrences.count() == 6
    assert activity(programme, "书香进万家").phases.count() == 3
    confirm(liaison)
    assert set(club.assignments.values_list("answer", flat=True)) == {"confirmed"}

    report_twice(liaison, officer, club, photo)

    settings.BANJIE_TODAY = "2026-05-06"
    changes = (("2026年5月15日", "2026年6月12日"), ("培训50人", "培训60人"))
    revise(officer, programme, paper(tmp_path / "修订稿.docx", *changes))
    training = activity(programme, TRAINING)
    assert [str(s.start) for s in training.schedules.all()] == ["2026-06-12"]
    assert training.assignments.get(unit=cast.library).answer == "waiting"
    assert club.reports.count() == 1, "progress stays"
    axe(officer)

    settings.BANJIE_TODAY = "2026-08-12"
    supervise(officer, leader, liaison, activity(programme, CALL), photo)
    axe(officer)

    settings.BANJIE_TODAY = "2026-12-20"
    officer.goto(f"/programmes/{programme.pk}/roll/")
    axe(officer)
    gone_on(officer.locator("form:has([name=keep]) button.button--primary"))
    officer.wait_for_url("**/board/")
    rolled = Programme.objects.get(year=2027)
    assert rolled.activities.count() == programme.activities.at_work().count()
    assert activity(rolled, CLUB).reports.count() == 0
    axe(officer)

    officer.goto(f"/programmes/{programme.pk}/close/")
    axe(officer)
    gone_on(officer.locator("main form button.button--primary"))
    officer.wait_for_url(f"**/programmes/{programme.pk}/board/")
    programme.refresh_from_db()
    assert programme.state == "closed"
    officer.goto(f"/programmes/{programme.pk}/close/")
    assert officer.locator("main tbody tr").count() == rolled.activities.count()
    axe(officer)


def test_a_task_breakdown_goes_out_and_comes_back(
    cast: Cast, visit: Visitor, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    programme = plans.open_plan(cast)
    officer = visit.signed_in(cast.officer)
    officer.goto(f"/programmes/{programme.pk}/list/")
    with officer.expect_download() as download:
        officer.locator("a[href$='/export.xlsx']").click()
    sheet = tmp_path / "任务分解表.xlsx"
    sheet.write_bytes(io.BytesIO(Path(download.value.path()).read_bytes()).read())
    gone_on(officer.locator("a[href$='/import/']"))
    officer.locator("input[type=file]").set_input_files(sheet)
    gone_on(officer.locator("main form button.button--primary"))
    officer.wait_for_url("**/imports/*/")
    axe(officer)
    expect(officer.locator("main .bar button.button--primary")).to_be_disabled()
