"""The steps on a case that is handled: handing over, taking over, what units ask, the clock."""

from __future__ import annotations

from banjie.consultation import actions
from banjie.consultation.asking import to_hand_back, to_prolong
from banjie.consultation.forms import handling as forms
from banjie.consultation.rules import note_units
from banjie.consultation.views.acts import (
    Taking,
    case_for,
    press,
    step_button,
    step_page,
)
from banjie.people.requests import SignedRequest, sent


@step_button
def receive(request: SignedRequest, pk: int) -> Taking:
    """Take it over for my units."""
    return press(request, pk, "receive", actions.receive_case)


@step_page
def assign(request: SignedRequest, pk: int) -> Taking:
    """Hand it over to the units that handle it."""
    case = case_for(request, pk, "assign")
    return Taking(
        case, "assign", forms.AssignForm(case, sent(request).data),
        lambda values: actions.assign_case(case, values["plan"], by=request.user),
        template="consultation/assign.html",
    )  # fmt: skip


@step_page
def note(request: SignedRequest, pk: int) -> Taking:
    """A private note of one of my units."""
    case = case_for(request, pk, "note")
    form = forms.NoteForm(note_units(request.user, case), sent(request).data)
    return Taking(
        case, "note", form,
        lambda values: actions.write_note(
            case, unit=values["unit"], text=values["text"], by=request.user
        ),
    )  # fmt: skip


@step_page
def reassign(request: SignedRequest, pk: int) -> Taking:
    """Hand it to other units."""
    case = case_for(request, pk, "reassign")
    return Taking(
        case, "reassign", forms.ReassignForm(case, sent(request).data),
        lambda values: actions.reassign_case(
            case, values["plan"], answer=values["answer"], by=request.user
        ),
        template="consultation/assign.html",
    )  # fmt: skip


@step_page
def ask_return(request: SignedRequest, pk: int) -> Taking:
    """Ask the office to take it back."""
    case = case_for(request, pk, "ask_return")
    form = forms.ReturnForm(to_hand_back(request.user, case), sent(request).data)
    return Taking(
        case, "ask_return", form,
        lambda values: actions.ask_return(
            values["handling"], names=values["names"], reason=values["reason"], by=request.user
        ),
    )  # fmt: skip


@step_page
def refuse_return(request: SignedRequest, pk: int) -> Taking:
    """It stays with the unit."""
    case = case_for(request, pk, "refuse_return")
    return Taking(
        case, "refuse_return", forms.RefuseReturnForm(case, sent(request).data),
        lambda values: actions.refuse_return(
            values["asked"], answer=values["answer"], by=request.user
        ),
    )  # fmt: skip


@step_page
def ask_extension(request: SignedRequest, pk: int) -> Taking:
    """Ask for more time."""
    case = case_for(request, pk, "ask_extension")
    form = forms.ExtensionForm(case, to_prolong(request.user, case), sent(request).data)
    return Taking(
        case, "ask_extension", form,
        lambda values: actions.ask_extension(
            values["handling"], wanted=values["wanted"], reason=values["reason"], by=request.user
        ),
    )  # fmt: skip


@step_page
def decide_extension(request: SignedRequest, pk: int) -> Taking:
    """Decide on more time."""
    case = case_for(request, pk, "decide_extension")
    return Taking(
        case, "decide_extension", forms.DecideExtensionForm(case, sent(request).data),
        lambda values: actions.decide_extension(
            values["asked"], approved=values["approved"], answer=values["answer"], by=request.user
        ),
    )  # fmt: skip


@step_page
def suspend(request: SignedRequest, pk: int) -> Taking:
    """Stop the clock."""
    case = case_for(request, pk, "suspend")
    return Taking(
        case, "suspend", forms.SuspendForm(sent(request).data),
        lambda values: actions.suspend_case(
            case, ground=values["ground"], reason=values["reason"], by=request.user
        ),
    )  # fmt: skip


@step_button
def resume(request: SignedRequest, pk: int) -> Taking:
    """Let the clock run on."""
    return press(request, pk, "resume", actions.resume_case)
