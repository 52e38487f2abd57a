"""What belongs to no room: the choice of language, and the page of a failure."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string
from django.views.i18n import set_language


def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to the page (POST only)."""
    return set_language(request)


def failed(request: HttpRequest) -> HttpResponse:
    """The page of a failure of ours: a reference and no trace. The log tells the same reference.

    Drawn without the request: what failed may be whatever a page is drawn with.
    """
    reference = secrets.token_hex(4)
    request.reference = reference  # type: ignore[attr-defined]  # for the log (`logs.py`)
    return HttpResponseServerError(render_to_string("500.html", {"reference": reference}))
