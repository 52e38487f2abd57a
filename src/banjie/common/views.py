"""Pages that belong to no room: the choice of language and the health probe."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.i18n import set_language


def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to the page (POST only)."""
    return set_language(request)


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """200 when the site can reach its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
