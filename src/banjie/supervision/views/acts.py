"""The steps on an item: each a page with one small form, or a button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from banjie.documents.attachments import look_ahead
from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Stepping, Words
from banjie.supervision import actions
from banjie.supervision.forms import (
    AnswerForm,
    ArchiveForm,
    DecideExtensionForm,
    DecisionForm,
    ExtensionForm,
    ReasonForm,
    ReceiveForm,
    StrikeOffForm,
    VerdictForm,
)
from banjie.supervision.models import Answer, Item, Objection, Verdict
from banjie.supervision.refusals import REFUSED
from banjie.supervision.views.items import item_or_404

STEPPING = Stepping(
    actions.WrongState,
    gettext_lazy("The item has moved on meanwhile; nothing was changed."),
    (gettext_lazy("Supervision"), "supervision:items"),
    look=look_ahead,
)
form_page = require_http_methods(["GET", "HEAD", "POST"])


def _check(request: SignedRequest, permission: str, thing: Any) -> None:
    if not request.user.may(permission, thing):
        raise PermissionDenied(REFUSED[permission.removeprefix("supervision.")])


def _item_for(request: SignedRequest, pk: int, permission: str) -> Item:
    """The item, if this account may see it and take the step."""
    found = item_or_404(request, pk)
    _check(request, permission, found)
    return found


def _button(
    request: SignedRequest, pk: int, permission: str, act: Callable[..., Any]
) -> HttpResponse:
    """A step without a form: fetch, check, act, answer."""
    found = _item_for(request, pk, permission)
    return STEPPING.press(request, found, lambda: act(found, by=request.user))


@require_POST
def issue(request: SignedRequest, pk: int) -> HttpResponse:
    """Hand it over to its units."""
    return _button(request, pk, "supervision.issue", actions.issue_item)


@require_POST
def receive(request: SignedRequest, pk: int) -> HttpResponse:
    """Take it over, for the unit whose button was pressed."""
    form = ReceiveForm(_item_for(request, pk, "supervision.receive"), request.user, request.POST)
    if not form.is_valid():
        raise Http404
    act = partial(actions.receive_item, unit=form.cleaned_data["unit"])
    return _button(request, pk, "supervision.receive", act)


@require_POST
def urge(request: SignedRequest, pk: int) -> HttpResponse:
    """A letter that urges, as a draft in the outbox: there it is read, mended and sent."""
    found = _item_for(request, pk, "supervision.urge")
    return STEPPING.press(
        request, found, lambda: actions.urge_item(found, by=request.user),
        leads=(_("The letter is written and waits here. Read it, then send it."),
               reverse("notices:outbox")),
    )  # fmt: skip


@form_page
def answer(request: SignedRequest, pk: int) -> HttpResponse:
    """Answer, with evidence."""
    item = _item_for(request, pk, "supervision.answer")
    form = AnswerForm(item, request.user, *sent(request))
    return STEPPING.page(
        request, item, form,
        Words(_("Answer"), _("Send to the office")),
        lambda _values: actions.write_answer(item, form.content(), by=request.user),
    )  # fmt: skip


@form_page
def verify(request: SignedRequest, pk: int) -> HttpResponse:
    """Find whether an answer will do."""
    answer = get_object_or_404(Answer.objects.select_related("item"), pk=pk)
    item = item_or_404(request, answer.item_id)
    _check(request, "supervision.verify", answer)
    return STEPPING.page(
        request, item, VerdictForm(sent(request).data),
        Words(_("Verify the answer"), _("Keep the verdict")),
        lambda values: actions.verify(
            answer, checks=values, reason=values["reason"], by=request.user
        ),
    )  # fmt: skip


@form_page
def strike_off(request: SignedRequest, pk: int) -> HttpResponse:
    """Strike it off, resting on evidence."""
    item = _item_for(request, pk, "supervision.strike_off")
    return STEPPING.page(
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
    item = _item_for(request, pk, "supervision.archive")
    form = ArchiveForm(sent(request).data, initial={"archive_number": item.archive_number})
    return STEPPING.page(
        request, item, form,
        Words(_("Archive number"), _("Keep the number")),
        lambda values: actions.set_archive_number(item, values["archive_number"], by=request.user),
    )  # fmt: skip


@form_page
def reopen(request: SignedRequest, pk: int) -> HttpResponse:
    """Take a strike-off back."""
    item = _item_for(request, pk, "supervision.reopen")
    return STEPPING.page(
        request, item, ReasonForm(sent(request).data),
        Words(_("Reopen"), _("Reopen")),
        lambda values: actions.reopen(item, reason=values["reason"], by=request.user),
    )  # fmt: skip


@form_page
def ask_extension(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask for a later last day."""
    item = _item_for(request, pk, "supervision.ask_extension")
    return STEPPING.page(
        request, item, ExtensionForm(sent(request).data),
        Words(_("Ask for more time"), _("Ask the office")),
        lambda values: actions.ask_extension(
            item, wanted=values["wanted"], reason=values["reason"], by=request.user
        ),
    )  # fmt: skip


@form_page
def decide_extension(request: SignedRequest, pk: int) -> HttpResponse:
    """Move the last day, or let it stay."""
    item = _item_for(request, pk, "supervision.decide_extension")
    asked = item.extensions.select_related("unit").get(approved=None)
    return STEPPING.page(
        request, item, DecideExtensionForm(sent(request).data),
        Words(_("Decide on more time"), _("Keep the decision")),
        lambda values: actions.decide_extension(
            item, approved=values["approved"], answer=values["answer"], by=request.user
        ),
        template="supervision/decide_extension.html", more={"asked": asked},
    )  # fmt: skip


@form_page
def object_to(request: SignedRequest, pk: int) -> HttpResponse:
    """Object to a verdict."""
    verdict = get_object_or_404(Verdict.objects.select_related("answer__item"), pk=pk)
    item = item_or_404(request, verdict.answer.item_id)
    _check(request, "supervision.object", verdict)
    return STEPPING.page(
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
    return STEPPING.page(
        request, item, DecisionForm(sent(request).data),
        Words(_("Decide on the objection"), _("Keep the decision")),
        lambda values: actions.decide_objection(
            objection, upheld=values["upheld"], decision=values["decision"], by=request.user
        ),
    )  # fmt: skip
