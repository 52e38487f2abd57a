"""Topics through their stages: nothing ends without what it had to bring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from banjie.common import once
from banjie.common.models import AuditEntry
from banjie.people.models import User
from banjie.topics import actions
from banjie.topics.actions import WrongState
from banjie.topics.models import Topic
from banjie.topics.procedures import procedures
from banjie.topics.queries.topics import late, listed, topics_for
from banjie.topics.rules import DELIVERED
from tests.web import plans
from tests.web.cast import Cast
from tests.web.topics import things

pytestmark = pytest.mark.django_db


def test_procedures_name_known_deliverables_and_limits() -> None:
    from banjie.common import limits

    for procedure in procedures().values():
        names = [stage.name for stage in procedure.stages]
        assert len(set(names)) == len(names)
        for stage in procedure.stages:
            assert stage.needs in DELIVERED
            assert not stage.limit or stage.limit in limits.shipped()
            for words in (stage.label, stage.who, stage.deliverable):
                assert set(words) == {"en", "zh-hans", "zh-hant"}


def test_talk_it_over_has_its_ten_steps() -> None:
    assert [stage.name for stage in procedures()["station"].stages] == [
        "collect_topic", "screen", "fix", "inquire", "hold", "agree", "assign", "report_back",
        "evaluate", "display",
    ]  # fmt: skip


def test_topic_of_an_approved_plan_begins_with_its_inquiry(cast: Cast) -> None:
    topic = things.at(cast, "inquiry")
    assert topic.state == Topic.State.RUNNING
    stages = list(topic.stages.values_list("name", "done_on"))
    assert stages[:3] == [
        ("choose", date(2026, 9, 18)), ("plan", date(2026, 9, 18)), ("inquiry", None),
    ]  # fmt: skip


@pytest.mark.parametrize("stage", ["inquiry", "session", "outcome", "reply"])
def test_stage_cannot_end_without_its_deliverable(stage: str, cast: Cast) -> None:
    topic = things.at(cast, stage)
    with pytest.raises(WrongState):
        things.pass_on(topic, by=cast.officer)
    assert things.now(topic).name == stage


def test_topic_ends_with_its_last_stage(cast: Cast) -> None:
    topic = things.at(cast, "done")
    assert topic.state == Topic.State.DONE
    assert not topic.stages.filter(done_on=None).exists()


def test_draft_of_a_recommendation_ends_no_stage(cast: Cast) -> None:
    topic = things.at(cast, "outcome")
    things.outcome(cast, topic, sent=False)
    with pytest.raises(WrongState):
        things.pass_on(topic, by=cast.officer)


def test_reply_stage_runs_by_its_limit(cast: Cast) -> None:
    stage = things.now(things.at(cast, "reply"))
    assert (stage.due, stage.rule_name) == (date(2026, 11, 18), "topics.reply")


def test_stage_ends_once(cast: Cast) -> None:
    topic = things.at(cast, "inquiry")
    stage = things.tell(topic, by=cast.officer)
    actions.pass_stage(stage, by=cast.officer)
    with pytest.raises(WrongState):
        actions.pass_stage(stage, by=cast.officer)
    assert things.now(topic).name == "session"


def test_same_form_of_a_deliverable_sent_twice_keeps_its_files_once(
    cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    stage = things.now(things.at(cast, "inquiry"))
    officer, address = signed_in(cast.officer), f"/topics/stages/{stage.pk}/deliver/"
    said = {"once": once.new_key(), "told": "座谈"}
    for _time in "12":
        answer = officer.post(address, said | {"papers": [plans.photo()]})
        assert (answer.status_code, answer["Location"]) == (302, stage.topic.get_absolute_url())
    assert stage.files.count() == 1


def test_plan_waits_for_its_leader(cast: Cast) -> None:
    topic = things.pooled(cast)
    plan = things.planned(cast, topic, approved=False)
    with pytest.raises(WrongState):
        actions.fix_plan(plan, by=cast.officer)
    assert Topic.objects.get().state == Topic.State.CHOSEN


def test_topic_left_out_goes_back_into_the_pool(cast: Cast) -> None:
    from banjie.topics.models import AnnualPlan

    first, second = things.pooled(cast), things.pooled(cast, title="夜间照明")
    plan = actions.open_plan(office=cast.office, year=2026, programme=None, by=cast.officer)
    actions.choose(plan, [first, second], by=cast.officer)
    actions.choose(plan, [second], by=cast.officer)
    assert set(AnnualPlan.objects.get().topics.all()) == {second}
    assert Topic.objects.get(pk=first.pk).state == Topic.State.POOL


def test_paper_of_a_plan_names_its_topics(cast: Cast) -> None:
    plan = things.planned(cast, things.pooled(cast, raised_by=cast.library), approved=False)
    assert plan.paper
    assert plan.paper.title == "2026年度协商计划"
    assert "1.社区借阅点怎么布局（临湖市图书馆提出）。" in plan.paper.body


def test_dropping_needs_a_reason(cast: Cast) -> None:
    from django.db import IntegrityError, transaction

    topic = things.pooled(cast)
    with transaction.atomic(), pytest.raises(IntegrityError):
        actions.drop_topic(topic, reason="", by=cast.officer)


def test_lists_tell_the_stage_and_what_is_late(cast: Cast) -> None:
    topic = things.at(cast, "inquiry")
    actions.plan_window(things.now(topic), first=None, last=date(2026, 9, 17), by=cast.officer)
    found = late(topics_for(cast.officer))
    assert [one.stage_label for one in listed(found)] == [things.now(topic).label]


def test_log_has_no_words_of_anybody(cast: Cast) -> None:
    things.at(cast, "done")
    said = "".join(str(entry.detail) for entry in AuditEntry.objects.all())
    assert "座谈" not in said
    assert "人手" not in said


def test_inbox_says_what_of_topics_waits(cast: Cast) -> None:
    from banjie.reporting.queries.inbox import Desk, inbox

    made = things.outcome(cast, things.at(cast, "outcome"))
    things.session(cast, made.topic, day=date(2026, 9, 30))
    things.raised(cast, things.stations(cast)[2])
    things.closed(things.text(cast))
    office = {group.reason.name: group for group in inbox(Desk(cast.officer))}
    assert {"topic-days", "topic-stages", "topic-texts"} <= set(office)
    assert office["topic-stages"].number == 2
    assert office["topic-days"].urgent  # its notice is past its day
    unit = {group.reason.name: group for group in inbox(Desk(cast.liaison))}
    assert unit["topic-answer"].rows[0].entry.act_address == f"/topics/outcomes/{made.pk}/reply/"
    assert unit["topic-stages"].number == 1  # the item at its own station
    things.answered(cast, made)
    unit = {group.reason.name: group for group in inbox(Desk(cast.liaison))}
    assert "topic-answer" not in unit
    assert unit["topic-follow"].number == 2
