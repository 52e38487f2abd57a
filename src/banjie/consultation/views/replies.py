"""Replying: drafted, countersigned, signed, reviewed, sent; letters, contacts, opinions."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from banjie.common import once
from banjie.common.files import DOCX, written
from banjie.consultation import actions, waiting
from banjie.consultation.forms import replies as forms
from banjie.consultation.models import Case, Handling, Reply
from banjie.consultation.paper import addressee, write_letter
from banjie.consultation.parts import parts_of
from banjie.consultation.queries import replies as queries
from banjie.consultation.views.acts import (
    STEPPING,
    Taking,
    case_for,
    form_page,
    press,
    step_button,
    step_page,
)
from banjie.consultation.views.cases import case_or_404
from banjie.people.models import User
from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import carried_out

Stage = Reply.State


def _chosen(request: SignedRequest, name: str, found: list[Reply] | list[Handling]) -> int:
    """Which of several the form or else the address asks for; without a word, the first.

    One that does not wait any more is refused: another was never shown.
    """
    asked = request.POST.get(name) or request.GET.get(name, "")
    numbers = [str(one.pk) for one in found]
    if asked and asked not in numbers:
        raise PermissionDenied(STEPPING.moved)
    return numbers.index(asked) if asked else 0


def _check(request: SignedRequest, permission: str) -> None:
    if not request.user.may(permission):
        raise PermissionDenied(_("This page is not for your duties."))


@step_page
def draft_reply(request: SignedRequest, pk: int) -> Taking:
    """Write the reply: kept as a draft, or sent to be countersigned and signed."""
    case = case_for(request, pk, "draft_reply")
    parts = waiting.to_answer(request.user, case)
    part = parts[_chosen(request, "part", parts)]
    reply = Reply.objects.filter(handling=part, round=case.round).first()
    form = forms.ReplyForm(case, queries.points_of(case), sent(request).data, reply=reply)
    more = {
        "beginnings": queries.beginnings(part.unit), "reply": reply, "part": part,
        "parts": parts, "opinions": queries.opinions_for(request.user, case), "case": case,
    }  # fmt: skip
    return Taking(
        case, "draft_reply", form,
        lambda _values: actions.draft_reply(
            part, form.content(), send="keep" not in request.POST,
            seen=request.POST.get("seen", ""), by=request.user,
        ),
        template="consultation/draft_reply.html", more=more,
    )  # fmt: skip


@step_page
def countersign(request: SignedRequest, pk: int) -> Taking:
    """Agree to the main handler's draft, or object."""
    case = case_for(request, pk, "countersign")
    reply, part = waiting.to_countersign(request.user, case)[0]
    form = forms.AgreeForm(_("We agree"), _("We object"), sent(request).data)
    return Taking(
        case, "countersign", form,
        lambda values: actions.countersign(
            reply, part, agreed=values["agreed"], reason=values["reason"],
            seen=request.POST.get("seen", ""), by=request.user,
        ),
        template="consultation/judge_reply.html", more=_judged(case, reply),
    )  # fmt: skip


@step_page
def sign_reply(request: SignedRequest, pk: int) -> Taking:
    """Sign as head of the unit, or send it back."""
    case = case_for(request, pk, "sign_reply")
    replies = waiting.to_sign(request.user, case)
    reply = replies[_chosen(request, "reply", replies)]
    form = forms.SignForm(_("I sign it"), _("Back to be rewritten"), sent(request).data)
    return Taking(
        case, "sign_reply", form,
        lambda values: actions.sign_reply(
            reply, post=values["post"], agreed=values["agreed"], reason=values["reason"],
            seen=request.POST.get("seen", ""), by=request.user,
        ),
        template="consultation/judge_reply.html", more=_judged(case, reply),
    )  # fmt: skip


@step_page
def review_reply(request: SignedRequest, pk: int) -> Taking:
    """Find a signed reply fit to go out, or return it."""
    case = case_for(request, pk, "review_reply")
    replies = list(waiting.in_stage(case, Stage.REVIEW))
    reply = replies[_chosen(request, "reply", replies)]
    form = forms.AgreeForm(_("Fit to go out"), _("Back to the unit"), sent(request).data)
    return Taking(
        case, "review_reply", form,
        lambda values: actions.review_reply(
            reply, fit=values["agreed"], reason=values["reason"],
            seen=request.POST.get("seen", ""), by=request.user,
        ),
        template="consultation/judge_reply.html", more=_judged(case, reply),
    )  # fmt: skip


def _judged(case: Case, reply: Reply) -> dict[str, object]:
    return {"case": case, "row": queries.reply_row(reply)}


@step_button
def publish_reply(request: SignedRequest, pk: int) -> Taking:
    """Send what is ready on this case."""

    def send(case: Case, *, by: User) -> None:
        actions.publish_replies(waiting.in_stage(case, Stage.READY), by=by)

    return press(request, pk, "publish_reply", send)


@form_page
def ready(request: SignedRequest) -> HttpResponse:
    """Every reply of my offices that is ready, to be sent together."""
    _check(request, "consultation.send_replies")
    found = queries.ready_replies(request.user)
    form = forms.ReadyForm(found, sent(request).data)
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["replies"])
        try:
            carried_out(
                form.cleaned_data["once"],
                lambda: actions.publish_replies(chosen, by=request.user), by=request.user,
            )  # fmt: skip
        except once.AlreadyDone:
            return redirect("consultation:ready")
        except actions.WrongState:
            form.add_error(None, _("Some of them have moved on meanwhile; nothing was sent."))
        except ValidationError as missing:  # a last day that follows cannot be computed
            form.add_error(None, missing)
        else:
            said = ngettext("%(n)s reply sent.", "%(n)s replies sent.", len(chosen))
            messages.success(request, said % {"n": len(chosen)})
            return redirect("consultation:ready")
    if once.result(request.POST.get("once", ""), by=request.user):
        return redirect("consultation:ready")  # sent before: they are ready no longer
    context = {"form": form, "found": found}
    return render(request, "consultation/ready.html", context, status=422 if form.is_bound else 200)


@require_safe
def letter(request: SignedRequest, pk: int, letter: int) -> HttpResponse:
    """A letter as a page."""
    case = case_or_404(request, pk)
    found = get_object_or_404(queries.letters_for(request.user, case), pk=letter)
    context = {
        "case": case, "letter": found, "row": queries.reply_row(found.reply, found),
        "addressee": addressee(case),
    }  # fmt: skip
    return render(request, "consultation/letter.html", context)


@require_safe
def letter_paper(request: SignedRequest, pk: int, letter: int) -> FileResponse:
    """A letter as DOCX."""
    case = case_or_404(request, pk)
    found = get_object_or_404(queries.letters_for(request.user, case), pk=letter)
    return written(partial(write_letter, found), found.number, DOCX)


@step_page
def log_contact(request: SignedRequest, pk: int) -> Taking:
    """Note that we spoke with the author."""
    case = case_for(request, pk, "log_contact")
    form = forms.ContactForm(parts_of(request.user, case), sent(request).data)
    return Taking(
        case, "log_contact", form,
        lambda values: actions.log_contact(
            case, unit=values["unit"], means=values["means"], on=values["on"],
            summary=values["summary"], by=request.user,
        ),
    )  # fmt: skip


@step_page
def write_opinion(request: SignedRequest, pk: int) -> Taking:
    """Our opinion as co-handler."""
    case = case_for(request, pk, "write_opinion")
    parts = [part for part in parts_of(request.user, case) if not part.answers]
    part = parts[_chosen(request, "part", parts)]
    return Taking(
        case, "write_opinion", forms.OpinionForm(sent(request).data),
        lambda values: actions.write_opinion(part, values["text"], by=request.user),
    )  # fmt: skip
