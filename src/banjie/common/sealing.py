"""The box that secrets are sealed in before they are kept: one for each purpose."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet
from django.conf import settings


def box(purpose: str, *, words: str = "") -> Fernet:
    """A box whose key follows from these words, or else from the site's signing key."""
    return _made(purpose, words or settings.SECRET_KEY)


@lru_cache(maxsize=8)
def _made(purpose: str, words: str) -> Fernet:
    key = hashlib.scrypt(words.encode(), salt=purpose.encode(), n=2**14, r=8, p=1, dklen=32)
    return Fernet(base64.urlsafe_b64encode(key))
