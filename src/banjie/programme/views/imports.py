"""A task breakdown as a workbook, the way back in: verdicts first, then what is sound."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banjie.common.files import clean_name
from banjie.people.requests import SignedRequest, sent
from banjie.programme.actions import imports as actions
from banjie.programme.forms.imports import CarryOutImportForm, SheetForm
from banjie.programme.models import SheetImport
from banjie.programme.queries import imports as queries
from banjie.programme.views.plan import while_open
from banjie.programme.views.programmes import programme_or_404

ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def send_sheet(request: SignedRequest, pk: int) -> HttpResponse:
    """Send a workbook; what it would do is shown before anything is done."""
    programme = programme_or_404(request, pk)
    if not request.user.may("programme.revise", programme):
        raise PermissionDenied
    form = SheetForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        name = clean_name(form.cleaned_data["file"].name or "")
        try:
            made = actions.receive_sheet(programme, name=name, rows=form.rows, by=request.user)
        except queries.NoHead:
            form.add_error("file", _("No row has the headings of a task breakdown."))
        else:
            return redirect("programme:import", made.pk)
    context = {"programme": programme, "form": form}
    status = 422 if form.errors else 200
    return render(request, "programme/send_sheet.html", context, status=status)


def import_or_404(request: SignedRequest, pk: int) -> SheetImport:
    """The import, if this account serves its office; a stranger sees 'not found'."""
    found = queries.imports_for(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_import(request: SignedRequest, pk: int) -> HttpResponse:
    """The verdict of every row, the faulty ones first; a POST carries the sound ones out."""
    found = import_or_404(request, pk)
    form = CarryOutImportForm(sent(request).data)
    if request.method == "POST" and not request.user.may("programme.revise", found.programme):
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.carry_out_import(found, by=request.user, **form.cleaned_data)
        except actions.Finished:
            raise PermissionDenied(_("This import is finished; it can be read.")) from None
        messages.success(request, _said(done))
        return redirect("programme:list", found.programme_id)
    verdicts = queries.Verdicts(found)
    order = list(queries.VERDICTS)
    rows = sorted(verdicts.rows, key=lambda row: (order.index(row.verdict), row.number))
    count = verdicts.count()
    context = {
        "found": found,
        "programme": found.programme,
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "counts": [(name, label, count[name]) for name, label in queries.VERDICTS.items()],
        "sound": count["new"] + count["changed"],
        "is_open": found.state == SheetImport.State.OPEN,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "programme/import.html", context, status=status)


def _said(done: Counter[str]) -> str:
    words = _("%(new)s new, %(changed)s changed, %(same)s as they stood, %(fault)s left out.") % {
        name: done[name] for name in queries.VERDICTS
    }
    if done["kept"]:
        words += _(" %(n)s kept as they are: reports stand against a target that would go.") % {
            "n": done["kept"]
        }
    return words


@require_POST
def discard_import(request: SignedRequest, pk: int) -> HttpResponse:
    """Give the workbook up."""
    found = import_or_404(request, pk)
    try:
        actions.discard_import(found, by=request.user)
    except actions.Finished:
        raise PermissionDenied(_("This import is finished; it can be read.")) from None
    messages.success(request, _("The workbook was given up; nothing was changed."))
    return redirect("programme:list", found.programme_id)
