"""What is typed, and when: input that once ended in an error or could never be sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from banjie.common import clock, once
from banjie.common.timed import ahead_of
from banjie.consultation import actions
from banjie.consultation.codes import new_form_key
from banjie.consultation.forms.replies import ReplyForm
from banjie.consultation.forms.submitting import PublicForm
from banjie.consultation.models import Case, Channel
from banjie.consultation.queries.page import events_of
from banjie.people.models import User
from banjie.supervision.models import Item
from tests.web.cast import Cast
from tests.web.consultation import cases

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def test_a_text_full_of_numbers_is_sent_after_a_second_look(cast: Cast) -> None:
    channel = Channel.objects.create(office=cast.office, kind="suggestion", name="建议箱")
    numbers = " ".join(f"13{n:02d}{n:02d}{n:02d}{n:03d}" for n in range(11, 40))
    data = {
        "once": new_form_key(), "title": "热线电话", "situation": numbers, "analysis": "",
        "proposal": "公布一个总机。",
    }  # fmt: skip
    first = PublicForm(channel, data)
    assert not first.is_valid()
    assert len(first.warnings) > 10
    assert PublicForm(channel, data | {"seen": first.seen_now}).is_valid()


def test_a_title_on_two_lines_becomes_one(cast: Cast, signed_in: SignedIn) -> None:
    channel = Channel.objects.create(office=cast.office, kind="proposal", name="提案", public=False)
    said = {
        "once": once.new_key(), "title": "关于\n自习室", "situation": "座位少。", "analysis": "",
        "proposal": "增设座位。", "joint_units": [cast.museum.pk],
    }  # fmt: skip
    answer = signed_in(cast.liaison).post(f"/cases/new/?channel={channel.pk}", said)
    assert answer.status_code in (200, 302)
    assert Case.objects.get().title == "关于 自习室"


def test_one_item_of_supervision_carries_out_one_instruction(
    cast: Cast, signed_in: SignedIn
) -> None:
    case = cases.at(cast, "filed")
    given = [
        actions.instruct(case, post="市长", text=text, on=clock.today(), by=cast.officer)
        for text in ("抓紧办理。", "按月报告。")
    ]
    item = Item.objects.create(
        office=cast.office, title="自习室", demand="按期办结。", opened_by=cast.officer
    )
    client = signed_in(cast.officer)
    answers = [
        client.post(
            f"/cases/{case.pk}/instructions/{one.pk}/", {"once": once.new_key(), "item": item.pk}
        ).status_code
        for one in given
    ]
    assert answers == [302, 422]
    with pytest.raises(actions.WrongState):
        actions.supervise(given[1], item, by=cast.officer)


@pytest.mark.parametrize("day", [date.min, date(1, 1, 2)])
def test_a_day_before_all_years_is_refused_in_words(day: date) -> None:
    with pytest.raises(ValidationError):
        ahead_of("topics.notice", day)


def test_a_null_character_finds_nothing_amiss(cast: Cast, signed_in: SignedIn) -> None:
    cases.at(cast, "filed")
    for address in ("/cases/?q=%00", "/cases/?q=a%00b", "/p/cases/?q=%00", "/p/cases/?q=a%00b"):
        assert signed_in(cast.officer).get(address).status_code == 200, address


def test_what_is_still_to_come_was_neither_said_nor_adopted(cast: Cast) -> None:
    case, tomorrow = cases.at(cast, "filed"), clock.today() + timedelta(1)
    with pytest.raises(ValidationError):
        actions.instruct(case, post="市长", text="抓紧办理。", on=tomorrow, by=cast.officer)
    with pytest.raises(ValidationError):
        actions.adopt(case, level="city", place="简报", on=tomorrow, by=cast.officer)


def test_nothing_is_promised_for_a_day_that_has_passed(cast: Cast) -> None:
    case = cases.at(cast, "received")
    yesterday = clock.today() - timedelta(1)
    form = ReplyForm(case, list(case.points.all()), {"once": "k", "promised_by": yesterday})
    assert "promised_by" in form.errors


def test_programs_are_not_told_of_private_notes_either(cast: Cast) -> None:
    case = cases.at(cast, "handling")
    actions.write_note(case, unit=cast.library, text="内部意见", by=cast.liaison)
    assert "note" in {event.step for event in case.events.all()}
    assert "note" not in {event.step for event in events_of(case)}


def test_a_gathering_that_ended_meanwhile_stops_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def moved_on(case: Case) -> Case:
        raise actions.WrongState("sent meanwhile")

    case = cases.submitted(cast)
    late = case.submitters.create(lead=False, unit=cast.museum, confirm_by=date(2026, 1, 5))
    Case.objects.filter(pk=case.pk).update(state="gathering")
    monkeypatch.setattr("banjie.consultation.actions.joining.end_gathering", moved_on)
    assert late.confirmed_on is None
    assert actions.end_all_gatherings() == 0
