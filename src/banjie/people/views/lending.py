"""A duty lent to a colleague up to a day."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banjie.common import once
from banjie.people.actions import duties
from banjie.people.forms.accounts import LendForm
from banjie.people.models import Membership
from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import carried_out


@require_http_methods(["GET", "HEAD", "POST"])
def lend(request: SignedRequest) -> HttpResponse:
    """Somebody stands in while one is away."""
    own = request.user.memberships.filter(lent_by=None).select_related("unit")
    form = LendForm(own, sent(request).data)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            carried_out(
                values["once"],
                lambda: duties.lend(values["duty"], values["login"], until=values["until"]),
                by=request.user,
            )
            messages.success(request, _("Lent."))
            return redirect("people:lend")
        except once.AlreadyDone:
            return redirect("people:lend")
        except ValidationError as error:
            form.add_error("login", error)
    context = {
        "form": form,
        "own": own,
        "lent": Membership.objects.filter(lent_by=request.user).select_related("unit", "user"),
    }
    return render(request, "people/lend.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_back(request: SignedRequest, pk: int) -> HttpResponse:
    """What one lent is over before its day."""
    held = get_object_or_404(
        Membership.objects.select_related("user", "unit"), pk=pk, lent_by=request.user
    )
    duties.take_back(held, by=request.user)
    messages.success(request, _("Taken back."))
    return redirect("people:lend")
