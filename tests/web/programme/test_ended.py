"""Work that ends while a form is open: what is sent then changes nothing, whichever step it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from banjie.common import once
from banjie.people.models import Unit, User
from banjie.programme.actions import duties, phases, reports
from banjie.programme.actions.drafts import Stale
from banjie.programme.models import Activity, Assignment, Occurrence, Phase, Report
from tests.web import plans
from tests.web.cast import Cast

Step = Callable[[Cast, Activity], Any]
SignedIn = Callable[[User], Client]


def end(activity: Activity, how: str) -> None:
    """End the work behind the back of whoever holds `activity` already."""
    if how == "merged":
        other = activity.programme.activities.exclude(pk=activity.pk)[0]
        Activity.objects.filter(pk=activity.pk).update(merged_into=other)
    else:
        Activity.objects.filter(pk=activity.pk).update(
            dropped_at="2026-09-01T00:00Z", dropped_reason="取消"
        )


def _part(cast: Cast, activity: Activity) -> Assignment:
    return activity.assignments.select_related("activity").get(unit=cast.library)


def _hand(cast: Cast, activity: Activity) -> phases.Hand:
    return phases.Hand(cast.officer, activity.version, "调整")


STRETCH = phases.Stretch("第一阶段", date(2026, 10, 1), date(2026, 11, 1))
TOLD = reports.Content(held_on=date(2026, 9, 1), text="已开展。")

NEW: dict[str, Step] = {
    "write": lambda cast, activity: plans.report(activity, cast),
    "enter": lambda cast, activity: plans.entered(activity, cast),
    "many": lambda cast, activity: reports.write_many(
        [reports.Told(activity, cast.library, TOLD)],
        submit=True, once_key=once.new_key(), by=cast.liaison,
    ),
    "confirm": lambda cast, activity: duties.confirm(
        _part(cast, activity), version=activity.version, by=cast.liaison
    ),
    "ask": lambda cast, activity: duties.ask_change(
        _part(cast, activity), version=activity.version, reason="改期", by=cast.liaison
    ),
    "hand on": lambda cast, activity: duties.hand_on(
        _part(cast, activity), Unit.objects.get(name="听荷分馆"), version=activity.version,
        by=cast.liaison,
    ),
    "decline": lambda cast, activity: duties.decline_change(
        _part(cast, activity), reason="不变", by=cast.officer
    ),
    "add a phase": lambda cast, activity: phases.add_phase(
        activity, STRETCH, hand=_hand(cast, activity), once_key=once.new_key()
    ),
    "close a phase": lambda cast, activity: phases.close_phase(
        activity.phases.get(), hand=_hand(cast, activity)
    ),
    "add a session": lambda cast, activity: phases.add_session(
        activity, STRETCH, hand=_hand(cast, activity), once_key=once.new_key()
    ),
    "drop a session": lambda cast, activity: phases.drop_session(
        activity.occurrences.all()[0], hand=_hand(cast, activity)
    ),
}  # fmt: skip


def counts() -> list[Any]:
    return [
        Report.objects.count(),
        list(Phase.objects.values_list("end", flat=True)),
        list(Occurrence.objects.values_list("dropped_reason", flat=True)),
        list(Assignment.objects.values_list("unit", "answer")),
    ]


@pytest.mark.parametrize("how", ["dropped", "merged"])
@pytest.mark.parametrize("step", NEW)
def test_nothing_begins_on_work_that_ended(
    cast: Cast, activity: Activity, step: str, how: str
) -> None:
    Unit.objects.create(name="听荷分馆", parent=cast.library)
    activity.phases.create(position=0, title="筹备", end=date(2026, 12, 1))
    mine = activity.assignments.filter(unit=cast.library)
    mine.update(answer="change", reason="请改期。")
    end(activity, how)
    before = counts()
    with pytest.raises((reports.WrongState, Stale)):
        NEW[step](cast, activity)
    assert counts() == before


def test_report_begun_before_the_work_was_dropped_may_still_be_sent(
    cast: Cast, activity: Activity
) -> None:
    report = plans.report(activity, cast, submit=False)
    end(activity, "dropped")
    assert reports.submit_report(report, by=cast.liaison).state == Report.State.SUBMITTED


def test_paper_is_not_entered_on_work_that_was_dropped(
    cast: Cast, activity: Activity, signed_in: SignedIn
) -> None:
    end(activity, "dropped")
    address = reverse("programme:report-on-behalf", args=(activity.pk,))
    assert signed_in(cast.officer).get(address).status_code == 403


def test_form_with_several_reports_says_that_work_ended(
    cast: Cast, activity: Activity, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = reports.write_many

    def late(*args: Any, **kwargs: Any) -> Any:
        end(activity, "dropped")
        return write(*args, **kwargs)

    monkeypatch.setattr(reports, "write_many", late)
    row = f"{activity.pk}-{cast.library.pk}"
    said = {f"{row}-held_on": "2026-09-01", f"{row}-text": "已开展。"}
    answer = signed_in(cast.liaison).post(
        reverse("programme:report-many"), {"once": once.new_key(), "row": row} | said
    )
    assert answer.status_code == 422
    assert not Report.objects.exists()


def test_form_sent_again_that_can_no_longer_be_kept_is_answered(
    cast: Cast, activity: Activity, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was received stands; it was an error of the site once."""
    client, key = signed_in(cast.liaison), once.new_key()
    address = reverse("programme:new-report", args=(activity.pk,))
    said = {
        "once": key, "unit": cast.library.pk, "held_on": "2026-09-01", "text": "已开展。",
        "send": "draft",
    }  # fmt: skip
    first = client.post(address, said)
    assert first.status_code == 302

    def refused(*_args: Any, **_kwargs: Any) -> None:
        raise ValidationError("附件无法读取")

    monkeypatch.setattr(reports, "change_report", refused)
    again = client.post(address, said | {"text": "又改了。"})
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    assert Report.objects.get().text == "已开展。"
