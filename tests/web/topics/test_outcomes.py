"""Recommendations: numbered points, one answer each, and what came of the year."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from django.core.exceptions import ValidationError

from banjie.common import clock
from banjie.topics import actions
from banjie.topics.actions import Said, WrongState
from banjie.topics.models import AnnualPlan, AskAnswer, Outcome, OutcomeReply
from banjie.topics.paper import write_outcome_paper, write_reply_paper, write_rollup
from banjie.topics.queries.inbox import answers_to_follow, outcomes_to_answer
from banjie.topics.queries.outcomes import of_year
from tests.web.cast import Cast
from tests.web.topics import things

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast: Cast) -> Outcome:
    return things.outcome(cast, things.at(cast, "outcome"))


def words_of(write, thing) -> str:
    out = io.BytesIO()
    write(thing, out)
    document = docx.Document(out)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    lines = [*(p.text.replace("\n", "") for p in document.paragraphs), *cells]
    return "\n".join(lines)


def test_form_begins_with_what_was_agreed(cast: Cast, signed_in) -> None:
    topic = things.at(cast, "outcome")
    html = signed_in(cast.officer).get(f"/topics/{topic.pk}/outcomes/new/").content.decode()
    for line in (*things.LINES["agreed"], "走访三个社区"):
        assert line in html
    assert things.LINES["differing"][0] not in html


def test_sending_numbers_it_and_starts_the_clock(sent: Outcome, cast: Cast) -> None:
    assert (sent.number, sent.due) == ("协作办协建〔2026〕1号", date(2026, 11, 18))
    assert list(outcomes_to_answer(cast.liaison)) == [sent]
    with pytest.raises(WrongState):
        actions.send_outcome(sent, by=cast.officer)


def test_draft_without_points_is_not_sent(cast: Cast) -> None:
    made = things.outcome(cast, things.at(cast, "outcome"), sent=False, asks=[])
    with pytest.raises(WrongState):
        actions.send_outcome(made, by=cast.officer)


def test_its_unit_does_not_see_a_draft(cast: Cast) -> None:
    from banjie.topics.queries.topics import outcomes_for

    things.outcome(cast, things.at(cast, "outcome"), sent=False)
    assert not outcomes_for(cast.liaison).exists()


@pytest.mark.parametrize(
    ("answers", "wanting"),
    [
        ({1: things.ANSWERS[1]}, "2, 3"),
        (things.ANSWERS | {2: Said("partly", " ")}, "2"),
        (things.ANSWERS | {3: Said("later", "以后再说")}, "3"),
    ],
)
def test_every_point_is_answered_with_its_reason(
    answers: dict[int, Said], wanting: str, sent: Outcome, cast: Cast
) -> None:
    with pytest.raises(ValidationError, match=wanting):
        actions.reply(sent, answers, post="馆长", by=cast.liaison)
    assert not OutcomeReply.objects.exists()


def test_reply_is_given_once(sent: Outcome, cast: Cast) -> None:
    things.answered(cast, sent)
    with pytest.raises(WrongState):
        things.answered(cast, sent)
    assert AskAnswer.objects.count() == 3


def test_recommendation_as_a_paper(sent: Outcome) -> None:
    words = words_of(write_outcome_paper, sent)
    for said in (
        "关于优化社区借阅点布局的建议案", "协作办协建〔2026〕1号", "临湖市图书馆",
        "3.公布流动书车路线。", "于2026年11月18日前逐条反馈",
    ):  # fmt: skip
        assert said in words


def test_reply_as_a_paper(sent: Outcome, cast: Cast) -> None:
    words = words_of(write_reply_paper, things.answered(cast, sent).reply)
    for said in (
        "市图书馆协复〔2026〕1号", "关于优化社区借阅点布局建议案办理情况的反馈",
        "关于第2条建议（部分采纳）", "建议内容：周末延长开放两小时。",
        "周六延长两小时，周日人手不足。",
    ):  # fmt: skip
        assert said in words


def test_points_are_followed_until_done(sent: Outcome, cast: Cast) -> None:
    made = things.answered(cast, sent)
    adopted, partly = (made.reply.answers.get(verdict=v) for v in ("adopted", "partly"))
    assert set(answers_to_follow(cast.liaison)) == {adopted, partly}
    actions.follow_up(adopted, text="四处都已开放。", done=True, by=cast.liaison)
    assert set(answers_to_follow(cast.liaison)) == {partly}
    with pytest.raises(WrongState):
        actions.follow_up(adopted, text="又", done=True, by=cast.liaison)


def test_year_adds_up(sent: Outcome, cast: Cast) -> None:
    made = things.answered(cast, sent)
    actions.follow_up(
        made.reply.answers.get(verdict="adopted"), text="已开放。", done=True,
        by=cast.liaison,
    )  # fmt: skip
    plan = AnnualPlan.objects.get()
    (row,) = of_year(plan)
    assert (row.asked, row.waiting, row.done, row.standing) == (3, 0, 1, "in-time")
    assert row.verdicts == {"adopted": 1, "partly": 1, "not": 1}
    out = io.BytesIO()
    write_rollup(plan, [row], out)
    words = "\n".join(p.text for p in docx.Document(out).paragraphs)
    assert "共报送建议案1件，提出建议3条：采纳1条，部分采纳1条，未采纳1条" in words


def test_waiting_past_its_day_is_late(sent: Outcome, settings) -> None:
    plan = AnnualPlan.objects.get()
    assert of_year(plan)[0].standing == "waiting"
    settings.BANJIE_TODAY = "2026-11-19"
    assert clock.today() == date(2026, 11, 19)
    assert of_year(plan)[0].standing == "late"
