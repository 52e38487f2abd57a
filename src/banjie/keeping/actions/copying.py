"""The copy of the audit log in a second place, and what the log of this site lacks beside it.

The copy is a folder of files of JSON lines, each going on where the one before ended; once written
none is touched again. Whoever alters the log, its guards and its head alike cannot alter the copy,
as long as it lies where the site's administrators cannot reach: that is what makes it a proof.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from banjie.common import audit, clock, limits
from banjie.common.models import AuditCut, AuditEntry
from banjie.keeping.settling import settle

_SAID = ("actor_id", "verb", "target_type", "target_id", "label", "detail", "previous", "hash")


def copy_audit(folder: Path, *, dry: bool = False) -> int:
    """Write the rows that the copy has not yet; how many.

    Raises `audit.Broken` with the rows that do not go on from the copy, instead of copying them.
    """
    if odd := differences(folder):
        raise audit.Broken(odd)
    last = _last(folder)
    rows = AuditEntry.objects.filter(pk__gt=last["id"] if last else 0).order_by("pk")
    first, newest = rows.first(), rows.last()
    if dry or first is None or newest is None:
        return rows.count()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"audit-{first.pk:012}-{newest.pk:012}.jsonl"
    growing = folder / f".{path.name}.part"
    growing.unlink(missing_ok=True)
    new = rows.filter(pk__lte=newest.pk)
    with open(growing, "w", encoding="utf-8", opener=_own) as file:
        for row in new.iterator():
            file.write(json.dumps(_line(row), ensure_ascii=False) + "\n")
    settle(growing, path)
    return new.count()


def differences(folder: Path) -> list[int]:
    """Numbers of rows of which the copy tells another story than this log, or itself is not whole.

    A row that was copied and is no longer here is one. Rows that were taken off on record are not,
    as long as they are older than any office may set the limit: a younger cut is forged. Raises
    `audit.Broken` with the line of the copy that cannot be read.
    """
    kept = clock.today() - relativedelta(months=limits.shipped()["audit.kept"].least)
    cut = AuditCut.objects.first()
    ours = dict(AuditEntry.objects.order_by("pk").values_list("pk", "hash").iterator())
    odd, expected, last = [], None, 0
    for line in _lines(folder):
        row = AuditEntry(at=datetime.fromisoformat(line["at"]), **{n: line[n] for n in _SAID})
        goes_on = expected is None or row.previous == expected
        taken_off = cut and line["id"] <= cut.through and timezone.localdate(row.at) < kept
        here = ours.pop(line["id"], row.hash if taken_off else None)
        if not goes_on or row.digest() != row.hash or here != row.hash:
            odd.append(line["id"])
        expected, last = row.hash, line["id"]
    odd += [number for number in ours if number <= last]
    after = AuditEntry.objects.filter(pk__gt=last).order_by("pk").first()
    if expected and after and after.previous != expected:
        odd.append(after.pk)
    return sorted(odd)


def _line(row: AuditEntry) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in _SAID}
    return {"id": row.pk, "at": row.at.isoformat(), **said}


def _lines(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("audit-*.jsonl")):
        with path.open(encoding="utf-8", errors="replace") as file:
            for number, words in enumerate(file, 1):
                try:
                    yield json.loads(words)
                except ValueError:
                    raise audit.Broken([f"{path.name}:{number}"]) from None


def _last(folder: Path) -> dict[str, Any] | None:
    newest = max(folder.glob("audit-*.jsonl"), default=None)
    if newest is None:
        return None
    said: dict[str, Any] = json.loads(newest.read_text("utf-8").splitlines()[-1])
    return said


def _own(path: str, flags: int) -> int:
    """Open a file that is its owner's alone to read, and nobody's to write again."""
    return os.open(path, flags, 0o400)
