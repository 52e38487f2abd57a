"""Opening, answering and reporting through the pages; papers and the workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from banjie.approvals.models import Signature
from banjie.common import once
from banjie.common.models import AuditEntry, RuleProfile
from banjie.people.models import Membership, Unit, User
from banjie.programme.models import Activity
from banjie.supervision import actions
from banjie.supervision.models import Item
from banjie.supervision.queries.ledger import LEDGER, ledger
from tests.web import plans
from tests.web.cast import Cast
from tests.web.supervision import cases

SignedIn = Callable[[User], Client]


def form(cast: Cast, **values: Any) -> dict[str, Any]:
    return {
        "once": once.new_key(), "office": cast.office.pk, "limit": "supervision.due.meeting",
        "title": "读书会场馆修缮进度", "demand": "按期完成修缮。", "result_form": "书面报告",
        "lead": cast.library.pk, "leader": f"{cast.office.pk}:leader",
    } | values  # fmt: skip


def test_item_goes_through_the_pages(cast: Cast, signed_in: SignedIn) -> None:
    officer, leader, liaison = map(signed_in, (cast.officer, cast.leader, cast.liaison))
    data = form(cast)
    first = officer.post(reverse("supervision:new"), data)
    assert first.status_code == 302
    assert officer.post(reverse("supervision:new"), data).url == first.url
    item = Item.objects.get()
    signature = Signature.objects.get(step__round__paper=item.paper_id).pk
    leader.post(reverse("approvals:agree", args=(item.paper_id,)), {"signature": signature})
    officer.post(reverse("supervision:issue", args=(item.pk,)))
    liaison.post(reverse("supervision:receive", args=(item.pk,)))
    answer = {"once": once.new_key(), "text": "已完成。", "post": "馆长"}
    address = reverse("supervision:answer", args=(item.pk,))
    assert liaison.post(address, answer).status_code == 422  # no file
    sent = [liaison.post(address, answer | {"papers": plans.photo()}).status_code for _ in (1, 2)]
    assert sent == [302, 403]  # the second finds the answer waiting
    found = item.answers.get()
    keyed = {"once": once.new_key()}
    officer.post(reverse("supervision:verify", args=(found.pk,)), cases.EVERY | keyed)
    evidence = {"once": once.new_key(), "evidence": found.files.get().pk}
    officer.post(reverse("supervision:strike-off", args=(item.pk,)), evidence)
    item.refresh_from_db()
    assert item.state == Item.State.STRUCK
    page = liaison.get(item.get_absolute_url()).content.decode()
    assert "照片.jpg" in page
    assert item.number in page


def test_same_matter_asks_before_it_opens_again(cast: Cast, signed_in: SignedIn) -> None:
    cases.opened(cast)
    page = signed_in(cast.officer)
    answer = page.post(reverse("supervision:new"), form(cast, title="读书会场馆修缮的进度"))
    assert answer.status_code == 422
    assert "confirm" in answer.context["form"].errors
    assert "读书会场馆修缮进度" in answer.content.decode()
    page.post(reverse("supervision:new"), form(cast, title="读书会场馆修缮的进度", confirm="on"))
    assert Item.objects.count() == 2


def test_other_office_is_told_of_a_repeat_without_its_title(
    cast: Cast, signed_in: SignedIn
) -> None:
    item = cases.opened(cast)
    data = form(cast, office=cast.other_office.pk, title=f"再查{item.title}", leader="")
    answer = signed_in(cast.other_officer).post(reverse("supervision:new"), data)
    body = answer.content.decode()
    assert cast.office.name in body
    assert item.get_absolute_url() not in body


def test_year_without_a_calendar_is_said_at_the_form(
    cast: Cast, signed_in: SignedIn, settings: Any
) -> None:
    settings.BANJIE_TODAY = "2026-12-20"
    answer = signed_in(cast.officer).post(reverse("supervision:new"), form(cast))
    assert answer.status_code == 422
    assert "2027" in str(answer.context["form"].errors["limit"])


def test_year_without_a_calendar_is_said_at_the_button(
    cast: Cast, signed_in: SignedIn, settings: Any
) -> None:
    item = cases.at(cast, "approved")
    settings.BANJIE_TODAY = "2026-12-20"
    answer = signed_in(cast.officer).post(
        reverse("supervision:issue", args=(item.pk,)), follow=True
    )
    assert "2027" in answer.content.decode()
    item.refresh_from_db()
    assert (item.state, item.number) == (Item.State.DRAFT, "")


def test_overdue_activity_offers_an_item_filled_in(
    cast: Cast, signed_in: SignedIn, settings: Any
) -> None:
    activity = plans.open_plan(cast).activities.get(title__contains="征文")
    link = f"/supervision/new/?activity={activity.pk}"
    assert link not in signed_in(cast.officer).get(f"/activities/{activity.pk}/").content.decode()
    settings.BANJIE_TODAY = "2026-11-02"
    assert link in signed_in(cast.officer).get(f"/activities/{activity.pk}/").content.decode()
    assert link not in signed_in(cast.liaison).get(f"/activities/{activity.pk}/").content.decode()
    shown = signed_in(cast.officer).get(link).context["form"]
    assert shown["lead"].value() == cast.library.pk
    assert shown["limit"].value() == "supervision.due.overdue"
    assert shown["title"].value() == activity.title


def test_activity_of_somebody_else_is_not_filled_in(cast: Cast, signed_in: SignedIn) -> None:
    activity = plans.open_plan(cast).activities.all()[0]
    answer = signed_in(cast.other_officer).get(f"/supervision/new/?activity={activity.pk}")
    assert answer.status_code == 404


def words(answer: Any) -> list[str]:
    document = docx.Document(io.BytesIO(b"".join(answer)))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return [p.text for p in document.paragraphs] + cells


@pytest.mark.parametrize(
    ("source", "law"),
    [
        ("《临湖市督查工作办法》第九条", "，依据：《临湖市督查工作办法》第九条"),
        ("《临湖市督查工作办法》第九条；天数由办公室定", "，依据：《临湖市督查工作办法》第九条"),
        ("", ""),  # as the product ships it: a value of nobody's law
    ],
)
def test_papers_cite_an_act_or_nothing(
    cast: Cast, signed_in: SignedIn, source: str, law: str
) -> None:
    if source:
        RuleProfile.objects.create(
            name="supervision.due.meeting", value=20, unit="day", source=source,
            valid_from="2026-01-01",
        )  # fmt: skip
    item = cases.at(cast, "issued")
    assert item.paper is not None
    said = words(signed_in(cast.liaison).get(reverse("supervision:notice-paper", args=(item.pk,))))
    assert item.number in said
    assert "临湖市图书馆：" in said
    assert f"办理时限：截至2026年10月8日（含当日；自交办之日起20日{law}）。" in said
    asked = item.paper.rounds.latest("pk").body
    cited = f"（{law.removeprefix('，')}）" if law else ""
    assert f"办理期限：自交办之日起20日{cited}。" in asked


@pytest.fixture
def counted(cast: Cast, settings: Any) -> Cast:
    """Three items of the library and one of the museum: struck off, at work and late, reopened."""
    cases.at(cast, "struck", title="甲事项")
    cases.at(cast, "issued", title="乙事项", limit="supervision.due.instruction_urgent")
    item = cases.at(cast, "struck", title="丙事项")
    actions.reopen(item, reason="验收发现渗漏。", by=cast.officer)
    cases.at(cast, "issued", title="=丁事项", lead=cast.museum)
    settings.BANJIE_TODAY = "2026-10-08"
    return cast


PERIOD = {"first": "2026-09-01", "last": "2026-12-31"}


def test_report_counts_by_unit_in_the_order_of_the_roster(
    counted: Cast, signed_in: SignedIn
) -> None:
    page = signed_in(counted.leader).get(reverse("supervision:report"), PERIOD)
    report = page.context["report"]
    shown = {
        row.label: [number for _figure, number in row.cells]
        for row in [*report.by_unit, report.total]
    }
    #                                due done late struck reopened
    assert shown[counted.library.name] == [3, 1, 1, 1, 1]
    assert shown[counted.museum.name] == [1, 0, 0, 0, 0]
    assert list(shown.values())[-1] == [4, 1, 1, 1, 1]
    roster = list(Unit.objects.filter(name__in=shown).values_list("name", flat=True))
    assert [row.label for row in report.by_unit] == roster


def test_every_figure_of_the_report_opens_on_its_items(counted: Cast, signed_in: SignedIn) -> None:
    client = signed_in(counted.officer)
    report = client.get(reverse("supervision:report"), PERIOD).context["report"]
    for row in (*report.by_unit, *report.by_area, report.total):
        for figure, number in row.cells:
            at = PERIOD | {"by": row.by, "key": row.key, "figure": figure.name}
            opened = client.get(reverse("supervision:report-rows"), at).context["items"]
            assert len(opened) == number


def test_report_names_no_account(counted: Cast, signed_in: SignedIn) -> None:
    client = signed_in(counted.officer)
    said = words(client.get(reverse("supervision:report-document"), PERIOD))
    names = [user.name for user in User.objects.all()]
    assert not [line for line in said if any(name in line for name in names)]
    assert "关于2026年9月1日至12月31日督查督办事项办理情况的通报" in "".join(said[:1]).replace(
        "\n", ""
    )
    assert "督查事项办理情况表（按单位）" in said
    assert any("应办4项" in line for line in said)


def test_figures_of_the_paper_lead_to_their_items(counted: Cast, signed_in: SignedIn) -> None:
    client = signed_in(counted.officer)
    answer = client.get(reverse("supervision:report-document"), PERIOD)
    document = docx.Document(io.BytesIO(b"".join(answer)))
    links = [
        rel.target_ref for rel in document.part.rels.values() if "report/items" in rel.target_ref
    ]
    assert links
    for link in links:
        query = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        assert client.get(urlsplit(link).path, query).status_code == 200


def test_workbook_holds_the_ledger_and_no_formula(counted: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(counted.officer).get(reverse("supervision:report-sheet"), PERIOD)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    assert book.sheetnames == ["按单位", "按板块", "台账"]
    ledger = [[cell.value for cell in row] for row in book["台账"].iter_rows(min_row=2)]
    assert len(ledger) == 4
    assert "'=丁事项" in [row[2] for row in ledger]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_area_of_the_report_is_the_activitys(
    cast: Cast, signed_in: SignedIn, activity: Activity
) -> None:
    cases.at(cast, "issued", activity=activity)
    cases.at(cast, "issued", title="另一事项")
    report = signed_in(cast.officer).get(reverse("supervision:report"), PERIOD).context["report"]
    assert (report.by_area[0].label, report.by_area[0].count(0)) == (str(activity.area), 1)
    assert report.by_area[-1].count(0) == 1


@pytest.mark.parametrize("items", [1, 3])
def test_sheet_costs_the_same_for_one_item_and_three(
    cast: Cast, signed_in: SignedIn, items: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(items):
        cases.at(cast, "issued", title=f"第{number}件不同的事项")
    client = signed_in(cast.officer)
    with django_assert_max_num_queries(17):
        client.get(reverse("supervision:report-sheet"), PERIOD)


def test_account_of_both_units_acts_for_each_in_turn(cast: Cast, signed_in: SignedIn) -> None:
    Membership.objects.create(user=cast.liaison, unit=cast.museum, duty="liaison")
    item, page = cases.at(cast, "issued", cooperating=[cast.museum]), signed_in(cast.liaison)
    receive = reverse("supervision:receive", args=(item.pk,))
    address = reverse("supervision:answer", args=(item.pk,))
    for _click in (1, 2):  # the second finds that the museum has taken over
        page.post(receive, {"unit": cast.museum.pk})
    assert [part.received_at is not None for part in item.parts.all()] == [False, True]
    answer = {"text": "已协助。", "post": "馆长"}
    page.post(address, answer | {"once": once.new_key(), "papers": plans.photo()})
    assert [a.unit for a in item.answers.all()] == [cast.museum]
    page.post(receive, {"unit": cast.library.pk})
    page.post(address, answer | {"once": once.new_key(), "papers": plans.photo("甲.jpg", "red")})
    assert [a.unit for a in item.answers.all()] == [cast.museum, cast.library]
    assert page.get(address).status_code == 403


def test_account_of_both_units_chooses_for_which_it_answers(
    cast: Cast, signed_in: SignedIn
) -> None:
    Membership.objects.create(user=cast.liaison, unit=cast.museum, duty="liaison")
    item, page = cases.at(cast, "received", cooperating=[cast.museum]), signed_in(cast.liaison)
    page.post(reverse("supervision:receive", args=(item.pk,)), {"unit": cast.museum.pk})
    address = reverse("supervision:answer", args=(item.pk,))
    assert len(page.get(address).context["form"].fields["unit"].queryset) == 2
    answer = {"text": "已协助。", "post": "馆长", "papers": plans.photo()}
    page.post(address, answer | {"once": once.new_key(), "unit": cast.museum.pk})
    assert item.answers.get().unit == cast.museum


@pytest.mark.parametrize("said", ["0", "x", "99999999999999999999"])
def test_unit_nobody_knows_is_not_found(cast: Cast, signed_in: SignedIn, said: str) -> None:
    item = cases.at(cast, "issued")
    page = signed_in(cast.liaison)
    address = reverse("supervision:receive", args=(item.pk,))
    assert page.post(address, {"unit": said}).status_code == 404


def test_archive_number_is_given_at_the_strike_off_or_later(
    cast: Cast, signed_in: SignedIn
) -> None:
    item, page = cases.at(cast, "verified"), signed_in(cast.officer)
    evidence = {
        "once": once.new_key(), "evidence": item.answers.get().files.get().pk,
        "archive_number": "2026-督-001",
    }  # fmt: skip
    page.post(reverse("supervision:strike-off", args=(item.pk,)), evidence)
    assert "2026-督-001" in page.get(item.get_absolute_url()).content.decode()
    address = reverse("supervision:archive", args=(item.pk,))
    assert page.get(address).context["form"]["archive_number"].value() == "2026-督-001"
    for _twice in range(2):
        page.post(address, {"once": once.new_key(), "archive_number": "2026-督-007"})
    assert AuditEntry.objects.filter(verb="item.archived").count() == 1
    item.refresh_from_db()
    assert (
        dict(zip([name for name, _width in LEDGER], ledger([item])[0], strict=True))["归档号"]
        == "2026-督-007"
    )
