"""Several cases of the list at once, each with its verdict first; and filters that are kept."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from banjie.common import clock, once
from banjie.common.files import XLSX, written
from banjie.consultation.actions import WrongState
from banjie.consultation.actions.many import carry_out
from banjie.consultation.case_sheet import write_cases
from banjie.consultation.forms.many import MOST, ManyForm
from banjie.consultation.models import Case
from banjie.consultation.queries import cases as queries
from banjie.consultation.queries.many import EXPORT, REMIND, offered, verdicts
from banjie.people import filters
from banjie.people.requests import SignedRequest, sent

PLACE = "cases"
DONE = gettext_lazy("This was done already; nothing was done twice.")


@require_http_methods(["GET", "HEAD", "POST"])
def many(request: SignedRequest) -> HttpResponseBase:
    """What was ticked on the list, what each case says to the step, and the one confirmation."""
    said = request.POST if request.method == "POST" else request.GET
    wanted, labels = said.get("do", ""), offered(request.user)
    if wanted not in labels:
        raise Http404
    picked = _picked(request, said)
    if not picked:
        messages.info(request, _("Tick the cases first."))
        return redirect("consultation:cases")
    if wanted == EXPORT:
        return _sheet(picked)
    rows = verdicts(request.user, picked, wanted)
    form = ManyForm(wanted, sent(request).data)
    moved_on = request.method == "POST" and any(row.why for row in rows)
    if form.is_valid() and not moved_on and _done(request, wanted, picked, form):
        return redirect("notices:outbox" if wanted == REMIND else "consultation:cases")
    if once.result(request.POST.get("once", ""), by=request.user):
        messages.info(request, DONE)
        return redirect("consultation:cases")
    if moved_on:
        messages.warning(request, _("One of them has moved on; nothing was done. Look again."))
    context = {
        "rows": rows, "fit": sum(not row.why for row in rows), "form": form, "wanted": wanted,
        "label": labels[wanted],
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "consultation/many.html", context, status=status)


def _picked(request: SignedRequest, said: QueryDict) -> list[Case]:
    """The ticked ones of the cases I may see, with their handlers."""
    numbers = [int(one) for one in said.getlist("pick") if one.isdecimal() and len(one) < 19]
    mine = queries.cases_for(request.user).filter(pk__in=numbers[:MOST])
    return list(queries.with_handlers(mine).order_by("-pk"))


def _done(request: SignedRequest, wanted: str, picked: list[Case], form: ManyForm) -> bool:
    """Whether the step was taken on all of them; else it was taken on none, and why is said."""
    values = form.cleaned_data
    try:
        n = carry_out(wanted, picked, values, once_key=values["once"], by=request.user)
    except once.AlreadyDone:
        messages.info(request, DONE)
    except WrongState:
        messages.warning(request, _("One of them has moved on; nothing was done. Look again."))
        return False
    except ValidationError as error:
        form.add_error(None, error)
        return False
    else:
        if wanted == REMIND:
            done = ngettext(
                "%(n)d letter waits in the outbox.", "%(n)d letters wait in the outbox.", n
            )
        else:
            done = ngettext("Done with %(n)d case.", "Done with %(n)d cases.", n)
        messages.success(request, done % {"n": n})
    return True


def _sheet(picked: list[Case]) -> FileResponse:
    name = f"{_('Cases')}-{clock.today():%Y%m%d}"
    return written(partial(write_cases, picked), name, XLSX)


def _known(said: QueryDict) -> str:
    """As much of a filter as the list knows."""
    return queries.Sieve.of({name: str(value) for name, value in said.items()}).query


@require_POST
def save_filter(request: SignedRequest) -> HttpResponse:
    """Keep the filter of the list as it is now."""
    back = reverse("consultation:cases")
    return filters.keep(request, PLACE, _known, back)


@require_POST
def drop_filter(request: SignedRequest, pk: int) -> HttpResponse:
    """Keep one of my filters no longer."""
    return filters.drop(request, PLACE, pk, reverse("consultation:cases"))
