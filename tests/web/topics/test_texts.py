"""Texts open for comment: long enough, commented without a trace, answered in public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.sessions.models import Session as WebSession
from django.core.exceptions import ValidationError
from django.test import Client

from banjie.common.models import AuditEntry, OnceKey
from banjie.consultation.codes import new_form_key
from banjie.consultation.limiting import SENDING
from banjie.notices.models import Notice
from banjie.topics import actions
from banjie.topics.actions import WrongState
from banjie.topics.models import Comment, OpenText
from tests.web.cast import Cast
from tests.web.topics import things

pytestmark = pytest.mark.django_db
KEY = new_form_key()


@pytest.fixture(autouse=True)
def nobody_tried() -> Iterator[None]:
    yield
    SENDING.forget()


def say(
    text: OpenText, words: str = "建议每周开放六天。", key: str = KEY, client: Client | None = None
):
    first = text.paragraphs.all()[0]
    said = {"key": key, "paragraph": first.pk, "text": words}
    return (client or Client()).post(f"/p/topics/texts/{text.pk}/comment/", said)


def test_time_is_thirty_days_or_explained(cast: Cast) -> None:
    assert things.text(cast, days=32).due == date(2026, 10, 19)  # the thirtieth is a Sunday
    with pytest.raises(ValidationError):
        things.text(cast, days=20)
    assert things.text(cast, days=20, short_reason="汛期将至。").short_reason


def test_anonymous_comment_leaves_its_words_and_the_day(cast: Cast) -> None:
    text = things.text(cast)
    before = (
        AuditEntry.objects.count(), Notice.objects.count(), OnceKey.objects.count(),
        WebSession.objects.count(),
    )  # fmt: skip
    answer = say(text)
    assert answer.status_code == 302
    assert "sessionid" not in answer.cookies
    assert "messages" not in answer.cookies
    kept = Comment.objects.get()
    assert (kept.user, kept.on, kept.text) == (None, date(2026, 9, 18), "建议每周开放六天。")
    assert before == (
        AuditEntry.objects.count(), Notice.objects.count(), OnceKey.objects.count(),
        WebSession.objects.count(),
    )  # fmt: skip


def test_public_page_does_not_know_an_account(cast: Cast, signed_in) -> None:
    text = things.text(cast)
    say(text, client=signed_in(cast.liaison))
    assert Comment.objects.get().user is None


def test_same_form_sent_twice_is_one_comment(cast: Cast) -> None:
    text = things.text(cast)
    assert [say(text).status_code for _time in range(2)] == [302, 302]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "words",
    ["王某某局长贪污受贿。", "我的手机是13800001234，请联系。"],
)
def test_what_belongs_elsewhere_is_not_kept(words: str, cast: Cast) -> None:
    assert say(things.text(cast), words).status_code == 422
    assert not Comment.objects.exists()


def test_one_place_cannot_flood_a_text(cast: Cast) -> None:
    text = things.text(cast)
    answers = [say(text, key=new_form_key()).status_code for _n in range(SENDING.most + 5)]
    assert answers == [302] * SENDING.most + [429] * 5
    assert Comment.objects.count() == SENDING.most


def test_nothing_is_said_to_a_closed_text(cast: Cast) -> None:
    text = things.closed(things.text(cast))
    say(text)
    with pytest.raises(WrongState):
        actions.comment(text.paragraphs.all()[0], "晚了", form_key=KEY, by=cast.liaison)
    assert not Comment.objects.exists()


def test_key_that_the_site_did_not_give_is_refused(cast: Cast) -> None:
    assert say(things.text(cast), key="made-up-by-somebody").status_code == 422
    assert not Comment.objects.exists()


def test_paragraph_of_another_text_is_refused(cast: Cast) -> None:
    one, other = things.text(cast), things.text(cast, title="另一篇")
    said = {"key": KEY, "paragraph": other.paragraphs.all()[0].pk, "text": "好"}
    assert Client().post(f"/p/topics/texts/{one.pk}/comment/", said).status_code == 422


def test_answers_are_published_whole(cast: Cast, client: Client) -> None:
    text = things.text(cast)
    say(text)
    text = things.closed(text)
    actions.answer_text(text, summary="共收到一条意见。", answers={2: "不改。"}, by=cast.officer)
    with pytest.raises(ValidationError, match="1"):
        actions.publish_text(text, by=cast.officer)
    page = f"/p/topics/texts/{text.pk}/"
    assert "共收到一条意见" not in client.get(page).content.decode()
    actions.answer_text(
        text, summary="共收到一条意见。", answers={1: "采纳，改为六天。"}, by=cast.officer
    )
    actions.publish_text(text, by=cast.officer)
    html = client.get(page).content.decode()
    assert "采纳，改为六天" in html
    assert "建议每周开放六天" not in html  # comments themselves are not shown
