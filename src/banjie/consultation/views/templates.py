"""Words that units begin their replies with: kept, mended, dropped."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banjie.consultation import actions
from banjie.consultation.forms.replies import TemplateForm
from banjie.consultation.models import Template
from banjie.consultation.queries.replies import templates_for
from banjie.consultation.views.acts import STEPPING, form_page
from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Place, Words

TEMPLATES = Place(reverse_lazy("consultation:templates"), gettext_lazy("Templates of replies"))
KEEPERS = gettext_lazy("Templates are kept by those who handle cases for a unit.")


def template_or_404(request: SignedRequest, pk: int) -> Template:
    """A template of the units this account works for."""
    return get_object_or_404(templates_for(request.user), pk=pk)


@form_page
def templates(request: SignedRequest) -> HttpResponse:
    """The words our units begin their replies with, and a form for more."""
    if not request.user.may("consultation.keep_templates"):
        raise PermissionDenied(KEEPERS)
    form = TemplateForm(request.user, *sent(request))
    return STEPPING.page(
        request, TEMPLATES, form, Words(_("New template"), _("Keep")),
        lambda _said: actions.add_template(form.content(), by=request.user),
        template="consultation/templates.html",
        more={"found": templates_for(request.user)},
    )  # fmt: skip


@form_page
def change_template(request: SignedRequest, pk: int) -> HttpResponse:
    """Word one anew; what was drafted with it stays as it is."""
    found = template_or_404(request, pk)
    form = TemplateForm(request.user, *sent(request), template=found)
    return STEPPING.page(
        request, TEMPLATES, form, Words(_("Change the template"), _("Keep"), str(found)),
        lambda _said: actions.change_template(found, form.content(), by=request.user),
    )  # fmt: skip


@require_POST
def drop_template(request: SignedRequest, pk: int) -> HttpResponse:
    """Do without one. Pressed again, when it is gone, it is answered as the first time."""
    try:
        found = template_or_404(request, pk)
    except Http404:
        if Template.objects.filter(pk=pk).exists():
            raise
        return redirect(TEMPLATES)
    return STEPPING.press(request, TEMPLATES, lambda: actions.drop_template(found, by=request.user))
