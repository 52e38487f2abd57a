"""Reports in a list, several of them in one form, and what rests on no file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from banjie.common import once
from banjie.common.kept import note_saved
from banjie.people.requests import SignedRequest
from banjie.people.rules import LIAISON
from banjie.programme.actions import reports as actions
from banjie.programme.forms.many import ManyForm, RowForm
from banjie.programme.models import Cycle, CycleItem, Programme, Report
from banjie.programme.queries import evidence as gaps
from banjie.programme.queries.cycles import open_cycles_for
from banjie.programme.queries.many import (
    ROWS,
    OpenItem,
    asked_items,
    named_items,
    owed_items,
    with_details,
)
from banjie.programme.queries.programmes import programmes_for
from banjie.programme.queries.reports import as_rows, reports_for
from banjie.programme.views.cycles import cycle_or_404
from banjie.programme.views.programmes import programme_or_404

PAGE = 50


@require_safe
def reports(request: SignedRequest) -> HttpResponse:
    """Reports this account may see, fifty a page; those that wait come oldest first."""
    state, chosen = request.GET.get("state", ""), request.GET.get("programme", "")
    found = _filtered(as_rows(reports_for(request.user), "figures"), state, chosen)
    order = ("submitted_at", "pk") if state == Report.State.SUBMITTED else ("-held_on", "-pk")
    page = Paginator(found.order_by(*order), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "states": Report.State.choices,
        "state": state,
        "programmes": list(programmes_for(request.user).values_list("pk", "title")[:PAGE]),
        "chosen": chosen,
        "rounds": open_cycles_for(request.user)[:5] if request.user.units(LIAISON) else (),
        "may_write": bool(request.user.units(LIAISON)),
    }
    return render(request, "programme/reports.html", context)


def _filtered(found: QuerySet[Report], state: str, programme: str) -> QuerySet[Report]:
    if state in Report.State.values:
        found = found.filter(state=state)
    if programme.isdecimal() and len(programme) < 19:
        found = found.filter(activity__programme=int(programme))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def many(request: SignedRequest) -> HttpResponse:
    """One form for all open items of my units: of a round, of a programme, or of everything."""
    if not request.user.units(LIAISON):
        raise PermissionDenied(_("Reports are written by the liaison of a unit with a part in it."))
    cycle, programme = _asked_for(request)
    items = cycle.items.all() if cycle else CycleItem.objects.none()
    if request.method == "POST":
        rows = with_details(named_items(request.user, request.POST.getlist("row"), items))
        form = ManyForm(rows, request.POST)
        if form.is_valid() and (answer := _save(request, form)):
            return answer
        return _page(request, form, cycle, programme, status=422)
    found = asked_items(request.user, items) if cycle else owed_items(request.user, programme)
    form = ManyForm(with_details(found[:ROWS]))
    return _page(request, form, cycle, programme, left=found[ROWS:])


def _asked_for(request: SignedRequest) -> tuple[Cycle | None, Programme | None]:
    """The round or the programme in the address; one that is not mine is not found."""
    numbers = {name: request.GET.get(name, "") for name in ("round", "programme")}
    if any(said and not (said.isdecimal() and len(said) < 19) for said in numbers.values()):
        raise Http404
    if numbers["round"]:
        cycle = cycle_or_404(request, int(numbers["round"]))
        return cycle, cycle.programme
    if numbers["programme"]:
        return None, programme_or_404(request, int(numbers["programme"]))
    return None, None


def _page(
    request: SignedRequest,
    form: ManyForm,
    cycle: Cycle | None,
    programme: Programme | None,
    *,
    left: Iterable[OpenItem] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "cycle": cycle, "programme": programme, "left": left}
    return render(request, "programme/report_many.html", context, status=status)


def _save(request: SignedRequest, form: ManyForm) -> HttpResponse | None:
    """Where to go once everything is saved; None when the form says what is to be mended."""
    filled, key = form.filled(), form.cleaned_data["once"]
    submit = request.POST.get("send") != "draft"
    told = [each for row in filled if (each := row.told())]
    nothing = [words for row in filled if (words := row.untold())]
    try:
        actions.write_many(told, nothing, submit=submit, once_key=key, by=request.user)
    except actions.WrongState:
        said = _("Some of this has ended or was answered meanwhile. Nothing was saved.")
        form.add_error(None, said)
        return None
    except once.AlreadyDone:
        messages.info(request, _("These reports were already received; nothing was stored twice."))
    else:
        messages.success(request, _said(filled, submit))
    note_saved(request, key)
    return redirect("programme:reports")


def _said(filled: list[RowForm], submit: bool) -> str:
    n = len(filled)
    if submit:
        return ngettext("%(n)d item sent to the office.", "%(n)d items sent to the office.", n) % {
            "n": n
        }
    return ngettext("%(n)d item kept as draft.", "%(n)d items kept as drafts.", n) % {"n": n}


@require_safe
def evidence_gaps(request: SignedRequest, pk: int) -> HttpResponse:
    """Accepted reports and figures that rest on no file, by activity."""
    programme = programme_or_404(request, pk)
    accepted = reports_for(request.user).filter(
        activity__programme=programme, state=Report.State.ACCEPTED
    )
    # Their keys in one go: what is costly to find is not found a second time to be counted.
    found = list(gaps.reports_with_gaps(programme, request.user).values_list("pk", flat=True))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "programme": programme,
        "view": "evidence",
        "page": page,
        "gaps": gaps.gaps_at(list(page.object_list)),
        "accepted": accepted.count(),
        "may_see_whole": request.user.may("programme.see_whole", programme),
    }
    return render(request, "programme/evidence_gaps.html", context)
