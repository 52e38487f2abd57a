"""The steps on a case that is handled: handing over, taking over, what units ask, the clock."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from banjie.consultation import actions
from banjie.consultation.asking import to_hand_back, to_prolong
from banjie.consultation.forms import handling as forms
from banjie.consultation.rules import note_units
from banjie.consultation.views.acts import case_for, fill, form_page, press
from banjie.people.requests import SignedRequest, sent


@require_POST
def receive(request: SignedRequest, pk: int) -> HttpResponse:
    """Take it over for my units."""
    return press(request, pk, "receive", actions.receive_case)


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


@form_page
def reassign(request: SignedRequest, pk: int) -> HttpResponse:
    """Hand it to other units."""
    case = case_for(request, pk, "reassign")
    return fill(
        request, case, "reassign", forms.ReassignForm(case, sent(request).data),
        lambda values: actions.reassign_case(
            case, values["plan"], answer=values["answer"], by=request.user
        ),
        template="consultation/assign.html",
    )  # fmt: skip


@form_page
def ask_return(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask the office to take it back."""
    case = case_for(request, pk, "ask_return")
    form = forms.ReturnForm(to_hand_back(request.user, case), sent(request).data)
    return fill(
        request, case, "ask_return", form,
        lambda values: actions.ask_return(
            values["handling"], names=values["names"], reason=values["reason"], by=request.user
        ),
    )  # fmt: skip


@form_page
def refuse_return(request: SignedRequest, pk: int) -> HttpResponse:
    """It stays with the unit."""
    case = case_for(request, pk, "refuse_return")
    return fill(
        request, case, "refuse_return", forms.RefuseReturnForm(case, sent(request).data),
        lambda values: actions.refuse_return(
            values["asked"], answer=values["answer"], by=request.user
        ),
    )  # fmt: skip


@form_page
def ask_extension(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask for more time."""
    case = case_for(request, pk, "ask_extension")
    form = forms.ExtensionForm(case, to_prolong(request.user, case), sent(request).data)
    return fill(
        request, case, "ask_extension", form,
        lambda values: actions.ask_extension(
            values["handling"], wanted=values["wanted"], reason=values["reason"], by=request.user
        ),
    )  # fmt: skip


@form_page
def decide_extension(request: SignedRequest, pk: int) -> HttpResponse:
    """Decide on more time."""
    case = case_for(request, pk, "decide_extension")
    return fill(
        request, case, "decide_extension", forms.DecideExtensionForm(case, sent(request).data),
        lambda values: actions.decide_extension(
            values["asked"], approved=values["approved"], answer=values["answer"], by=request.user
        ),
    )  # fmt: skip


@form_page
def suspend(request: SignedRequest, pk: int) -> HttpResponse:
    """Stop the clock."""
    case = case_for(request, pk, "suspend")
    return fill(
        request, case, "suspend", forms.SuspendForm(sent(request).data),
        lambda values: actions.suspend_case(
            case, ground=values["ground"], reason=values["reason"], by=request.user
        ),
    )  # fmt: skip


@require_POST
def resume(request: SignedRequest, pk: int) -> HttpResponse:
    """Let the clock run on."""
    return press(request, pk, "resume", actions.resume_case)
