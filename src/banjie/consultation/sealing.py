"""The contact of an author: sealed before it is kept, opened in this file alone.

The key is `BANJIE_CONTACT_KEY`, or else follows from the site's signing key.
"""

from __future__ import annotations

import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from banjie.common import deletions
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
    if contact_mark(contact) in deletions.noted():
        raise Unreadable
    try:
        return _box().decrypt(bytes(contact.sealed)).decode()
    except InvalidToken as error:
        raise Unreadable from error


def contact_mark(contact: Contact) -> str:
    """By what the list of deletions knows a contact: nothing can be read from it."""
    return hashlib.sha256(bytes(contact.sealed)).hexdigest()
