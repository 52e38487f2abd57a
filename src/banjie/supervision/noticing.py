"""When a letter that urges has lost its reason: nobody owes the item's answer any more."""

from __future__ import annotations

from banjie.notices import standing
from banjie.notices.models import Notice
from banjie.supervision.rules import owing


def _owed(notice: Notice) -> bool:
    return owing().filter(pk__in=notice.asks).exists()


standing.register("urging.supervision", _owed)
