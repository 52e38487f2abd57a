"""Probes for whatever watches over the site."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from banjie.keeping.checks import READY, State, examined


@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """200 while the process answers; a restart would mend nothing else."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when people can work; else 503 with the names of the checks that fail, nothing more."""
    failing = [name for name, found in examined(READY) if found.state is State.FAULT]
    if failing:
        return HttpResponse("\n".join(failing), status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
