"""Work on files that others do at the same time, or that is killed in the middle of it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from banjie.common.storage import synced


class Busy(Exception):
    """Another process does this already."""


@contextmanager
def alone(task: str) -> Iterator[None]:
    """Nobody else does this task meanwhile; a process that dies lets go of it. Raises `Busy`."""
    with (settings.DATA / f".{task}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(f"another {task} is at work") from error
        yield


def settle(growing: Path, path: Path) -> None:
    """Give a file its name once it is on the disk, and make the name last as well."""
    synced(growing)
    growing.rename(path)
    synced(path.parent)
