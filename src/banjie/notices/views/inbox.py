"""My notices."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from banjie.notices import queries
from banjie.notices.actions.outbox import mark_read
from banjie.notices.models import Notice
from banjie.people.requests import SignedRequest


@require_safe
def notices(request: SignedRequest) -> HttpResponse:
    """What came for me, each with why it came; `?unread` leaves out what I opened."""
    only_unread = "unread" in request.GET
    mine = queries.inbox(request.user)
    unread = mine.filter(state="sent")
    page = Paginator(unread if only_unread else mine, 50).get_page(request.GET.get("page"))
    context = {"page": page, "only_unread": only_unread, "unread": unread.count()}
    return render(request, "notices/notices.html", context)


@require_safe
def notice(request: SignedRequest, pk: int) -> HttpResponse:
    """One notice; opening its page is what marks it as opened."""
    known = Notice.objects.filter(pk=pk)  # of itself, so that a number too large is none
    delivery = queries.inbox(request.user).filter(notice__in=known).first()
    if delivery is None:
        raise Http404
    if request.method == "GET":
        mark_read(request.user, [delivery.notice])
    return render(request, "notices/notice.html", {"notice": delivery.notice})


@require_POST
def read_all(request: SignedRequest) -> HttpResponse:
    """I have seen them all in the list."""
    mark_read(request.user)
    messages.success(request, _("All notices are marked as opened."))
    return redirect("notices:notices")
