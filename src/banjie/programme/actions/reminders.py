"""Reminders of activities, computed from their days and reports at every run."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banjie.common import clock
from banjie.common.ladder import ladder
from banjie.notices.actions import one_line, site_language, write_notice
from banjie.notices.models import Notice
from banjie.people.models import Unit
from banjie.people.rules import HANDLER, LIAISON
from banjie.programme.models import Activity, Occurrence, Programme, Report
from banjie.programme.queries.cycles import answerable
from banjie.programme.queries.phases import owed_sessions
from banjie.programme.queries.programmes import with_parts, with_progress
from banjie.programme.queries.report_days import asked_days

_ONE = timedelta(days=1)


def remind_activities() -> int:
    """Write the reminders that have come due; how many. A second run on the same day writes none.

    To the units that answer for an activity, until a report that completes it was accepted or waits
    for the office. Recurring work is reminded of its next session. A missed run is caught up by the
    latest step alone.
    """
    steps, today, written = ladder(), clock.today(), 0
    found = list(owed())
    sessions = owed_sessions(found)
    for activity in found:
        last = _last_day(activity, sessions.get(activity.pk, []))
        step = steps.reached(last, today) if last else None
        if last is None or step is None:
            continue
        for unit in answerable(activity):
            key = f"reminder:activity:{activity.pk}:{last}:{unit.pk}:{step:+d}"
            written += _remind(activity, unit, key, (last - today).days)
    return written


def remind_reports() -> int:
    """Write the reminders of days by which something is to be told (报送时限) that have come due;
    how many. To the same units, of the latest such day alone, until a report of theirs was sent
    since the one before it. Once the work itself is overdue too, its own reminders go on alone.
    """
    steps, today, written = ladder(), clock.today(), 0
    found = list(owed())
    asked = asked_days(found)
    for activity in found:
        if activity.pk not in asked:
            continue
        last, told = asked[activity.pk]
        for unit in answerable(activity):
            if unit.pk not in told:
                step = steps.reached(last, today)
                key = f"reminder:report:{activity.pk}:{last}:{unit.pk}:{step:+d}"
                written += _remind(activity, unit, key, (last - today).days, report=True)
    return written


def _last_day(activity: Any, sessions: list[Occurrence]) -> date | None:
    """The last day of the next session nobody has told of, or else of the activity."""
    ends = next((session.end for session in sessions if session.end), None) or activity.ends
    return ends - _ONE if ends else None


def owed() -> QuerySet[Any]:
    """Activities of open programmes, not done, not given up, and no completing report waits."""
    waiting = Report.objects.filter(
        activity=OuterRef("pk"), state=Report.State.SUBMITTED, completes=True
    )
    found = Activity.objects.at_work().filter(
        ~Exists(waiting), programme__state=Programme.State.OPEN
    )
    return (
        with_parts(with_progress(found))
        .filter(Q(completed=False))
        .select_related("programme__office")
    )


@transaction.atomic
def _remind(activity: Activity, unit: Unit, key: str, left: int, *, report: bool = False) -> bool:
    """One notice, unless this step was taken before."""
    if Notice.objects.filter(key=key).exists():
        return False
    with site_language():
        what = {"title": activity.title}
        title = _("Report due: %(title)s") % what if report else activity.title
        write_notice(
            kind="reminder.activity",
            key=key,
            unit=unit,
            duties=(LIAISON, HANDLER),
            office=activity.programme.office,
            subject=one_line(_("%(when)s: %(title)s") % {"when": _when(left), "title": title}),
            address=reverse("programme:activity", args=(activity.pk,)),
        )
    return True


def _when(left: int) -> str:
    if left < 0:
        return ngettext("%(n)d day overdue", "%(n)d days overdue", -left) % {"n": -left}
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}
