"""Rounds of reports: asked only of units with open items, answered item by item, reminded of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import once
from banjie.common.models import RuleProfile
from banjie.notices.models import Notice
from banjie.people.models import Membership, Unit, User
from banjie.programme.actions import reports
from banjie.programme.actions.cycles import NothingOpen, remind_cycles
from banjie.programme.actions.merging import merge_activities
from banjie.programme.models import Activity, Cycle, CycleItem, Programme, Report
from banjie.programme.queries.cycles import asked, cycles_for, unanswered
from tests.web import plans
from tests.web.cast import Cast

MANY = reverse("programme:report-many")


def titles(cycle: Cycle) -> set[tuple[str, str]]:
    return {(item.activity.title[:8], item.unit.name) for item in asked(cycle.items.all())}


def test_only_units_with_open_items_in_the_days_are_asked(cast: Cast, programme: Programme) -> None:
    """The readings began in March; the contest begins in October, the course in August."""
    cycle = plans.open_round(programme, cast)
    assert {unit for _title, unit in titles(cycle)} == {"临湖市协作办公室"}
    later = plans.open_round(programme, cast, title="前三季度", last=date(2026, 9, 30))
    assert {unit for _title, unit in titles(later)} == {"临湖市协作办公室", "临湖开放大学"}


def test_what_is_done_or_told_already_is_not_asked_again(
    cast: Cast, programme: Programme, activity: Activity
) -> None:
    plans.report(activity, cast, unit=cast.office, by=cast.officer)  # held in March
    with pytest.raises(NothingOpen):
        plans.open_round(programme, cast)
    autumn = {"first": date(2026, 9, 1), "last": date(2026, 9, 30)}
    assert titles(plans.open_round(programme, cast, title="九月", **autumn))
    course = programme.activities.get(title__contains="培训班")
    done = plans.report(course, cast, held_on=date(2026, 8, 14), completes=True)
    Report.objects.filter(pk=done.pk).update(state="accepted", completes=True)
    found = titles(plans.open_round(programme, cast, title="秋季", **autumn))
    assert {unit for _title, unit in found} == {"临湖市协作办公室"}


@pytest.fixture
def mine(cast: Cast, programme: Programme, activity: Activity) -> CycleItem:
    """A round that asks the library about the readings."""
    activity.assignments.filter(role="responsible").update(unit=cast.library)
    return plans.open_round(programme, cast).items.get()


def test_report_sent_since_answers_and_an_earlier_one_does_not(
    cast: Cast, activity: Activity, mine: CycleItem
) -> None:
    draft = plans.report(activity, cast, submit=False)
    assert unanswered(CycleItem.objects.all()).count() == 1
    reports.submit_report(draft, by=cast.liaison)
    assert asked(CycleItem.objects.all()).get().told == draft.pk
    reports.return_report(draft, reason="请补充。", by=cast.officer)
    assert not unanswered(CycleItem.objects.all()).exists()  # mending it has its own list


def test_dropped_activity_is_asked_about_no_longer(activity: Activity, mine: CycleItem) -> None:
    Activity.objects.filter(pk=activity.pk).update(
        dropped_at=mine.cycle.opened_at, dropped_reason="取消"
    )
    assert not asked(CycleItem.objects.all()).exists()


def many(client: Client, mine: CycleItem, **values: str) -> Any:
    query = f"?round={mine.cycle_id}"
    form = client.get(MANY + query).context["form"]
    (row,) = form.rows
    data: dict[str, Any] = {"once": form["once"].value(), "row": row.row.key, "send": "now"}
    return client.post(
        MANY + query, data | {row.add_prefix(name): value for name, value in values.items()}
    )


def test_nothing_to_tell_is_an_answer_with_its_reason(
    cast: Cast, mine: CycleItem, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.liaison)
    assert many(client, mine, nothing="会场整修，九月恢复。").status_code == 302
    mine.refresh_from_db()
    assert (mine.words, mine.by) == ("会场整修，九月恢复。", cast.liaison)
    assert not Report.objects.exists()
    assert client.get(f"{MANY}?round={mine.cycle_id}").context["form"].rows == []


def test_either_a_report_or_nothing_to_tell(
    cast: Cast, mine: CycleItem, signed_in: Callable[[User], Client]
) -> None:
    answer = many(signed_in(cast.liaison), mine, nothing="没有进展", text="办了一期。")
    assert answer.status_code == 422
    assert "nothing" in answer.context["form"].rows[0].errors


def test_report_of_the_form_answers_the_round(
    cast: Cast, mine: CycleItem, signed_in: Callable[[User], Client]
) -> None:
    many(signed_in(cast.liaison), mine, held_on="2026-05-16", text="办了第二期。")
    assert asked(CycleItem.objects.all()).get().told == Report.objects.get().pk


def test_office_sees_who_answered_in_the_rosters_order(
    cast: Cast, programme: Programme, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    for name in ("乙街道", "甲街道"):
        unit = Unit.objects.create(name=name)
        activity.assignments.create(role="responsible", unit=unit)
    cycle = plans.open_round(programme, cast)
    item = cycle.items.get(unit__name="甲街道")
    item.words = "没有进展"
    item.save()
    shares = (
        signed_in(cast.officer).get(reverse("programme:round", args=(cycle.pk,))).context["shares"]
    )
    order = list(Unit.objects.filter(pk__in=cycle.items.values("unit")))
    assert [share.unit for share in shares] == order
    assert [share.answered for share in shares if share.unit.name == "甲街道"] == [1]
    (row,) = cycles_for(cast.leader, programme)
    assert (row["asked"], row["answered"]) == (len(order), 1)
    assert (
        signed_in(cast.liaison).get(reverse("programme:round", args=(cycle.pk,))).context["shares"]
        == []
    )  # a unit sees its own items, and no others


def test_same_form_opens_one_round_and_tells_each_unit_once(
    cast: Cast, mine: CycleItem, programme: Programme, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.officer)
    address = reverse("programme:rounds", args=(programme.pk,))
    data = {
        "once": once.new_key(), "title": "第二轮", "first": "2026-01-01", "last": "2026-06-30",
    }  # fmt: skip
    first, second = client.post(address, data), client.post(address, data)
    assert first.headers["Location"] == second.headers["Location"]
    cycle = Cycle.objects.get(title="第二轮")
    assert Notice.objects.filter(key=f"cycle:{cycle.pk}:{cast.library.pk}").count() == 1
    assert client.post(address, data | {"once": once.new_key()}).status_code == 422


def test_last_day_keeps_the_rule_it_was_set_by(cast: Cast, programme: Programme) -> None:
    cycle = plans.open_round(programme, cast, due=None)
    before = (cycle.due, cycle.rule_name, cycle.rule_value, cycle.rule_unit)
    assert before[1:] == ("report.cycle", 5, "working_day")
    RuleProfile.objects.create(
        name="report.cycle", value=9, unit="day", source="本办", valid_from=date(2026, 1, 1)
    )
    cycle.refresh_from_db()
    assert (cycle.due, cycle.rule_name, cycle.rule_value, cycle.rule_unit) == before


@pytest.mark.parametrize(
    ("today", "written"),
    [("2026-11-18", 0), ("2026-11-20", 1), ("2026-11-26", 1), ("2026-11-29", 1), ("2026-12-08", 1)],
)
def test_reminders_go_once_a_step_until_all_is_answered(
    mine: CycleItem, settings: Any, today: str, written: int
) -> None:
    settings.BANJIE_TODAY = today
    assert (remind_cycles(), remind_cycles()) == (written, 0)
    CycleItem.objects.update(words="没有进展")
    settings.BANJIE_TODAY = "2026-12-31"
    assert remind_cycles() == 0


def test_older_round_is_not_reminded_of_when_a_later_one_asks_the_same(
    cast: Cast, programme: Programme, mine: CycleItem, settings: Any
) -> None:
    plans.open_round(programme, cast, title="第二轮")
    settings.BANJIE_TODAY = "2026-11-25"
    assert remind_cycles() == 1
    assert "第二轮" in Notice.objects.get(kind="reminder.cycle").subject


def test_reminder_is_for_the_liaison_of_the_unit(
    cast: Cast, mine: CycleItem, settings: Any
) -> None:
    settings.BANJIE_TODAY = "2026-11-25"
    remind_cycles()
    notice = Notice.objects.get(kind="reminder.cycle")
    assert (notice.unit, notice.duties) == (cast.library, [Membership.Duty.LIAISON])
    assert notice.address == f"{MANY}?round={mine.cycle_id}"


def test_first_who_says_there_is_nothing_has_answered(cast: Cast, mine: CycleItem) -> None:
    """Two drew the form at the same time; the words of the first stand."""
    one, other = mine, CycleItem.objects.get(pk=mine.pk)
    reports.write_many(
        [], [(one, "会场整修。")], submit=True, once_key=once.new_key(), by=cast.liaison
    )
    with pytest.raises(reports.WrongState):
        reports.write_many(
            [], [(other, "没有进展。")], submit=True, once_key=once.new_key(), by=cast.liaison
        )
    mine.refresh_from_db()
    assert (mine.words, mine.by) == ("会场整修。", cast.liaison)


def test_nothing_is_no_answer_once_a_report_was_sent(
    cast: Cast, activity: Activity, mine: CycleItem
) -> None:
    plans.report(activity, cast)
    with pytest.raises(reports.WrongState):
        reports.write_many(
            [], [(mine, "没有进展。")], submit=True, once_key=once.new_key(), by=cast.liaison
        )


@pytest.mark.parametrize("answered", ["", "会场整修。"])
@pytest.mark.parametrize("both", [False, True], ids=["one asked", "both asked"])
def test_merged_activity_takes_its_questions_along(
    cast: Cast, programme: Programme, activity: Activity, mine: CycleItem, answered: str, both: bool
) -> None:
    into = programme.activities.get(title__contains="征文")
    if both:
        mine.cycle.items.create(activity=into, unit=cast.library)
    CycleItem.objects.filter(pk=mine.pk).update(words=answered)
    merge_activities(activity, into=into, reason="合办", by=cast.officer)
    found = asked(mine.cycle.items.all()).get()
    assert (found.activity, found.unit, found.words) == (into, cast.library, answered)
    assert unanswered(mine.cycle.items.all()).exists() == (answered == "")
