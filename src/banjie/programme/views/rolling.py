"""A programme without a new paper: blank, rolled forward, kept as a template."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from banjie.common import once
from banjie.people.requests import SignedRequest, sent
from banjie.programme import rolling
from banjie.programme.actions import rolling as actions
from banjie.programme.forms.rolling import FIRST, LAST, BlankForm, RollForm
from banjie.programme.models import Programme
from banjie.programme.queries.rolling import proposals
from banjie.programme.views.programmes import programme_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def new_programme(request: SignedRequest) -> HttpResponse:
    """A blank programme of one of my offices."""
    if not request.user.may("programme.begin"):
        raise PermissionDenied
    form = BlankForm(sent(request).data, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            made = actions.begin_blank(once_key=values.pop("once"), by=request.user, **values)
        except once.AlreadyDone as done:
            return redirect("programme:board", done.result)
        messages.success(request, _("The programme is open; add its activities."))
        return redirect("programme:board", made.pk)
    status = 422 if form.errors else 200
    return render(request, "programme/new_programme.html", {"form": form}, status=status)


def _year(request: SignedRequest, programme: Programme) -> int:
    """The year asked for; the next one unless it can be a year at all."""
    said = request.POST.get("year") or request.GET.get("year") or ""
    year = int(said) if said.isascii() and said.isdigit() and len(said) == len("2026") else 0
    return year if FIRST <= year <= LAST else programme.year + 1


@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: SignedRequest, pk: int) -> HttpResponse:
    """Next year's programme as proposed; a POST makes it of the activities that are ticked."""
    programme = programme_or_404(request, pk)
    if not request.user.may("programme.roll", programme):
        raise PermissionDenied
    year = _year(request, programme)
    form = RollForm(programme, sent(request).data)
    if request.method == "POST" and form.is_valid():
        return _made(request, programme, form)
    found = proposals(programme, year)
    chosen = set(request.POST.getlist("keep"))
    context = {
        "programme": programme,
        "form": form,
        "year": year,
        "title": request.POST.get("title")
        or rolling.roll_title(programme.title, year - programme.year),
        "proposals": [
            (row, str(row.activity.pk) in chosen if form.is_bound else not row.once)
            for row in found
        ],
        "once": form["once"].value(),
    }
    status = 422 if form.errors else 200
    return render(request, "programme/roll.html", context, status=status)


def _made(request: SignedRequest, programme: Programme, form: RollForm) -> HttpResponse:
    values = form.cleaned_data
    try:
        made = actions.roll_forward(
            programme,
            year=values["year"],
            title=values["title"],
            keep={activity.pk for activity in values["keep"]},
            once_key=values["once"],
            template=values["template"],
            by=request.user,
        )
    except once.AlreadyDone as done:
        return redirect("programme:board", done.result)
    messages.success(
        request, _("Kept as a template.") if values["template"] else _("The new programme is open.")
    )
    return redirect("programme:board", made.pk)
