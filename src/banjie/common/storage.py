"""Where files are kept, and where static files are named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
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


class StoreAway(OSError):
    """The store of files does not answer; what it has and what waits for it are safe."""


class NotTakenOver(StoreAway):
    """The site was restored, and nobody said yet that the files in the store are its own now."""


def looking_on() -> Path:
    """Stands where a site was restored, until it takes the store over. The site that was backed up
    may live on, and with the same settings it has the same files there: nothing is put, replaced
    or deleted among them by a copy that somebody only practises with.
    """
    return settings.DATA / "store-not-taken-over"


class BucketFiles(KeptFiles):
    """Files in an S3-compatible store. Each begins on the disk of this machine, as without one, and
    is moved later: while the store is away people send files as ever, and nobody waits for it.
    """

    @cached_property
    def bucket(self) -> Any:
        from botocore.config import Config  # an extra: most sites have no such store
        from storages.backends.s3 import S3Storage

        quick = Config(connect_timeout=2, read_timeout=20, retries={"total_max_attempts": 1})
        return S3Storage(**settings.BANJIE_BUCKET, client_config=quick)

    def open(self, name: str, mode: str = "rb") -> Any:
        try:
            return super().open(name, mode)
        except FileNotFoundError:
            with _asked():
                found = self.bucket.open(name, mode)
                found.seek(0)  # it is fetched when it is first touched: here, not in a view
                return found

    def delete(self, name: str) -> None:
        """From both places; from a store that is away, or not taken over, `banjie daily` takes it
        later.
        """
        super().delete(name)
        if looking_on().exists():
            return
        # No line in the log: it would tell when an unnamed visitor took a file back.
        with suppress(StoreAway), _asked():
            self.bucket.delete(name)

    def move(self, name: str) -> bool:
        """Take one file to the store, if it is here; a second try of the same does no harm."""
        if looking_on().exists():
            raise NotTakenOver("restored, not taken over: `banjie manage move_files --take-over`")
        path = Path(self.path(name))
        if not path.is_file():
            return False
        with path.open("rb") as file, _asked():
            self.bucket.save(name, file)
        path.unlink(missing_ok=True)
        return True

    def moved(self) -> Iterator[tuple[str, float]]:
        """Every file in the site's folder of the store, and since when it is there (seconds of the
        epoch).
        """
        folder = f"{self.bucket.location}/"
        with _asked():
            for found in self.bucket.bucket.objects.filter(Prefix=folder):
                yield found.key.removeprefix(folder), found.last_modified.timestamp()


@contextmanager
def _asked() -> Iterator[None]:
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise StoreAway(str(error)) from error


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
