"""Topics that once went wrong: who stands behind a point, what can be reworded, shown, drawn."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from banjie.consultation.models import Case
from banjie.topics import actions
from banjie.topics.actions import WrongState
from banjie.topics.models import Minute, Topic
from tests.web.cast import Cast
from tests.web.topics import things

pytestmark = pytest.mark.django_db


def test_officer_who_carries_a_point_on_is_no_author_of_the_case(cast: Cast) -> None:
    topic = things.at(cast, "session", raised_by=cast.library)
    minute = things.minuted(cast, topic).minutes.filter(standing=Minute.Standing.AGREED)[0]
    actions.carry_to_case(minute, title="周末开放", by=cast.officer)
    case = Case.objects.get()
    author = case.submitters.get()
    assert (author.user, author.unit, case.entered_by) == (None, cast.library, cast.officer)
    assert cast.officer.may("consultation.file", case)


def test_result_is_shown_after_the_last_stage_too(cast: Cast) -> None:
    topic = things.at(cast, "pool")
    Topic.objects.filter(pk=topic.pk).update(state=Topic.State.DONE)
    shown = actions.show_result(topic, result="增设了四处借阅点。", by=cast.officer)
    assert shown.shown_on


@pytest.mark.parametrize("approved", [False, True])
def test_topic_keeps_its_words_once_its_plan_is_sent(cast: Cast, approved: bool) -> None:
    topic = things.pooled(cast)
    assert cast.officer.may("topics.change_topic", topic)
    things.planned(cast, topic, approved=approved, begun=False)
    with pytest.raises(WrongState):
        actions.change_topic(topic, things.content(title="另一个题目"), by=cast.officer)


def test_a_field_is_drawn_from_once_a_topic(cast: Cast) -> None:
    topic, field = things.at(cast, "session"), things.knowledge(cast)
    things.announced(cast, topic, field)
    with pytest.raises(WrongState):
        things.announced(cast, topic, field)


def test_page_of_a_comment_is_kept_by_no_cache(cast: Cast, client: Client) -> None:
    text = things.text(cast)
    answer = client.get(f"/p/topics/texts/{text.pk}/comment/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_minutes_of_a_colleague_are_not_written_over_unseen(cast: Cast, client: Client) -> None:
    held = things.session(cast, things.at(cast, "session"))
    client.force_login(cast.officer)
    address = reverse("topics:minutes", args=(held.pk,))
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    actions.write_minutes(
        held, heads={"members": 6}, lines={"agreed": ["同事所记"]}, by=cast.officer
    )
    mine = hidden | {"agreed": "我所记"}
    answer = client.post(address, mine)
    assert answer.status_code == 422
    assert [minute.text for minute in held.minutes.all()] == ["同事所记"]
    shown = dict(re.findall(r'name="(seen)" value="([^"]*)"', answer.content.decode()))
    assert "我所记" in answer.content.decode()
    assert client.post(address, mine | shown).status_code == 302
    assert [minute.text for minute in held.minutes.all()] == ["我所记"]
