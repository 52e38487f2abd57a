"""Who is calling: the session of a signed-in account, or a key. Nothing is open to strangers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer

from banjie.api.problems import Refused
from banjie.api.queries import living_key
from banjie.people.models import User
from banjie.people.standing import comes_first

SAFE = ("GET", "HEAD", "OPTIONS")


class KeyAuth(HttpBearer):
    """`Authorization: Bearer bj_…`: from here on the request is the key's account's."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        key = living_key(token)
        if key is None:
            return None
        if key.read_only and request.method not in SAFE:
            raise Refused(403, "read-only", _("This key only reads."))
        request.user = key.user
        return key.user


class SessionAuth(APIKeyCookie):
    """The session of the pages, which has done what comes first there; what writes must carry the
    CSRF token.
    """

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, _session: str | None) -> Any:
        user: Any = request.user
        return user if user.is_authenticated and not comes_first(request, user) else None
