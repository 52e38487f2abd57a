"""Summaries with the records behind each figure."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from banjie.common import once
from banjie.common.files import DOCX, written
from banjie.people.requests import SignedRequest, sent
from banjie.programme.views.programmes import programme_or_404
from banjie.reporting import actions
from banjie.reporting.forms import SummaryForm
from banjie.reporting.models import Summary, SummaryFigure
from banjie.reporting.paper import write_paper
from banjie.reporting.queries.summaries import summaries_for


def summary_or_404(request: SignedRequest, pk: int) -> Summary:
    """The summary, if this account may read it; a stranger sees 'not found'."""
    found = summaries_for(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def summaries(request: SignedRequest, pk: int) -> HttpResponse:
    """The summaries of a programme, and the button that writes a new one."""
    programme = programme_or_404(request, pk)
    if not request.user.may("reporting.see_summaries", programme):
        raise Http404
    may_write = request.user.may("reporting.write_summary", programme)
    form = SummaryForm(sent(request).data)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied(_("Summaries are written by the programme officer."))
        if form.is_valid():
            values = form.cleaned_data
            try:
                written = actions.write_summary(
                    programme,
                    opening=values["opening"],
                    next_steps=values["next_steps"],
                    with_cases=values["with_cases"],
                    with_topics=values["with_topics"],
                    once_key=values["once"],
                    by=request.user,
                )
            except once.AlreadyDone as done:
                return redirect("reporting:summary", done.result)
            messages.success(
                request, _("The summary is written. Every figure opens on its records.")
            )
            return redirect("reporting:summary", written.pk)
    context = {
        "programme": programme,
        "form": form,
        "may_write": may_write,
        "summaries": summaries_for(request.user).filter(programme=programme),
        "view": "summaries",
        "may_see_whole": True,
    }
    status = 422 if form.is_bound else 200
    return render(request, "reporting/summaries.html", context, status=status)


@require_safe
def summary(request: SignedRequest, pk: int) -> HttpResponse:
    """The summary as text, each figure a link."""
    found = summary_or_404(request, pk)
    figures = {figure.code: figure for figure in found.figures.all()}
    context = {"summary": found, "blocks": _shown(found, figures), "figures": figures.values()}
    return render(request, "reporting/summary.html", context)


def _shown(found: Summary, figures: dict[str, SummaryFigure]) -> list[dict[str, Any]]:
    """The blocks with figure codes replaced by the figures."""
    return [
        block
        if "heading" in block
        else {
            "pieces": [
                {"figure": figures[piece["figure"]]} if "figure" in piece else piece
                for piece in block["paragraph"]
            ]
        }
        for block in found.blocks
    ]


@require_safe
def summary_file(request: SignedRequest, pk: int) -> FileResponse:
    """The summary as DOCX in the official layout."""
    found = summary_or_404(request, pk)
    return written(partial(write_paper, found), found.title, DOCX)


@require_safe
def figure(request: SignedRequest, pk: int, code: str) -> HttpResponse:
    """The records behind one figure, as they were on the summary's day."""
    found = summary_or_404(request, pk)
    shown = get_object_or_404(found.figures, code=code)
    return render(request, "reporting/figure.html", {"summary": found, "figure": shown})
