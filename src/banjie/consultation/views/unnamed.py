"""What all pages for unnamed authors share: no session, nothing kept by the browser's caches, the
large view for older people (长辈版), and the limit of tries.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from banjie.common.addresses import caller
from banjie.consultation.limiting import Limiter

SIZE_COOKIE = "banjie_size"
SIZES = ("usual", "large")
_YEAR = 365 * 24 * 60 * 60

_TOO_MANY = _("Too many tries from where you are. Please wait a quarter of an hour.")

View = Callable[..., HttpResponse]


class TooMany(Exception):
    """An address tried too often."""


def unnamed(view: View) -> View:
    """A page that asks for no account, and whose answer nobody keeps; it may raise `TooMany`."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except TooMany:
            words = {"heading": _("Please wait"), "text": _TOO_MANY}
            response = page(request, "consultation/plain.html", words, 429)
        response.headers["Cache-Control"] = "no-store"
        chosen = request.GET.get("size")
        if chosen in SIZES:
            response.set_cookie(
                SIZE_COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response

    return answer


def size_of(request: HttpRequest) -> str:
    """Usual or large: as chosen now, or else before. The choice says nothing about who it is."""
    asked = (request.GET.get("size"), request.COOKIES.get(SIZE_COOKIE))
    return next((size for size in asked if size in SIZES), SIZES[0])


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the public frame."""
    size = size_of(request)
    shown = {"size": size, "other_size": SIZES[size == SIZES[0]], "path": request.path} | context
    return render(request, template, shown, status=status)


def address_of(request: HttpRequest) -> str:
    """The address that reached us, for counting tries alone."""
    return caller(request)


def count(request: HttpRequest, limiter: Limiter) -> None:
    """Count a try; raises `TooMany` for an address that tried too often."""
    if not limiter.begin(address_of(request)):
        raise TooMany
