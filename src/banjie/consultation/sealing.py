"""The contact of an author: sealed before it is kept, opened in this file alone.

The key is `BANJIE_CONTACT_KEY`, or else follows from the site's signing key.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from banjie.common.files import backdate
from banjie.common.sealing import box
from banjie.consultation.models import Contact


class Unreadable(Exception):
    """Sealed with another key, or deleted before the backup it came back from was restored."""


def _box() -> Fernet:
    return box("banjie.contact", words=settings.BANJIE_CONTACT_KEY)


def seal(words: str) -> bytes:
    """Sealed words. The format carries a time, which would be the author's: it is always zero."""
    return _box().encrypt_at_time(words.encode(), current_time=0)


def unsealed(contact: Contact) -> str:
    """The words of a contact; raises `Unreadable`."""
    if contact_mark(contact) in deleted_marks():
        raise Unreadable
    try:
        return _box().decrypt(bytes(contact.sealed)).decode()
    except InvalidToken as error:
        raise Unreadable from error


def contact_mark(contact: Contact) -> str:
    """By what the list of deletions knows a contact: nothing can be read from it."""
    return hashlib.sha256(bytes(contact.sealed)).hexdigest()


def deleted_marks() -> frozenset[str]:
    """The marks of all contacts that were ever deleted.

    The list is a file outside the database, so restoring an older database does not undo it.
    """
    path = Path(settings.BANJIE_DELETIONS)
    lines = path.read_text("ascii").splitlines() if path.exists() else []
    return frozenset(line.rpartition(" ")[2] for line in lines)


def note_deleted(contacts: list[Contact], on: date) -> None:
    """Write them on the list, safely on the disk before the rows go. The list tells days alone."""
    _write(f"{on} {contact_mark(contact)}" for contact in contacts)


def take_over_deletions(path: Path) -> None:
    """Add what another list of deletions has and ours has not: a restored one, or a copy."""
    known = deleted_marks()
    lines = path.read_text("ascii").splitlines() if path.exists() else []
    _write(line for line in lines if line.rpartition(" ")[2] not in known)


def copy_deletions(place: Path) -> None:
    """A copy of the list, for the machine that would have to do without this one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    growing = place.with_suffix(".part")
    list_ = Path(settings.BANJIE_DELETIONS)
    growing.write_text(list_.read_text("ascii") if list_.exists() else "", "ascii")
    growing.replace(place)
    backdate(place, place.parent)


def _write(lines: Iterable[str]) -> None:
    path = Path(settings.BANJIE_DELETIONS)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as kept:
        kept.writelines(f"{line}\n" for line in lines)
        kept.flush()
        os.fsync(kept.fileno())
    backdate(path, path.parent)
