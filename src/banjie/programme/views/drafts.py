"""The review page and its steps. A page without JavaScript uses the same addresses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from banjie.documents.language import said
from banjie.documents.queries import coverage, documents_for, findings
from banjie.people.models import Unit
from banjie.people.requests import SignedRequest
from banjie.programme.actions import drafts as actions
from banjie.programme.actions.programmes import NotReady, open_programme
from banjie.programme.forms.drafts import (
    HeadForm,
)
from banjie.programme.models import Draft, Revision
from banjie.programme.queries import drafts as queries
from banjie.programme.queries.programmes import revisable_for

View = Callable[..., HttpResponse]


def draft_or_404(request: SignedRequest, pk: int) -> Draft:
    """The draft, if this account serves its office; a stranger sees 'not found'."""
    draft = queries.drafts_for(request.user).filter(pk=pk).first()
    if draft is None:
        raise Http404
    return draft


def changes_draft(view: View) -> View:
    """Hands the view the draft, and refuses one that may no longer be changed."""

    @wraps(view)
    def wrapped(request: SignedRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = draft_or_404(request, pk)
        try:
            if not request.user.may("programme.change_draft", draft):
                raise actions.Closed
            return view(request, draft, *args, **kwargs)
        except actions.Closed:
            raise PermissionDenied(
                _("This draft is closed; it can be read but not changed.")
            ) from None
        except actions.Stale:
            if request.headers.get("HX-Request"):
                return HttpResponse(status=409)  # the page says so; what was typed stays in it
            messages.warning(
                request,
                _("Somebody else changed this item meanwhile. Here it is as it stands now."),
            )
            return redirect("programme:review", draft.pk)

    return wrapped


def review_address(draft: Draft) -> str:
    return redirect("programme:review", draft.pk).url


@require_POST
def begin(request: SignedRequest, document_pk: int) -> HttpResponse:
    """Begin the review of a document, or go on with it."""
    document = get_object_or_404(documents_for(request.user), pk=document_pk)
    if not request.user.may("documents.remove", document) or not hasattr(document, "reading"):
        raise PermissionDenied
    draft = actions.begin_draft(document, by=request.user)
    return redirect("programme:review", draft.pk)


def _findings(draft: Draft, paragraphs: list[queries.Paragraph]) -> list[dict[str, Any]]:
    """The findings; `at` is where the paragraph begins that the words of each stand in."""
    return [
        finding | {"at": next((p.start for p in paragraphs if p.end > finding["span"][0]), None)}
        for finding in findings(draft.document.reading)
    ]


def _lines(paragraphs: list[queries.Paragraph]) -> list[tuple[queries.Paragraph, str]]:
    """The paragraphs of the paper, each with why it is used as it is, in words."""
    return [(paragraph, said(f"use.{paragraph.reason}")) for paragraph in paragraphs]


@require_safe
def review(request: SignedRequest, pk: int) -> HttpResponse:
    """The paper beside the items, the questions, the findings, the three ways out."""
    return _review_page(request, draft_or_404(request, pk))


def _review_page(request: SignedRequest, draft: Draft) -> HttpResponse:
    items = list(draft.items.select_related("parent"))
    for item in items:
        item.draft = draft
    questions = queries.party_questions(draft, items)
    paragraphs = queries.paper(draft, items)
    open_names = {question.name for question in questions if not question.settled}
    context = {
        "draft": draft,
        "lines": _lines(paragraphs),
        "items": items,
        "parents": {item.parent_id for item in items},
        "kept": sum(item.kept for item in items),
        "questions": questions,
        "open_names": open_names,
        "open_questions": len(open_names),
        "units": Unit.objects.all(),
        "findings": _findings(draft, paragraphs),
        "coverage": coverage(draft.document.reading),
        "head": HeadForm(initial={"title": draft.title, "year": draft.year}),
        "may_change": request.user.may("programme.change_draft", draft),
        "revisable": revisable_for(request.user, draft),
        "revision": draft.revisions.filter(state=Revision.State.OPEN).first(),
    }
    return render(request, "programme/review.html", context)


@require_safe
def paper(request: SignedRequest, pk: int) -> HttpResponse:
    """The paper alone, drawn anew after a change."""
    draft = draft_or_404(request, pk)
    lines = _lines(queries.paper(draft, list(draft.items.all())))
    context = {"draft": draft, "lines": lines}
    return render(request, "programme/parts/paper.html", context)


def _answers(sent: QueryDict, questions: list[queries.PartyQuestion]) -> dict[str, str]:
    """What the person changed, by name: an answer left as it was shown (`was`) is not theirs."""
    units = {f"unit:{pk}" for pk in Unit.objects.values_list("pk", flat=True)}
    names = {question.name for question in questions}
    answers = {}
    for field, name in sent.items():
        number = field.removeprefix("name-")
        given = sent.get(f"answer-{number}")
        if number == field or name not in names or given == sent.get(f"was-{number}", ""):
            continue
        if given in {"", "new", "post", *units}:
            answers[name] = given
    rest = sent.get("rest")
    if rest in ("new", "post"):
        open_names = [question.name for question in questions if not question.settled]
        answers |= {name: rest for name in open_names if not answers.get(name)}
    return answers


@require_POST
@changes_draft
def answer_parties(request: SignedRequest, draft: Draft) -> HttpResponse:
    """Say what unknown names stand for; `rest` answers all that are still open at once."""
    answers = _answers(request.POST, queries.party_questions(draft, list(draft.items.all())))
    if answers:
        actions.answer_parties(draft, answers, by=request.user)
    if request.headers.get("HX-Request"):
        answer = _review_page(request, draft_or_404(request, draft.pk))
        answer.headers["HX-Trigger"] = "units-settled"
        return answer
    return redirect(f"{review_address(draft)}#units")


@require_POST
@changes_draft
def set_head(request: SignedRequest, draft: Draft) -> HttpResponse:
    """Correct the programme's title and year."""
    form = HeadForm(request.POST)
    if form.is_valid():
        actions.set_draft_head(draft, **form.cleaned_data, by=request.user)
        messages.success(request, _("Title and year are kept."))
    else:
        messages.error(request, _("A title and a year between 2000 and 2100, please."))
    return redirect("programme:review", draft.pk)


@require_POST
@changes_draft
def keep_draft(request: SignedRequest, draft: Draft) -> HttpResponse:
    """Way out: go on later."""
    actions.leave_draft(draft, state=Draft.State.KEPT, by=request.user)
    messages.success(request, _("Kept as draft. Go on whenever you like."))
    return redirect("today")


@require_POST
@changes_draft
def discard_draft(request: SignedRequest, draft: Draft) -> HttpResponse:
    """Way out: throw the review away; the document stays."""
    actions.leave_draft(draft, state=Draft.State.DISCARDED, by=request.user)
    messages.success(request, _("The draft was discarded; the document is still here."))
    return redirect("documents:document", draft.document_id)


@require_POST
def open_draft(request: SignedRequest, pk: int) -> HttpResponse:
    """Way out: make the programme. Pressed twice, it is the same programme."""
    draft = draft_or_404(request, pk)
    try:
        programme = open_programme(draft, by=request.user)
    except actions.Closed:
        raise PermissionDenied(_("This draft is closed; it can be read but not changed.")) from None
    except NotReady as error:
        messages.error(request, not_ready(error))
        return redirect(review_address(draft) + ("#units" if error.open_names else ""))
    messages.success(request, _("The programme is open."))
    return redirect("programme:board", programme.pk)


def not_ready(error: NotReady) -> str:
    """What has to be settled before the draft is opened."""
    if n := len(error.open_names):
        return ngettext(
            "%(n)s name is not settled yet: say which unit it is, or that it is a post.",
            "%(n)s names are not settled yet: say which units or posts they are.",
            n,
        ) % {"n": n}
    if error.inexact:
        return said_inexact(error.inexact)
    return _("There is no activity to open. Add one, or discard the draft.")


def said_inexact(targets: list[str]) -> str:
    """Numbers are not rounded behind anybody's back: whoever reviews says what they should be."""
    return _(
        "First correct these targets, whose numbers have more digits than can be kept "
        "(six decimals, fifteen in all): %(targets)s."
    ) % {"targets": "、".join(targets)}
