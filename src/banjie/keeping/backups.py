"""What a backup looks like: one tar file, sealed or not, with a manifest as its last entry.

- `database/…`: the database as of one moment
- `files/…`: uploaded files, all that its rows name and some more; none of a form that was not sent
- `kept/…`: what the office set up beside, calendars and notices, and the list of deletions; the
  signing key only in a sealed backup
- `manifest.json`: what is in it, and what it must be when it comes out
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from django.utils.translation import gettext_lazy as _

from banjie.keeping.sealed import MAGIC, SealedReader, SealingWriter

FORMAT = 1
MANIFEST = "manifest.json"
_PIECE = 1 << 20


class Unfit(Exception):
    """This backup, or this place, will not do; the message says why, in the reader's language."""


class Amiss(Exception):
    """A backup was put in place, and then something failed; the message says what."""


class Hashed(io.RawIOBase):
    """Reads from `below` and knows the SHA-256 of what went by."""

    def __init__(self, below: IO[bytes]) -> None:
        self._below, self._sum = below, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._below.read(size)
        self._sum.update(data)
        return data

    def hexdigest(self) -> str:
        return self._sum.hexdigest()


@contextmanager
def written(path: Path, phrase: str) -> Iterator[tarfile.TarFile]:
    """A tar file to add to; whole when the block ends well."""
    with path.open("wb") as file:
        below = SealingWriter(file, phrase) if phrase else file
        with tarfile.open(fileobj=cast(IO[bytes], below), mode="w|", bufsize=_PIECE) as tar:
            yield tar
        if isinstance(below, SealingWriter):
            below.finish()


@contextmanager
def opened(path: Path, phrase: str) -> Iterator[tarfile.TarFile]:
    """The tar file to read through once. Raises `Unfit` for a sealed one without a key.

    An open one beside a key is refused as well: anybody could have made it.
    """
    with path.open("rb") as file:
        sealed = file.read(len(MAGIC)) == MAGIC
        file.seek(0)
        if sealed and not phrase:
            raise Unfit(_("it is sealed: name its key"))
        if phrase and not sealed:
            raise Unfit(_("it is not sealed: if you mean this file, leave BANJIE_BACKUP_KEY empty"))
        below = SealedReader(file, phrase) if sealed else file
        with tarfile.open(fileobj=cast(IO[bytes], below), mode="r|", bufsize=_PIECE) as tar:
            yield tar


def add_file(tar: tarfile.TarFile, opened: Callable[[], Any], name: str) -> dict[str, Any]:
    """Add one file, without whose it was; what the manifest says of it."""
    with opened() as file:
        entry = tar.gettarinfo(arcname=name, fileobj=file)
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        passing = Hashed(file)
        tar.addfile(entry, cast(IO[bytes], passing))
    return {"name": name, "size": entry.size, "sha256": passing.hexdigest()}


def add_manifest(tar: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    words = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size = len(words)
    tar.addfile(entry, io.BytesIO(words))
