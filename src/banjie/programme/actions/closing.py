"""The end of a programme: what is open is settled; then nothing but corrections is written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from banjie.common import audit
from banjie.common.templatetags.words import plain
from banjie.notices.actions import one_line, site_language, write_notice
from banjie.people.models import Unit, User
from banjie.people.rules import LEADER, LIAISON, OFFICER
from banjie.programme.actions.figures import follow, keep_version, sources_of
from banjie.programme.actions.imports import discard_import
from banjie.programme.actions.reports import WrongState
from banjie.programme.actions.revisions import discard_revision
from banjie.programme.models import (
    Figure,
    Programme,
    Report,
    ReportVersion,
    Revision,
    SheetImport,
    Unfinished,
)
from banjie.programme.queries.closing import OpenWork, open_work, undecided


@transaction.atomic
def close_programme(programme: Programme, *, reasons: Mapping[int, str], by: User) -> Programme:
    """Close it. What is not done was carried over by rolling forward, or ends for a reason; reasons
    are given here by the activity's key.

    Raises ValidationError while reports wait for the office or open work has no reason,
    `WrongState` where it was closed before or this account may not.
    """
    current = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    if not by.may("programme.close", current):
        raise WrongState(current.state)
    if undecided(current).exists():
        raise ValidationError(_("Decide on the reports that wait first."))
    left = open_work(current)
    Unfinished.objects.bulk_create(_settled(work, reasons) for work in left)
    for revision in current.revisions.filter(state=Revision.State.OPEN):
        discard_revision(revision, by=by)
    for sent in SheetImport.objects.filter(programme=current, state=SheetImport.State.OPEN):
        discard_import(sent, by=by)
    current.state = Programme.State.CLOSED
    current.save(update_fields=["state"])
    carried = sum(work.carried_to is not None for work in left)
    audit.record(
        by=by, verb="programme.closed", target=current, carried=carried, ended=len(left) - carried
    )
    _tell_closed(current, by=by)
    return current


def _settled(work: OpenWork, reasons: Mapping[int, str]) -> Unfinished:
    reason = reasons.get(work.activity.pk, "").strip()
    if not work.carried_to and not reason:
        raise ValidationError(
            _("“%(title)s” is not done: carry it over, or say why it ends."),
            params={"title": str(work.activity)},
        )
    return Unfinished(activity=work.activity, carried_to=work.carried_to, reason=reason)


def _tell_closed(programme: Programme, *, by: User) -> None:
    units = Unit.objects.filter(assignments__activity__programme=programme).distinct()
    with site_language():
        for unit in units.order_by("pk"):
            write_notice(
                kind="plan",
                key=f"plan:closed:{programme.pk}:{unit.pk}",
                unit=unit,
                duties=(LIAISON, LEADER),
                office=programme.office,
                subject=one_line(_("“%(title)s” is closed") % {"title": programme.title}),
                address=reverse("programme:close", args=(programme.pk,)),
                by=by,
            )


@transaction.atomic
def correct_figure(figure: Figure, *, value: Decimal, reason: str, by: User) -> Figure:
    """Put an accepted figure of a closed programme right; the version it makes is named so.

    Its copies follow, marked as such; the unit is told of it and of each report that follows, and
    so is the office of every other programme that has a copy. Raises `WrongState`: for a copy, its
    source is corrected.
    """
    report = Report.objects.select_related("activity__programme").get(pk=figure.report_id)
    sources_of(report, ())  # locks it with the reports that follow
    report.refresh_from_db(fields=["state"])
    current = report.figures.filter(pk=figure.pk, reused_from=None).first()
    if current is None or not by.may("programme.correct_report", report):
        raise WrongState(report.state)
    if current.value != value:
        before, current.value = current.value, value
        current.save(update_fields=["value"])
        followed = follow([current], by, correction=reason)
        version = keep_version(report, by=by, correction=reason)
        audit.record(by=by, verb="report.corrected", target=report)
        for told in (report, *followed):
            _tell_corrected(told, current, before, version, by=by)
            elsewhere = told.activity.programme_id != report.activity.programme_id
            if elsewhere and told.state != Report.State.DRAFT:  # a draft is its unit's alone
                _tell_corrected(told, current, before, version, by=by, office=True)
    return current


def _tell_corrected(
    report: Report, figure: Figure, before: Decimal, version: ReportVersion, *, by: User,
    office: bool = False,
) -> None:  # fmt: skip
    """The unit of a report, or the office of its programme, is told which figure of it became what,
    and why.
    """
    whose = report.activity.programme.office
    words = {
        "what": figure.measure,
        "before": f"{plain(before)}{figure.unit}",
        "after": f"{plain(figure.value)}{figure.unit}",
        "reason": version.correction,
    }
    with site_language():
        write_notice(
            kind="report.corrected",
            key=f"report:corrected:{version.pk}:{report.pk}{':office' if office else ''}",
            unit=whose if office else report.unit,
            duties=(OFFICER,) if office else (LIAISON,),
            office=version.report.activity.programme.office,
            subject=one_line(_("A figure was put right: %(what)s") % {"what": report.activity}),
            body=_("%(what)s: %(before)s became %(after)s. Reason: %(reason)s") % words,
            address=report.get_absolute_url(),
            by=by,
        )
