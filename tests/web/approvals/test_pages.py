"""Writing and signing through the pages, the document, and numbers under many hands."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from banjie.approvals.actions import StepPlan, agree, send_back, set_letters
from banjie.approvals.models import Paper, UnitLetters
from banjie.common import once
from banjie.people.models import Membership, User
from banjie.programme.models import Activity
from tests.web import plans
from tests.web.approvals.papers import draft, leader_of, officer_of
from tests.web.cast import Cast

SignedIn = Callable[[User], Client]


def form(cast: Cast, **values: str) -> dict[str, object]:
    return {
        "once": once.new_key(), "unit": cast.library.pk, "addressee": cast.office.pk,
        "title": "秋季读书月延期举办", "body": "拟延至10月举办。",
        "step-0-0": f"{cast.office.pk}:leader", "send": "now",
    } | values  # fmt: skip


def asked(client: Client, paper: Paper) -> dict[str, Any]:
    """What the page of a paper sends when its form is filled in: the signature it was drawn for."""
    shown = client.get(reverse("approvals:paper", args=(paper.pk,))).context["agree_form"]
    return {"reason": "同意。", "signature": shown["signature"].value()}


def test_paper_is_written_sent_and_signed_through_the_pages(
    cast: Cast, signed_in: SignedIn
) -> None:
    page = signed_in(cast.liaison)
    new = reverse("approvals:new", args=("simple",))
    data = form(cast) | {"papers": plans.photo("场馆.jpg")}
    answer = page.post(new, data)
    paper = Paper.objects.get()
    assert answer.url == reverse("approvals:paper", args=(paper.pk,))
    assert page.post(new, data | {"papers": plans.photo()}).url == answer.url
    assert Paper.objects.count() == 1
    assert paper.number == "市图书馆请〔2026〕1号"
    leader = signed_in(cast.leader)
    assert "秋季读书月延期举办" in leader.get(reverse("approvals:papers")).content.decode()
    leader.post(reverse("approvals:agree", args=(paper.pk,)), asked(leader, paper))
    paper.refresh_from_db()
    assert paper.state == Paper.State.APPROVED


def test_agreeing_sent_twice_signs_one_step_of_two(cast: Cast, signed_in: SignedIn) -> None:
    Membership.objects.create(user=cast.leader, unit=cast.office, duty="officer")
    paper = draft(
        cast, StepPlan([officer_of(cast.office)]), StepPlan([leader_of(cast.office)]), flow="steps"
    )
    leader = signed_in(cast.leader)
    data = asked(leader, paper)
    for _ in range(2):
        leader.post(reverse("approvals:agree", args=(paper.pk,)), data)
    paper.refresh_from_db()
    assert (paper.state, paper.at_step) == (Paper.State.OUT, 2)
    leader.post(reverse("approvals:agree", args=(paper.pk,)), asked(leader, paper))
    paper.refresh_from_db()
    assert paper.state == Paper.State.APPROVED


def test_draft_is_kept_and_goes_on_with_its_steps(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.liaison)
    steps = {
        "step-0-1": f"{cast.office.pk}:officer:{cast.officer.pk}", "step-0-mode": "any",
        "step-1-0": f"{cast.office.pk}:leader", "step-1-mode": "all",
    }  # fmt: skip
    page.post(reverse("approvals:new", args=("steps",)), form(cast, send="draft", **steps))
    paper = Paper.objects.get()
    assert (paper.state, paper.number) == ("draft", "")
    shown = page.get(reverse("approvals:change", args=(paper.pk,))).context["form"]
    assert {name: shown[name].value() for name in steps} == steps


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"step-0-0": ""}, "step-0-0"),
        ({"step-0-0": "0:leader"}, "step-0-0"),
        ({"about_address": "https://elsewhere.example/"}, "about_address"),
        ({"about_address": "//elsewhere.example/"}, "about_address"),
        ({"step-2-0": "office"}, "__all__"),
    ],
    ids=["nobody", "unknown-post", "other-site", "no-scheme", "gap"],
)
def test_form_says_what_is_wrong(
    cast: Cast, signed_in: SignedIn, change: dict[str, str], field: str
) -> None:
    if change.get("step-2-0"):
        change = {"step-2-0": f"{cast.office.pk}:leader"}
    answer = signed_in(cast.liaison).post(
        reverse("approvals:new", args=("steps",)), form(cast, **change)
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_drafter_is_no_choice_of_their_own_form(cast: Cast, signed_in: SignedIn) -> None:
    Membership.objects.create(user=cast.leader, unit=cast.library, duty="officer")
    page = signed_in(cast.leader).get(reverse("approvals:new", args=("simple",)))
    values = {
        value
        for _group, choices in page.context["form"].fields["step-0-0"].choices
        if isinstance(choices, list)
        for value, _label in choices
    }
    assert f"{cast.office.pk}:leader" not in values
    assert f"{cast.office.pk}:officer" in values


def test_year_without_a_calendar_is_said_at_the_form(
    cast: Cast, signed_in: SignedIn, settings: Any
) -> None:
    settings.BANJIE_TODAY = "2026-12-29"
    answer = signed_in(cast.liaison).post(reverse("approvals:new", args=("filing",)), form(cast))
    assert answer.status_code == 422
    assert "2027" in str(answer.context["form"].non_field_errors())
    assert not Paper.objects.exists()


def test_activity_offers_a_paper_about_itself(
    cast: Cast, signed_in: SignedIn, activity: Activity
) -> None:
    page = signed_in(cast.liaison)
    body = page.get(f"/activities/{activity.pk}/").content.decode()
    assert f"/papers/new/simple/?about=/activities/{activity.pk}/&amp;label=" in body
    form_page = page.get("/papers/new/simple/", {"about": "/activities/1/", "label": "读书会"})
    assert 'href="/activities/1/"' in form_page.content.decode()


def test_activity_shows_the_papers_about_it_to_those_who_may_read_them(
    cast: Cast, signed_in: SignedIn, activity: Activity
) -> None:
    address = f"/activities/{activity.pk}/"
    draft(cast, about_address=address, about_label=activity.title)
    shown = {
        name: "秋季读书月延期举办" in signed_in(getattr(cast, name)).get(address).content.decode()
        for name in ("liaison", "leader", "officer", "handler")
    }
    assert shown == {"liaison": True, "leader": True, "officer": False, "handler": False}


def read(client: Client, paper: Paper) -> list[str]:
    answer = client.get(reverse("approvals:document", args=(paper.pk,)))
    document = docx.Document(io.BytesIO(b"".join(answer)))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return [p.text for p in document.paragraphs] + cells


def test_document_has_the_form_of_a_request_and_names_posts_only(
    cast: Cast, signed_in: SignedIn
) -> None:
    set_letters(cast.library, "临图", by=cast.officer)
    paper = draft(
        cast, StepPlan([officer_of(cast.office)]), StepPlan([leader_of(cast.office)]), flow="steps",
        files=[plans.photo("场馆检修.jpg")],
    )  # fmt: skip
    agree(paper, by=cast.officer)
    send_back(paper, reason="请写明日期。", by=cast.leader)
    words = read(signed_in(cast.liaison), paper)
    for expected in (
        "临图请〔2026〕1号", "关于秋季读书月延期举办的请示", "临湖市协作办公室：", "妥否，请批示。",
        "附件：1.场馆检修", "2.批复情况", "临湖市图书馆", "临湖市协作办公室经办人", "同意", "退回",
        "请写明日期。",
    ):  # fmt: skip
        assert expected in words
    assert not any(user.name in word for user in (cast.leader, cast.officer) for word in words)


def test_document_of_a_lapsed_filing_says_so(
    cast: Cast, signed_in: SignedIn, settings: Any
) -> None:
    paper = draft(cast, flow="filing")
    settings.BANJIE_TODAY = "2026-10-12"
    words = read(signed_in(cast.liaison), paper)
    assert {"特此报备。", "期满未提出异议", "2026年9月24日"} <= set(words)


def test_letters_change_the_numbers_to_come_alone(cast: Cast) -> None:
    first = draft(cast)
    set_letters(cast.library, "临图", by=cast.officer)
    second = draft(cast, flow="filing")
    third = draft(cast)
    numbers = [Paper.objects.get(pk=p.pk).number for p in (first, second, third)]
    assert numbers == ["市图书馆请〔2026〕1号", "临图备〔2026〕1号", "临图请〔2026〕2号"]


@pytest.mark.parametrize(
    ("letters", "kept"),
    [
        ("临图", True),
        ("LTB", True),
        ("第五小", False),
        ("临", False),
        ("临图1", False),
        ("临 图", False),
    ],
)
def test_letters_of_numbers_are_letters(
    cast: Cast, signed_in: SignedIn, letters: str, kept: bool
) -> None:
    address = reverse("approvals:letters", args=(cast.office.pk,))
    signed_in(cast.officer).post(address, {"letters": letters})
    assert UnitLetters.objects.filter(letters=letters).exists() == kept


def test_unit_whose_name_begins_so_has_numbers_too(cast: Cast) -> None:
    cast.library.short_name = "第五小学"
    cast.library.save()
    assert draft(cast).number == "五小学请〔2026〕1号"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_database_keeps_a_paper_about_this_site(cast: Cast, address: str) -> None:
    paper = draft(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(about_address=address)


def test_numbers_begin_anew_with_the_year(cast: Cast, settings: Any) -> None:
    draft(cast)
    settings.BANJIE_TODAY = date(2027, 1, 4).isoformat()
    assert draft(cast).number == "市图书馆请〔2027〕1号"


def test_paper_that_cannot_be_sent_takes_no_number(
    cast: Cast, settings: Any, signed_in: SignedIn
) -> None:
    draft(cast, flow="filing")
    settings.BANJIE_TODAY = "2026-12-29"
    signed_in(cast.liaison).post(reverse("approvals:new", args=("filing",)), form(cast))
    settings.BANJIE_TODAY = "2026-09-18"
    assert draft(cast, flow="filing").serial == 2
