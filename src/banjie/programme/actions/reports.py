"""Reports: written by a unit, decided on by the office. Each step once, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from banjie.common import audit, clock, once
from banjie.documents import attachments
from banjie.documents.attachments import Paper
from banjie.notices.actions import write_notice
from banjie.notices.actions.writing import one_line, site_language
from banjie.people.models import Unit, User
from banjie.people.rules import LIAISON, OFFICER
from banjie.programme.actions.figures import (
    FigureLine,
    SourceGone,
    keep_version,
    put_figures,
    sources_of,
)
from banjie.programme.actions.locking import at_work, locked_activities
from banjie.programme.models import (
    Activity,
    Assignment,
    CycleItem,
    Evidence,
    Figure,
    Occurrence,
    Phase,
    Programme,
    Report,
    ReportVersion,
)
from banjie.programme.queries.cycles import unanswered

__all__ = ["Content", "FigureLine", "SourceGone"]


class WrongState(Exception):
    """The report has moved on since the page was drawn, or its work is at an end."""


class SourceOpen(Exception):
    """A figure was taken from a report that is not accepted yet: that one comes first."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a report says: `files` are added to those it already has.

    `phase` and `occurrence` are the activity's own; accepted, it is delivered or held. `files_for`
    is the figure, by its place in `figures`, that the new files support, None for the whole;
    `claims` says the same of the evidence it has, by number.
    """

    held_on: date
    text: str
    held_until: date | None = None
    place: str = ""
    completes: bool = False
    phase: Phase | None = None
    occurrence: Occurrence | None = None
    figures: Sequence[FigureLine] = ()
    files: Iterable[UploadedFile] = ()
    files_for: int | None = None
    claims: Mapping[int, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """One of several reports written together."""

    activity: Activity
    unit: Unit
    content: Content


def write_report(
    activity: Activity,
    content: Content,
    *,
    unit: Unit,
    submit: bool,
    once_key: str,
    by: User,
    scan: UploadedFile | None = None,
) -> Report:
    """A new report, as a draft or sent to the office at once.

    With `scan`, the office enters it from the unit's paper, and the unit is told. The same form
    sent twice raises `once.AlreadyDone` with the first report's number.
    """
    files = _checked(content)
    paper = attachments.look_into(scan) if scan else None
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        _begin([activity])
        report = Report(activity=activity, unit=unit, written_by=by)
        if paper:
            report.scan = attachments.keep(paper, by=by)
        _fill(report, content, files, by)
        if report.scan:
            Evidence.objects.create(report=report, attachment=report.scan)
        audit.record(by=by, verb="report.entered" if scan else "report.written", target=report)
        if submit:
            report = submit_report(report, by=by)
        if scan:
            _tell_unit(report, by)
        once.settle(claimed, str(report.pk))
    return report


def write_many(
    told: Sequence[Told],
    nothing: Iterable[tuple[CycleItem, str]] = (),
    *,
    submit: bool,
    once_key: str,
    by: User,
) -> list[Report]:
    """Several reports, and what is not to be told in a round: all of them or none.

    The same form sent twice raises `once.AlreadyDone`; `WrongState` where work has ended, or
    another hand answered the round meanwhile.
    """
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        nothing = list(nothing)
        _begin([each.activity for each in told] + [item.activity for item, _words in nothing])
        made = []
        for each in told:
            report = Report(activity=each.activity, unit=each.unit, written_by=by)
            _fill(report, each.content, [], by)
            audit.record(by=by, verb="report.written", target=report)
            made.append(submit_report(report, by=by) if submit else report)
        for item, words in nothing:
            answer_item(item, words, by=by)
        once.settle(claimed, str(len(made)))
    return made


def answer_item(item: CycleItem, words: str, *, by: User) -> None:
    """Nothing is to be told in a round, because …; whoever answers first has answered.

    The same words again change nothing. Raises `WrongState`.
    """
    current = CycleItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if current.words == words:
        return
    if current.words or not unanswered(CycleItem.objects.filter(pk=item.pk)).exists():
        raise WrongState("answered already")
    current.words, current.by, current.at = words, by, clock.now()
    current.save(update_fields=["words", "by", "at"])
    audit.record(by=by, verb="cycle.answered", target=current)


def change_report(
    report: Report, content: Content, *, submit: bool, once_key: str, by: User
) -> Report:
    """Mend a draft or a returned report; its figures are brought up to date, its files added to."""
    files = _checked(content)
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        _still_open(report)
        report = _locked(report, Report.State.DRAFT, Report.State.RETURNED, content=content)
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


def _begin(activities: Iterable[Activity]) -> None:
    """Locks what is told of; raises `WrongState` where one is at work no longer."""
    if not all(at_work(each) for each in locked_activities(each.pk for each in activities)):
        raise WrongState("no longer at work")


def _still_open(report: Report) -> None:
    """Locks what a report tells of; a closed programme takes none: `WrongState`.

    Work that was dropped since may still be told of in a report that was begun before.
    """
    [activity] = locked_activities([report.activity_id])
    if activity.programme.state != Programme.State.OPEN:
        raise WrongState("the programme is closed")


def _checked(content: Content) -> list[Paper]:
    """All the files, before any is stored and before the transaction: looking into them is slow."""
    return [attachments.look_into(file) for file in content.files]


def _fill(report: Report, content: Content, files: list[Paper], by: User) -> None:
    sources = sources_of(report, content.figures)
    report.held_on, report.held_until = content.held_on, content.held_until
    report.place, report.text = content.place, content.text
    report.phase, report.occurrence = content.phase, content.occurrence
    report.completes = content.completes and answers_for(report.activity, report.unit_id)
    report.save()
    figures = put_figures(report, content.figures, sources, by=by)

    def claimed(place: int | None) -> Figure | None:
        return None if place is None else figures[place]

    for kept, place in content.claims.items():
        report.evidence.filter(pk=kept).update(figure=claimed(place))
    for paper in files:
        Evidence.objects.create(
            report=report,
            figure=claimed(content.files_for),
            attachment=attachments.keep(paper, by=by),
        )


def _locked(report: Report, *states: str, content: Content | None = None) -> Report:
    """The report as it is now, locked; raises `WrongState` unless it is in one of `states`.

    With `content`, those its figures are taken from are locked too, in one order for all.
    """
    if content:
        sources_of(report, content.figures)
    current = (
        Report.objects.select_for_update(of=("self",))
        .select_related("activity__programme__office", "unit", "occurrence", "phase")
        .get(pk=report.pk)
    )
    if current.state not in states:
        raise WrongState(current.state)
    return current


def _tell_unit(report: Report, by: User) -> None:
    with site_language():
        write_notice(
            kind="report.on-behalf",
            key=f"report:on-behalf:{report.pk}",
            unit=report.unit,
            duties=(LIAISON,),
            office=report.activity.programme.office,
            subject=one_line(_("Entered from your paper: %(what)s") % {"what": report.activity}),
            body=_("The office typed your report from paper. Look at it; object if it is wrong."),
            address=reverse("programme:report", args=(report.pk,)),
            by=by,
        )


@transaction.atomic
def submit_report(report: Report, *, by: User) -> Report:
    """Send it to the office; what was sent is kept as a version."""
    _still_open(report)
    report = _locked(report, Report.State.DRAFT, Report.State.RETURNED)
    report.state, report.submitted_at, report.reason = Report.State.SUBMITTED, clock.now(), ""
    report.save(update_fields=["state", "submitted_at", "reason"])
    keep_version(report, by=by)
    audit.record(by=by, verb="report.submitted", target=report)
    return report


@transaction.atomic
def return_report(report: Report, *, reason: str, by: User) -> Report:
    """Send it back; the reason is required, by the database too, and kept with the version."""
    _still_open(report)
    report = _locked(report, Report.State.SUBMITTED)
    report.state, report.reason = Report.State.RETURNED, reason
    report.decided_at, report.decided_by = clock.now(), by
    report.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    _came_back(report, reason)
    audit.record(by=by, verb="report.returned", target=report, reason=reason)
    return report


@transaction.atomic
def object_to(report: Report, *, reason: str, by: User) -> Report:
    """The unit takes back what the office entered for it from paper: a draft of its own again."""
    _still_open(report)
    report = _locked(report, Report.State.SUBMITTED)
    if not report.scan_id:
        raise WrongState(report.state)
    report.state, report.reason = Report.State.DRAFT, reason
    report.save(update_fields=["state", "reason"])
    _came_back(report, reason)
    audit.record(by=by, verb="report.objected", target=report, reason=reason)
    office = report.activity.programme.office
    with site_language():
        write_notice(
            kind="report.objected",
            key=f"report:objected:{report.pk}:{report.versions.count()}",
            unit=office,
            duties=(OFFICER,),
            office=office,
            subject=one_line(
                _("%(unit)s takes back what was entered for it: %(what)s")
                % {"unit": report.unit.brief, "what": report.activity}
            ),
            body=reason,
            address=reverse("programme:activity", args=(report.activity_id,)),
        )
    return report


def _came_back(report: Report, reason: str) -> None:
    newest = report.versions.order_by("-number").values("pk")[:1]
    ReportVersion.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).update(
        reason=reason
    )


@transaction.atomic
def accept_report(report: Report, *, by: User) -> Report:
    """Accept it: from now on its figures count. Raises `SourceOpen` before its sources."""
    _still_open(report)
    report = _locked(report, Report.State.SUBMITTED)
    taken = report.figures.filter(reused_from__isnull=False)
    if taken.exclude(reused_from__report__state=Report.State.ACCEPTED).exists():
        raise SourceOpen
    report.state, report.decided_at, report.decided_by = Report.State.ACCEPTED, clock.now(), by
    report.save(update_fields=["state", "decided_at", "decided_by"])
    audit.record(by=by, verb="report.accepted", target=report)
    return report
