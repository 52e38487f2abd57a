"""The public list of cases and their replies, without a word about who stands behind them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from banjie.common.keyset import stretch
from banjie.consultation.models import Kind, Visibility
from banjie.consultation.queries import page as pages
from banjie.consultation.queries.after import promises_to
from banjie.consultation.queries.authors import letter_rows
from banjie.consultation.queries.published import published
from banjie.consultation.views.unnamed import page, unnamed

_WORDS_MOST = 50


@require_safe
@unnamed
def public_cases(request: HttpRequest) -> HttpResponse:
    """Published cases, the newest first."""
    kind = request.GET.get("kind", "")
    words = request.GET.get("q", "").replace("\0", "")[:_WORDS_MOST].strip()
    context = {
        "stretch": stretch(published(kind=kind, words=words), request.GET.get("before", "")),
        "kinds": Kind.choices,
        "kind": kind,
        "words": words,
    }
    return page(request, "consultation/published.html", context)


@require_safe
@unnamed
def public_case(request: HttpRequest, pk: int) -> HttpResponse:
    """One published case with its replies; of a hidden one, only that it was hidden and why."""
    case = get_object_or_404(published(), pk=pk)
    context: dict[str, object] = {"case": case}
    if case.visibility == Visibility.PUBLIC:
        context |= {
            "said": pages.said_of(case),
            "letters": letter_rows(case),
            "timeline": pages.timeline(case, told_only=True),
            "promises": promises_to(case),
        }
    return page(request, "consultation/published_case.html", context)
