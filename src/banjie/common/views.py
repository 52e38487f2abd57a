"""The page that belongs to no room: the choice of language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.i18n import set_language


def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to the page (POST only)."""
    return set_language(request)
