"""Reminders of items and activities: each step at most once, the latest missed alone, none when done."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from banjie.common import clock
from banjie.common.models import AuditEntry
from banjie.notices.actions import deliver_due, outbox
from banjie.notices.models import Notice
from banjie.people.models import User
from banjie.programme.actions.reminders import remind_activities
from banjie.programme.actions.reports import accept_report
from banjie.programme.models import Activity, Programme
from banjie.supervision import actions
from banjie.supervision.actions import reminders
from banjie.supervision.models import Item, Letter
from banjie.supervision.wording import issue_lines, letter_lines
from tests.web import plans
from tests.web.cast import Cast
from tests.web.supervision import cases


def on(settings: Any, day: str) -> None:
    settings.BANJIE_TODAY = day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-10-07", "将于2026年10月8日到期，距期满还有1日"),
        ("2026-10-08", "于今日（2026年10月8日）到期"),
        ("2026-10-11", "已于2026年10月8日到期，逾期3日"),  # the step of the day itself, late
    ],
)
def test_letter_tells_of_the_day_it_is_written_on(
    cast: Cast, settings: Any, day: str, words: str
) -> None:
    item = cases.at(cast, "received")  # due on 8 October
    on(settings, day)
    call_command("remind")
    assert words in letter_lines(item, item.letters_sent.get())[0]


def test_notice_says_that_the_last_day_counts(cast: Cast) -> None:
    assert any(
        "截至2026年10月8日（含当日；" in line for line in issue_lines(cases.at(cast, "issued"))
    )


def reminded() -> list[str]:
    return list(
        Notice.objects.filter(kind="reminder.activity").order_by("pk").values_list("key", flat=True)
    )


@pytest.mark.parametrize(
    ("days", "letters"),
    [
        (["2026-09-27"], []),
        (["2026-09-28", "2026-09-28"], [-10]),
        (["2026-09-28", "2026-10-03", "2026-10-07", "2026-10-08"], [-10, -5, -1, 0]),
        (["2026-10-06"], [-5]),
        (["2026-10-08", "2026-10-14", "2026-10-15", "2026-10-16"], [0, 7]),
        (["2026-11-30"], [49]),
        (["2026-11-30", "2026-10-03"], [49, -5]),
    ],
)
def test_letters_by_the_days_of_running(
    cast: Cast, settings: Any, days: list[str], letters: list[int]
) -> None:
    item = cases.at(cast, "received")  # due on 8 October
    for day in days:
        on(settings, day)
        call_command("remind")
    found = list(item.letters_sent.all())
    assert [letter.step for letter in found] == letters
    assert [letter.count for letter in found] == list(range(1, len(letters) + 1))
    assert [letter.serial for letter in found] == [letter.count for letter in found]
    assert Notice.objects.filter(kind="urging.supervision").count() == len(letters)


@pytest.mark.parametrize("stage", ["opening", "answered", "verified", "struck"])
def test_no_letter_while_the_unit_owes_nothing(cast: Cast, settings: Any, stage: str) -> None:
    cases.at(cast, stage)
    on(settings, "2026-10-30")
    assert actions.remind_items() == 0


def test_answer_of_a_helping_unit_stops_no_letter(cast: Cast, settings: Any) -> None:
    item = cases.at(cast, "received", cooperating=[cast.museum])
    actions.receive_item(item, by=cast.stranger)
    said = actions.AnswerContent(text="已协助。", post="馆长", files=[plans.photo()])
    actions.write_answer(item, said, by=cast.stranger)
    on(settings, "2026-10-08")
    assert actions.remind_items() == 1


def test_waiting_answer_is_told_apart_by_item_not_by_number(cast: Cast, settings: Any) -> None:
    """The numbers of items, parts and answers lie apart here, as they do in a full database."""
    for number in range(3):
        cases.at(cast, "opening", title=f"第{number}件")
    cases.at(cast, "answered", title="已反馈")
    cases.at(cast, "received", title="未反馈")
    on(settings, "2026-10-08")
    assert actions.remind_items() == 1
    assert Letter.objects.get().item.title == "未反馈"


def test_interim_answer_stops_no_letter(cast: Cast, settings: Any) -> None:
    item = cases.at(cast, "received")
    cases.answer(cast, item, interim=True, files=[])
    on(settings, "2026-10-08")
    assert actions.remind_items() == 1


def test_answer_that_comes_in_between_is_not_urged(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = cases.at(cast, "received")
    on(settings, "2026-10-08")
    lock = reminders.locked

    def late(found: Item) -> Item:
        cases.answer(cast, item)
        return lock(found)

    monkeypatch.setattr(reminders, "locked", late)
    assert actions.remind_items() == 0
    assert not Letter.objects.exists()


def test_officer_urges_once_a_day(cast: Cast, settings: Any) -> None:
    item = cases.at(cast, "received")
    on(settings, "2026-10-11")
    letter = actions.urge_item(item, by=cast.officer)
    assert (letter.count, letter.step, letter.number) == (1, 3, "协作办催〔2026〕1号")
    assert "逾期3日" in letter_lines(item, letter)[0]
    with pytest.raises(actions.WrongState):
        actions.urge_item(item, by=cast.officer)
    assert actions.remind_items() == 0  # the step of the day itself was taken by that letter
    on(settings, "2026-10-15")
    assert actions.remind_items() == 1
    with pytest.raises(actions.WrongState):
        actions.urge_item(item, by=cast.officer)


def test_urging_leads_to_the_letter_that_waits(
    cast: Cast, signed_in: Callable[[User], Client], settings: Any
) -> None:
    item = cases.at(cast, "received")
    on(settings, "2026-10-11")
    client = signed_in(cast.officer)
    page = client.post(reverse("supervision:urge", args=(item.pk,)), follow=True)
    assert page.redirect_chain == [(reverse("notices:outbox"), 302)]
    assert item.title in page.content.decode()
    again = client.post(reverse("supervision:urge", args=(item.pk,)))
    assert again.status_code == 403  # one a day


@pytest.mark.parametrize("who", ["leader", "liaison", "stranger", "other_officer", "nobody"])
def test_nobody_else_urges(cast: Cast, who: str) -> None:
    with pytest.raises(actions.WrongState):
        actions.urge_item(cases.at(cast, "received"), by=getattr(cast, who))


@pytest.mark.parametrize("stage", ["opening", "answered", "verified", "struck"])
def test_officer_urges_nobody_who_owes_nothing(cast: Cast, stage: str) -> None:
    with pytest.raises(actions.WrongState):
        actions.urge_item(cases.at(cast, stage), by=cast.officer)


@pytest.mark.parametrize("way", ["sending", "delivering"])
def test_letter_is_withdrawn_once_the_unit_answered(cast: Cast, settings: Any, way: str) -> None:
    item = cases.at(cast, "received")
    on(settings, "2026-10-08")
    actions.remind_items()
    letter = Notice.objects.filter(kind="urging.supervision")
    assert outbox.withdraw_settled() == 0
    cases.answer(cast, item)
    if way == "sending":
        assert outbox.take_step("send", letter, by=cast.officer) == 0
    else:
        deliver_due(clock.now())
    assert letter.get().state == Notice.State.CANCELLED
    assert not letter.get().deliveries.exists()
    said = AuditEntry.objects.get(verb="notice.withdrawn")
    assert said.actor == (cast.officer if way == "sending" else None)


def test_letter_still_owed_is_sent(cast: Cast, settings: Any) -> None:
    cases.at(cast, "received")
    on(settings, "2026-10-08")
    actions.remind_items()
    letter = Notice.objects.filter(kind="urging.supervision")
    assert outbox.take_step("send", letter, by=cast.officer) == 1
    assert letter.get().state == Notice.State.SENT


def test_letter_is_a_paper_with_its_number(cast: Cast, settings: Any, client: Client) -> None:
    item = cases.at(cast, "received")
    on(settings, "2026-10-15")
    actions.remind_items()
    letter = Letter.objects.get()
    client.force_login(cast.liaison)
    answer = client.get(reverse("supervision:letter", args=(item.pk, 1)))
    import io

    import docx

    text = [p.text for p in docx.Document(io.BytesIO(b"".join(answer))).paragraphs]
    assert letter.number == "协作办催〔2026〕1号"
    assert letter.number in text
    assert any("第1次催办" in line and "逾期7日" in line for line in text)


@pytest.fixture
def contest(cast: Cast) -> Activity:
    """An activity of the library that ends on 31 October."""
    activity = plans.open_plan(cast).activities.get(title__contains="征文")
    Activity.objects.exclude(pk=activity.pk).update(
        dropped_at="2026-01-01T00:00Z", dropped_reason="-"
    )
    return activity


@pytest.mark.parametrize("seed", range(6))
def test_any_days_of_running_take_each_step_at_most_once_and_none_when_done(
    cast: Cast, settings: Any, contest: Activity, seed: int
) -> None:
    chance = random.Random(seed)
    days = sorted(chance.choices(range(-20, 40), k=14))
    done_after = chance.randrange(len(days))
    for number, day in enumerate(days):
        on(settings, str(date(2026, 10, 31) + timedelta(day)))
        before = len(reminded())
        remind_activities()
        assert len(reminded()) - before <= (number <= done_after)
        if number == done_after:
            report = plans.report(contest, cast, completes=True)
            accept_report(report, by=cast.officer)
    steps = [int(key.rpartition(":")[2]) for key in reminded()]
    assert steps == sorted(set(steps))


def test_reminders_are_in_the_language_of_the_site(
    cast: Cast, settings: Any, contest: Activity
) -> None:
    cases.at(cast, "received")
    on(settings, "2026-10-30")
    with translation.override("en"):
        remind_activities()
        actions.remind_items()
    subjects = Notice.objects.filter(kind__in=("reminder.activity", "urging.supervision"))
    assert [n.subject.partition("：")[0] for n in subjects.order_by("pk")] == [
        "剩余1天",
        "第1次催办",
    ]


def test_activity_reminds_those_who_answer_for_it(
    cast: Cast, settings: Any, contest: Activity
) -> None:
    on(settings, "2026-10-26")
    assert remind_activities() == 1
    notice = Notice.objects.get(kind="reminder.activity")
    assert (notice.unit, notice.state) == (cast.library, Notice.State.SENT)
    assert notice.address == f"/activities/{contest.pk}/"
    assert remind_activities() == 0


@pytest.mark.parametrize("state", ["closed", "dropped", "template", "waiting"])
def test_activity_that_is_owed_no_more_reminds_nobody(
    cast: Cast, settings: Any, contest: Activity, state: str
) -> None:
    on(settings, "2026-11-30")
    if state == "closed":
        Programme.objects.update(state=Programme.State.CLOSED)
    elif state == "template":
        Programme.objects.update(state=Programme.State.TEMPLATE)
    elif state == "dropped":
        Activity.objects.update(dropped_at="2026-01-01T00:00Z", dropped_reason="不再举办")
    else:
        plans.report(contest, cast, completes=True)
    assert remind_activities() == 0


def test_a_moved_last_day_begins_the_ladder_anew(
    cast: Cast, settings: Any, contest: Activity
) -> None:
    on(settings, "2026-10-26")
    remind_activities()
    contest.schedules.update(end="2026-11-11")
    on(settings, "2026-11-05")
    assert remind_activities() == 1
    assert len(reminded()) == 2
    assert Item.objects.count() == 0
