"""Steps in an unusual order: twice, in two windows, after somebody else, on what went another way."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from banjie.common import clock, once
from banjie.common.limits import in_days
from banjie.common.models import Attachment
from banjie.consultation import actions
from banjie.consultation.actions import PartPlan
from banjie.consultation.codes import new_form_key
from banjie.consultation.models import (
    Case,
    Channel,
    Contact,
    Countersign,
    Follower,
    Poster,
    Rating,
    Reply,
)
from banjie.notices.models import Notice
from banjie.people.actions import accounts
from banjie.people.models import User
from tests.web import plans, uploads
from tests.web.api.caller import Caller
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.consultation.doing import scan

SignedIn = Callable[[User], Client]
pytestmark = pytest.mark.django_db
ELSE = {1: "另行研究。", 2: "暂不延长。"}


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def form_of(client: Client, address: str) -> dict[str, str]:
    """The hidden fields of a page's form, as a window that stays open keeps them."""
    page = client.get(address).content.decode()
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return dict(found) | {"once": once.new_key()}


def test_what_was_merged_before_has_its_clock_when_it_is_merged_once_more(cast: Cast) -> None:
    first, second = cases.at(cast, "filed"), cases.at(cast, "filed")
    actions.merge_cases(first, [second], by=cast.officer)
    lead = cases.at(cast, "handling")
    actions.merge_cases(lead, [again(first)], by=cast.officer)
    for case in (again(first), again(second)):
        assert (case.merged_into_id, case.due) == (lead.pk, lead.due), case
        assert case.assigned_on == clock.today()


@pytest.mark.parametrize("step", ["sign-reply", "countersign"])
def test_nobody_agrees_to_a_text_that_was_not_shown(
    cast: Cast, signed_in: SignedIn, step: str
) -> None:
    case = cases.shared(cast)
    cases.drafted(cast, case)
    who = cases.head_of(cast) if step == "sign-reply" else cast.stranger
    client, address = signed_in(who), reverse(f"consultation:{step}", args=(case.pk,))
    said = form_of(client, address) | {"post": "馆长", "agreed": "no", "reason": "请补充。"}
    cases.drafted(cast, case, answers=ELSE)
    assert client.post(address, said).status_code == 403
    assert Reply.objects.get().state == "signing"
    assert not Countersign.objects.exists()
    fresh = said | form_of(client, address)
    assert client.post(address, fresh).status_code == 302


def test_a_program_keeps_a_draft(cast: Cast) -> None:
    case = cases.at(cast, "received")
    said = {"outcome": "A", "answers": {"1": "将增设。"}, "send": False}
    assert Caller(cast.handler)("POST", f"/cases/{case.pk}/draft-reply", said).status_code == 200
    assert Reply.objects.get().state == "draft"


def test_a_program_agrees_to_the_text_it_read(cast: Cast) -> None:
    case = cases.at(cast, "review")
    call = Caller(cast.officer)
    mark = call.get(f"/cases/{case.pk}/replies")[0]["mark"]
    for seen, status in (("else", 409), (mark, 200)):
        said = {"agreed": True, "seen": seen}
        assert call("POST", f"/cases/{case.pk}/review-reply", said).status_code == status
    assert Reply.objects.get().state == "ready"


def test_a_draft_of_a_colleague_is_not_written_over_unseen(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.at(cast, "received")
    client, address = signed_in(cast.liaison), reverse("consultation:draft-reply", args=(case.pk,))
    mine = form_of(client, address) | {"answer_1": "我的答复。", "outcome": "A", "keep": "1"}
    cases.drafted(cast, case, answers={1: "同事的答复。"})
    page = client.post(address, mine)
    assert page.status_code == 422
    assert "我的答复。" in page.content.decode()
    assert Reply.objects.get().answers.get().text == "同事的答复。"
    mark = Reply.objects.get().mark
    assert mark in page.content.decode()
    assert client.post(address, mine | {"seen": mark}).status_code == 302
    assert Reply.objects.get().answers.get().text == "我的答复。"


def test_a_rating_on_paper_keeps_whether_it_was_solved(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.at(cast, "replied", kind="request")
    said = {
        "once": once.new_key(), "submitter": cases.author(case).pk, "attitude": 3, "result": 3,
        "solved": "true", "scan": scan(),
    }  # fmt: skip
    address = reverse("consultation:rate-on-paper", args=(case.pk,))
    assert signed_in(cast.officer).post(address, said).status_code == 302
    assert Rating.objects.get().solved is True


def test_what_is_reopened_from_the_file_has_its_days_anew(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cases.at(cast, "filed", kind="information")
    actions.archive_case(case, ground="used", by=cast.officer)
    later = clock.today() + timedelta(30)
    monkeypatch.setattr(clock, "today", lambda: later)
    case = actions.reopen(again(case), reason="又有新情况。", by=cast.officer)
    assert case.assign_by is not None
    assert case.assign_by > later


def test_a_draft_is_not_sent_into_a_closed_channel(cast: Cast, signed_in: SignedIn) -> None:
    channel = Channel.objects.create(
        office=cast.office, kind="suggestion", name="内部建言", public=False
    )
    draft = actions.save_draft(cases.content(), office=cast.office, channel=channel, by=cast.nobody)
    Channel.objects.update(is_open=False)
    client, address = signed_in(cast.nobody), reverse("consultation:draft", args=(draft.pk,))
    said = {"title": draft.title, **cases.SAID}
    assert client.post(address, said | {"once": once.new_key()}).status_code == 422
    assert again(draft).state == "draft"
    kept = client.post(address, said | {"once": once.new_key(), "later": "1"})
    assert kept.status_code == 302


def test_taking_back_what_went_on_elsewhere_takes_the_contact_along(cast: Cast) -> None:
    case = cases.submitted(cast, contact="13800000000")
    parts = [actions.NewCase(f"第{n}部分", cases.SAID, [f"第{n}项"]) for n in (1, 2)]
    first, second = actions.split_case(case, parts, by=cast.officer)
    actions.withdraw_case(cases.author(first))
    assert Contact.objects.exists()  # the other part goes on
    actions.withdraw_case(cases.author(second))
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    "words", ["局长张三收受贿赂。", "请致电13812345678。"], ids=["accusation", "number"]
)
def test_what_belongs_elsewhere_is_not_kept_with_a_rating(
    cast: Cast, client: Client, words: str
) -> None:
    channel = Channel.objects.create(office=cast.office, kind="suggestion", name="建议箱")
    made = actions.submit_openly(cases.content(), channel=channel, form_key=new_form_key())
    cases.on(cast, made.case, "replied")
    said = {"code": made.code, "attitude": 1, "result": 1}
    address = reverse("consultation:author-rate")
    assert client.post(address, said | {"comment": words}).status_code == 422
    assert not Rating.objects.exists()
    assert client.post(address, said | {"comment": "仍未解决。"}).status_code == 200
    assert Rating.objects.get().comment == "仍未解决。"


def test_who_follows_what_is_over_may_look_for_the_time_of_a_code(cast: Cast) -> None:
    case = cases.at(cast, "closed", may_be_shown=True)
    case = actions.show_case(case, visibility="public", by=cast.officer)
    actions.follow_case(case, form_key="follow")
    assert Follower.objects.get().ends_on == in_days("case.code")


def test_a_draft_goes_with_the_account_that_was_closed(cast: Cast) -> None:
    kept, gone = (
        actions.save_draft(cases.content(), office=cast.office, by=user)
        for user in (cast.nobody, cast.stranger)
    )
    accounts.shut(cast.nobody, by=cast.officer)
    assert actions.drop_left_drafts() == 0
    accounts.close_account(cast.stranger, by=cast.stranger)
    assert actions.drop_left_drafts() == 1
    assert list(Case.objects.values_list("pk", flat=True)) == [kept.pk]
    assert not Case.objects.filter(pk=gone.pk).exists()


def test_a_clock_that_is_stopped_by_mistake_loses_and_gains_no_day(cast: Cast) -> None:
    case = cases.at(cast, "received")
    part = case.handlings.get()
    before = (case.due, case.latest, part.due, part.return_by)
    for _twice in range(2):
        actions.suspend_case(case, ground="hearing", reason="误点。", by=cast.officer)
        case = actions.resume_case(again(case), by=cast.officer)
    part = case.handlings.get()
    assert case.stopped_on is None
    assert (case.due, case.latest, part.due, part.return_by) == before


def test_a_file_of_somebody_unnamed_is_known_by_its_number(cast: Cast, client: Client) -> None:
    channel = Channel.objects.create(office=cast.office, kind="suggestion", name="建议箱")
    address = Poster.objects.create(channel=channel).get_absolute_url()
    told = "王小湖_微信图片_20260918103012"
    said = {"once": new_form_key(), "title": "", **cases.SAID}
    first = SimpleUploadedFile(f"{told}.pdf", uploads.pdf())
    page = client.post(address, said | {"papers": [first]}).content.decode()
    kept = re.findall(r'name="kept" value="(\d+)"', page)
    second = plans.photo()
    second.name = f"{told}.png"
    said |= {"title": "关于路灯的建议", "kept": kept, "papers": [second]}
    assert client.post(address, said).status_code == 200
    names = Case.objects.get().files.values_list("attachment__name", flat=True)
    assert list(names) == ["附件1.pdf", "附件2.jpg"]
    assert not Attachment.objects.filter(name__contains="王小湖").exists()


def test_whom_an_author_asks_to_join_stands_in_no_outbox(cast: Cast) -> None:
    asked = [cast.nobody, cast.museum]
    said = cases.content(kind="proposal", joint=asked)
    actions.submit_case(said, office=cast.other_office, by=cast.officer)
    assert set(Notice.objects.values_list("office", "written_by")) == {(None, None)}
    told = Notice.objects.filter(deliveries__state="sent").values_list(
        "deliveries__user", flat=True
    )
    assert {cast.nobody.pk, cast.stranger.pk} <= set(told)


def test_what_a_colleague_handed_over_is_not_taken_back_unseen(
    cast: Cast, signed_in: SignedIn
) -> None:
    case = cases.at(cast, "received")
    client, address = signed_in(cast.officer), reverse("consultation:reassign", args=(case.pk,))
    stale = form_of(client, address) | {"main": str(cast.library.pk)}
    plan = [PartPlan(cast.library, "main"), PartPlan(cast.museum, "co")]
    actions.reassign_case(case, plan, by=cast.officer)
    answer = client.post(address, stale)
    assert answer.status_code == 422
    assert case.handlings.filter(ended_on=None).count() == 2
    fresh = stale | form_of(client, address)
    assert client.post(address, fresh).status_code == 302
    assert case.handlings.get(ended_on=None).unit == cast.library
