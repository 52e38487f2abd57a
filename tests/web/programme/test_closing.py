"""The end of a programme: what is open is carried over or ends for a reason; then corrections alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from banjie.common import audit, once
from banjie.notices.models import Notice
from banjie.people.models import User
from banjie.programme.actions import closing, reports
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.plan import locked
from banjie.programme.actions.reports import FigureLine
from banjie.programme.actions.rolling import roll_forward
from banjie.programme.models import Activity, Figure, Programme, Report, Unfinished
from banjie.programme.queries.closing import open_work
from banjie.programme.queries.overview import board, overview
from banjie.programme.queries.programmes import against_targets
from banjie.programme.queries.reports import reports_returned_to
from tests.web import plans
from tests.web.cast import Cast

SignedIn = Callable[[User], Client]
WHY = "场馆维修，不再举办。"


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """Three activities, of which the contest is done."""
    programme = plans.open_plan(cast)
    contest = programme.activities.get(title__contains="征文")
    told = plans.report(contest, cast, completes=True)
    reports.accept_report(told, by=cast.officer)
    return programme


def every_reason(programme: Programme) -> dict[int, str]:
    return {work.activity.pk: WHY for work in open_work(programme)}


def close(programme: Programme, cast: Cast, **values: Any) -> Programme:
    return closing.close_programme(
        programme, **{"reasons": every_reason(programme), "by": cast.officer} | values
    )


def carried(programme: Programme, cast: Cast, activity: Activity, *, template: bool) -> Programme:
    return roll_forward(
        programme, year=2027, title="2027年方案", keep=[activity.pk], once_key=once.new_key(),
        template=template, by=cast.officer,
    )  # fmt: skip


@pytest.mark.parametrize("carried_for", ["", "经费下年到位。"])
def test_what_is_open_is_carried_over_or_ends_for_a_reason(
    programme: Programme, cast: Cast, carried_for: str
) -> None:
    club = programme.activities.get(title__contains="读书会")
    told_too = {club.pk: carried_for}
    new = carried(programme, cast, club, template=False)
    told = {work.activity: work.carried_to for work in open_work(programme)}
    course = programme.activities.get(title__contains="培训班")
    assert told == {club: new.activities.get(), course: None}
    with pytest.raises(ValidationError, match="培训班"):
        close(programme, cast, reasons={club.pk: WHY})
    closed = close(programme, cast, reasons=told_too | {course.pk: WHY})
    assert closed.state == Programme.State.CLOSED
    kept = Unfinished.objects.values_list("activity", "carried_to", "reason")
    assert set(kept) == {(club.pk, new.activities.get().pk, carried_for), (course.pk, None, WHY)}
    entry = audit.history(closed).get(verb="programme.closed")
    assert entry.detail == {"carried": 1, "ended": 1}
    told_units = Notice.objects.filter(key__startswith=f"plan:closed:{closed.pk}:")
    assert told_units.filter(unit=cast.library).count() == 1


def test_pattern_carries_nothing_over(programme: Programme, cast: Cast) -> None:
    club = programme.activities.get(title__contains="读书会")
    carried(programme, cast, club, template=True)
    assert {work.carried_to for work in open_work(programme)} == {None}


def test_nothing_closes_while_a_report_waits(programme: Programme, cast: Cast) -> None:
    waiting = plans.report(programme.activities.get(title__contains="读书会"), cast)
    with pytest.raises(ValidationError):
        close(programme, cast)
    reports.return_report(waiting, reason="请补照片。", by=cast.officer)
    close(programme, cast)
    with pytest.raises(reports.WrongState):
        reports.submit_report(waiting, by=cast.liaison)


@pytest.mark.parametrize("who", ["leader", "liaison", "stranger", "other_officer"])
def test_nobody_else_closes(programme: Programme, cast: Cast, who: str) -> None:
    with pytest.raises(reports.WrongState):
        close(programme, cast, by=getattr(cast, who))


def test_closed_once_and_read_only_from_then_on(
    programme: Programme, cast: Cast, signed_in: SignedIn
) -> None:
    close(programme, cast)
    with pytest.raises(reports.WrongState):
        close(programme, cast)
    club = programme.activities.get(title__contains="读书会")
    with pytest.raises(Stale):
        locked(club, club.version)
    page = signed_in(cast.officer)
    for name in ("add-activity", "add-area", "send-sheet"):
        assert page.get(reverse(f"programme:{name}", args=(programme.pk,))).status_code == 403
    shown = page.get(reverse("programme:close", args=(programme.pk,))).content.decode()
    assert WHY in shown
    assert WHY in page.get(reverse("programme:activity", args=(club.pk,))).content.decode()


def accepted(programme: Programme) -> Report:
    return Report.objects.get(activity__programme=programme, state="accepted")


def correct(report: Report, cast: Cast, value: str = "95", by: User | None = None) -> Any:
    return closing.correct_figure(
        report.figures.all()[0], value=Decimal(value), reason="重复计入5篇。", by=by or cast.officer
    )


def test_correction_is_named_so_and_counts_once(programme: Programme, cast: Cast) -> None:
    report = accepted(programme)
    with pytest.raises(reports.WrongState):
        correct(report, cast)  # not before the programme is closed
    close(programme, cast)
    for _twice in range(2):
        correct(report, cast)
    last = report.versions.latest("number")
    assert (last.number, last.correction) == (2, "重复计入5篇。")
    assert last.content["figures"][0]["value"] == "95"
    assert against_targets(report.activity)[0]["done"] == Decimal(95)


@pytest.mark.parametrize("who", ["leader", "liaison", "other_officer"])
def test_nobody_else_corrects(programme: Programme, cast: Cast, who: str) -> None:
    close(programme, cast)
    with pytest.raises(reports.WrongState):
        correct(accepted(programme), cast, by=getattr(cast, who))


def test_closing_and_correcting_go_through_the_pages(
    programme: Programme, cast: Cast, signed_in: SignedIn
) -> None:
    page, address = signed_in(cast.officer), reverse("programme:close", args=(programme.pk,))
    said = {f"reason-{pk}": WHY for pk in every_reason(programme)}
    missing = page.post(address, {"once": once.new_key()} | dict(list(said.items())[:1]))
    assert missing.status_code == 422
    assert page.post(address, {"once": once.new_key()} | said).status_code == 302
    report = accepted(programme)
    address = reverse("programme:correct-report", args=(report.pk,))
    mended = {"figure": report.figures.all()[0].pk, "value": "95", "reason": "重复计入5篇。"}
    assert page.post(address, {"once": once.new_key()} | mended).status_code == 302
    assert "重复计入5篇。" in page.get(report.get_absolute_url()).content.decode()


def test_no_light_burns_on_in_a_closed_programme(
    programme: Programme, cast: Cast, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    carried(programme, cast, programme.activities.get(title__contains="读书会"), template=False)
    assert "overdue" in {line.light.name for line in overview(programme, 10)}
    assert "ended" not in {column.name for column in board(overview(programme, 10), 9)}
    close(programme, cast)
    lines = overview(programme, 10)
    assert sorted((line.light.name, line.state) for line in lines) == [
        ("carried-over", "ended"), ("done", "done"), ("ended", "ended"),
    ]  # fmt: skip
    assert {c.name: c.number for c in board(lines, 9)} == {"ended": 2, "done": 1}
    page = signed_in(cast.officer)
    for name in ("board", "list", "gantt", "calendar", "units"):
        with django_assert_max_num_queries(12):
            found = page.get(reverse(f"programme:{name}", args=(programme.pk,)))
        assert 'data-light="overdue"' not in found.content.decode(), name
    listed = page.get(reverse("programme:list", args=(programme.pk,)), {"light": "carried-over"})
    assert [row.line.title for row in listed.context["rows"]] == [
        line.title for line in lines if line.light.name == "carried-over"
    ]


def test_close_page_names_returned_reports_it_cuts_off(
    programme: Programme, cast: Cast, signed_in: SignedIn
) -> None:
    club = programme.activities.get(title__contains="读书会")
    back = plans.report(club, cast)
    reports.return_report(back, reason="请补照片。", by=cast.officer)
    plans.report(club, cast, submit=False)
    assert set(reports_returned_to(cast.liaison)) == set(club.reports.all())
    shown = signed_in(cast.officer).get(reverse("programme:close", args=(programme.pk,)))
    assert list(shown.context["returned"]) == [back]
    assert back.get_absolute_url() in shown.content.decode()
    close(programme, cast)
    assert not reports_returned_to(cast.liaison).exists()


def test_correction_is_told_to_the_unit_and_to_those_that_took_the_figure(
    programme: Programme, cast: Cast
) -> None:
    report = accepted(programme)
    source = report.figures.all()[0]
    line = FigureLine(source.measure, source.value, source.unit, None, source)
    club = programme.activities.get(title__contains="读书会")
    copy = plans.report(club, cast, figures=[line])
    reports.accept_report(copy, by=cast.officer)
    close(programme, cast)
    for _twice in range(2):
        correct(report, cast)
    told = Notice.objects.filter(kind="report.corrected", unit=cast.library)
    assert {notice.address for notice in told} == {
        report.get_absolute_url(), copy.get_absolute_url(),
    }  # fmt: skip
    assert told.count() == 2
    for notice in told:
        assert all(words in notice.body for words in (f"{source.value:.0f}", "95", "重复计入5篇"))


def test_report_of_copies_alone_offers_no_correction(
    programme: Programme, cast: Cast, signed_in: SignedIn
) -> None:
    report = accepted(programme)
    source = report.figures.all()[0]
    club = programme.activities.get(title__contains="读书会")
    line = FigureLine(source.measure, source.value, source.unit, None, source)
    copy = plans.report(club, cast, figures=[line])
    reports.accept_report(copy, by=cast.officer)
    close(programme, cast)
    page = signed_in(cast.officer)
    for one, offered in ((report, True), (copy, False)):
        shown = page.get(one.get_absolute_url()).content.decode()
        assert (reverse("programme:correct-report", args=(one.pk,)) in shown) is offered


def copied_elsewhere(source: Figure, cast: Cast, **values: Any) -> Report:
    """A report to another office that takes the figure over, and waits for it."""
    other = plans.open_plan(cast, plans.PLAN.replace("临湖市2026年", "又一份"))
    Programme.objects.filter(pk=other.pk).update(office=cast.other_office)
    line = FigureLine(source.measure, source.value, source.unit, None, source)
    contest = other.activities.get(title__contains="征文")
    return plans.report(contest, cast, figures=[line], **values)


def test_office_hears_of_no_figure_in_a_draft(programme: Programme, cast: Cast) -> None:
    report = accepted(programme)
    scan = plans.photo("报告表.jpg")
    copy = copied_elsewhere(report.figures.all()[0], cast, scan=scan, by=cast.other_officer)
    reports.object_to(copy, reason="人次有误。", by=cast.liaison)
    close(programme, cast)
    correct(report, cast)
    copy.refresh_from_db()
    assert (copy.state, copy.figures.get().value) == (Report.State.DRAFT, Decimal(95))
    told = Notice.objects.filter(kind="report.corrected")
    assert {notice.unit for notice in told} == {cast.library}


def test_other_programme_that_has_the_figure_hears_of_its_correction(
    programme: Programme, cast: Cast, signed_in: SignedIn
) -> None:
    report = accepted(programme)
    source = report.figures.all()[0]
    copy = copied_elsewhere(source, cast)
    reports.accept_report(copy, by=cast.other_officer)
    close(programme, cast)
    for _twice in range(2):
        correct(report, cast)
    [told] = Notice.objects.filter(kind="report.corrected", unit=cast.other_office)
    assert (told.address, told.duties) == (copy.get_absolute_url(), ["officer"])
    assert all(words in told.body for words in (f"{source.value:.0f}", "95", "重复计入5篇"))
    shown = signed_in(cast.other_officer).get(copy.get_absolute_url())
    [(figure, correction)] = shown.context["figures"]
    assert figure.value == Decimal(95)
    assert correction is not None
    assert (correction.before, correction.reason) == (
        f"{source.value:.0f}{source.unit}", "重复计入5篇。",
    )  # fmt: skip
    assert correction.reason in shown.content.decode()
