"""The outbox of an office: what waits, what went, what did not arrive."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.notices import queries
from banjie.notices.actions import outbox as actions
from banjie.notices.forms import NoticeForm
from banjie.notices.models import Notice
from banjie.people.requests import SignedRequest, sent

SIEVES = {
    "waiting": gettext_lazy("To be looked at"),
    "ready": gettext_lazy("Goes out later"),
    "sent": pgettext_lazy("notices", "Sent"),
    "trouble": gettext_lazy("Did not arrive"),
    "cancelled": pgettext_lazy("notices", "Cancelled"),
}
DONE = {
    "send": ngettext_lazy("%(count)s notice sent.", "%(count)s notices sent.", "count"),
    "hold": ngettext_lazy("%(count)s notice held back.", "%(count)s notices held back.", "count"),
    "cancel": ngettext_lazy("%(count)s notice cancelled.", "%(count)s notices cancelled.", "count"),
}


def notice_or_404(request: SignedRequest, pk: int) -> Notice:
    """A notice in one of my outboxes; that of another office is 'not found'."""
    found = queries.in_outbox(request.user).select_related("unit", "user", "office")
    notice = found.filter(pk=pk).first()
    if notice is None:
        raise Http404
    return notice


def _may_see(request: SignedRequest) -> None:
    if not request.user.may("notices.see_outbox"):
        raise PermissionDenied


@require_safe
def outbox(request: SignedRequest) -> HttpResponse:
    """The notices of my offices behind one sieve; what waits can be taken several at a time."""
    _may_see(request)
    sieve = request.GET.get("show", "waiting")
    if sieve not in SIEVES:
        raise Http404
    counts = queries.counts(request.user)
    found = queries.outbox(request.user).filter(queries.SIEVES[sieve])
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "sieve": sieve,
        "sieves": [(name, label, counts[name]) for name, label in SIEVES.items()],
        "choosable": sieve in ("waiting", "ready"),
        "all_chosen": "all" in request.GET,
    }
    return render(request, "notices/outbox.html", context)


@require_POST
def take_step(request: SignedRequest) -> HttpResponse:
    """Send, hold back or cancel the chosen ones together."""
    _may_see(request)
    step, chosen = request.POST.get("step", ""), request.POST.getlist("notice")
    if step not in actions.STEPS or not all(pk.isdecimal() and len(pk) < 19 for pk in chosen):
        return HttpResponseBadRequest()
    mine = queries.in_outbox(request.user).filter(pk__in=chosen)
    count = actions.take_step(step, mine, by=request.user)
    if count:
        messages.success(request, str(DONE[step]) % {"count": count})
    else:
        messages.info(request, _("Nothing was changed: none was chosen, or they have gone."))
    return redirect("notices:outbox")


@require_http_methods(["GET", "HEAD", "POST"])
def sent_notice(request: SignedRequest, pk: int) -> HttpResponse:
    """One notice of my office: mend it while it waits, see what became of it afterwards."""
    found = notice_or_404(request, pk)
    may_change = request.user.may("notices.change_notice", found)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    form = NoticeForm(sent(request).data, instance=found) if may_change else None
    if form and form.is_bound and form.is_valid():
        try:
            actions.change_notice(found, by=request.user, **form.cleaned_data)
        except actions.Changed:
            messages.warning(request, _("Somebody changed or sent it meanwhile; please compare."))
        else:
            messages.success(request, _("The notice was mended."))
        return redirect("notices:sent-notice", pk)
    context = {
        "notice": found,
        "form": form,
        "ways": queries.ways(found),
        "may_send_again": request.user.may("notices.send_again", found)
        and queries.may_help_again(found),
    }
    return render(
        request, "notices/sent_notice.html", context, status=422 if form and form.errors else 200
    )


@require_POST
def send_again(request: SignedRequest, pk: int) -> HttpResponse:
    """Try what failed once more."""
    found = notice_or_404(request, pk)
    if not request.user.may("notices.send_again", found):
        raise PermissionDenied
    count = actions.send_again(found, by=request.user)
    said = ngettext(
        "%(count)s delivery is tried again.", "%(count)s deliveries are tried again.", count
    )
    messages.success(request, said % {"count": count})
    return redirect("notices:sent-notice", pk)
