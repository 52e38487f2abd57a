"""When a reminder has lost its reason: the unit owes nothing of the case any more, the promise was
kept or given up, the author was asked back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from banjie.consultation.queries.inbox import (
    open_promises,
    owing_receipt,
    owing_words,
    uncalled,
)
from banjie.notices import standing
from banjie.notices.models import Notice


def _owed(notice: Notice) -> bool:
    waiting: QuerySet[Any] = OWED[notice.kind.rpartition(".")[2]]()
    return waiting.filter(pk__in=notice.asks).exists()


def _urged() -> QuerySet[Any]:
    return owing_receipt() | owing_words()


OWED: dict[str, Callable[[], QuerySet[Any]]] = {
    "receive": owing_receipt,
    "due": owing_words,
    "promise": open_promises,
    "call": uncalled,
    "case": _urged,
}
"""What each kind of reminder, and the letter that urges, is about, of all that still waits."""

standing.register("reminder.case", _owed)
standing.register("urging.case", _owed)
