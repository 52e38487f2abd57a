"""Links to one file: made in a browser that keeps none, opened in another one."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from banjie.people.actions import passes
from banjie.people.passing import file_at, keeps_none, put_away
from banjie.people.requests import SignedRequest


@never_cache
@sensitive_variables("secret")
@require_POST
def make(request: SignedRequest) -> HttpResponse:
    """A link to a file that the account can open, shown once. Pressed twice it makes two."""
    address = request.POST.get("address", "")
    found = file_at(request, address, for_=request.user)
    if found is None:
        raise Http404
    put_away(found)
    secret = passes.make_pass(address, by=request.user)
    link = settings.SITE_URL + reverse("people:file-link", args=(secret,))
    context = {"link": link, "name": found.filename, "minutes": passes.LASTS.seconds // 60}
    return render(request, "people/file_link.html", context)


@login_not_required
@never_cache
@sensitive_variables("secret")
@require_GET
def file_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The file, to whoever has the link, for one use: asked again within a minute it is the same
    use, and decided on anew. A wrong link, a used one, an old one and one to what its account may
    not see any more are answered alike. A browser that saves no files uses none up.
    """
    if keeps_none(request):
        return render(request, "people/file_link.html", {"elsewhere": True})
    found = passes.open_pass(secret)
    answer = file_at(request, found.address, for_=found.user) if found else None
    if found is None or answer is None:
        return render(request, "people/file_link_over.html", status=404)
    passes.note_taken(found)
    return answer
