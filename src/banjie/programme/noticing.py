"""When a letter that urges has lost its reason: its unit told of it all, or owes it no more."""

from __future__ import annotations

from banjie.notices import standing
from banjie.notices.models import Notice
from banjie.programme.actions.reminders import owed
from banjie.programme.models import Report
from banjie.programme.queries.cycles import answerable


def _owed(notice: Notice) -> bool:
    """Something it asks is owed by that unit, which sent no report on it since the letter."""
    told = Report.objects.filter(
        activity__in=notice.asks, unit=notice.unit_id, submitted_at__gte=notice.written_at
    ).exclude(state=Report.State.DRAFT)
    left = owed().filter(pk__in=notice.asks).exclude(pk__in=told.values("activity"))
    return any(notice.unit in answerable(activity) for activity in left)


standing.register("urging", _owed)
