"""The limits with their sources."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from banjie.common import clock, limits, once
from banjie.people import actions
from banjie.people.forms.limits import LimitForm
from banjie.people.requests import SignedRequest, sent


@require_safe
def all_limits(request: SignedRequest) -> HttpResponse:
    """Every limit: the value in force, its source, from when, and what is to come."""
    today = clock.today()
    rows = []
    for name, known in limits.histories().items():
        rows.append(
            {
                "name": name,
                "limit": limits.shipped()[name],
                "rule": next((r for r in known if r.valid_from <= today), known[-1]),
                "coming": [r for r in reversed(known) if r.valid_from > today],
            }
        )
    return render(request, "people/limits.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def one_limit(request: SignedRequest, name: str) -> HttpResponse:
    """One limit with its history; an office's officer sets a new value from a day on."""
    limit = limits.shipped().get(name)
    if limit is None:
        raise Http404
    may_set = request.user.may("people.set_limits")
    if request.method == "POST" and not may_set:
        raise PermissionDenied(_("Limits are set by an office’s officer."))
    form = LimitForm(limit, sent(request).data)
    if request.method == "POST" and (answer := _set(request, name, form)):
        return answer
    context = {
        "limit": limit,
        "rule": limits.rule(name),
        "history": limits.history(name),
        "form": form if may_set else None,
    }
    return render(request, "people/limit.html", context, status=422 if form.is_bound else 200)


def _set(request: SignedRequest, name: str, form: LimitForm) -> HttpResponse | None:
    """Set the value; None when something is to be mended at the form."""
    if not form.is_valid():
        sent_before = once.result(request.POST.get("once", ""), by=request.user)
        return redirect("people:limit", name) if sent_before else None
    values = dict(form.cleaned_data)
    try:
        actions.set_limit(name, once_key=values.pop("once"), by=request.user, **values)
    except once.AlreadyDone:
        return redirect("people:limit", name)
    except actions.DayTaken:
        form.add_error("valid_from", _("Somebody set a value from this day a moment ago."))
        return None
    messages.success(request, _("Set. What is running keeps the limit it began with."))
    return redirect("people:limit", name)
