"""Files that are whole or not there at all."""

from __future__ import annotations

import os
from pathlib import Path


def settle(growing: Path, path: Path) -> None:
    """Give a file its name once it is on the disk, and make the name last as well."""
    _sync(growing)
    growing.rename(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
