"""Twenty hands at the same moment: one row, one message, on either database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from banjie.common import audit, clock
from banjie.common.models import AuditEntry
from banjie.notices.actions import deliver_due, write_notice
from banjie.notices.actions.outbox import take_step
from banjie.notices.models import Delivery, Notice
from tests.web.cast import Cast, make_cast
from tests.web.notices.conftest import Receiver, by_bot

HANDS = 20
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def at_once(work: Callable[[], Any]) -> Counter[Any]:
    """How often each result came back when so many hands do it together."""
    barrier = Barrier(HANDS)

    def press(_hand: int) -> Any:
        barrier.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        return Counter(pool.map(press, range(HANDS)))


def remind(cast: Cast, n: int = 0, kind: str = "reminder.due") -> Notice:
    return write_notice(
        kind=kind, key=f"due-{n}", unit=cast.library, office=cast.office, subject=f"提醒{n}"
    )


def test_same_key_by_twenty_hands_is_one_notice(cast: Cast) -> None:
    assert at_once(lambda: remind(cast).pk) == {Notice.objects.get().pk: HANDS}
    assert Delivery.objects.count() == 2


def test_twenty_workers_send_each_message_once(cast: Cast, receiver: Receiver) -> None:
    by_bot(cast, receiver)
    later = clock.now()
    for n in range(12):
        remind(cast, n)
    Notice.objects.filter(key__in=["due-0", "due-1"]).update(state="ready", due=later)
    Delivery.objects.filter(notice__key__in=["due-0", "due-1"]).delete()
    tallies = at_once(lambda: deliver_due(clock.now()))
    assert sum(tally.sent * times for tally, times in tallies.items()) == 12
    subjects = Counter(said["text"]["content"].split("\n")[1] for said in receiver.said())
    assert subjects == {f"提醒{n}": 1 for n in range(12)}
    assert Delivery.objects.filter(means="site").count() == 24


def test_twenty_hands_on_send_are_one_step(cast: Cast) -> None:
    notice = remind(cast, kind="urging")
    mine = Notice.objects.filter(pk=notice.pk)
    assert at_once(lambda: take_step("send", mine.all(), by=cast.officer)) == {1: 1, 0: HANDS - 1}
    assert notice.deliveries.count() == 2
    assert AuditEntry.objects.filter(verb="notice.send").count() == 1
    assert audit.broken_links() == []
