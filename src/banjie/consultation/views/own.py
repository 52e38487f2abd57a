"""What an account says itself: new cases and drafts, joint ones it is asked to confirm, its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.common import once
from banjie.common.files import file_answer
from banjie.common.kept import note_saved
from banjie.consultation import actions, wording
from banjie.consultation.forms.after import AgainForm, SayForm
from banjie.consultation.forms.submitting import AccountForm
from banjie.consultation.models import Case, Channel, State, Submitter
from banjie.consultation.queries import authors
from banjie.consultation.queries.channels import open_channels
from banjie.consultation.views.track import FORMS, own_words, said_wrong
from banjie.people.requests import SignedRequest, sent


@require_safe
def own(request: SignedRequest) -> HttpResponse:
    """My drafts, what I am asked to confirm, and what I sent."""
    context = {
        "asked": authors.asked_to_confirm(request.user),
        "drafts": authors.own_drafts(request.user),
        "cases": authors.own_cases(request.user).exclude(state=State.DRAFT)[:200],
        "channels": open_channels(),
    }
    return render(request, "consultation/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_case(request: SignedRequest) -> HttpResponse:
    """Say something as an account, in the channel of `?channel=`."""
    asked = request.GET.get("channel", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    channel = open_channels().filter(pk=number).first()
    if channel is None:
        return redirect("consultation:own")
    return _form_page(request, channel, None)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: SignedRequest, pk: int) -> HttpResponse:
    """Go on with a draft."""
    found = get_object_or_404(authors.own_drafts(request.user), pk=pk)
    if found.channel is None:
        raise Http404
    return _form_page(request, found.channel, found)


def _form_page(request: SignedRequest, channel: Channel, draft: Case | None) -> HttpResponse:
    whole = "later" not in request.POST
    given = sent(request)
    form = AccountForm(
        channel, request.user, *given, whole=whole, initial=_before(draft) if draft else None
    )
    if form.is_bound and form.is_valid():
        try:
            return _kept(request, form, channel, draft, whole=whole)
        except once.AlreadyDone as done:
            return redirect("consultation:own-case", done.result)
        except ValidationError as error:
            form.add_error(None, error)
        except actions.WrongState:
            return redirect("consultation:own")
    if before := once.result(request.POST.get("once", ""), by=request.user):
        return redirect("consultation:own-case", before)
    if form.is_bound:
        form.keep_files()
    context = {
        "channel": channel,
        "form": form,
        "draft": draft,
        "seen": form.seen_now if form.is_bound else "",
    }
    return render(request, "consultation/new.html", context, status=422 if form.is_bound else 200)


def _kept(
    request: SignedRequest, form: AccountForm, channel: Channel, draft: Case | None, *, whole: bool
) -> HttpResponse:
    where: dict[str, Any] = {
        "office": channel.office, "channel": channel, "by": request.user, "draft": draft,
        "once_key": form.cleaned_data["once"],
    }  # fmt: skip
    if whole:
        made = actions.submit_case(form.content(), **where).case
        said = _("Sent.")
        if made.state == State.GATHERING:
            said = _("Those you asked were told; it is sent once they have confirmed.")
    else:
        made = actions.save_draft(form.content(), **where)
        said = _("Kept as a draft. Nobody else sees it.")
    messages.success(request, said)
    note_saved(request, form.cleaned_data["once"])
    return redirect("consultation:own") if not whole else redirect("consultation:own-case", made.pk)


def _before(draft: Case) -> dict[str, Any]:
    """A draft as the form had it."""
    lead = draft.submitters.get(lead=True)
    joint = draft.submitters.filter(lead=False).select_related("user")
    return draft.said | {
        "title": draft.title, "may_be_shown": draft.may_be_shown, "unit": lead.unit_id,
        "post": lead.post, "points": "\n".join(point.text for point in draft.points.all()),
        "joint_units": [one.unit_id for one in joint if one.user is None],
        "joint_accounts": " ".join(one.user.login for one in joint if one.user),
    }  # fmt: skip


@require_POST
def discard(request: SignedRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    found = authors.own_drafts(request.user).filter(pk=pk).first()
    if found:
        actions.discard_draft(found, by=request.user)
        messages.success(request, _("The draft is deleted."))
    return redirect("consultation:own")


def _author(request: SignedRequest, pk: int) -> Submitter:
    """My own part in a case; 'not found' for somebody else's."""
    case = get_object_or_404(authors.own_cases(request.user), pk=pk)
    found = authors.author_for(request.user, case)
    if found is None:
        raise Http404
    return found


@require_safe
def own_case(request: SignedRequest, pk: int) -> HttpResponse:
    """A case of my own, as its author sees it."""
    author = _author(request, pk)
    if author.case.state == State.DRAFT:
        return redirect("consultation:draft", pk)
    return _own_page(request, author)


def _own_page(
    request: SignedRequest, author: Submitter, more: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of my case; `more` holds a form that was not taken, as it was filled in."""
    context = authors.author_page(author.case, author)
    beside = author.case.submitters.exclude(pk=author.pk)
    context["co_authors"] = beside.select_related("unit", "user")
    context["may_confirm"] = author in authors.asked_to_confirm(request.user)
    context |= own_words(authors.Found(author.case, author)) | dict(more or {})
    return render(request, "consultation/own_case.html", context, status=status)


@require_safe
def own_file(request: SignedRequest, pk: int, key: str) -> HttpResponseBase:
    """A file of my own case."""
    author = _author(request, pk)
    return file_answer(get_object_or_404(author.case.files, attachment__key=key).attachment)


def _press(
    request: SignedRequest, pk: int, act: Callable[[Submitter], Any], step: str = ""
) -> HttpResponse:
    author = _author(request, pk)
    try:
        act(author)
        messages.success(request, _("Done."))
    except actions.WrongState:
        moved_on = _("The case has moved on meanwhile; nothing was changed.")
        messages.warning(request, wording.refused(step) if step else moved_on)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    still_mine = authors.own_cases(request.user).filter(pk=pk).exists()
    return redirect("consultation:own-case", pk) if still_mine else redirect("consultation:own")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: SignedRequest, pk: int) -> HttpResponse:
    """Stand behind a joint case; a GET comes from a notice and shows the case."""
    if request.method != "POST":
        return redirect("consultation:own-case", _author(request, pk).case_id)
    return _press(
        request, pk, lambda author: actions.confirm_case(author, by=request.user), "confirm"
    )


@require_POST
def stand_aside(request: SignedRequest, pk: int) -> HttpResponse:
    """Do not stand behind it."""
    return _press(request, pk, actions.stand_aside, "stand_aside")


@require_POST
def withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """Take my case back."""
    return _press(request, pk, actions.withdraw_case, "withdraw")


@require_POST
def keep_private(request: SignedRequest, pk: int) -> HttpResponse:
    """Take the consent to publish back."""
    return _press(request, pk, actions.keep_private)


@require_POST
def rate(request: SignedRequest, pk: int) -> HttpResponse:
    """My say on the reply to my case."""
    form = SayForm(_author(request, pk).case, request.POST)
    return _say(request, pk, "rate", form, lambda author: actions.rate(author, form.say()))


@require_POST
def reopen(request: SignedRequest, pk: int) -> HttpResponse:
    """Open my closed case again."""
    form = AgainForm(request.POST)
    return _say(
        request, pk, "reopen", form,
        lambda author: actions.reopen(author.case, reason=form.cleaned_data["reason"], by=author),
    )  # fmt: skip


def _say(
    request: SignedRequest, pk: int, step: str, form: Form, act: Callable[[Submitter], Any]
) -> HttpResponse:
    """What I wrote, carried out; what was not comes back with my words, and with who may. A
    stranger sees 'not found'.
    """
    author = _author(request, pk)
    wrong = said_wrong(author, step, form, act)
    if wrong is None:
        messages.success(request, _("Done."))
        return redirect("consultation:own-case", pk)
    messages.warning(request, wrong.words)
    author.case.refresh_from_db()
    return _own_page(request, author, {FORMS[step]: form}, wrong.status)
