"""Where files are kept, and where static files are named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class KeptFiles(FileSystemStorage):
    """Files on the disk before the row that names them is: no cut of power leaves a row alone."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        kept = super().save(name, content, max_length)
        path = Path(self.path(kept))
        for changed in (path, path.parent, path.parent.parent):  # its folder may be new
            synced(changed)
        return kept


def synced(path: Path) -> None:
    """A file or folder as it stands, on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Files by the hash of their content, each address made once: a page asks for a hundred.

    The names hold for as long as the process runs; `collectstatic` comes before it serves.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        found = self._addresses.get(name or "")
        if found is None:
            found = super().url(name, force)
            self._addresses[name or ""] = found
        return found
