"""The items of a draft: correct, drop, take back, split, add, merge."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.programme.actions import drafts as actions
from banjie.programme.forms.drafts import (
    AddForm,
    ItemForm,
    KeepForm,
    MergeForm,
    SplitForm,
)
from banjie.programme.models import Draft, DraftItem
from banjie.programme.queries import drafts as queries
from banjie.programme.views.drafts import changes_draft, draft_or_404, review_address


def _card(request: SignedRequest, item: DraftItem) -> HttpResponse:
    """The item as a card (for htmx), or the review page at its place."""
    if not request.headers.get("HX-Request"):
        return redirect(f"{review_address(item.draft)}#item-{item.pk}")
    questions = queries.party_questions(item.draft, [item])
    context = {
        "item": item,
        "draft": item.draft,
        "parents": {item.pk} if item.steps.exists() else set(),
        "open_names": {question.name for question in questions if not question.settled},
        "may_change": request.user.may("programme.change_draft", item.draft),
    }
    answer = render(request, "programme/parts/item.html", context)
    if request.method == "POST":
        answer.headers["HX-Trigger"] = "paper-changed"
    return answer


@require_safe
def item_card(request: SignedRequest, pk: int, item_pk: int) -> HttpResponse:
    """One item as a card: what 'cancel' puts back."""
    draft = draft_or_404(request, pk)
    item = get_object_or_404(draft.items, pk=item_pk)
    item.draft = draft
    return _card(request, item)


@require_http_methods(["GET", "HEAD", "POST"])
@changes_draft
def edit_item(request: SignedRequest, draft: Draft, item_pk: int) -> HttpResponse:
    """Correct one item."""
    item = get_object_or_404(draft.items, pk=item_pk)
    item.draft = draft
    form = ItemForm(item, sent(request).data)
    if request.method == "POST" and form.is_valid():
        item = actions.correct_item(
            item,
            version=form.cleaned_data["version"],
            number=form.cleaned_data["number"],
            title=form.cleaned_data["title"],
            kind=form.cleaned_data["kind"],
            fields=form.values(),
            by=request.user,
        )
        return _card(request, item)
    part = "programme/parts/item_form.html"
    template = part if request.headers.get("HX-Request") else "programme/edit_item.html"
    status = 422 if form.is_bound else 200
    context = {"form": form, "item": item, "draft": draft}
    return render(request, template, context, status=status)


@require_POST
@changes_draft
def keep_item(request: SignedRequest, draft: Draft, item_pk: int) -> HttpResponse:
    """Drop an item or take it back (`kept` is 1 or 0)."""
    item = get_object_or_404(draft.items, pk=item_pk)
    form = KeepForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    item = actions.keep_item(item, **form.cleaned_data, by=request.user)
    return _card(request, item)


@require_http_methods(["GET", "HEAD", "POST"])
@changes_draft
def split_item(request: SignedRequest, draft: Draft, item_pk: int) -> HttpResponse:
    """Make two items out of one."""
    item = get_object_or_404(draft.items, pk=item_pk)
    form = SplitForm(item, sent(request).data)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        first, _second = actions.split_item(
            item,
            version=values["version"],
            titles=(values["first_title"], values["second_title"]),
            second=form.moved(),
            by=request.user,
        )
        return redirect(f"{review_address(draft)}#item-{first.pk}")
    context = {"form": form, "item": item, "draft": draft}
    return render(
        request, "programme/split_item.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@changes_draft
def add_item(request: SignedRequest, draft: Draft) -> HttpResponse:
    """Add an item by hand or from a paragraph."""
    form = AddForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The new item needs a title of at most 300 characters."))
        return redirect("programme:review", draft.pk)
    start, end = form.cleaned_data["start"], form.cleaned_data["end"]
    length = len(draft.document.reading.text)
    span = (start, end) if start is not None and end and start < end <= length else None
    item = actions.add_item(draft, title=form.cleaned_data["title"], span=span, by=request.user)
    return redirect(f"{review_address(draft)}#item-{item.pk}")


@require_POST
@changes_draft
def merge_items(request: SignedRequest, draft: Draft) -> HttpResponse:
    """Make one item out of the chosen ones."""
    form = MergeForm(draft, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose at least two items to merge."))
        return redirect("programme:review", draft.pk)
    first = actions.merge_items(form.cleaned_data["items"], by=request.user)
    return redirect(f"{review_address(draft)}#item-{first.pk}")
