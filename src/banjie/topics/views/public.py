"""What everybody sees without an account: stations, texts open for comment, published results.

These pages touch no session and write no message; a comment leaves its words and the day.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from banjie.consultation.limiting import Limiter
from banjie.people.requests import sent
from banjie.topics import actions
from banjie.topics.forms.texts import CommentForm
from banjie.topics.queries.stations import open_stations, results_at, tree
from banjie.topics.queries.texts import public_texts
from banjie.topics.queries.topics import shown
from banjie.topics.rules import takes_comments
from banjie.topics.views.pages import form_page

SAID = Limiter(most=20, minutes=15)


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is open for comment, where to go, what came of topics."""
    context = {
        "texts": public_texts()[:20],
        "stations": tree(open_stations()),
        "results": shown()[:20],
    }
    return render(request, "topics/public/index.html", context)


@login_not_required
@require_safe
def station(request: HttpRequest, pk: int) -> HttpResponse:
    """One station: where, when, who convenes, and what came of its items."""
    found = get_object_or_404(open_stations(), pk=pk)
    page = Paginator(results_at(found), 20).get_page(request.GET.get("page"))
    return render(request, "topics/public/station.html", {"station": found, "page": page})


@login_not_required
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of one topic."""
    found = get_object_or_404(shown(), pk=pk)
    return render(request, "topics/public/result.html", {"topic": found})


@login_not_required
@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """One text, and once they are published its summary and answers."""
    found = get_object_or_404(public_texts(), pk=pk)
    context = {
        "text": found,
        "paragraphs": found.paragraphs.all(),
        "takes_comments": takes_comments.test(None, found),
        "said": "said" in request.GET,
    }
    return render(request, "topics/public/text.html", context)


@login_not_required
@form_page
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something to a paragraph, without an account."""
    found = get_object_or_404(public_texts(), pk=pk)
    page = reverse("topics:public-text", args=(pk,))
    if not takes_comments.test(None, found):
        return redirect(page)
    asked = request.GET.get("paragraph", "")
    form = CommentForm(found, sent(request).data, initial={"paragraph": asked})
    if form.is_valid():
        if SAID.begin(request.META["REMOTE_ADDR"]):
            _keep(form)
            return redirect(f"{page}?said")
        form.add_error(None, _("Too many comments came from here. Wait a quarter of an hour."))
    context = {"text": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "topics/public/comment.html", context, status=status)


def _keep(form: CommentForm) -> None:
    values = form.cleaned_data
    actions.comment(values["paragraph"], values["text"], form_key=values["key"])
