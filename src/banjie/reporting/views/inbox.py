"""Today: what I owe and what waits for me, each row with its reason; and who of us takes a row."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.people.requests import SignedRequest
from banjie.people.rules import LEADER, LIAISON, OFFICER
from banjie.programme.queries.programmes import programmes_for, with_size
from banjie.reporting import actions
from banjie.reporting.forms import HandOverForm
from banjie.reporting.queries import inbox as queries

PAGE = 50


@require_safe
def today(request: SignedRequest) -> HttpResponse:
    """The first rows of every reason; what presses comes first."""
    user = request.user
    narrow = bool(user.units(LIAISON)) and not user.units(OFFICER, LEADER)
    desk = queries.Desk(user)
    groups = queries.inbox(desk)
    owed = next((group for group in groups if group.reason.name == "owed"), None)
    context = {
        "groups": groups,
        "owed": owed.number if owed else 0,
        "late": sum(card.light.name == "overdue" for card in desk.owed),
        "narrow": narrow,
        "shared": desk.shared,
        "programmes": () if narrow else with_size(programmes_for(user))[:5],
        "may_upload": user.may("documents.upload"),
    }
    return render(request, "reporting/today.html", context)


@require_safe
def inbox(request: SignedRequest) -> HttpResponse:
    """Every row of one reason, fifty a page."""
    reason = queries.BY_NAME.get(request.GET.get("reason", ""))
    if reason is None:
        raise Http404
    desk = queries.Desk(request.user)
    page = Paginator(reason.found(desk), PAGE).get_page(request.GET.get("page"))
    shown = {reason.name: queries.made(reason, page.object_list, desk)}
    context = {
        "reason": reason,
        "page": page,
        "rows": queries.taken(desk.shared, shown)[reason.name],
        "shared": desk.shared,
    }
    return render(request, "reporting/inbox.html", context)


@require_POST
def take(request: SignedRequest) -> HttpResponse:
    """I see to this row; it stays where it is, with my name for the colleagues."""
    row = queries.row_named(request.user, request.POST.get("row", ""))
    if row is None:
        messages.info(request, _("This no longer waits for your unit."))
        return redirect("today")
    actions.take_row(row.name, unit=row.entry.unit or 0, by=request.user)
    messages.success(request, _("You took it. Your colleagues see that."))
    return redirect("reporting:inbox-row", row.name)


@require_http_methods(["GET", "HEAD", "POST"])
def inbox_row(request: SignedRequest, name: str) -> HttpResponse:
    """One row: who has taken it; hand it over, give it back, mark it as seen to."""
    row = queries.row_named(request.user, name)
    if row is None or row.entry.unit is None:
        raise Http404
    handing = request.POST.get("do") == "hand-over"
    colleagues = queries.colleagues(request.user, row.entry.unit)
    form = HandOverForm(colleagues, request.POST if handing else None)
    if request.method == "POST" and _marked(request, row.name, row.entry.unit, form):
        return redirect("today")
    status = 422 if form.is_bound else 200
    context = {"row": row, "reason": queries.BY_NAME[name.partition(":")[0]], "form": form}
    return render(request, "reporting/inbox_row.html", context, status=status)


def _marked(request: SignedRequest, name: str, unit: int, form: HandOverForm) -> bool:
    """Carries out what the button says; False when the form is to be mended."""
    user, wanted = request.user, request.POST.get("do")
    if wanted == "release":
        actions.release_row(name, unit=unit, by=user)
        messages.success(request, _("Given back: whoever is free can take it."))
    elif wanted == "done":
        actions.take_row(name, unit=unit, done=True, by=user)
        messages.success(request, _("Marked as seen to."))
    elif wanted == "hand-over" and form.is_valid():
        to = form.cleaned_data["to"]
        actions.take_row(name, unit=unit, to=to, by=user)
        messages.success(request, _("Handed over to %(name)s.") % {"name": to})
    else:
        return False
    return True
