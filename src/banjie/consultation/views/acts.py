"""The steps on a case: each a button, or a page with one small form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from banjie.consultation import actions, wording
from banjie.consultation.forms import handling as forms
from banjie.consultation.models import Case
from banjie.consultation.rules import note_units
from banjie.consultation.steps import steps
from banjie.consultation.views.cases import case_or_404
from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Stepping, Words

STEPPING = Stepping(
    actions.WrongState,
    _("The case has moved on meanwhile; nothing was changed."),
    (_("Cases"), "consultation:cases"),
)
form_page = require_http_methods(["GET", "HEAD", "POST"])


def case_for(request: SignedRequest, pk: int, step: str) -> Case:
    """The case, if this account may take the step on it; else why not, and who may."""
    found = case_or_404(request, pk)
    if not request.user.may(steps()[step].permission, found):
        raise PermissionDenied(wording.refused(step))
    return found


def press(request: SignedRequest, pk: int, step: str, act: Callable[..., Any]) -> HttpResponse:
    """A step without a form."""
    found = case_for(request, pk, step)
    return STEPPING.press(request, found, lambda: act(found, by=request.user))


def fill(
    request: SignedRequest, case: Case, step: str, form: Form,
    act: Callable[[dict[str, Any]], Any], **how: Any,
) -> HttpResponse:  # fmt: skip
    """A step with a form."""
    said = wording.STEPS[step]
    return STEPPING.page(request, case, form, Words(said.heading, said.button), act, **how)


@require_POST
def file(request: SignedRequest, pk: int) -> HttpResponse:
    """File it under the next number of its kind."""
    return press(request, pk, "file", actions.file_case)


@require_POST
def receive(request: SignedRequest, pk: int) -> HttpResponse:
    """Take it over for my units."""
    return press(request, pk, "receive", actions.receive_case)


@form_page
def decline(request: SignedRequest, pk: int) -> HttpResponse:
    """Do not file it, on a coded ground."""
    case = case_for(request, pk, "decline")
    return fill(
        request, case, "decline", forms.DeclineForm(sent(request).data),
        lambda values: actions.decline_case(
            case, ground=values["ground"], routed_to=values["routed_to"], note=values["note"],
            by=request.user,
        ),
    )  # fmt: skip


@form_page
def assign(request: SignedRequest, pk: int) -> HttpResponse:
    """Hand it over to the units that handle it."""
    case = case_for(request, pk, "assign")
    return fill(
        request, case, "assign", forms.AssignForm(case, sent(request).data),
        lambda values: actions.assign_case(case, values["plan"], by=request.user),
        template="consultation/assign.html",
    )  # fmt: skip


@form_page
def note(request: SignedRequest, pk: int) -> HttpResponse:
    """A private note of one of my units."""
    case = case_for(request, pk, "note")
    form = forms.NoteForm(note_units(request.user, case), sent(request).data)
    return fill(
        request, case, "note", form,
        lambda values: actions.write_note(
            case, unit=values["unit"], text=values["text"], by=request.user
        ),
    )  # fmt: skip
