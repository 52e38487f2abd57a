"""Plans of a year, texts open for comment and fields of knowledge through the API."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banjie.approvals.actions import agree
from banjie.topics.actions import join, open_plan
from banjie.topics.models import AnnualPlan, Comment, Expert, OpenText
from tests.web.api.caller import Caller
from tests.web.api.test_topics import took
from tests.web.cast import Cast
from tests.web.topics import things

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_plan_is_chosen_sent_and_begun(cast: Cast) -> None:
    topic, left = things.pooled(cast), things.pooled(cast, title="夜间照明")
    plan = open_plan(office=cast.office, year=2026, programme=None, by=cast.officer)
    officer, address = Caller(cast.officer), f"/topics/plans/{plan.pk}"
    took(officer, f"{address}/choose", {"topics": [topic.pk]})
    took(officer, f"{address}/send-plan", {"leader": f"{cast.office.pk}:leader"})
    assert officer("POST", f"{address}/choose", {"topics": [left.pk]}).status_code == 403
    sent = AnnualPlan.objects.get()
    assert sent.paper
    agree(sent.paper, by=cast.leader)
    assert "fix-plan" in officer.get(address)["steps"]
    took(officer, f"{address}/fix-plan")
    told = officer.get(address)
    assert (told["topics"], told["states"]["running"], told["outcomes"]) == ([topic.pk], 1, [])
    things.outcome(cast, topic)
    assert officer.get(address)["outcomes"][0]["standing"] == "waiting"


def test_a_text_is_commented_on_and_answered(cast: Cast) -> None:
    text = things.text(cast)
    officer, reader, address = Caller(cast.officer), Caller(cast.nobody), f"/topics/texts/{text.pk}"
    said = {"paragraph": 2, "text": "建议每两个月轮换。"}
    took(reader, f"{address}/comment", said)
    assert Comment.objects.get().paragraph.order == 2
    for wrong in ({"paragraph": 9}, {"text": "请打13800138000"}):
        assert reader("POST", f"{address}/comment", said | wrong).status_code == 422
    words = {"summary": "共1条。", "answers": {"2": "采纳。"}}
    took(officer, f"{address}/answer-text", words)
    assert reader.get(address)["paragraphs"][1]["answer"] == ""  # nothing is published yet
    assert officer.get(address)["paragraphs"][1]["answer"] == "采纳。"
    things.closed(text)
    took(officer, f"{address}/publish-text")
    told = reader.get(address)
    assert (told["summary"], told["paragraphs"][1]["answer"]) == ("共1条。", "采纳。")
    assert OpenText.objects.get().published_on


def test_topic_of_a_text_is_told_to_those_who_keep_it_alone(cast: Cast) -> None:
    topic = things.pooled(cast)
    text = things.text(cast, topic=topic)
    for user, told in ((cast.officer, topic.pk), (cast.leader, None), (cast.nobody, None)):
        caller = Caller(user)
        listed = caller.get("/topics/texts")["items"][0]
        assert (listed["topic"], caller.get(f"/topics/texts/{text.pk}")["topic"]) == (told, told)


def test_a_field_is_joined_and_left_by_oneself(cast: Cast) -> None:
    field = things.knowledge(cast)
    handler, address = Caller(cast.handler), f"/topics/fields/{field.pk}"
    took(handler, f"{address}/join")
    told = handler.get(address)
    assert (told["mine"], told["size"], told["steps"]) == (True, 1, ["leave"])
    assert handler("POST", f"{address}/join", {}).status_code == 403
    took(handler, f"{address}/leave")
    assert not Expert.objects.exists()
    assert handler("POST", f"{address}/leave", {}).status_code == 403


def test_fields_take_no_query_a_row(cast: Cast) -> None:
    join(things.knowledge(cast), by=cast.handler)
    caller, counts = Caller(cast.handler), []
    caller.get("/topics/fields")  # what the first call of a day asks besides
    for name in ("建筑学", "档案学", "民俗学"):
        with CaptureQueriesContext(connection) as asked:
            items = caller.get("/topics/fields")["items"]
        counts.append(len(asked))
        things.knowledge(cast, name)
    assert [one["steps"] for one in items] == [["leave"], ["join"], ["join"]]
    assert counts[0] == counts[-1]
