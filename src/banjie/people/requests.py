"""The request a view gets behind the sign-in middleware."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from banjie.people.models import User


class SignedRequest(HttpRequest):
    """For annotations: `user` is always an account here, never anonymous."""

    user: User


class Sent(NamedTuple):
    """What a form takes first: data and files; both None when nothing was sent."""

    data: QueryDict | None
    files: MultiValueDict | None


def sent(request: HttpRequest) -> Sent:
    """The sent form, an empty one too: a POST without a single field is still a POST."""
    return Sent(request.POST, request.FILES) if request.method == "POST" else Sent(None, None)
