"""Sessions: last days, the notice, minutes, and what an agreed point becomes."""

from __future__ import annotations

import io
from datetime import date, time

import docx
import pytest

from banjie.common import limits
from banjie.common.origins import origins_of
from banjie.common.periods import before
from banjie.consultation.models import Case
from banjie.notices.models import Notice
from banjie.programme.models import Programme
from banjie.topics import actions
from banjie.topics.actions import WrongState
from banjie.topics.models import Minute, Session
from banjie.topics.paper import write_notice_paper
from banjie.topics.queries.inbox import session_days
from tests.web.cast import Cast
from tests.web.topics import things

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "day", "last"),
    [
        ("topics.notice", date(2026, 10, 30), date(2026, 10, 10)),  # a Saturday worked in exchange
        ("topics.papers", date(2026, 10, 30), date(2026, 10, 16)),
        ("topics.comment", date(2026, 10, 31), date(2026, 10, 1)),  # days: a day off stays
    ],
)
def test_last_day_before_a_day(name: str, day: date, last: date) -> None:
    assert before(limits.rule(name), day, date(2026, 9, 1)).end == last


def test_months_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        before(limits.rule("topics.reply"), date(2026, 10, 30), date(2026, 9, 1))


def test_last_days_move_with_the_session(cast: Cast) -> None:
    held = things.session(cast, things.at(cast, "session"), day=date(2026, 10, 30))
    first = dict(held.deadlines.values_list("kind", "due"))
    content = actions.SessionContent(
        day=date(2026, 11, 6), begins=time(9), place="三楼", agenda=["讨论"]
    )
    actions.change_session(held, content, by=cast.officer)
    moved = dict(held.deadlines.values_list("kind", "due"))
    assert all(moved[kind] > first[kind] for kind in first)


def test_new_limit_moves_no_last_day_that_runs(cast: Cast) -> None:
    from banjie.common.models import RuleProfile

    held = things.session(cast, things.at(cast, "session"), day=date(2026, 10, 30))
    RuleProfile.objects.create(
        name="topics.notice",
        value=3,
        unit="working_day",
        source="本地",
        valid_from=date(2026, 9, 1),
    )
    assert held.deadlines.get(kind="notice").due == date(2026, 10, 10)


def test_invited_units_are_told_once_and_see_the_topic(cast: Cast, signed_in) -> None:
    topic = things.at(cast, "session")
    held = things.session(cast, topic)
    client = signed_in(cast.liaison)
    assert client.get(topic.get_absolute_url()).status_code == 404
    actions.send_notice(held, by=cast.officer)
    with pytest.raises(WrongState):
        actions.send_notice(held, by=cast.officer)
    assert client.get(topic.get_absolute_url()).status_code == 200
    assert Notice.objects.filter(kind="topics.session").count() == 1
    assert Session.objects.get().number == "协作办会〔2026〕1号"


def test_notice_paper_says_when_where_and_what(cast: Cast) -> None:
    held = things.session(
        cast, things.at(cast, "session"), day=date(2026, 10, 30), sits_in=[cast.museum],
        bring="本单位借阅数据", answer_to="协作办秘书科",
    )  # fmt: skip
    actions.send_notice(held, by=cast.officer)
    out = io.BytesIO()
    write_notice_paper(Session.objects.get(), out)
    words = "\n".join(p.text for p in docx.Document(out).paragraphs)
    for said in (
        "协作办会〔2026〕1号", "时间：2026年10月30日（星期五）9:00。", "地点：市图书馆三楼会议室。",
        "1.介绍调研情况", "出席：临湖市图书馆。", "列席：临湖市博物馆。", "请携带：本单位借阅数据。",
    ):  # fmt: skip
        assert said in words


def test_minutes_stand_in_three_lists_with_counts_by_group(cast: Cast) -> None:
    held = things.minuted(cast, things.at(cast, "session"))
    assert list(held.minutes.values_list("standing", "order")) == [
        ("agreed", 1), ("agreed", 2), ("differing", 1), ("pending", 1),
    ]  # fmt: skip
    assert dict(held.attendance.values_list("group", "heads")) == {"residents": 18, "members": 6}
    deadline = held.deadlines.get(kind="minutes")
    assert (deadline.due, deadline.done_on) == (date(2026, 9, 29), date(2026, 9, 18))


def test_session_that_was_held_waits_for_no_papers(cast: Cast) -> None:
    held = things.session(cast, things.at(cast, "session"))
    papers = held.deadlines.get(kind="papers")
    assert papers.late
    assert papers in session_days(cast.officer)
    actions.send_notice(held, by=cast.officer)
    held = actions.write_minutes(held, heads={}, lines=things.LINES, by=cast.officer)
    assert not held.deadlines.get(kind="papers").late
    assert held.deadlines.get(kind="notice").late  # it went out after its day
    assert not session_days(cast.officer).exists()


def test_minutes_are_not_written_before_the_day(cast: Cast) -> None:
    held = things.session(cast, things.at(cast, "session"), day=date(2026, 10, 30))
    with pytest.raises(WrongState):
        actions.write_minutes(held, heads={}, lines=things.LINES, by=cast.officer)


@pytest.fixture
def minute(cast: Cast) -> Minute:
    return things.minuted(cast, things.at(cast, "session")).minutes.filter(standing="agreed")[0]


def test_agreed_point_becomes_an_activity_with_a_link_both_ways(
    cast: Cast, minute: Minute, programme: Programme, signed_in
) -> None:
    carried = actions.carry_to_activity(
        minute, programme=programme, title="增设借阅点", by=cast.officer
    )
    activity = carried.activity
    assert activity
    assert (activity.title, activity.words) == ("增设借阅点", minute.text)
    address = minute.session.get_absolute_url()
    assert [origin.address for origin in origins_of(activity, cast.officer)] == [address]
    assert origins_of(activity, cast.stranger) == []
    client = signed_in(cast.officer)
    assert address in client.get(f"/activities/{activity.pk}/").content.decode()
    assert f"/activities/{activity.pk}/" in client.get(address).content.decode()


def test_agreed_point_becomes_a_case_with_its_words(cast: Cast, minute: Minute) -> None:
    actions.carry_to_case(minute, title="周末开放", by=cast.officer)
    case = Case.objects.get()
    assert [point.text for point in case.points.all()] == [minute.text]
    assert [origin.address for origin in origins_of(case, cast.officer)] == [
        minute.session.get_absolute_url()
    ]


def test_case_that_came_out_of_a_session_says_so(cast: Cast, minute: Minute, signed_in) -> None:
    carried = actions.carry_to_case(minute, title="周末开放", by=cast.officer)
    assert carried.case
    html = signed_in(cast.officer).get(carried.case.get_absolute_url()).content.decode()
    assert minute.session.get_absolute_url() in html


def test_point_becomes_one_thing(cast: Cast, minute: Minute) -> None:
    actions.carry_no_further(minute, reason="已办", by=cast.officer)
    with pytest.raises(WrongState):
        actions.carry_to_case(minute, title="再来", by=cast.officer)
    assert not Case.objects.exists()


def test_minutes_stay_once_a_point_became_something(cast: Cast, minute: Minute) -> None:
    actions.carry_no_further(minute, reason="已办", by=cast.officer)
    with pytest.raises(WrongState):
        actions.write_minutes(minute.session, heads={}, lines=things.LINES, by=cast.officer)
