"""Reports, for those who write them and those who decide on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from banjie.people.models import User
from banjie.people.rules import HANDLER, LEADER, LIAISON, OFFICER
from banjie.programme.models import Activity, Assignment, Figure, Programme, Report

_WITH = (
    "activity",
    "activity__programme",
    "unit",
    "phase",
    "occurrence",
    "written_by",
    "decided_by",
    "scan",
)
OFFERED = 40  # figures one may take over, the newest


def reports_for(user: User) -> QuerySet[Report]:
    """Reports of my units and of those to which they handed the work on, and those sent to the
    offices I serve or lead (never their drafts).
    """
    return (
        Report.objects.filter(
            Q(unit__in=user.units(LIAISON, HANDLER, LEADER))
            | (Exists(handed_on_by(user)) & ~Q(state=Report.State.DRAFT))
            | (
                Q(activity__programme__office__in=user.units(OFFICER, LEADER))
                & ~Q(state=Report.State.DRAFT)
            )
        )
        .select_related(*_WITH)
        .prefetch_related("figures", "evidence__attachment")
    )


def as_rows(reports: QuerySet[Report], *along: str) -> QuerySet[Report]:
    """Of these reports only what lists show: activity, unit, and what is named."""
    bare = reports.select_related(None).prefetch_related(None)
    return bare.select_related("activity", "unit").prefetch_related(*along)


def handed_on_by(user: User) -> QuerySet[Assignment]:
    """The part of a report's unit that my units handed to it; for `Exists` over reports.

    The unit is compared as a sum, which no index serves: SQLite would take the one over units, with
    hundreds of parts for each report, instead of the one over activities, with a few.
    """
    return Assignment.objects.alias(whose=F("unit_id") + 0).filter(
        activity=OuterRef("activity"),
        whose=OuterRef("unit"),
        handed_from__unit__in=user.units(LIAISON, LEADER),
    )


def reports_waiting_for(user: User) -> QuerySet[Report]:
    """Submitted reports that the offices I serve must decide on, oldest first."""
    return (
        Report.objects.filter(
            activity__programme__office__in=user.units(OFFICER), state=Report.State.SUBMITTED
        )
        .select_related(*_WITH)
        .order_by("submitted_at", "pk")
    )


def reports_returned_to(user: User) -> QuerySet[Report]:
    """My units' reports that came back or were never sent, newest first.

    Of programmes at work: in a closed one nothing is mended or sent any more.
    """
    return Report.objects.filter(
        unit__in=user.units(LIAISON),
        state__in=(Report.State.RETURNED, Report.State.DRAFT),
        activity__programme__state=Programme.State.OPEN,
    ).select_related(*_WITH)


def reports_on(activity: Activity, user: User) -> QuerySet[Report]:
    """The reports on one activity that this account may see."""
    return reports_for(user).filter(activity=activity)


def figures_to_take(
    user: User, units: Collection[int], activity: Activity, report: Report | None = None
) -> list[Figure]:
    """Figures of these units' other reports that were sent, on other activities, newest first;
    and those the report has taken over already.

    Of reports this account may see: an office that types for a unit is not offered what the unit
    told another office.
    """
    sent = Q(report__state__in=(Report.State.SUBMITTED, Report.State.ACCEPTED))
    seen = Q(report__in=reports_for(user).order_by().values("pk"))
    fresh = sent & seen & Q(report__unit__in=units) & ~Q(report__activity=activity)
    taken = Q(pk__in=report.figures.values("reused_from")) if report else Q(pk=None)
    found = Figure.objects.filter(fresh | taken, reused_from=None)
    if report:
        found = found.exclude(report=report)
    return list(
        found.select_related("report__activity").order_by("-report__held_on", "-pk")[:OFFERED]
    )


def told_once(reports: Iterable[Report]) -> Iterator[tuple[Figure, Report]]:
    """Every figure with its report, for sums: one that was reused stands once, with its source if
    that is among them.
    """
    told = [(figure, report) for report in reports for figure in report.figures.all()]
    seen = {figure.pk for figure, _report in told}
    for figure, report in told:
        source = figure.reused_from_id
        if source is None:
            yield figure, report
        elif source not in seen:
            seen.add(source)
            yield figure, report
