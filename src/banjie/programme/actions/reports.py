"""Reports: written by a unit, decided on by the office. Each step once, in its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from banjie.common import audit, clock, once
from banjie.documents import attachments
from banjie.documents.attachments import Paper
from banjie.people.models import Unit, User
from banjie.programme.models import (
    Activity,
    Assignment,
    Evidence,
    Figure,
    Occurrence,
    Phase,
    Report,
    Target,
)


class WrongState(Exception):
    """The report has moved on since the page was drawn."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure as entered; `target` None for a figure of the unit's own."""

    measure: str
    value: Decimal
    unit: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a report says: `files` are added to those it already has.

    `phase` and `occurrence` are the activity's own; accepted, it is delivered or held.
    """

    held_on: date
    text: str
    held_until: date | None = None
    place: str = ""
    completes: bool = False
    phase: Phase | None = None
    occurrence: Occurrence | None = None
    figures: Iterable[FigureLine] = ()
    files: Iterable[UploadedFile] = ()


def write_report(
    activity: Activity, content: Content, *, unit: Unit, submit: bool, once_key: str, by: User
) -> Report:
    """A new report, as a draft or sent to the office at once.

    The same form sent twice raises `once.AlreadyDone` with the first report's number.
    """
    files = _checked(content)
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        report = Report(activity=activity, unit=unit, written_by=by)
        _fill(report, content, files, by)
        audit.record(by=by, verb="report.written", target=report)
        if submit:
            report = submit_report(report, by=by)
        once.settle(claimed, str(report.pk))
    return report


def change_report(
    report: Report, content: Content, *, submit: bool, once_key: str, by: User
) -> Report:
    """Mend a draft or a returned report; its figures are replaced, its files added to."""
    files = _checked(content)
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        report = _locked(report, Report.State.DRAFT, Report.State.RETURNED)
        report.figures.all().delete()
        _fill(report, content, files, by)
        audit.record(by=by, verb="report.changed", target=report)
        if submit:
            report = submit_report(report, by=by)
        once.settle(claimed, str(report.pk))
    return report


def answers_for(activity: Activity, unit_id: int) -> bool:
    """Whether the unit leads or is responsible: a co-operating unit completes nothing."""
    return activity.assignments.filter(
        unit=unit_id, role__in=(Assignment.Role.LEAD, Assignment.Role.RESPONSIBLE)
    ).exists()


def _checked(content: Content) -> list[Paper]:
    """All the files, before any is stored and before the transaction: looking into them is slow."""
    return [attachments.look_into(file) for file in content.files]


def _fill(report: Report, content: Content, files: list[Paper], by: User) -> None:
    report.held_on, report.held_until = content.held_on, content.held_until
    report.place, report.text = content.place, content.text
    report.phase, report.occurrence = content.phase, content.occurrence
    report.completes = content.completes and answers_for(report.activity, report.unit_id)
    report.save()
    Figure.objects.bulk_create(
        Figure(
            report=report,
            target=line.target,
            measure=line.measure,
            value=line.value,
            unit=line.unit,
        )
        for line in content.figures
    )
    for paper in files:
        Evidence.objects.create(report=report, attachment=attachments.keep(paper, by=by))


def _locked(report: Report, *states: str) -> Report:
    """The report as it is now, locked; raises `WrongState` unless it is in one of `states`."""
    current = (
        Report.objects.select_for_update(of=("self",))
        .select_related("activity", "unit")
        .get(pk=report.pk)
    )
    if current.state not in states:
        raise WrongState(current.state)
    return current


@transaction.atomic
def submit_report(report: Report, *, by: User) -> Report:
    """Send it to the office."""
    report = _locked(report, Report.State.DRAFT, Report.State.RETURNED)
    report.state, report.submitted_at, report.reason = Report.State.SUBMITTED, clock.now(), ""
    report.save(update_fields=["state", "submitted_at", "reason"])
    audit.record(by=by, verb="report.submitted", target=report)
    return report


@transaction.atomic
def return_report(report: Report, *, reason: str, by: User) -> Report:
    """Send it back; the reason is required, by the database too."""
    report = _locked(report, Report.State.SUBMITTED)
    report.state, report.reason = Report.State.RETURNED, reason
    report.decided_at, report.decided_by = clock.now(), by
    report.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    audit.record(by=by, verb="report.returned", target=report, reason=reason)
    return report


@transaction.atomic
def accept_report(report: Report, *, by: User) -> Report:
    """Accept it: from now on its figures count."""
    report = _locked(report, Report.State.SUBMITTED)
    report.state, report.decided_at, report.decided_by = Report.State.ACCEPTED, clock.now(), by
    report.save(update_fields=["state", "decided_at", "decided_by"])
    audit.record(by=by, verb="report.accepted", target=report)
    return report
