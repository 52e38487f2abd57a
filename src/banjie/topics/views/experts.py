"""Fields of knowledge: joined and left by oneself, kept by the office."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Place, Words
from banjie.topics import actions
from banjie.topics.forms.experts import KnowledgeForm
from banjie.topics.models import Knowledge
from banjie.topics.queries.experts import fields_with_mine
from banjie.topics.views.pages import STEPPING, check, form_page

FIELDS = Place(reverse_lazy("topics:experts"), gettext_lazy("Experts"))


@require_safe
def experts(request: SignedRequest) -> HttpResponse:
    """Every field, and whether I am in it."""
    context = {
        "fields": fields_with_mine(request.user),
        "may_keep": request.user.may("topics.keep_pools"),
        "may_join": request.user.may("topics.join"),
    }
    return render(request, "topics/experts.html", context)


@form_page
def new_knowledge(request: SignedRequest) -> HttpResponse:
    """A new field of knowledge."""
    check(request, "keep_pools")
    form = KnowledgeForm(request.user, *sent(request))
    return STEPPING.page(
        request, FIELDS, form, Words(_("Add a field of knowledge"), _("Keep")),
        lambda said: actions.add_knowledge(said["name"], office=said["office"], by=request.user),
    )  # fmt: skip


@require_POST
def join(request: SignedRequest, pk: int) -> HttpResponse:
    """Offer oneself."""
    check(request, "join")
    found = get_object_or_404(Knowledge, pk=pk)
    return STEPPING.press(request, FIELDS, lambda: actions.join(found, by=request.user))


@require_POST
def leave(request: SignedRequest, pk: int) -> HttpResponse:
    """Leave; nothing of it is kept."""
    found = get_object_or_404(Knowledge, pk=pk)
    return STEPPING.press(request, FIELDS, lambda: actions.leave(found, by=request.user))
