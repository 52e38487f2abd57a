"""The way out: to the hosts of the setting, with TLS, nothing followed, nothing from a proxy.

Somebody waits for the answer, and a worker with them: what takes long is left.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings

from banjie.people.outside.entries import hosts

SECONDS = 3


class NotAllowed(requests.RequestException):
    """The site does not call there."""


class Calls(requests.Session):
    """What django-allauth calls by."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.verify = settings.CA_BUNDLE

    def request(self, method: Any, url: Any, **how: Any) -> requests.Response:  # type: ignore[override]  # named by its callers
        parts = urlsplit(str(url))
        safe = parts.scheme == "https" or settings.BANJIE_WEBHOOK_HTTP
        if not safe or parts.netloc not in hosts():
            raise NotAllowed(parts.netloc)
        return super().request(method, url, **how | {"timeout": SECONDS, "allow_redirects": False})
