"""Sessions and phases as reports tell of them: state, choice in the form, the list of what is owed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from banjie.common import once
from banjie.programme.actions.reports import accept_report, return_report
from banjie.programme.models import Activity, Occurrence, Phase, Report
from banjie.programme.queries.owed import owed_by
from banjie.programme.queries.phases import phases_of, sessions_of
from tests.web import plans
from tests.web.cast import Cast


@pytest.fixture
def session(activity: Activity) -> Occurrence:
    """The second of five: 5月—6月."""
    return activity.occurrences.get(number=2)


def states(activity: Activity) -> list[str]:
    return [step.state for step in sessions_of(activity)]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-02-28", ["ahead"] * 5),
        ("2026-03-01", ["open", "ahead", "ahead", "ahead", "ahead"]),
        ("2026-06-30", ["late", "open", "ahead", "ahead", "ahead"]),
        ("2026-07-01", ["late", "late", "open", "ahead", "ahead"]),
        ("2026-12-01", ["late"] * 5),
    ],
)
def test_sessions_open_and_pass_by_date(
    activity: Activity, settings: Any, today: str, expected: list[str]
) -> None:
    settings.BANJIE_TODAY = today
    assert states(activity) == expected


def test_session_is_held_when_the_report_that_names_it_is_accepted(
    cast: Cast, activity: Activity, session: Occurrence, settings: Any
) -> None:
    settings.BANJIE_TODAY = "2026-09-16"
    report = plans.report(activity, cast, held_on=date(2026, 5, 9), occurrence=session)
    assert states(activity)[1] == "waiting"
    return_report(report, reason="请补充。", by=cast.officer)
    assert states(activity)[1] == "late"
    plans.report(activity, cast, held_on=date(2026, 5, 9))
    assert states(activity)[1] == "late"
    again = plans.report(activity, cast, held_on=date(2026, 5, 9), occurrence=session)
    accept_report(again, by=cast.officer)
    assert states(activity) == ["late", "done", "late", "open", "ahead"]


@pytest.mark.parametrize(
    ("start", "end", "today", "state"),
    [
        (date(2026, 3, 1), date(2026, 4, 1), "2026-03-31", "open"),
        (date(2026, 3, 1), date(2026, 4, 1), "2026-04-01", "late"),
        (date(2026, 3, 1), None, "2026-12-31", "open"),
        (None, None, "2026-12-31", "open"),
        (date(2026, 3, 1), date(2026, 4, 1), "2026-02-28", "ahead"),
    ],
)
def test_phase_opens_and_closes_by_date_until_it_is_delivered(
    cast: Cast, activity: Activity, settings: Any, start: date | None, end: date | None,
    today: str, state: str,
) -> None:  # fmt: skip
    settings.BANJIE_TODAY = today
    phase = Phase.objects.create(activity=activity, position=1, title="动员", start=start, end=end)
    assert [step.state for step in phases_of(activity)] == [state]
    report = plans.report(activity, cast, held_on=date(2026, 2, 1), phase=phase)
    accept_report(report, by=cast.officer)
    assert [step.state for step in phases_of(activity)] == ["done"]


def form_of(cast: Cast, activity: Activity, signed_in: Any) -> Any:
    address = reverse("programme:new-report", args=(activity.pk,))
    return signed_in(cast.liaison).get(address).context["form"]


def test_form_offers_what_is_still_open_the_next_one_first(
    cast: Cast, activity: Activity, session: Occurrence, signed_in: Any
) -> None:
    first = activity.occurrences.get(number=1)
    accept_report(plans.report(activity, cast, occurrence=first), by=cast.officer)
    Occurrence.objects.filter(number=3).update(dropped_reason="与市级活动合并")
    field = form_of(cast, activity, signed_in).fields["occurrence"]
    assert [part.number for part in field.queryset] == [2, 4, 5]
    assert field.initial == session.pk
    assert not field.required


def test_phase_that_runs_is_offered_until_it_is_over_and_delivered(
    cast: Cast, activity: Activity, signed_in: Any, settings: Any
) -> None:
    phase = Phase.objects.create(
        activity=activity,
        position=1,
        title="集中行动",
        start=date(2026, 3, 1),
        end=date(2026, 7, 1),
    )
    accept_report(plans.report(activity, cast, phase=phase), by=cast.officer)
    settings.BANJIE_TODAY = "2026-06-30"
    assert list(form_of(cast, activity, signed_in).fields["phase"].queryset) == [phase]
    settings.BANJIE_TODAY = "2026-07-01"
    assert "phase" not in form_of(cast, activity, signed_in).fields


def test_form_of_work_done_once_asks_for_no_session(
    cast: Cast, activity: Activity, signed_in: Any
) -> None:
    other = activity.programme.activities.get(title__contains="征文")
    assert not {"occurrence", "phase"} & set(form_of(cast, other, signed_in).fields)


def test_report_keeps_the_session_it_names(
    cast: Cast, activity: Activity, session: Occurrence, signed_in: Any
) -> None:
    data = {
        "once": once.new_key(), "unit": cast.library.pk, "held_on": "2026-05-09",
        "text": "第二期读书会。", "occurrence": session.pk, "send": "submit",
    }  # fmt: skip
    client, address = signed_in(cast.liaison), reverse("programme:new-report", args=(activity.pk,))
    client.post(address, data)
    report = Report.objects.get()
    assert report.occurrence == session
    return_report(report, reason="请补充地点。", by=cast.officer)
    mend = reverse("programme:change-report", args=(report.pk,))
    assert client.get(mend).context["form"]["occurrence"].value() == session.pk
    client.post(mend, data | {"once": once.new_key(), "place": "市图书馆"})
    report.refresh_from_db()
    assert (report.occurrence, report.place) == (session, "市图书馆")
    assert (
        session.label in client.get(reverse("programme:report", args=(report.pk,))).content.decode()
    )


def test_session_of_another_activity_is_no_choice(
    cast: Cast, activity: Activity, session: Occurrence, signed_in: Any
) -> None:
    other = activity.programme.activities.get(title__contains="征文")
    other.assignments.create(role="lead", unit=cast.library)
    own = other.occurrences.create(number=1)
    data = {
        "once": once.new_key(), "unit": cast.library.pk, "held_on": "2026-05-09",
        "text": "读书会。", "occurrence": own.pk,
    }  # fmt: skip
    address = reverse("programme:new-report", args=(activity.pk,))
    assert signed_in(cast.liaison).post(address, data).status_code == 422


def test_owed_list_tells_of_the_next_session(cast: Cast, activity: Activity, settings: Any) -> None:
    settings.BANJIE_TODAY = "2026-06-25"

    def owed() -> tuple[int | None, str, date | None, int]:
        card = next(c for c in owed_by(cast.liaison) if c.activity == activity)
        number = card.session.number if card.session else None
        return number, card.light.name, card.last_day, card.sessions_late

    assert owed() == (1, "overdue", date(2026, 4, 30), 1)
    for number, then in (
        (1, (2, "due-soon", date(2026, 6, 30), 0)),
        (2, (3, "not-yet", date(2026, 8, 31), 0)),
    ):
        session = activity.occurrences.get(number=number)
        report = plans.report(activity, cast, held_on=date(2026, 4, 1), occurrence=session)
        accept_report(report, by=cast.officer)
        assert owed() == then
    activity.occurrences.update(dropped_reason="全年改为线上")
    assert owed()[0] is None
