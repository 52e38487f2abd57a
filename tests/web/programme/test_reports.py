from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from banjie.common import files, once
from banjie.common.models import Attachment, AuditEntry
from banjie.people.models import Membership, User
from banjie.programme.actions import reports as actions
from banjie.programme.actions.merging import merge_activities
from banjie.programme.models import Activity, Assignment, Figure, Programme, Report
from tests.web import plans
from tests.web.cast import Cast, make_cast


def form_data(client: Client, activity: Activity, **changes: object) -> dict[str, object]:
    """What a browser sends: the form's own hidden values and what was typed."""
    form = client.get(reverse("programme:new-report", args=(activity.pk,))).context["form"]
    first, second = activity.targets.all()
    return {
        "once": form["once"].value(),
        "unit": form["unit"].value(),
        "held_on": "2026-09-12",
        "held_until": "",
        "place": "市图书馆",
        "text": "举办第四期读书会。",
        f"target-{first.pk}": "1",
        f"target-{second.pk}": "46",
        "send": "submit",
    } | changes


def stored() -> list[Path]:
    return [p for p in (Path(settings.MEDIA_ROOT) / "attachments").rglob("*") if p.is_file()]


def post(client: Client, activity: Activity, data: dict[str, object]) -> object:
    return client.post(reverse("programme:new-report", args=(activity.pk,)), data)


def test_report_with_figures_and_photo_reaches_the_office(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.liaison)
    post(
        client, activity, form_data(client, activity, papers=[plans.photo(), plans.photo("二.jpg")])
    )
    report = Report.objects.get()
    assert report.state == Report.State.SUBMITTED
    assert [f.value for f in report.figures.all()] == [Decimal(1), Decimal(46)]
    assert report.evidence.count() == 2


def test_report_posted_twice_is_one_report(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.liaison)
    data = form_data(client, activity)
    first, second = post(client, activity, data), post(client, activity, data)
    assert Report.objects.count() == 1
    assert Figure.objects.count() == 2
    assert first.headers["Location"] == second.headers["Location"]


def test_bad_file_keeps_everything_typed_and_stores_nothing(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = signed_in(cast.liaison)
    bad = SimpleUploadedFile("木马.exe", b"MZ")
    before = stored()
    answer = post(client, activity, form_data(client, activity, papers=[plans.photo(), bad]))
    assert answer.status_code == 422
    assert "举办第四期读书会" in answer.content.decode()
    assert not Report.objects.exists()
    assert not Attachment.objects.exists()
    assert stored() == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_on": "2026-12-01"}, "held_on"),
        ({"held_on": "2026-09-12", "held_until": "2026-09-01"}, "held_until"),
        ({"text": ""}, "text"),
        ({"own-0-value": "5"}, "own-0-measure"),
        ({"own-0-measure": "图书", "own-0-unit": "册"}, "own-0-value"),
        ({"held_on": "明天"}, "held_on"),
        ({"held_on": "0206-09-12"}, "held_on"),
    ],
)
def test_faulty_field_is_named(
    cast: Cast,
    activity: Activity,
    signed_in: Callable[[User], Client],
    changes: dict[str, str],
    field: str,
) -> None:
    client = signed_in(cast.liaison)
    answer = post(client, activity, form_data(client, activity, **changes))
    assert field in answer.context["form"].errors


def test_figures_that_lost_their_targets_stay_when_the_report_is_mended(
    cast: Cast, activity: Activity, programme: Programme, signed_in: Callable[[User], Client]
) -> None:
    own = [actions.FigureLine(what, Decimal(3), "件") for what in ("图书", "展板")]
    lines = [actions.FigureLine(t.measure, Decimal(4), t.unit, t) for t in activity.targets.all()]
    report = plans.report(activity, cast, figures=lines + own)
    actions.return_report(report, reason="请补充。", by=cast.officer)
    essay = programme.activities.get(title__contains="征文")
    merge_activities(activity, into=essay, reason="合并举办。", by=cast.officer)
    before = sorted(report.figures.values_list("pk", "measure"))
    client, address = signed_in(cast.liaison), reverse("programme:change-report", args=(report.pk,))
    form = client.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form if field.name != "papers"}
    sent = {name: value for name, value in shown.items() if value not in (None, "", False)}
    assert client.post(address, sent | {"text": "已补充。"}).status_code == 302
    assert sorted(report.figures.values_list("pk", "measure")) == before


def test_negative_figure_is_refused(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.liaison)
    target = activity.targets.first()
    answer = post(client, activity, form_data(client, activity, **{f"target-{target.pk}": "-1"}))
    assert f"target-{target.pk}" in answer.context["form"].errors


def test_returned_report_is_mended_and_accepted(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast)
    actions.return_report(report, reason="请补充参加人次。", by=cast.officer)
    content = actions.Content(held_on=date(2026, 3, 21), text="已补充。")
    mended = actions.change_report(
        report, content, submit=True, once_key=once.new_key(), by=cast.liaison
    )
    assert (mended.state, mended.reason) == (Report.State.SUBMITTED, "")
    actions.accept_report(report, by=cast.officer)
    verbs = [e.verb for e in AuditEntry.objects.filter(verb__startswith="report").order_by("pk")]
    assert verbs == [
        "report.written", "report.submitted", "report.returned", "report.changed",
        "report.submitted", "report.accepted",
    ]  # fmt: skip


def test_second_decision_is_refused(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast)
    actions.accept_report(report, by=cast.officer)
    with pytest.raises(actions.WrongState):
        actions.return_report(report, reason="晚了", by=cast.officer)


def test_database_wants_a_reason_for_a_return(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state=Report.State.RETURNED, reason="")


def test_nobody_decides_on_their_own_report(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast, by=cast.officer)
    assert not cast.officer.may("programme.decide_report", report)


def test_file_is_asked_for_permission_at_every_fetch(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    report = plans.report(activity, cast, files=[plans.photo()])
    address = reverse("programme:evidence", args=(report.pk, report.evidence.get().attachment.key))
    answer = signed_in(cast.liaison).get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in(cast.stranger).get(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_pictures_are_drawn_before_the_transaction_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = make_cast()
    activity = plans.open_plan(cast).activities.get(title__contains="读书会")
    inside = []

    def drawn(data: bytes, _name: str) -> bytes:
        inside.append(connection.in_atomic_block)
        return data

    monkeypatch.setattr(files, "_redrawn", drawn)
    report = plans.report(activity, cast, files=[plans.photo()], submit=False)
    content = actions.Content(held_on=date(2026, 3, 21), text="补。", files=[plans.photo()])
    actions.change_report(report, content, submit=True, once_key=once.new_key(), by=cast.liaison)
    assert inside == [False, False]
    assert report.evidence.count() == 2


def test_nobody_decides_on_a_report_they_mended(cast: Cast, activity: Activity) -> None:
    Membership.objects.create(user=cast.officer, unit=cast.library, duty="liaison")
    report = plans.report(activity, cast)
    actions.return_report(report, reason="请补充。", by=cast.officer)
    content = actions.Content(held_on=date(2026, 3, 21), text="代为补充。")
    mended = actions.change_report(
        report, content, submit=True, once_key=once.new_key(), by=cast.officer
    )
    assert not cast.officer.may("programme.decide_report", mended)


def test_nobody_decides_on_a_report_they_sent(cast: Cast, activity: Activity) -> None:
    Membership.objects.create(user=cast.officer, unit=cast.library, duty="liaison")
    report = plans.report(activity, cast, submit=False)
    sent = actions.submit_report(report, by=cast.officer)
    assert not cast.officer.may("programme.decide_report", sent)


def test_report_of_a_closed_programme_is_not_changed(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast, submit=False)
    assert cast.liaison.may("programme.change_report", report)
    report.activity.programme.state = Programme.State.CLOSED
    assert not cast.liaison.may("programme.change_report", report)


def test_report_stays_with_its_unit_when_it_is_mended(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    Membership.objects.create(user=cast.liaison, unit=cast.museum, duty="liaison")
    Assignment.objects.create(activity=activity, unit=cast.museum, role="cooperating")
    report = plans.report(activity, cast, submit=False)
    client = signed_in(cast.liaison)
    data = form_data(client, activity, unit=cast.museum.pk)
    client.post(reverse("programme:change-report", args=(report.pk,)), data)
    report.refresh_from_db()
    assert (report.unit, report.text) == (cast.library, "举办第四期读书会。")


def test_target_shows_one_number_to_everybody(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    Assignment.objects.create(activity=activity, unit=cast.museum, role="cooperating")
    for unit, by in ((cast.library, cast.liaison), (cast.museum, cast.stranger)):
        actions.accept_report(plans.report(activity, cast, unit=unit, by=by), by=cast.officer)
    address = reverse("programme:activity", args=(activity.pk,))
    for user in (cast.officer, cast.leader, cast.liaison, cast.handler, cast.stranger):
        rows = signed_in(user).get(address).context["targets"]
        assert [row["done"] for row in rows] == [2, 80], user


def test_draft_sent_again_after_going_back_keeps_the_second_text(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.liaison)
    data = form_data(client, activity, send="draft")
    post(client, activity, data)
    post(client, activity, data | {"text": "后来写的。", "send": "submit"})
    report = Report.objects.get()
    assert (report.text, report.state) == ("后来写的。", Report.State.SUBMITTED)


def test_cooperating_unit_completes_nothing(cast: Cast, activity: Activity) -> None:
    part = activity.assignments.get(role="cooperating")
    report = plans.report(activity, cast, unit=part.unit, completes=True)
    assert not report.completes
