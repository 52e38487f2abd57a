"""A form is carried out once, however often it is sent.

The page carries a random key. The first request that claims the key does the work; a second one
(a double click, a repeated request on a weak line) is answered with the first one's result.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.db import IntegrityError, transaction

from banjie.common.models import OnceKey


class AlreadyDone(Exception):
    """The same form was carried out before; `result` is the number of what came of it."""

    def __init__(self, result: str) -> None:
        super().__init__(result)
        self.result = result


def new_key() -> str:
    return secrets.token_urlsafe(18)


def claim(key: str, *, by: Any) -> OnceKey:
    """Take the account's key inside the work's transaction; raises `AlreadyDone` when taken."""
    try:
        with transaction.atomic():
            return OnceKey.objects.create(key=key, user=by)
    except IntegrityError:
        raise AlreadyDone(OnceKey.objects.get(key=key, user=by).result) from None


def result(key: str, *, by: Any) -> str:
    """What came of this form if it was carried out before, for checks that its own result would
    fail; '' otherwise. Ask it after such a check has failed: asked before, a twin of the form may
    be carried out between the two. Only `claim` keeps two hands apart.
    """
    found = OnceKey.objects.filter(key=key, user=by).values_list("result", flat=True).first()
    return found or ""


def settle(claimed: OnceKey, result: str) -> None:
    """Note where the result stands, in the same transaction."""
    claimed.result = result
    claimed.save(update_fields=["result"])
