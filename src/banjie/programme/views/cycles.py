"""Rounds of reports: opened by the office, answered by units item by item."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from banjie.common import once
from banjie.people.requests import SignedRequest, sent
from banjie.people.rules import LIAISON
from banjie.programme.actions import cycles as actions
from banjie.programme.forms.cycles import CycleForm
from banjie.programme.models import Cycle, Programme
from banjie.programme.queries import cycles as queries
from banjie.programme.queries.programmes import programmes_for
from banjie.programme.views.plan import while_open
from banjie.programme.views.programmes import programme_or_404


def cycle_or_404(request: SignedRequest, pk: int) -> Cycle:
    """The round, if this account has a part in its programme; a stranger sees 'not found'."""
    found = Cycle.objects.select_related("programme__office", "opened_by").filter(
        pk=pk, programme__in=programmes_for(request.user).values("pk")
    )
    cycle = found.first()
    if cycle is None:
        raise Http404
    return cycle


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def rounds(request: SignedRequest, pk: int) -> HttpResponse:
    """The rounds of a programme with what was answered; the office opens a new one here."""
    programme = programme_or_404(request, pk)
    may_open = request.user.may("programme.open_cycle", programme)
    form = CycleForm(programme, request.user, sent(request).data)
    if request.method == "POST":
        if not may_open:
            raise PermissionDenied(_("Rounds are opened by the convening office."))
        if form.is_valid():
            opened = _open(request, programme, form)
            if opened is not None:
                return opened
    context = {
        "programme": programme,
        "view": "rounds",
        "rounds": queries.cycles_for(request.user, programme),
        "form": form,
        "may_open": may_open,
        "may_see_whole": request.user.may("programme.see_whole", programme),
    }
    return render(request, "programme/rounds.html", context, status=422 if form.is_bound else 200)


def _open(request: SignedRequest, programme: Programme, form: CycleForm) -> HttpResponse | None:
    """The page of the round that was opened; None when the form says why it was not."""
    key = form.cleaned_data["once"]
    try:
        cycle = actions.open_cycle(programme, form.wanted(), once_key=key, by=request.user)
    except once.AlreadyDone as done:
        return redirect("programme:round", done.result)
    except actions.NothingOpen:
        form.add_error(None, _("No unit has an open item in these days. Nobody was asked."))
    except ValidationError as error:
        form.add_error("due", error)
    except IntegrityError:  # the same title, opened by somebody else at the same moment
        form.add_error("title", _("A round of this title was opened already."))
    else:
        messages.success(request, _("Opened. Every unit with an open item was told."))
        return redirect("programme:round", cycle.pk)
    return None


@require_safe
def cycle_page(request: SignedRequest, pk: int) -> HttpResponse:
    """Who was asked what, in the roster's order, and what was answered."""
    cycle = cycle_or_404(request, pk)
    items = list(queries.items_for(request.user, cycle))
    mine = request.user.units(LIAISON)
    context = {
        "cycle": cycle,
        "programme": cycle.programme,
        "shares": queries.shares(items),
        "asked": len(items),
        "answered": sum(bool(item.words or item.told) for item in items),
        "may_see_whole": request.user.may("programme.see_whole", cycle.programme),
        "may_answer": any(
            item.unit_id in mine and not item.words and not item.told for item in items
        ),
        "view": "rounds",
    }
    return render(request, "programme/round.html", context)
