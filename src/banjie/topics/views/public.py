"""What everybody sees without an account: stations, texts open for comment, published results.

These pages touch no session and write no message; a comment leaves its words and the day.
"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from banjie.consultation.limiting import SENDING
from banjie.consultation.views.unnamed import count, page, unnamed
from banjie.people.requests import sent
from banjie.topics import actions
from banjie.topics.forms.texts import CommentForm
from banjie.topics.queries.stations import open_stations, results_at, tree
from banjie.topics.queries.texts import public_texts
from banjie.topics.queries.topics import shown
from banjie.topics.rules import takes_comments
from banjie.topics.views.pages import form_page

NEWEST = 20


@require_safe
@unnamed
def index(request: HttpRequest) -> HttpResponse:
    """What is open for comment, where to go, what came of topics."""
    context = {
        "texts": public_texts()[:NEWEST],
        "stations": tree(open_stations()),
        "results": shown()[:NEWEST],
    }
    return page(request, "topics/public/index.html", context)


@require_safe
@unnamed
def station(request: HttpRequest, pk: int) -> HttpResponse:
    """One station: where, when, who convenes, and what came of its items."""
    found = get_object_or_404(open_stations(), pk=pk)
    results = Paginator(results_at(found), NEWEST).get_page(request.GET.get("page"))
    return page(request, "topics/public/station.html", {"station": found, "page": results})


@require_safe
@unnamed
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of one topic."""
    return page(request, "topics/public/result.html", {"topic": get_object_or_404(shown(), pk=pk)})


@require_safe
@unnamed
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """One text, and once they are published its summary and answers."""
    found = get_object_or_404(public_texts(), pk=pk)
    context = {
        "text": found,
        "paragraphs": found.paragraphs.all(),
        "takes_comments": takes_comments.test(None, found),
        "said": "said" in request.GET,
    }
    return page(request, "topics/public/text.html", context)


@form_page
@unnamed
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something to a paragraph, without an account."""
    found = get_object_or_404(public_texts(), pk=pk)
    back = reverse("topics:public-text", args=(pk,))
    if not takes_comments.test(None, found):
        return redirect(back)
    if request.method == "POST":
        count(request, SENDING)
    asked = request.GET.get("paragraph", "")
    form = CommentForm(found, sent(request).data, initial={"paragraph": asked})
    if form.is_valid():
        values = form.cleaned_data
        actions.comment(values["paragraph"], values["text"], form_key=values["key"])
        return redirect(f"{back}?said")
    context = {"text": found, "form": form}
    return page(request, "topics/public/comment.html", context, 422 if form.is_bound else 200)
