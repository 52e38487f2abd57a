"""The steps on a case, each a button or a page with one small form; first those of the check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from banjie.consultation import actions, wording
from banjie.consultation.forms import screening as forms
from banjie.consultation.models import Case
from banjie.consultation.queries.alike import alike
from banjie.consultation.queries.cases import Sieve, may_lead
from banjie.consultation.steps import steps
from banjie.consultation.views.cases import case_or_404
from banjie.documents.attachments import look_ahead
from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Stepping, Words

STEPPING = Stepping(
    actions.WrongState,
    _("The case has moved on meanwhile; nothing was changed."),
    (_("Cases"), "consultation:cases"),
    look=look_ahead,
)
FOUND = 20
"""Cases offered to be handled together with."""
form_page = require_http_methods(["GET", "HEAD", "POST"])


def case_for(request: SignedRequest, pk: int, step: str) -> Case:
    """The case, if this account may take the step on it; else why not, and who may."""
    found = case_or_404(request, pk)
    if not request.user.may(steps()[step].permission, found):
        raise PermissionDenied(wording.refused(step))
    return found


class Taking(NamedTuple):
    """A step that this account may take, with all it needs: a page draws it, a program sends it.

    `form` is None for a button; `act` gets what was typed into it.
    """

    case: Case
    step: str
    form: Form | None
    act: Callable[[dict[str, Any]], Any]
    template: str = "people/step.html"
    more: Mapping[str, Any] | None = None


Way = Callable[..., Taking]


def press(request: SignedRequest, pk: int, step: str, act: Callable[..., Any]) -> Taking:
    """A step without a form."""
    found = case_for(request, pk, step)
    return Taking(found, step, None, lambda _values: act(found, by=request.user))


def step_page(way: Way) -> Callable[..., HttpResponse]:
    """The page of a step with a form."""
    return form_page(_answering(way))


def step_button(way: Way) -> Callable[..., HttpResponse]:
    """The address of a step without a form."""
    return require_POST(_answering(way))


def _answering(way: Way) -> Callable[..., HttpResponse]:
    @wraps(way)
    def answer(request: SignedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        taking = way(request, *args, **kwargs)
        case, act, said = taking.case, taking.act, wording.STEPS[taking.step]
        if taking.form is None:
            return STEPPING.press(request, case, lambda: act({}))
        return STEPPING.page(
            request, case, taking.form, Words(said.heading, said.button), act,
            template=taking.template, more=taking.more,
        )  # fmt: skip

    return answer


@step_button
def file(request: SignedRequest, pk: int) -> Taking:
    """File it under the next number of its kind."""
    return press(request, pk, "file", actions.file_case)


@step_page
def decline(request: SignedRequest, pk: int) -> Taking:
    """Do not file it, on a coded ground."""
    case = case_for(request, pk, "decline")
    return Taking(
        case, "decline", forms.DeclineForm(sent(request).data),
        lambda values: actions.decline_case(
            case, ground=values["ground"], routed_to=values["routed_to"], note=values["note"],
            by=request.user,
        ),
    )  # fmt: skip


@step_page
def transfer(request: SignedRequest, pk: int) -> Taking:
    """Let it go on in another channel."""
    case = case_for(request, pk, "transfer")
    return Taking(
        case, "transfer", forms.TransferForm(case, sent(request).data),
        lambda values: actions.transfer_case(
            case, kind=values["kind"], ground=values["ground"], note=values["note"],
            by=request.user,
        ),
    )  # fmt: skip


@step_page
def split(request: SignedRequest, pk: int) -> Taking:
    """Let it go on in parts."""
    case = case_for(request, pk, "split")
    return Taking(
        case, "split", forms.SplitForm(case, sent(request).data),
        lambda values: actions.split_case(
            case, values["parts"], note=values["note"], by=request.user
        ),
    )  # fmt: skip


@step_page
def merge(request: SignedRequest, pk: int) -> Taking:
    """Handle it together with another: those alike are offered, or what `q` finds."""
    case = case_for(request, pk, "merge")
    words = request.GET.get("q", "").strip()
    if words:
        found = list(Sieve(words=words).leaves(may_lead(case)).order_by("-pk")[:FOUND])
    else:
        found = [one.case for one in alike(case.title, may_lead(case))]
    return Taking(
        case, "merge", forms.MergeForm(case, found, sent(request).data),
        lambda values: actions.merge_cases(values["lead"], [case], by=request.user),
        template="consultation/merge.html", more={"words_asked": words, "found": found},
    )  # fmt: skip


@step_page
def archive(request: SignedRequest, pk: int) -> Taking:
    """Close an information item on file."""
    case = case_for(request, pk, "archive")
    return Taking(
        case, "archive", forms.ArchiveForm(sent(request).data),
        lambda values: actions.archive_case(
            case, ground=values["ground"], note=values["note"], by=request.user
        ),
    )  # fmt: skip


@step_page
def edit(request: SignedRequest, pk: int) -> Taking:
    """Edit an information item; the author's words are kept."""
    case = case_for(request, pk, "edit")
    form = forms.EditForm(case, sent(request).data)
    return Taking(
        case, "edit", form,
        lambda values: actions.edit_case(
            case, title=values["title"], said=form.said(), by=request.user
        ),
    )  # fmt: skip
