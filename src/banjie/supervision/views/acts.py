"""The steps on an item: each a page with one small form, or a button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banjie.common import once
from banjie.people.models import Unit
from banjie.people.requests import SignedRequest, sent
from banjie.supervision import actions
from banjie.supervision.forms import (
    AnswerForm,
    ArchiveForm,
    DecisionForm,
    ReasonForm,
    StrikeOffForm,
    VerdictForm,
)
from banjie.supervision.models import Answer, Item, Objection, Verdict
from banjie.supervision.views.items import item_or_404


class Words(NamedTuple):
    """What a step is called at the head of its page and on its button."""

    heading: str
    button: str


form_page = require_http_methods(["GET", "HEAD", "POST"])


def _check(request: SignedRequest, permission: str, thing: Any) -> None:
    if not request.user.may(permission, thing):
        raise PermissionDenied(_("This step is not open now, or not to you."))


def _button(
    request: SignedRequest, pk: int, permission: str, act: Callable[..., Any]
) -> HttpResponse:
    """A step without a form: fetch, check, act, answer."""
    found = item_or_404(request, pk)
    _check(request, permission, found)
    try:
        act(found, by=request.user)
        messages.success(request, _("Done."))
    except actions.WrongState:
        messages.warning(request, _("The item has moved on meanwhile; nothing was changed."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("supervision:item", pk)


@require_POST
def issue(request: SignedRequest, pk: int) -> HttpResponse:
    """Hand it over to its units."""
    return _button(request, pk, "supervision.issue", actions.issue_item)


@require_POST
def receive(request: SignedRequest, pk: int) -> HttpResponse:
    """Take it over, for the unit whose button was pressed."""
    pressed = request.POST.get("unit", "")
    number = int(pressed) if pressed.isdecimal() and len(pressed) < 19 else 0
    unit = get_object_or_404(Unit, pk=number) if pressed else None
    act = partial(actions.receive_item, unit=unit)
    return _button(request, pk, "supervision.receive", act)


@require_POST
def urge(request: SignedRequest, pk: int) -> HttpResponse:
    """A letter that urges, as a draft in the outbox."""
    return _button(request, pk, "supervision.urge", actions.urge_item)


def _page(
    request: SignedRequest, item: Item, form: Form, words: Words,
    act: Callable[[dict[str, Any]], Any],
) -> HttpResponse:  # fmt: skip
    """A step with a form: what is wrong is said at the form, what is done leads to the item."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except once.AlreadyDone:
            return redirect("supervision:item", item.pk)
        except actions.WrongState:
            raise PermissionDenied(_("The item has moved on meanwhile.")) from None
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Done."))
            return redirect("supervision:item", item.pk)
    context = {"item": item, "form": form, "act": words.heading, "button": words.button}
    status = 422 if form.is_bound else 200
    return render(request, "supervision/act.html", context, status=status)


@form_page
def answer(request: SignedRequest, pk: int) -> HttpResponse:
    """Answer, with evidence."""
    item = item_or_404(request, pk)
    _check(request, "supervision.answer", item)
    form = AnswerForm(item, request.user, *sent(request))
    return _page(
        request, item, form,
        Words(_("Answer"), _("Send to the office")),
        lambda values: actions.write_answer(
            item, form.content(), once_key=values["once"], by=request.user
        ),
    )  # fmt: skip


@form_page
def verify(request: SignedRequest, pk: int) -> HttpResponse:
    """Find whether an answer will do."""
    answer = get_object_or_404(Answer.objects.select_related("item"), pk=pk)
    item = item_or_404(request, answer.item_id)
    _check(request, "supervision.verify", answer)
    return _page(
        request, item, VerdictForm(sent(request).data),
        Words(_("Verify the answer"), _("Keep the verdict")),
        lambda values: actions.verify(
            answer, checks=values, reason=values["reason"], by=request.user
        ),
    )  # fmt: skip


@form_page
def strike_off(request: SignedRequest, pk: int) -> HttpResponse:
    """Strike it off, resting on evidence."""
    item = item_or_404(request, pk)
    _check(request, "supervision.strike_off", item)
    return _page(
        request, item, StrikeOffForm(item, sent(request).data),
        Words(_("Strike off"), _("Strike off")),
        lambda values: actions.strike_off(
            item, values["evidence"], note=values["note"],
            archive_number=values["archive_number"], by=request.user,
        ),
    )  # fmt: skip


@form_page
def archive(request: SignedRequest, pk: int) -> HttpResponse:
    """Under which number its papers are kept."""
    item = item_or_404(request, pk)
    _check(request, "supervision.archive", item)
    form = ArchiveForm(sent(request).data, initial={"archive_number": item.archive_number})
    return _page(
        request, item, form,
        Words(_("Archive number"), _("Keep the number")),
        lambda values: actions.set_archive_number(item, values["archive_number"], by=request.user),
    )  # fmt: skip


@form_page
def reopen(request: SignedRequest, pk: int) -> HttpResponse:
    """Take a strike-off back."""
    item = item_or_404(request, pk)
    _check(request, "supervision.reopen", item)
    return _page(
        request, item, ReasonForm(sent(request).data),
        Words(_("Reopen"), _("Reopen")),
        lambda values: actions.reopen(item, reason=values["reason"], by=request.user),
    )  # fmt: skip


@form_page
def object_to(request: SignedRequest, pk: int) -> HttpResponse:
    """Object to a verdict."""
    verdict = get_object_or_404(Verdict.objects.select_related("answer__item"), pk=pk)
    item = item_or_404(request, verdict.answer.item_id)
    _check(request, "supervision.object", verdict)
    return _page(
        request, item, ReasonForm(sent(request).data),
        Words(_("Object to the verdict"), _("Object")),
        lambda values: actions.object_to(verdict, reason=values["reason"], by=request.user),
    )  # fmt: skip


@form_page
def decide(request: SignedRequest, pk: int) -> HttpResponse:
    """Decide on an objection; the author of the verdict recuses."""
    objection = get_object_or_404(Objection.objects.select_related("verdict__answer__item"), pk=pk)
    item = item_or_404(request, objection.verdict.answer.item_id)
    _check(request, "supervision.decide_objection", objection)
    return _page(
        request, item, DecisionForm(sent(request).data),
        Words(_("Decide on the objection"), _("Decide")),
        lambda values: actions.decide_objection(objection, **values, by=request.user),
    )  # fmt: skip
