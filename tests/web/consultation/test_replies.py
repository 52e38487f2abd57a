"""Replying: every point, every co-handler, the head of the unit, the office, every author."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from docx import Document

from banjie.common import clock
from banjie.consultation import actions
from banjie.consultation.actions import ReplyContent, WrongState
from banjie.consultation.models import Case, Handling, Reply
from banjie.consultation.paper import write_letter
from banjie.consultation.queries.replies import opinions_for, replies_for
from tests.web.cast import Cast
from tests.web.consultation import cases

Role = Handling.Role
ANSWERS = {1: "将于三季度增设自习室。", 2: "周末延长至二十一时。"}


def draft(cast: Cast, case: Case, **values: Any) -> Reply:
    send = values.pop("send", True)
    said = {"outcome": "A", "answers": ANSWERS} | values
    part = case.handlings.get(unit=cast.library)
    return actions.draft_reply(part, ReplyContent(**said), send=send, by=cast.handler)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"answers": {1: "好。"}}, "2"),
        ({"answers": {1: "好。", 2: "  "}}, "2"),
        ({"outcome": ""}, "类别"),
        ({"outcome": "Z"}, "类别"),
        ({"outcome": "B"}, "B"),
        ({"promise": "增设自习室"}, "承诺"),
    ],
)
def test_a_draft_is_not_sent_with_a_gap(cast: Cast, values: dict[str, Any], word: str) -> None:
    case = cases.shared(cast)
    with pytest.raises(ValidationError):
        draft(cast, case, **values)
    assert not Reply.objects.exists()
    assert draft(cast, case, send=False, **values).state == Reply.State.DRAFT


def test_nothing_is_signed_before_every_co_handler_spoke(cast: Cast) -> None:
    case = cases.shared(cast)
    reply, head = draft(cast, case), cases.head_of(cast)
    with pytest.raises(ValidationError, match="市博物馆"):
        actions.sign_reply(reply, post="馆长", by=head)
    co = case.handlings.get(unit=cast.museum)
    with pytest.raises(ValidationError):
        actions.countersign(reply, co, agreed=False, by=cast.stranger)
    actions.countersign(reply, co, agreed=False, reason="展厅不能挪用。", by=cast.stranger)
    assert actions.sign_reply(reply, post="馆长", by=head).state == Reply.State.REVIEW


def test_a_rewritten_draft_is_countersigned_anew(cast: Cast) -> None:
    case = cases.shared(cast)
    reply = draft(cast, case)
    co = case.handlings.get(unit=cast.museum)
    actions.countersign(reply, co, agreed=True, by=cast.stranger)
    reply = draft(cast, case, outcome="C")
    with pytest.raises(ValidationError):
        actions.sign_reply(reply, post="馆长", by=cases.head_of(cast))


def test_nobody_signs_an_own_draft(cast: Cast) -> None:
    case, head = cases.at(cast, "received"), cases.head_of(cast)
    part = case.handlings.get()
    reply = actions.draft_reply(part, ReplyContent("A", ANSWERS), by=head)
    with pytest.raises(WrongState):
        actions.sign_reply(reply, post="馆长", by=head)


@pytest.mark.parametrize("step", ["sign", "review"])
def test_what_goes_back_needs_a_reason_and_is_drafted_again(cast: Cast, step: str) -> None:
    case = cases.at(cast, "signing" if step == "sign" else "review")
    reply = Reply.objects.get()

    def send_back(reason: str) -> Reply:
        if step == "sign":
            head = cases.head_of(cast)
            return actions.sign_reply(reply, post="馆长", agreed=False, reason=reason, by=head)
        return actions.review_reply(reply, fit=False, reason=reason, by=cast.officer)

    with pytest.raises(ValidationError):
        send_back(" ")
    assert send_back("请写明时间。").state == Reply.State.DRAFT
    assert cases.drafted(cast, case).returned_reason == ""


def test_split_handlers_each_answer_before_the_case_is_answered(cast: Cast) -> None:
    case = cases.shared(cast, ("library", Role.SPLIT), ("museum", Role.SPLIT))
    for unit, by in ((cast.library, cast.handler), (cast.museum, cast.stranger)):
        part = case.handlings.get(unit=unit)
        reply = actions.draft_reply(part, ReplyContent("A", ANSWERS), by=by)
        reply = actions.sign_reply(reply, post="馆长", by=cases.head_of(cast, unit))
        reply = actions.review_reply(reply, fit=True, by=cast.officer)
        actions.publish_replies([reply], by=cast.officer)
        case.refresh_from_db()
        assert (case.state == "replied") == (unit == cast.museum)
    assert case.reply_letters.count() == 2


def test_a_letter_answers_each_point_and_names_the_outcome(cast: Cast) -> None:
    case = cases.shared(cast)
    day = clock.today() + timedelta(60)
    reply = draft(cast, case, outcome="B", promise="建成自习室", promised_by=day)
    co = case.handlings.get(unit=cast.museum)
    actions.countersign(reply, co, agreed=True, by=cast.stranger)
    reply = actions.sign_reply(reply, post="馆长", by=cases.head_of(cast))
    reply = actions.review_reply(reply, fit=True, by=cast.officer)
    (letter,) = actions.publish_replies([reply], by=cast.officer)
    out, again = io.BytesIO(), io.BytesIO()
    write_letter(letter, out)
    write_letter(letter, again)
    assert out.getvalue() == again.getvalue()
    text = "\n".join(paragraph.text for paragraph in Document(out).paragraphs)
    for words in (
        *ANSWERS.values(),
        "一、增设自习室",
        "市博物馆同意",
        "B类",
        letter.number,
        case.number,
    ):
        assert words in text
    assert f"{day.year}年{day.month}月{day.day}日前，建成自习室" in text


def test_an_opinion_is_read_by_the_main_handler_and_the_office_alone(cast: Cast) -> None:
    case = cases.shared(cast)
    co = case.handlings.get(unit=cast.museum)
    actions.write_opinion(co, "可以利用连廊。", by=cast.stranger)
    for user, sees in (
        (cast.handler, True), (cast.officer, True), (cast.stranger, True),
        (cast.other_officer, False), (cast.nobody, False), (cases.author(case), False),
    ):  # fmt: skip
        assert opinions_for(user, case).exists() is sees, user


@pytest.mark.parametrize(
    ("stage", "readers"),
    [
        ("signing", {"handler"}),
        ("review", {"handler", "officer", "leader"}),
        ("replied", {"handler", "officer", "leader"}),
    ],
)
def test_a_reply_is_read_by_those_it_has_come_to(cast: Cast, stage: str, readers: set[str]) -> None:
    case = cases.at(cast, stage)
    for name in ("handler", "officer", "leader", "stranger"):
        assert replies_for(getattr(cast, name), case).exists() is (name in readers), name


def test_a_contact_is_logged_by_its_unit_and_not_for_a_day_to_come(cast: Cast) -> None:
    case = cases.at(cast, "received")
    said = {"unit": cast.library, "means": "phone", "summary": "说明办理进度。", "by": cast.handler}
    actions.log_contact(case, on=clock.today(), **said)
    with pytest.raises(ValidationError):
        actions.log_contact(case, on=date(2999, 1, 1), **said)
    other = said | {"unit": cast.museum}
    with pytest.raises(WrongState):
        actions.log_contact(case, on=clock.today(), **other)
    assert case.contacts_logged.count() == 1
