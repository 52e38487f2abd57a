"""Files without a row: stored, and then the step that stored them failed or was killed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import storages
from django.db.models import FileField

from banjie.common.files import backdate
from banjie.common.storage import BucketFiles, looking_on

_DAY = 24 * 60 * 60
# The times of some files are set back to the beginning of their day: two days are at least one.
_LEAST = 2 * _DAY
# What the site itself calls a file (`Attachment`, `Document`): nothing else in a store is its own.
_OURS = re.compile(r"(?:attachments|documents)/([\w-]{2})/\1[\w-]{30}", re.ASCII)


def sweep(*, dry: bool = False) -> list[Path]:
    """Delete files that are at least a day old and named by no row, here and in the store; those
    files.

    A file is stored before its row is written, so a younger one may belong to a step at work.
    """
    root = Path(settings.MEDIA_ROOT)
    before = time.time() - _LEAST
    old = {path for path in root.rglob("*") if path.is_file() and path.stat().st_mtime < before}
    left = sorted(old - {root / name for name in named_files()})
    for path in [] if dry else left:
        path.unlink(missing_ok=True)
        backdate(path.parent)  # its time would tell when
    return [*left, *_swept_away(before, dry=dry)]


def _swept_away(before: float, *, dry: bool) -> list[Path]:
    store = storages["default"]
    if not isinstance(store, BucketFiles) or looking_on().exists():
        return []
    old = {name for name, since in store.moved() if since < before and _OURS.fullmatch(name)}
    left = sorted(old - {*named_files()})
    for name in [] if dry else left:
        store.delete(name)
    return [Path(name) for name in left]


def named_files() -> Iterator[str]:
    """Every file that a row of any table names."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, FileField):
                yield from model._default_manager.values_list(field.name, flat=True).iterator()
