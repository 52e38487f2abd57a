"""Papers: what waits for my signature, writing, signing, the document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.approvals import actions, queries
from banjie.approvals.document import write_document
from banjie.approvals.forms import AgreeForm, LettersForm, PaperForm, PassOnForm, SendBackForm
from banjie.approvals.models import Paper, PaperFile
from banjie.approvals.rules import signature_of
from banjie.common import audit, once
from banjie.common.files import DOCX, file_answer, written
from banjie.people.models import Unit
from banjie.people.requests import SignedRequest, sent
from banjie.people.rules import OFFICER


def paper_or_404(request: SignedRequest, pk: int) -> Paper:
    """The paper, if this account may read it; a stranger sees 'not found'."""
    found = queries.papers_for(request.user).filter(pk=pk).first()
    if found is None or not request.user.may("approvals.see_paper", found):
        raise Http404
    return found


@require_safe
def papers(request: SignedRequest) -> HttpResponse:
    """What waits for my signature, what I have to finish, and every paper I may read."""
    mine = Unit.objects.filter(pk__in=request.user.units(OFFICER)).select_related("letters")
    context = {
        "waiting": queries.waiting_for(request.user),
        "open_drafts": queries.open_drafts_of(request.user),
        "page": Paginator(queries.papers_for(request.user), 50).get_page(request.GET.get("page")),
        "flows": Paper.Flow.choices,
        "may_draft": request.user.may("approvals.draft"),
        "letters": [
            (unit, LettersForm(initial={"letters": queries.letters_of(unit)})) for unit in mine
        ],
    }
    return render(request, "approvals/papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_paper(request: SignedRequest, flow: str) -> HttpResponse:
    """Write a paper; `?about=&label=&title=` fills in what it is about."""
    if flow not in Paper.Flow.values:
        raise Http404
    if not request.user.may("approvals.draft"):
        raise PermissionDenied(_("Papers are written by those who have a duty in a unit."))
    return _form_page(request, flow, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change_paper(request: SignedRequest, pk: int) -> HttpResponse:
    """Go on with a draft, or mend a paper that came back."""
    found = paper_or_404(request, pk)
    if not request.user.may("approvals.change_paper", found):
        raise PermissionDenied(_("This paper can no longer be changed, or not by you."))
    return _form_page(request, found.flow, found)


def _form_page(request: SignedRequest, flow: str, paper: Paper | None) -> HttpResponse:
    asked = {
        "about_address": request.GET.get("about", ""),
        "about_label": request.GET.get("label", "")[:200],
        "title": request.GET.get("title", "")[:120],
    }
    form = PaperForm(request.user, flow, *sent(request), paper=paper, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, paper)
        except once.AlreadyDone as done:
            return redirect("approvals:paper", done.result)
        except actions.WrongState:
            raise PermissionDenied(_("This paper was sent meanwhile.")) from None
        except ValidationError as error:
            form.add_error("papers" if error.code != "calendar" else None, error)
        else:
            said = _("Kept as draft.") if saved.state == Paper.State.DRAFT else _("Sent.")
            messages.success(request, said)
            return redirect("approvals:paper", saved.pk)
    context = {
        "form": form,
        "flow": flow,
        "flows": Paper.Flow.choices,
        "paper": paper,
        "reason": _last_reason(paper),
        "words": request.GET.urlencode(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "approvals/paper_form.html", context, status=status)


def _save(request: SignedRequest, form: PaperForm, paper: Paper | None) -> Paper:
    options: dict[str, Any] = {
        "submit": request.POST.get("send") != "draft",
        "once_key": form.cleaned_data["once"],
        "by": request.user,
    }
    if paper is None:
        return actions.draft_paper(form.content(), unit=form.cleaned_data["unit"], **options)
    return actions.change_paper(paper, form.content(), **options)


def _last_reason(paper: Paper | None) -> str:
    """Why it came back, as the signer said it."""
    if paper is None or paper.state != Paper.State.RETURNED:
        return ""
    returned = (
        signature.reason
        for found in queries.rounds_of(paper)
        for step in found.steps.all()
        for signature in step.signatures.all()
        if signature.verdict == signature.Verdict.RETURNED
    )
    return next(returned, "")


@require_safe
def paper(request: SignedRequest, pk: int) -> HttpResponse:
    """One paper: its words, its rounds, what may be done with it, what was done."""
    found = paper_or_404(request, pk)
    user = request.user
    context: dict[str, Any] = {
        "paper": found,
        "rounds": [r for r in queries.rounds_of(found) if r.sent_at],
        "reason": _last_reason(found),
        "may_change": user.may("approvals.change_paper", found),
        "may_sign": user.may("approvals.sign", found),
        "own_draft_waits": found.drafted_by_id == user.pk and found.state == Paper.State.OUT,
        "history": audit.history(found),
    }
    if context["may_sign"] and (signature := signature_of(user, found)):
        waiting = {"signature": signature.pk}
        context |= {
            "agree_form": AgreeForm(auto_id="agree-%s", initial=waiting),
            "send_back_form": SendBackForm(auto_id="return-%s", initial=waiting),
            "pass_on_form": PassOnForm(user, found, auto_id="pass-%s", initial=waiting),
        }
    return render(request, "approvals/paper.html", context)


def _signed(
    request: SignedRequest, pk: int, form_of: Callable[[Paper], Any], act: Callable[..., Any]
) -> HttpResponse:
    """What the three verdicts share: fetch, check by the rule, act, answer."""
    found = paper_or_404(request, pk)
    if not request.user.may("approvals.sign", found):
        raise PermissionDenied(_("This paper does not wait for you, or not any more."))
    form = form_of(found)
    if not form.is_valid():
        messages.error(request, " ".join(e for errors in form.errors.values() for e in errors))
        return redirect("approvals:paper", pk)
    try:
        act(found, form.cleaned_data)
        messages.success(request, _("Done. The paper goes on."))
    except actions.WrongState:
        messages.warning(request, _("The paper has moved on meanwhile; nothing was changed."))
    return redirect("approvals:paper", pk)


@require_POST
def agree(request: SignedRequest, pk: int) -> HttpResponse:
    """Sign."""
    return _signed(
        request, pk, lambda _paper: AgreeForm(request.POST),
        lambda found, values: actions.agree(found, **values, by=request.user),
    )  # fmt: skip


@require_POST
def send_back(request: SignedRequest, pk: int) -> HttpResponse:
    """Return it with a reason; object to a filing."""
    return _signed(
        request, pk, lambda _paper: SendBackForm(request.POST),
        lambda found, values: actions.send_back(found, **values, by=request.user),
    )  # fmt: skip


@require_POST
def pass_on(request: SignedRequest, pk: int) -> HttpResponse:
    """Let another post or account sign instead."""
    return _signed(
        request, pk, lambda found: PassOnForm(request.user, found, request.POST),
        lambda found, values: actions.pass_on(found, **values, by=request.user),
    )  # fmt: skip


@require_safe
def document(request: SignedRequest, pk: int) -> FileResponse:
    """The paper as DOCX in the official layout."""
    found = paper_or_404(request, pk)
    return written(partial(write_document, found), found.title, DOCX)


@require_safe
def attachment(request: SignedRequest, pk: int, key: str) -> HttpResponseBase:
    """One file of a paper; the permission is asked at every fetch."""
    found = paper_or_404(request, pk)
    kept = get_object_or_404(
        PaperFile.objects.select_related("attachment"), paper=found, attachment__key=key
    )
    return file_answer(kept.attachment)


@require_POST
def letters(request: SignedRequest, pk: int) -> HttpResponse:
    """Set what a unit's document numbers begin with."""
    unit = get_object_or_404(Unit, pk__in=request.user.units(), pk=pk)
    if not request.user.may("approvals.set_letters", unit):
        raise PermissionDenied(_("The unit’s officer sets this."))
    form = LettersForm(request.POST)
    if form.is_valid():
        actions.set_letters(unit, form.cleaned_data["letters"], by=request.user)
        messages.success(request, _("Kept. Numbers given from now on begin so."))
    else:
        messages.error(request, " ".join(map(str, form.errors["letters"])))
    return redirect("approvals:papers")
