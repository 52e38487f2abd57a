"""What an author, a unit and the office may read and say: cases that once went wrong."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import clock
from banjie.consultation import actions
from banjie.consultation.actions import PartPlan, ReplyContent
from banjie.consultation.models import Case
from banjie.consultation.queries.replies import letters_for, replies_for
from tests.web.cast import Cast
from tests.web.consultation import cases

pytestmark = pytest.mark.django_db


def handed_on(cast: Cast) -> Case:
    """A case the library had, spoke about, and lost to the museum, which answered it."""
    case = cases.at(cast, "received")
    cases.with_file(case, cast)
    actions.log_contact(
        case, unit=cast.library, means="phone", on=clock.today(), summary="馆方电话联系。",
        by=cast.handler,
    )  # fmt: skip
    plan = [PartPlan(cast.museum, "sole")]
    case = actions.reassign_case(case, plan, by=cast.officer)
    actions.log_contact(
        case, unit=cast.museum, means="phone", on=clock.today(), summary="博物馆后来所谈。",
        by=cast.stranger,
    )  # fmt: skip
    actions.instruct(case, post="市长", text="后来的批示", on=clock.today(), by=cast.officer)
    return Case.objects.get(pk=case.pk)


def test_a_unit_that_left_reads_its_own_part_alone(cast: Cast, client: Client) -> None:
    case = handed_on(cast)
    later = ("博物馆后来所谈。", "后来的批示", "座位统计.pdf")
    for user, sees in ((cast.liaison, False), (cast.stranger, True), (cast.officer, True)):
        client.force_login(user)
        words = client.get(case.get_absolute_url()).content.decode()
        assert "馆方电话联系。" in words
        assert [one in words for one in later] == [sees] * 3, user
        kept = case.files.get().attachment
        answer = client.get(reverse("consultation:file-of-case", args=(case.pk, kept.key)))
        assert answer.status_code == (200 if sees else 404)


def answered_by_museum(cast: Cast, case: Case) -> Case:
    """Its reply is the museum's, and goes out."""
    part = case.handlings.get(unit=cast.museum, ended_on=None)
    answers = {point.order: "将增设自习室。" for point in case.points.all()}
    reply = actions.draft_reply(part, ReplyContent("A", answers), by=cast.stranger)
    reply = actions.sign_reply(reply, post="馆长", by=cases.head_of(cast, cast.museum))
    reply = actions.review_reply(reply, fit=True, by=cast.officer)
    actions.publish_replies([reply], by=cast.officer)
    return Case.objects.get(pk=case.pk)


def test_a_unit_that_left_reads_no_letter_of_another(cast: Cast) -> None:
    case = answered_by_museum(cast, handed_on(cast))
    for user, sees in ((cast.liaison, False), (cast.stranger, True), (cast.officer, True)):
        assert letters_for(user, case).exists() is sees
        assert replies_for(user, case).exists() is sees
