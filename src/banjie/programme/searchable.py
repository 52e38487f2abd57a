"""What of this room can be found."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banjie.documents.models import AttachmentText
from banjie.people.models import Unit, User
from banjie.programme.models import Activity, Evidence, Programme, Report
from banjie.programme.queries.programmes import programmes_for
from banjie.programme.queries.reports import reports_for
from banjie.search import sources
from banjie.search.sources import Source, Words


def _programme(programme: Programme) -> Words:
    day = timezone.localdate(programme.opened_at)
    return Words(programme.title, programme.office.name, day, programme=programme.pk)


def _activity(activity: Activity) -> Words:
    """In the order of its programme; when it is to be done may be several times, or open."""
    said = (activity.place, activity.participants, activity.words)
    day = timezone.localdate(activity.programme.opened_at)
    return Words(str(activity), "\n".join(filter(None, said)), day, activity.programme_id)


def activities_visible_to(user: User) -> QuerySet[Activity]:
    return Activity.objects.filter(programme__in=programmes_for(user).values("pk"))


def _report(report: Report) -> Words:
    said = (report.place, report.text, report.reason)
    title = f"{report.activity} · {report.unit}"
    programme = report.activity.programme_id
    return Words(title, "\n".join(filter(None, said)), report.held_on, programme)


def _evidence(evidence: Evidence) -> Words:
    """The file's name and text; it is opened on the page of its report."""
    attachment, report = evidence.attachment, evidence.report
    kept = getattr(attachment, "kept_text", None)
    return Words(
        attachment.name,
        kept.text if kept else "",
        timezone.localdate(attachment.uploaded_at),
        programme=report.activity.programme_id,
        opens=report.pk,
    )


def evidence_visible_to(user: User) -> QuerySet[Evidence]:
    return Evidence.objects.filter(report__in=reports_for(user).order_by().values("pk"))


sources.register(
    Source(
        sources.WITHIN,
        _("programmes"),
        Programme,
        words=_programme,
        visible=programmes_for,
        address="programme:board",
        follows=("office",),
        rests_on={Unit: "office"},
    )
)
sources.register(
    Source(
        "activity",
        _("activities"),
        Activity,
        words=_activity,
        visible=activities_visible_to,
        address="programme:activity",
        dated=False,
        follows=("programme",),
    )
)
sources.register(
    Source(
        "report",
        _("reports"),
        Report,
        words=_report,
        visible=reports_for,
        address="programme:report",
        follows=("activity", "unit"),
        rests_on={Activity: "activity", Unit: "unit"},
    )
)
sources.register(
    Source(
        "evidence",
        _("attached files"),
        Evidence,
        words=_evidence,
        visible=evidence_visible_to,
        address="programme:report",
        follows=("attachment__kept_text", "report__activity"),
        rests_on={AttachmentText: "attachment__kept_text"},
    )
)
