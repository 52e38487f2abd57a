"""What the office and the units do after a reply, each step a page with one small form."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from banjie.consultation import actions, asking
from banjie.consultation.forms import after as forms
from banjie.consultation.models import Case, FollowUp, Instruction, KeyItem
from banjie.consultation.parts import parts_of
from banjie.consultation.queries import after as queries
from banjie.consultation.views.acts import (
    STEPPING,
    Taking,
    case_for,
    form_page,
    step_page,
)
from banjie.consultation.views.cases import case_or_404
from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Words


@step_page
def rate_on_paper(request: SignedRequest, pk: int) -> Taking:
    """Enter what an author wrote on a signed paper."""
    case = case_for(request, pk, "rate_on_paper")
    form = forms.PaperRatingForm(case, *sent(request))
    return Taking(
        case, "rate_on_paper", form,
        lambda values: actions.rate_on_paper(
            values["submitter"], form.say(), values["scan"], by=request.user
        ),
    )  # fmt: skip


@step_page
def settle(request: SignedRequest, pk: int) -> Taking:
    """End a case its author was twice not satisfied with."""
    case = case_for(request, pk, "settle")
    return Taking(
        case, "settle", forms.SettleForm(sent(request).data),
        lambda values: actions.settle(
            case, ground=values["ground"], note=values["note"], by=request.user
        ),
    )  # fmt: skip


@step_page
def reopen(request: SignedRequest, pk: int) -> Taking:
    """Open a closed case again."""
    case = case_for(request, pk, "reopen")
    return Taking(
        case, "reopen", forms.ReopenForm(sent(request).data),
        lambda values: actions.reopen(case, reason=values["reason"], by=request.user),
    )  # fmt: skip


@step_page
def rate_item(request: SignedRequest, pk: int) -> Taking:
    """Say whether the item was clear and could be done."""
    case = case_for(request, pk, "rate_item")
    mine = [part for part in parts_of(request.user, case) if part.answers]
    part = next((part for part in mine if part.clear is None), mine[0])
    return Taking(
        case, "rate_item", forms.ItemGradeForm(sent(request).data),
        lambda values: actions.rate_item(
            part, clear=values["clear"], workable=values["workable"], by=request.user
        ),
    )  # fmt: skip


@step_page
def call_back(request: SignedRequest, pk: int) -> Taking:
    """Ask back, or note that nobody could be reached."""
    case = case_for(request, pk, "call_back")
    form = forms.CallBackForm(sent(request).data)
    return Taking(
        case, "call_back", form,
        lambda values: actions.call_back(
            case, form.heard(), reached=values["reached"], by=request.user
        ),
    )  # fmt: skip


@step_page
def show(request: SignedRequest, pk: int) -> Taking:
    """Choose who may read it."""
    case = case_for(request, pk, "show")
    before = {"visibility": case.visibility, "hidden_reason": case.hidden_reason}
    return Taking(
        case, "show", forms.ShowForm(sent(request).data, initial=before),
        lambda values: actions.show_case(
            case, visibility=values["visibility"], hidden_reason=values["hidden_reason"],
            by=request.user,
        ),
    )  # fmt: skip


@step_page
def adopt(request: SignedRequest, pk: int) -> Taking:
    """Note where it was taken up."""
    case = case_for(request, pk, "adopt")
    return Taking(
        case, "adopt", forms.AdoptionForm(sent(request).data),
        lambda values: actions.adopt(
            case, level=values["level"], place=values["place"], on=values["on"], by=request.user
        ),
    )  # fmt: skip


@step_page
def instruct(request: SignedRequest, pk: int) -> Taking:
    """Enter what a post wrote on it."""
    case = case_for(request, pk, "instruct")
    return Taking(
        case, "instruct", forms.InstructionForm(sent(request).data),
        lambda values: actions.instruct(
            case, post=values["post"], text=values["text"], on=values["on"], by=request.user
        ),
    )  # fmt: skip


@step_page
def mark_key(request: SignedRequest, pk: int) -> Taking:
    """Put it under the care of a leading post."""
    case = case_for(request, pk, "mark_key")
    return Taking(
        case, "mark_key", forms.KeyItemForm(sent(request).data),
        lambda values: actions.mark_key(
            case, post=values["post"], reason=values["reason"], by=request.user
        ),
    )  # fmt: skip


@step_page
def follow_up(request: SignedRequest, pk: int, promise: int) -> Taking:
    """Say that a promise was kept, or give it up with a reason."""
    case = case_for(request, pk, "follow_up")
    found = get_object_or_404(asking.to_follow(request.user, case), pk=promise)
    form = forms.PromiseForm(
        queries.activities_of(request.user), queries.documents_of(request.user),
        sent(request).data,
    )  # fmt: skip

    def act(values: dict[str, object]) -> None:
        note = str(values["note"])
        if values["state"] == FollowUp.State.GIVEN_UP:
            actions.give_up_promise(found, note=note, by=request.user)
            return
        shown = {name: form.cleaned_data[name] for name in ("activity", "document")}
        actions.keep_promise(found, note=note, **shown, by=request.user)

    return Taking(case, "follow_up", form, act)


@form_page
def supervise(request: SignedRequest, pk: int, instruction: int) -> HttpResponse:
    """Name the item of supervision that carries an instruction out."""
    case = case_for(request, pk, "instruct")
    found = get_object_or_404(Instruction, case=case, pk=instruction, item=None)
    words = Words(_("Supervise an instruction"), _("Keep"))
    return STEPPING.page(
        request, case, forms.SuperviseForm(case, sent(request).data), words,
        lambda values: actions.supervise(found, values["item"], by=request.user),
    )  # fmt: skip


def _key_item(request: SignedRequest, pk: int) -> tuple[Case, KeyItem]:
    case = case_or_404(request, pk)
    if not request.user.may("consultation.keep_key_item", case):
        raise PermissionDenied(_("The office of the case writes this down."))
    return case, get_object_or_404(KeyItem, case=case)


@form_page
def visit(request: SignedRequest, pk: int) -> HttpResponse:
    """Note what the leading post did."""
    case, item = _key_item(request, pk)
    words = Words(_("What the leading post did"), _("Keep"))
    return STEPPING.page(
        request, case, forms.VisitForm(sent(request).data), words,
        lambda values: actions.log_visit(
            item, kind=values["kind"], on=values["on"], summary=values["summary"],
            by=request.user,
        ),
    )  # fmt: skip


@form_page
def key_result(request: SignedRequest, pk: int) -> HttpResponse:
    """Write up what came of a key item."""
    case, item = _key_item(request, pk)
    before = {"result": item.result}
    words = Words(_("What came of it"), _("Keep"))
    return STEPPING.page(
        request, case, forms.ResultForm(sent(request).data, initial=before), words,
        lambda values: actions.end_key_item(item, result=values["result"], by=request.user),
    )  # fmt: skip
