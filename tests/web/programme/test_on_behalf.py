"""The office types what came on paper: marked, told to the unit, never accepted by who typed it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import once
from banjie.notices.models import Notice
from banjie.people.models import Membership, User
from banjie.programme.actions import reports as actions
from banjie.programme.models import Activity, Programme, Report
from banjie.programme.queries.reports import figures_to_take
from tests.web import plans
from tests.web.cast import Cast


@pytest.fixture
def second(cast: Cast) -> User:
    """Another officer of the same office."""
    user = User.objects.create_user("second", "second（测试）")
    Membership.objects.create(user=user, unit=cast.office, duty="officer")
    return user


def form_data(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "once": once.new_key(), "unit": cast.library.pk, "held_on": "2026-03-21",
        "text": "首期读书会交流了地方志。", "scan": plans.photo("报告表.jpg"), "send": "now",
    } | changes  # fmt: skip


def test_report_from_paper_is_sent_with_its_scan_and_told_to_the_unit(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    address = reverse("programme:report-on-behalf", args=(activity.pk,))
    answer = signed_in(cast.officer).post(address, form_data(cast, papers=[plans.photo()]))
    assert answer.status_code == 302
    report = Report.objects.get()
    assert (report.unit, report.state, report.written_by) == (
        cast.library, "submitted", cast.officer,
    )  # fmt: skip
    assert report.scan is not None
    assert report.evidence.count() == 2
    assert Notice.objects.get(key=f"report:on-behalf:{report.pk}").unit == cast.library
    for page in (("report", report.pk), ("activity", activity.pk), ("reports", None)):
        place = reverse(f"programme:{page[0]}", args=[n for n in page[1:] if n])
        assert 'data-state="paper"' in signed_in(cast.liaison).get(place).content.decode(), page


@pytest.mark.parametrize(
    ("field", "changes"), [("scan", {"scan": ""}), ("unit", {"unit": "2000000000"})]
)
def test_without_a_scan_or_a_unit_with_a_part_nothing_is_entered(
    cast: Cast,
    activity: Activity,
    signed_in: Callable[[User], Client],
    field: str,
    changes: dict[str, object],
) -> None:
    address = reverse("programme:report-on-behalf", args=(activity.pk,))
    answer = signed_in(cast.officer).post(address, form_data(cast, **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Report.objects.exists()


def test_office_is_not_offered_what_the_unit_told_another_office(
    cast: Cast, activity: Activity
) -> None:
    elsewhere = Programme.objects.create(
        office=cast.other_office, title="邻湖县方案", year=2026, opened_by=cast.other_officer
    )
    talk = elsewhere.activities.create(position=0, title="讲座", kind="other")
    talk.assignments.create(role="responsible", unit=cast.library)
    told = plans.report(talk, cast).figures.get()
    units = {cast.library.pk}
    assert figures_to_take(cast.liaison, units, activity) == [told]
    assert figures_to_take(cast.officer, units, activity) == []


def test_who_entered_it_cannot_accept_it_and_another_officer_can(
    cast: Cast, activity: Activity, second: User
) -> None:
    report = plans.entered(activity, cast)
    assert not cast.officer.may("programme.decide_report", report)
    assert second.may("programme.decide_report", report)


def test_unit_takes_it_back_mends_it_and_sends_it(
    cast: Cast, activity: Activity, second: User, signed_in: Callable[[User], Client]
) -> None:
    report = plans.entered(activity, cast)
    client = signed_in(cast.liaison)
    client.post(reverse("programme:object-to-report", args=(report.pk,)), {"reason": "人次有误。"})
    report.refresh_from_db()
    assert (report.state, report.reason) == (Report.State.DRAFT, "人次有误。")
    assert report.versions.get().reason == "人次有误。"
    assert Notice.objects.filter(kind="report.objected", unit=cast.office).exists()
    assert not cast.officer.may("programme.see_report", report)
    assert cast.liaison.may("programme.change_report", report)
    sent = actions.submit_report(report, by=cast.liaison)
    assert not cast.officer.may("programme.decide_report", sent)  # typed it once
    assert second.may("programme.decide_report", sent)


def test_what_was_accepted_is_not_taken_back(cast: Cast, activity: Activity) -> None:
    report = plans.entered(activity, cast)
    actions.accept_report(report, by=cast.officer)
    with pytest.raises(actions.WrongState):
        actions.object_to(report, reason="晚了。", by=cast.liaison)


def test_own_report_is_not_taken_back(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast)
    assert not cast.liaison.may("programme.object_to_report", report)
    with pytest.raises(actions.WrongState):
        actions.object_to(report, reason="想改。", by=cast.liaison)


def test_who_entered_it_mends_it_when_it_came_back(
    cast: Cast, activity: Activity, second: User
) -> None:
    report = plans.entered(activity, cast)
    assert not cast.officer.may("programme.change_report", report)
    returned = actions.return_report(report, reason="请核对纸质件。", by=second)
    for user in (cast.officer, cast.liaison):
        assert user.may("programme.change_report", returned)
    assert not second.may("programme.change_report", returned)
