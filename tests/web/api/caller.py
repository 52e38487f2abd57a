"""A program that calls the API in the name of one of the cast."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.test import Client

from banjie.api import actions
from banjie.common import once
from banjie.people.models import User

BASE = "/api/v1"


def key_of(user: User, *, read_only: bool = False, days: int = 30) -> str:
    return actions.make_key(
        name="统计程序", days=days, read_only=read_only, once_key=once.new_key(), by=user
    )


class Caller:
    """Calls with a key of the account; every write gets a fresh Idempotency-Key unless told one."""

    def __init__(self, user: User | None = None, *, secret: str = "", language: str = "en") -> None:
        secret = secret or (key_of(user) if user else "")
        self.headers = {"Accept-Language": language}
        if secret:
            self.headers["Authorization"] = f"Bearer {secret}"

    def __call__(self, method: str, path: str, said: Any = None, *, once_key: str = "") -> Any:
        headers = self.headers
        if method != "GET":
            headers = headers | {"Idempotency-Key": once_key or secrets.token_urlsafe(12)}
        body = "" if said is None else json.dumps(said)
        return Client().generic(method, BASE + path, body, "application/json", headers=headers)

    def send(self, path: str, said: dict[str, Any], *, once_key: str = "") -> Any:
        """A form with files."""
        headers = self.headers | {"Idempotency-Key": once_key or secrets.token_urlsafe(12)}
        return Client().post(BASE + path, said, headers=headers)

    def get(self, path: str) -> Any:
        """What a read answers; it must be a good answer."""
        answer = self("GET", path)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()
