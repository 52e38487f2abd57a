"""The list of what was deleted for good: a file outside the database, so that restoring an older
database does not undo it. A line is a day and a mark, from which nothing can be read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings

from banjie.common.files import backdate


def noted() -> dict[str, date]:
    """Mark → the day on which what it stands for was deleted."""
    split = (line.rpartition(" ") for line in _lines(Path(settings.BANJIE_DELETIONS)))
    return {mark: _day(said) for said, _blank, mark in split}


def _day(said: str) -> date:
    """A line that a full disk cut off runs into the next one: the mark counts all the same."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return date.min


def note(marks: Iterable[str], on: date) -> None:
    """Write them on the list, safely on the disk before the rows go. The list tells days alone."""
    _write(f"{on} {mark}" for mark in marks)


def take_over(path: Path) -> None:
    """Add what another list of deletions has and ours has not: a restored one, or a copy."""
    known = noted()
    _write(line for line in _lines(path) if line.rpartition(" ")[2] not in known)


def copy_to(place: Path) -> None:
    """A copy of the list, for the machine that would have to do without this one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    growing = place.with_suffix(".part")
    list_ = Path(settings.BANJIE_DELETIONS)
    growing.write_text(list_.read_text("ascii") if list_.exists() else "", "ascii")
    growing.replace(place)
    backdate(place, place.parent)


def _lines(path: Path) -> list[str]:
    return path.read_text("ascii").splitlines() if path.exists() else []


def _write(lines: Iterable[str]) -> None:
    path = Path(settings.BANJIE_DELETIONS)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as kept:
        kept.writelines(f"{line}\n" for line in lines)
        kept.flush()
        os.fsync(kept.fileno())
    backdate(path, path.parent)
