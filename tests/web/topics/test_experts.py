"""Pools of experts: joined and left by oneself, drawn by a lot that anybody can compute again."""

from __future__ import annotations

import pytest

from banjie.common.models import AuditEntry
from banjie.notices.models import Notice
from banjie.topics import actions
from banjie.topics.actions import WrongState
from banjie.topics.models import Draw, Drawn, Expert
from banjie.topics.queries.experts import lot
from tests.web.cast import Cast
from tests.web.topics import things

pytestmark = pytest.mark.django_db


def test_joining_twice_is_one_row_and_leaving_none(cast: Cast) -> None:
    field = things.knowledge(cast)
    for _time in range(2):
        actions.join(field, by=cast.stranger)
    assert Expert.objects.count() == 1
    logged = AuditEntry.objects.count()
    actions.leave(field, by=cast.stranger)
    assert not Expert.objects.exists()
    assert AuditEntry.objects.count() == logged


def test_lot_follows_from_seed_and_tickets_alone() -> None:
    tickets = [f"{n:032x}" for n in range(40)]
    order = lot("seed", tickets)
    assert order == lot("seed", reversed(tickets))
    assert order != lot("another", tickets)
    assert sorted(order) == tickets


def test_seed_is_in_the_log_before_the_draw(cast: Cast) -> None:
    field = things.knowledge(cast)
    draw = things.announced(cast, things.at(cast, "inquiry"), field)
    assert AuditEntry.objects.get(verb="draw.announced").detail["seed"] == draw.seed


def test_who_is_in_the_field_is_told_before_the_draw_and_may_leave(cast: Cast) -> None:
    field = things.knowledge(cast)
    users = things.crowd(cast, field, 3)
    draw = things.announced(cast, things.at(cast, "inquiry"), field, 2)
    told = Notice.objects.filter(kind="topics.announced")
    assert {one.user for one in told} == set(users)
    assert {one.address for one in told} == {"/topics/experts/"}
    actions.leave(field, by=users[0])
    drawn = actions.draw(draw, by=cast.officer)
    assert users[0] not in {one.expert.user for one in drawn.drawn.all()}


def test_draw_can_be_computed_again_after_somebody_left(cast: Cast) -> None:
    field = things.knowledge(cast)
    users = things.crowd(cast, field, 6)
    draw = actions.draw(
        things.announced(cast, things.at(cast, "inquiry"), field, 3), by=cast.officer
    )
    drawn = list(Drawn.objects.values_list("expert__ticket", flat=True))
    assert drawn == lot(draw.seed, draw.tickets)[:3]
    for user in users:
        actions.leave(field, by=user)
    kept = Draw.objects.get()
    assert lot(kept.seed, kept.tickets)[:3] == drawn
    assert not Drawn.objects.exists()


def test_draw_is_made_once(cast: Cast) -> None:
    field = things.knowledge(cast)
    things.crowd(cast, field, 3)
    draw = things.announced(cast, things.at(cast, "inquiry"), field, 1)
    actions.draw(draw, by=cast.officer)
    with pytest.raises(WrongState):
        actions.draw(draw, by=cast.officer)
    assert Drawn.objects.count() == 1


def test_whole_field_is_asked_without_a_number(cast: Cast) -> None:
    field = things.knowledge(cast)
    things.crowd(cast, field, 4)
    actions.draw(things.announced(cast, things.at(cast, "inquiry"), field, None), by=cast.officer)
    assert Drawn.objects.count() == 4


def test_empty_pool_is_not_drawn_from(cast: Cast) -> None:
    draw = things.announced(cast, things.at(cast, "inquiry"), things.knowledge(cast))
    with pytest.raises(WrongState):
        actions.draw(draw, by=cast.officer)


def test_page_counts_fields_and_never_people(cast: Cast, signed_in) -> None:
    field = things.knowledge(cast)
    things.crowd(cast, field, 3)
    html = signed_in(cast.officer).get("/topics/experts/").content.decode()
    assert "专家0" not in html
