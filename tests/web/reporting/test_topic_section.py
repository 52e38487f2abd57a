"""The summary's section on what was talked over: every number opens on its rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from banjie.common import clock, once
from banjie.people.models import User
from banjie.programme.models import Programme
from banjie.reporting.actions import write_summary
from banjie.reporting.models import Summary
from banjie.reporting.queries import topic_measures
from banjie.reporting.queries.topic_measures import topic_facts
from banjie.reporting.topic_prose import TITLE
from banjie.topics import actions
from banjie.topics.models import AskAnswer, Comment, Minute, OpenText, Outcome, Topic
from tests.web.cast import Cast
from tests.web.reporting.test_case_section import told
from tests.web.topics import things

SignedIn = Callable[[User], Client]


@pytest.fixture
def year(cast: Cast) -> Topic:
    """One topic that waits for its reply, one just begun; items of a station; a text."""
    topic, other = things.pooled(cast), things.pooled(cast, title="夜间照明谁来管")
    things.planned(cast, topic, other)
    things.tell(topic, by=cast.officer)
    things.pass_on(topic, by=cast.officer)
    things.minuted(cast, topic)
    carried = Minute.objects.filter(standing="agreed")[0]
    actions.carry_no_further(carried, reason="已经办完。", by=cast.officer)
    things.pass_on(topic, by=cast.officer)
    things.outcome(cast, topic)
    things.outcome(cast, topic, title="延长开放时间", asks=["周末延长开放两小时。"])
    things.pass_on(topic, by=cast.officer)
    village = things.stations(cast)[2]
    item = things.raised(cast, village)
    things.raised(cast, village, title="楼道灯坏了")
    actions.refer_up(item, reason="要街道协调。", by=cast.officer)
    text = things.text(cast)
    for n, paragraph in enumerate(text.paragraphs.all()):
        Comment.objects.create(paragraph=paragraph, text="建议。", form_key=str(n))
    return topic


def written(cast: Cast, programme: Programme, **wanted: bool) -> Summary:
    return write_summary(
        programme, opening="", next_steps="", once_key=once.new_key(), by=cast.officer,
        **{"with_topics": True} | wanted,
    )  # fmt: skip


def test_section_counts_topics_sessions_replies_and_stations(
    cast: Cast, programme: Programme, year: Topic
) -> None:
    things.answered(cast, Outcome.objects.order_by("pk")[0])
    actions.follow_up(AskAnswer.objects.get(verdict="adopted"), text="已开放。", done=True,
                      by=cast.liaison)  # fmt: skip
    with translation.override("en"):  # the paper is Chinese whatever its writer reads
        summary = written(cast, programme)
    text = told(summary)
    for words in (
        "2026年度协商计划共列入议题2件，正在进行2件。",
        "正在进行的议题中，处于调研环节1件，处于反馈落实环节1件。",
        "召开协商会议1次，参加24人次，形成共识2条，存在分歧1条，尚待协商1条。"
        "形成的共识中，经说明无需另行办理1条。",
        "报送建议案2件，提出建议4条。应反馈1件，按期反馈1件，按期反馈率100.0%；"
        "未计入的：尚在反馈期限内1件。逐条反馈的建议中，采纳1条，部分采纳1条，未采纳1条，"
        "采纳后已经落实1条。",
        "现有开放的协商议事室3个。", "收集议题2件，正在办理2件，向上一级议事室上报1次。",
        "公开征求意见1件。",
    ):  # fmt: skip
        assert words in text, text
    assert {"heading": [1, TITLE]} in summary.blocks
    assert TITLE not in str(written(cast, programme, with_topics=False).blocks)


def test_every_number_of_the_section_adds_up_from_rows_that_open(
    cast: Cast, programme: Programme, year: Topic, signed_in: SignedIn
) -> None:
    summary = written(cast, programme, with_cases=True)
    figures = summary.figures.filter(measure__startswith="topics.")
    assert figures.count() > 12
    client = signed_in(cast.leader)
    addresses = set()
    for figure in figures:
        assert figure.value == sum(Decimal(record["value"]) for record in figure.records)
        addresses |= {record["rows"] for record in figure.records}
    assert {client.get(address).status_code for address in addresses} == {200}
    page = client.get(reverse("reporting:figure", args=(summary.pk, figures[0].code)))
    assert year.get_absolute_url() in page.content.decode()
    paragraphs = [p for block in summary.blocks for p in block.get("paragraph", [])]
    plain = "".join(piece.get("text", "") for piece in paragraphs).split("年度协商计划共")[1]
    assert not re.search(r"\d+(?!\d*[年月日])", plain.split("以上议题")[0])


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 6, 1), "应反馈2件，按期反馈0件，按期反馈率0.0%，逾期反馈1件，逾期未反馈1件。"),
        (date(2026, 9, 20), "。尚在反馈期限内1件。"),
    ],
)
def test_late_replies_are_counted_apart(
    cast: Cast, programme: Programme, year: Topic, monkeypatch: pytest.MonkeyPatch, today: date,
    words: str,
) -> None:  # fmt: skip
    first, second = Outcome.objects.order_by("pk")
    monkeypatch.setattr(clock, "today", lambda: today)
    if today.year == 2027:
        things.answered(cast, first)
    else:
        Outcome.objects.filter(pk=second.pk).update(sent_on=date(2025, 12, 30))  # of another year
    assert words in told(written(cast, programme))


def test_comments_are_counted_once_the_result_is_published(
    cast: Cast, programme: Programme, year: Topic
) -> None:
    text = things.closed(OpenText.objects.get())
    answers = dict.fromkeys((1, 2), "采纳。")
    actions.answer_text(text, summary="共2条。", answers=answers, by=cast.officer)
    assert "收到意见" not in told(written(cast, programme)).split(TITLE)[-1]
    actions.publish_text(text, by=cast.officer)
    assert "公开征求意见1件，已公布结果1件，其中收到意见2条。" in told(written(cast, programme))


def test_too_many_rows_are_added_up_by_station_and_plan(
    cast: Cast, programme: Programme, year: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topic_measures, "MOST", 1)
    summary = written(cast, programme)
    records = {
        name: [(r["label"], r["value"]) for r in summary.figures.get(measure=name).records]
        for name in ("topics.items", "topics.planned")
    }
    assert records == {
        "topics.items": [("柳岸社区议事室", "2")], "topics.planned": [("2026年度协商计划", "2")],
    }  # fmt: skip


@pytest.mark.parametrize(("begun", "told_of"), [(False, None), (True, 1)])
def test_topics_stand_in_a_plan_once_it_is_approved_and_begun(
    cast: Cast, programme: Programme, begun: bool, told_of: int | None
) -> None:
    things.planned(cast, things.pooled(cast), begun=begun)
    facts = topic_facts(programme, clock.today())
    assert (facts and facts["planned"].value) == told_of


def test_year_in_which_nothing_was_talked_over_has_no_section(
    cast: Cast, programme: Programme
) -> None:
    things.pooled(cast)
    things.stations(cast)
    assert topic_facts(programme, clock.today()) is None
    assert TITLE not in str(written(cast, programme).blocks)


def test_rows_take_no_query_each(cast: Cast, programme: Programme, year: Topic) -> None:
    counts = []
    for _n in range(2):
        with CaptureQueriesContext(connection) as asked:
            topic_facts(programme, clock.today())
        counts.append(len(asked))
        for n in range(3):
            made = things.outcome(cast, year, title=f"建议案之{n}")
            things.answered(cast, made)
    assert counts[0] == counts[1]


def test_form_asks_for_the_section(
    cast: Cast, programme: Programme, year: Topic, signed_in: SignedIn
) -> None:
    address = reverse("reporting:summaries", args=(programme.pk,))
    sent = {"once": once.new_key(), "opening": "", "next_steps": "", "with_topics": "on"}
    signed_in(cast.officer).post(address, sent)
    assert TITLE in str(Summary.objects.get().blocks)
