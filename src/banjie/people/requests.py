"""The request a view gets behind the sign-in middleware."""

from __future__ import annotations

from django.http import HttpRequest

from banjie.people.models import User


class SignedRequest(HttpRequest):
    """For annotations: `user` is always an account here, never anonymous."""

    user: User
