"""A file for somebody whose browser cannot keep one: the browsers inside WeChat and WeCom show
files and save none, and another browser of the same phone has not their session.

A link is made for one file, for one use (which a browser may repeat for a minute) and for five
minutes, and opens what its account may see at that moment. It carries no session: nothing else
opens by it. Every page that answers with a file has it, because all of that is done with its answer
and its address; what is a person's own data is told as JSON, so no link leads there.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import ResolverMatch, resolve

from banjie.people.models import User

KEEP_NONE = ("MicroMessenger", "wxwork")
"""Words by which these browsers name themselves."""
_HERE = "here"


def keeps_none(request: HttpRequest) -> bool:
    """Asked for by a browser that saves no files."""
    return any(word in request.headers.get("User-Agent", "") for word in KEEP_NONE)


class FilesElsewhere:
    """Middleware: a file to be saved is answered, in such a browser, by the page that offers a link
    to another one, or to look at it here all the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if not isinstance(answer, FileResponse) or not _may_go_elsewhere(request):
            return answer
        if not answer.as_attachment:  # a picture: it is shown, and kept by a long press
            return answer
        put_away(answer)
        return _offer(request, answer.filename)


def _may_go_elsewhere(request: HttpRequest) -> bool:
    """A page of its own that somebody signed in asks for; what a form answers has no address."""
    plain = request.method == "GET" and _HERE not in request.GET
    return plain and keeps_none(request) and request.user.is_authenticated


def _offer(request: HttpRequest, name: str) -> HttpResponseBase:
    here = request.GET.copy()
    here[_HERE] = "1"
    context = {
        "name": name,
        "address": request.get_full_path(),
        "here": f"{request.path}?{here.urlencode()}",
    }
    return render(request, "people/file_elsewhere.html", context)


def put_away(answer: FileResponse) -> None:
    """Close the file of an answer that is not given. To close the answer would end the request."""
    if answer.file_to_stream:
        answer.file_to_stream.close()


def file_at(request: HttpRequest, address: str, *, for_: User) -> FileResponse | None:
    """What this address answers to this account, now; None where that is no file.

    The page's own view decides, as if the account had asked by itself: whatever it refuses is
    refused here.
    """
    path, _mark, query = address.partition("?")
    try:
        found = resolve(path)
        asked = _asked(request, found, path, query, for_)
        answer: Any = found.func(asked, *found.args, **found.kwargs)
    except (Http404, PermissionDenied, ReauthenticationRequired):
        return None
    return answer if isinstance(answer, FileResponse) else None


def _asked(
    request: HttpRequest, found: ResolverMatch, path: str, query: str, user: User
) -> HttpRequest:
    """This request as if the account had asked for the file itself."""
    asked = copy(request)
    asked.method, asked.path, asked.path_info = "GET", path, path
    asked.GET = QueryDict(query)
    asked.user, asked.resolver_match = user, found
    return asked
