"""The first version of the API, put together."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.operation import Operation

from banjie.api import problems
from banjie.api.access import KeyAuth, SessionAuth
from banjie.api.views import (
    cases,
    documents,
    duties,
    notices,
    papers,
    planning,
    programmes,
    reports,
    rounds,
    search,
    steps,
    summaries,
    supervision,
    templates,
    topic_new,
    topic_steps,
    units,
)

BASE = "/api/v1"


class Api(NinjaAPI):
    """Operations are called by their noun and verb: `reports.accept`."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        view = operation.view_func
        return f"{view.__module__.rpartition('.')[2]}.{view.__name__}"


api = Api(
    title="Banjie 办结",
    version="1",
    description="The same reads, rules and actions as the pages. Whatever the caller may not see "
    "is not found. Lists hold at most 100 rows; go on with `after`. Days are ISO days, and a last "
    "day is the last one itself. Numbers of what was counted are text. Words for people come in "
    "the language of `Accept-Language`. Every write wants an `Idempotency-Key`.",
    openapi_url=None,  # the pages about the API are drawn here, without a CDN
    auth=[KeyAuth(), SessionAuth()],
    urls_namespace="api-v1",
)
problems.install(api)
for noun in (
    programmes, planning, summaries, duties, reports, rounds, units, papers, supervision, documents,
    notices, search, cases, steps, templates, topic_new, topic_steps,
):  # fmt: skip
    api.add_router("", noun.router)


def problem_of(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to an error outside of any address of the API."""
    return api.on_exception(request, error)
