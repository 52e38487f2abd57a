"""Items: list, opening, one item with everything about it, its papers and files."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from banjie.common import audit, once
from banjie.common.files import DOCX, file_answer, written
from banjie.people.requests import SignedRequest, sent
from banjie.programme.models import Activity
from banjie.programme.views.programmes import activity_or_404
from banjie.supervision import actions
from banjie.supervision.documents import write_letter, write_notice_paper
from banjie.supervision.forms import ItemForm
from banjie.supervision.models import AnswerFile, Item
from banjie.supervision.queries import items as queries
from banjie.supervision.rules import parts_of, to_receive

STEPS = (
    "change_item", "issue", "receive", "answer", "ask_extension", "decide_extension", "urge",
    "strike_off", "archive", "reopen",
)  # fmt: skip


def item_or_404(request: SignedRequest, pk: int) -> Item:
    """The item, if this account may see it; a stranger sees 'not found'."""
    found = queries.items_for(request.user).filter(pk=pk).first()
    if found is None or not request.user.may("supervision.see_item", found):
        raise Http404
    return found


@require_safe
def items(request: SignedRequest) -> HttpResponse:
    """The items I may see, newest first."""
    found = queries.items_for(request.user)
    state = request.GET.get("state", "")
    if state in Item.State.values:
        found = found.filter(state=state)
    elif state == "late":
        found = found.filter(queries.late_today())
    if (programme := request.GET.get("programme", "")).isdecimal() and len(programme) < 19:
        found = found.filter(activity__programme=int(programme))
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "states": Item.State.choices,
        "state": state,
        "may_open": request.user.may("supervision.open"),
    }
    return render(request, "supervision/items.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_item(request: SignedRequest) -> HttpResponse:
    """Open an item; `?activity=` fills in an overdue activity."""
    if not request.user.may("supervision.open"):
        raise PermissionDenied(_("Items are opened by an office’s officer."))
    asked = request.GET.get("activity", "")
    activity = (
        activity_or_404(request, int(asked)) if asked.isdecimal() and len(asked) < 19 else None
    )
    return _form_page(request, None, activity)


@require_http_methods(["GET", "HEAD", "POST"])
def change_item(request: SignedRequest, pk: int) -> HttpResponse:
    """Mend an item whose opening was not approved."""
    found = item_or_404(request, pk)
    if not request.user.may("supervision.change_item", found):
        raise PermissionDenied(_("This item can no longer be changed, or not by you."))
    return _form_page(request, found, None)


def _form_page(
    request: SignedRequest, item: Item | None, activity: Activity | None
) -> HttpResponse:
    form = ItemForm(request.user, sent(request).data, item=item, activity=activity)
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, item)
        except once.AlreadyDone as done:
            return redirect("supervision:item", done.result)
        except actions.WrongState:
            raise PermissionDenied(_("This item has moved on meanwhile.")) from None
        messages.success(request, _("Sent to the leader for approval."))
        return redirect("supervision:item", saved.pk)
    if before := once.result(request.POST.get("once", ""), by=request.user):
        return redirect("supervision:item", before)  # it found itself a repeat
    context = {"form": form, "item": item, "alike": form.alike}
    status = 422 if form.is_bound else 200
    return render(request, "supervision/item_form.html", context, status=status)


def _save(request: SignedRequest, form: ItemForm, item: Item | None) -> Item:
    key = form.cleaned_data["once"]
    if item:
        return actions.change_item(item, form.content(), once_key=key, by=request.user)
    return actions.open_item(
        form.content(), office=form.cleaned_data["office"], once_key=key,
        repeats=len(form.alike), by=request.user,
    )  # fmt: skip


@require_safe
def item(request: SignedRequest, pk: int) -> HttpResponse:
    """One item: what is asked, who handles it, answers, letters, what may be done."""
    found = item_or_404(request, pk)
    user = request.user
    answers = queries.answers_of(found)
    context: dict[str, Any] = {
        "item": found,
        "parts": found.parts.all(),
        "answers": [_shown(request, answer) for answer in answers],
        "letters": found.letters_sent.all(),
        "extensions": found.extensions.select_related("unit"),
        "strikes": queries.strikes_of(found),
        "may": {step: user.may(f"supervision.{step}", found) for step in STEPS},
        "to_receive": to_receive(parts_of(user).filter(item=found)),
        "may_read_paper": found.paper and user.may("approvals.see_paper", found.paper),
        "history": audit.history(found),
    }
    return render(request, "supervision/item.html", context)


def _shown(request: SignedRequest, answer: Any) -> dict[str, Any]:
    """An answer with its verdict, objections and what this account may do about each."""
    verdict = getattr(answer, "verdict", None)
    user = request.user
    objections = verdict.objections.all() if verdict else ()
    return {
        "answer": answer,
        "verdict": verdict,
        "may_verify": user.may("supervision.verify", answer),
        "may_object": verdict is not None and user.may("supervision.object", verdict),
        "objections": [(o, user.may("supervision.decide_objection", o)) for o in objections],
    }


@require_safe
def notice_paper(request: SignedRequest, pk: int) -> FileResponse:
    """The notice that hands the item over, as DOCX."""
    found = item_or_404(request, pk)
    if found.state == Item.State.DRAFT:
        raise Http404
    return written(partial(write_notice_paper, found), found.number, DOCX)


@require_safe
def letter(request: SignedRequest, pk: int, count: int) -> FileResponse:
    """One of the letters that urged, as DOCX."""
    found = get_object_or_404(item_or_404(request, pk).letters_sent, count=count)
    return written(partial(write_letter, found), found.number, DOCX)


@require_safe
def evidence(request: SignedRequest, pk: int, key: str) -> HttpResponseBase:
    """One file of an answer; the permission is asked at every fetch."""
    found = item_or_404(request, pk)
    kept = get_object_or_404(
        AnswerFile.objects.select_related("attachment"), answer__item=found, attachment__key=key
    )
    return file_answer(kept.attachment)
