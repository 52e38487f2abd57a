"""When a reminder has lost its reason: the unit owes nothing of the case any more, or the promise
was kept or given up.
"""

from __future__ import annotations

from banjie.consultation.queries.inbox import open_promises, owing
from banjie.notices import standing
from banjie.notices.models import Notice


def _owed(notice: Notice) -> bool:
    if notice.kind.endswith(".promise"):
        return open_promises().filter(pk__in=notice.asks).exists()
    found = owing().filter(pk__in=notice.asks)
    if notice.kind.endswith(".receive"):
        found = found.filter(received_on=None)
    return found.exists()


standing.register("reminder.case", _owed)
