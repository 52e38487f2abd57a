"""One change for several activities, seen before it is made; and filters that are kept."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from banjie.common import once
from banjie.people import filters
from banjie.people.requests import SignedRequest, sent
from banjie.programme.actions import bulk as actions
from banjie.programme.actions.drafts import Stale
from banjie.programme.forms.bulk import BULK, MOST, BulkForm
from banjie.programme.models import Activity, Programme
from banjie.programme.queries.sieve import kept_query
from banjie.programme.views.plan import must_change
from banjie.programme.views.programmes import programme_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def many_at_once(request: SignedRequest, pk: int) -> HttpResponse:
    """What was ticked on the list, what shall be done with it, and why."""
    programme = programme_or_404(request, pk)
    must_change(request, programme)
    said = request.POST if request.method == "POST" else request.GET
    wanted = said.get("do", "")
    if wanted not in dict(BULK):
        raise Http404
    if wanted == "remind" and not request.user.may("programme.urge", programme):
        raise PermissionDenied(_("Units are urged while the programme is open."))
    picked = _picked(programme, said)
    if not picked:
        messages.info(request, _("Tick the activities first."))
        return redirect("programme:list", programme.pk)
    form = BulkForm(programme, wanted, sent(request).data)
    if request.method == "POST" and form.is_valid():
        _carry_out(request, programme, wanted, said, form)
        return redirect("programme:list", programme.pk)
    context = {
        "programme": programme,
        "form": form,
        "picked": picked,
        "wanted": wanted,
        "label": dict(BULK)[wanted],
    }
    return render(request, "programme/bulk.html", context, status=422 if form.is_bound else 200)


def _picked(programme: Programme, said: QueryDict) -> list[Activity]:
    """The ticked activities of this programme that are at work, in the plan's order."""
    return list(programme.activities.at_work().filter(pk__in=_versions(said))[:MOST])


def _versions(said: QueryDict) -> dict[int, int]:
    """By number, the version the page was drawn with; 0 where it did not say."""
    pairs = [value.partition("-") for value in said.getlist("pick")]
    return {
        int(number): int(version or 0)
        for number, _dash, version in pairs
        if _is_number(number) and (not version or _is_number(version))
    }


def _is_number(said: str) -> bool:
    return said.isdecimal() and len(said) < 19


def _carry_out(
    request: SignedRequest, programme: Programme, wanted: str, said: QueryDict, form: BulkForm
) -> None:
    values, versions = form.cleaned_data, _versions(said)
    picked = {activity.pk: versions[activity.pk] for activity in _picked(programme, said)}
    reason, key = values["reason"], values["once"]
    try:
        if wanted == "remind":
            n = actions.urge_many(
                picked, programme, reason=reason, once_key=key, by=request.user
            )  # fmt: skip
            done = ngettext(
                "%(n)d letter waits in the outbox.", "%(n)d letters wait in the outbox.", n
            )
        else:
            n = actions.change_many(
                picked, programme, reason=reason, once_key=key, by=request.user,
                duty="" if wanted == "area" else wanted, area=values.get("area"),
            )  # fmt: skip
            done = ngettext("%(n)d activity changed.", "%(n)d activities changed.", n)
        messages.success(request, done % {"n": n})
    except once.AlreadyDone:
        messages.info(request, _("This was done already; nothing was done twice."))
    except Stale:
        messages.warning(
            request, _("Somebody else changed one of them meanwhile. Nothing was changed.")
        )


@require_POST
def save_filter(request: SignedRequest, pk: int) -> HttpResponse:
    """Keep the filter of the list as it is now."""
    programme = programme_or_404(request, pk)
    back = reverse("programme:list", args=(programme.pk,))
    return filters.keep(request, "programme", kept_query, back)


@require_POST
def drop_filter(request: SignedRequest, pk: int, filter_pk: int) -> HttpResponse:
    """Keep one of my filters no longer."""
    programme = programme_or_404(request, pk)
    back = reverse("programme:list", args=(programme.pk,))
    return filters.drop(request, "programme", filter_pk, back)
