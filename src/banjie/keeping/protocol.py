"""What was done by itself, and when: a line of JSON a step, a file a month, below BANJIE_DATA."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings

from banjie.common import clock


def note(step: str, done: Any = None, *, failed: str = "") -> None:
    """Write down one step, with what came of it or why it failed."""
    moment = clock.now()
    folder = settings.DATA / "protocol"
    folder.mkdir(parents=True, exist_ok=True)
    line = {"at": moment.isoformat(timespec="seconds"), "step": step}
    line |= {"failed": failed} if failed else {"done": done}
    with (folder / f"{moment:%Y-%m}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def last(step: str) -> datetime | None:
    """When this step was last done well."""
    found = (
        datetime.fromisoformat(line["at"])
        for line in _newest_first()
        if line["step"] == step and "failed" not in line
    )
    return next(found, None)


def _newest_first() -> Iterator[dict[str, Any]]:
    for path in sorted((settings.DATA / "protocol").glob("*.jsonl"), reverse=True):
        for line in reversed(path.read_text("utf-8", "replace").splitlines()):
            with suppress(ValueError):  # cut off, by a full disk
                yield json.loads(line)
