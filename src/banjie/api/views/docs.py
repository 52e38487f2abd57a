"""The API described: for programs as OpenAPI, for people as a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from banjie.api.v1 import BASE, api, problem_of
from banjie.people.requests import SignedRequest


class Call(NamedTuple):
    """One thing that can be asked, as the page shows it."""

    method: str
    path: str
    summary: str
    parameters: list[dict[str, Any]]


def described() -> dict[str, Any]:
    """The description by OpenAPI."""
    return dict(api.get_openapi_schema(path_prefix=f"{BASE}/"))


@require_safe
def openapi(_request: HttpRequest) -> JsonResponse:
    """The description by OpenAPI, for programs that draw their own code from it."""
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


@require_safe
def docs(request: SignedRequest) -> HttpResponse:
    """Everything that can be asked, by noun; drawn on the server, without a script."""
    by_noun: dict[str, list[Call]] = {}
    for noun, call in _calls(described()):
        by_noun.setdefault(noun, []).append(call)
    return render(request, "api/docs.html", {"nouns": by_noun.items()})


def _calls(schema: dict[str, Any]) -> Iterator[tuple[str, Call]]:
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            summary = said.get("description") or said["summary"]
            parameters = said.get("parameters", [])
            yield said["tags"][0], Call(method.upper(), path, summary, parameters)


def nothing_here(request: HttpRequest, _path: str) -> HttpResponse:
    """Every other address below the API, in the API's own words."""
    return problem_of(request, Http404())
