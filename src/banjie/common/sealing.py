"""The box that secrets are sealed in before they are kept: one for each purpose."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models


def box(purpose: str, *, words: str = "") -> Fernet:
    """A box whose key follows from these words, or else from the site's signing key."""
    return _made(purpose, words or settings.SECRET_KEY)


@lru_cache(maxsize=8)
def _made(purpose: str, words: str) -> Fernet:
    key = hashlib.scrypt(words.encode(), salt=purpose.encode(), n=2**14, r=8, p=1, dklen=32)
    return Fernet(base64.urlsafe_b64encode(key))


class SealedField(models.Field[Any, Any]):
    """What JSON can hold, sealed in the database for one purpose. None where it was sealed with
    another key: after one was changed, or a backup restored without it. Not to be looked up.
    """

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose = purpose

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def get_internal_type(self) -> str:
        return "TextField"

    def get_prep_value(self, value: Any) -> str:
        return self._box().encrypt(json.dumps(value).encode()).decode()

    def from_db_value(self, value: str, *_about: Any) -> Any:
        try:
            return json.loads(self._box().decrypt(value.encode()))
        except InvalidToken:
            return None

    def _box(self) -> Fernet:
        return box(self.purpose, words=settings.BANJIE_CONTACT_KEY)
