"""What does not hold after the kills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.torture.hands import Hand, marks
from tests.torture.site import Receiver


def amiss(
    hands: list[Hand],
    contacts: set[str],
    receiver: Receiver,
    place: Path,
    *,
    in_store: bool = False,
) -> Iterator[str]:
    """Each thing that is amiss, in words."""
    yield from _house()
    yield from _cases({case: said for hand in hands for case, said in hand.acknowledged.items()})
    yield from _papers([number for hand in hands for number in hand.papers], in_store)
    yield from _sent(receiver)
    yield from _backups(place)
    from banjie.common import deletions

    if contacts - marks() - deletions.noted().keys():
        yield "contacts are gone and not on the list of deletions"


def _house() -> Iterator[str]:
    from banjie.common import audit
    from banjie.keeping.checks import READY, State, examined
    from banjie.keeping.checks.data import other_guards

    yield from (f"audit log: {row}" for row in (*audit.broken_links(), *audit.faults()))
    found = (*examined(READY), ("other guards", other_guards()))
    yield from (f"{name}: {said.what}" for name, said in found if said.state is State.FAULT)


def _cases(said: dict[int, list[str]]) -> Iterator[str]:
    from banjie.common.models import AuditEntry
    from banjie.consultation.models import Case, Event, Letter, Rating

    ours = set(Case.objects.filter(channel__isnull=False).values_list("pk", flat=True))
    if ours != said.keys():
        yield f"cases: {len(ours)} there, {len(said)} acknowledged"
    for case, steps in said.items():
        logged = AuditEntry.objects.filter(target_type="consultation.case", target_id=case)
        verbs = Counter(v.removeprefix("case.") for v in logged.values_list("verb", flat=True))
        events = Counter(Event.objects.filter(case=case).values_list("step", flat=True))
        for told, name in ((verbs, "log"), (events, "timeline")):
            seen = {step: n for step, n in told.items() if step in steps or n > 1}
            if seen != dict.fromkeys(steps, 1):
                yield f"case {case}: acknowledged {steps}, {name} {dict(told)}"
        rated = Rating.objects.filter(case=case).count()
        letters = Letter.objects.filter(case=case).count()
        if (rated, letters) != ("rate" in steps, "publish_reply" in steps):
            yield f"case {case}: {rated} ratings, {letters} letters"


def _papers(acknowledged: list[int], in_store: bool) -> Iterator[str]:
    from banjie.documents.models import Document, Reading

    kept = {paper.pk: paper for paper in Document.objects.all()}
    if sorted(acknowledged) != sorted(kept):
        yield f"papers: {len(kept)} there, {len(acknowledged)} acknowledged"
    read = set(Reading.objects.values_list("document", flat=True))
    for number, paper in kept.items():
        if not in_store and not Path(paper.file.path).exists():
            yield f"paper {number}: no file"
        if (paper.state == Document.State.READ, number in read) != (True, True):
            yield f"paper {number}: {paper.state}, readings {number in read}"


def _sent(receiver: Receiver) -> Iterator[str]:
    """Nothing twice; what is noted as sent arrived, and what arrived is not to be sent again."""
    from banjie.notices.models import Delivery

    yield from (
        f"notice {n}: arrived {times} times" for n, times in receiver.taken.items() if times > 1
    )
    for delivery in Delivery.objects.filter(channel__isnull=False):
        arrived = receiver.taken[str(delivery.notice_id)]
        if delivery.state == Delivery.State.SENT and not arrived:
            yield f"notice {delivery.notice_id}: noted as sent, did not arrive"
        if delivery.state == Delivery.State.WAITING and arrived:
            yield f"notice {delivery.notice_id}: arrived, and would be sent again"


def _backups(place: Path) -> Iterator[str]:
    from banjie.keeping import backups

    for path in place.glob("banjie-*.tar"):
        with backups.opened(path, "") as tar:
            if backups.MANIFEST not in tar.getnames():
                yield f"{path.name} is half a backup"


def schema() -> set[tuple[Any, ...]]:
    """Tables with their columns, indexes and triggers, as the database tells them; without what SQLite
    notes of their sizes, which the work of the day makes it do.
    """
    from django.db import connection

    asked = {
        "sqlite": [
            "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT GLOB 'sqlite_stat*'"
        ],
        "postgresql": [
            "SELECT table_name, column_name, data_type FROM information_schema.columns "
            "WHERE table_schema = current_schema()",
            "SELECT 'index', indexname, tablename FROM pg_indexes WHERE schemaname = current_schema()",
            "SELECT 'trigger', tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
        ],
    }
    with connection.cursor() as cursor:
        found: set[tuple[Any, ...]] = set()
        for sql in asked[connection.vendor]:
            cursor.execute(sql)
            found.update(cursor.fetchall())
        return found
