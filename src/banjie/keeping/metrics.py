"""Figures for Prometheus: how the machine works, nothing about people.

Every worker of `banjie serve` counts for itself, in a file of its own; whichever is asked adds up
the files of all since the site was started, those of workers that have ended too, so a counter
falls at a start alone. Each machine tells of itself, and Prometheus adds up; what the database says
is the same on all.

Addresses are told by their pattern, without numbers and names in it. Pages for visitors who stay
unnamed are not counted, nor what comes along with them, static files and the choice of language: a
counter that is read every few seconds is a clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram
from prometheus_client import generate_latest as written
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from banjie.keeping import protocol
from banjie.notices.models import Delivery

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_COMES_ALONG = ("language",)
REQUESTS = Histogram(
    "banjie_request_seconds",
    "Time of a request; all workers of this machine since the site was started",
    ("method", "route", "status"),
)  # its count is the number of requests


class Measured:
    """Middleware: the time of each request, by method, pattern of the address and status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        answer = self.get_response(request)
        seen = request.resolver_match  # none of static files and of what is no address
        quiet = request.path.startswith(settings.QUIET_PATHS)
        if seen and not quiet and seen.view_name not in _COMES_ALONG:
            method = request.method if request.method in _METHODS else "other"
            seconds = time.perf_counter() - begun
            REQUESTS.labels(method, seen.route, answer.status_code).observe(seconds)
        return answer


class Standing(Collector):
    """What the database and the protocol say when they are asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting = GaugeMetricFamily(
            "banjie_deliveries",
            "Mails and posts in the database, of all machines",
            labels=["state"],
        )
        found = Delivery.objects.filter(channel__isnull=False).values_list("state")
        for state, number in found.annotate(Count("pk")).order_by():
            waiting.add_metric([state], number)
        yield waiting
        done = GaugeMetricFamily(
            "banjie_done_seconds", "When it was last done on this machine", labels=["step"]
        )
        for step in ("daily", "backup"):
            if when := protocol.last(step):
                done.add_metric([step], when.timestamp())
        yield done


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All of it, for whoever has the key; without one in the settings there is no such page."""
    asked = request.headers.get("Authorization", "")
    key = settings.BANJIE_METRICS_KEY
    if not key or not constant_time_compare(asked, f"Bearer {key}"):
        raise Http404
    registry = CollectorRegistry()
    registry.register(Standing())
    # Workers write into files of a common folder; a process alone keeps its figures to itself.
    if settings.METRICS_FILES.is_dir():
        MultiProcessCollector(registry, path=str(settings.METRICS_FILES))
        return HttpResponse(written(registry), content_type=CONTENT_TYPE_LATEST)
    return HttpResponse(written(registry) + written(REGISTRY), content_type=CONTENT_TYPE_LATEST)
