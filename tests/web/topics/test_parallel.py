"""The same step taken by many hands in the same moment is one step, on either database."""

from __future__ import annotations

from collections import Counter

import pytest

from banjie.common import once
from banjie.consultation.codes import new_form_key
from banjie.consultation.limiting import SENDING
from banjie.topics import actions
from banjie.topics.models import AnnualPlan, Comment, Drawn, Expert, OutcomeReply
from tests.web.cast import Cast, make_cast
from tests.web.test_parallel import HANDS, at_once, steps
from tests.web.topics import things

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def test_one_reply_and_one_number(cast: Cast) -> None:
    made = things.outcome(cast, things.at(cast, "outcome"))
    said = {"post": "馆长"}
    for order, answer in things.ANSWERS.items():
        said |= {f"verdict-{order}": answer.verdict, f"text-{order}": answer.text}
    address = f"/topics/outcomes/{made.pk}/reply/"
    found = at_once(
        cast.liaison,
        lambda client: client.post(address, said | {"once": once.new_key()}).status_code,
    )
    assert found[302] == 1
    assert OutcomeReply.objects.get().serial == 1
    assert steps("outcome.answered") == 1


def test_one_plan_of_a_year(cast: Cast) -> None:
    said = {"office": cast.office.pk, "year": 2027}
    found = at_once(
        cast.officer,
        lambda client: (
            client.post("/topics/plans/new/", said | {"once": once.new_key()}).status_code
        ),
    )
    assert set(found) <= {302, 422}
    assert AnnualPlan.objects.count() == 1
    assert steps("plan.opened") == 1


def test_one_stage_ends(cast: Cast) -> None:
    topic = things.at(cast, "inquiry")
    stage = things.tell(topic, by=cast.officer)
    passed = steps("stage.passed")
    at_once(
        cast.officer,
        lambda client: client.post(f"/topics/stages/{stage.pk}/pass/").status_code,
    )
    assert steps("stage.passed") == passed + 1
    assert things.now(topic).name == "session"


def test_one_place_in_a_field(cast: Cast) -> None:
    field = things.knowledge(cast)
    found = at_once(
        cast.stranger, lambda client: client.post(f"/topics/experts/{field.pk}/join/").status_code
    )
    assert found == Counter({302: HANDS})
    assert Expert.objects.count() == 1


def test_one_draw(cast: Cast) -> None:
    field = things.knowledge(cast)
    actions.join(field, by=cast.stranger)
    draw = things.announced(cast, things.at(cast, "inquiry"), field, 1)
    at_once(
        cast.officer,
        lambda client: client.post(f"/topics/{draw.topic_id}/draws/{draw.pk}/").status_code,
    )
    assert Drawn.objects.count() == 1
    assert steps("draw.drawn") == 1


def test_one_comment_of_one_form(cast: Cast) -> None:
    text = things.text(cast)
    said = {"key": new_form_key(), "paragraph": text.paragraphs.all()[0].pk, "text": "建议六天。"}
    SENDING.forget()
    found = at_once(
        cast.nobody,
        lambda client: client.post(f"/p/topics/texts/{text.pk}/comment/", said).status_code,
    )
    SENDING.forget()
    assert found == Counter({302: HANDS})
    assert Comment.objects.count() == 1
