"""Texts open for comment, as accounts and the office see them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Place, Words
from banjie.topics import actions
from banjie.topics.forms.texts import AnswerForm, OwnCommentForm, TextForm
from banjie.topics.models import OpenText
from banjie.topics.queries import texts as queries
from banjie.topics.views.pages import STEPPING, check, form_page, found_or_404


def _text_or_404(request: SignedRequest, pk: int) -> OpenText:
    return found_or_404(queries.texts_for(request.user), pk)


@require_safe
def texts(request: SignedRequest) -> HttpResponse:
    """Every text, the newest first."""
    context = {
        "texts": queries.texts_for(request.user),
        "may_open": request.user.may("topics.open_text"),
    }
    return render(request, "topics/texts.html", context)


@form_page
def new_text(request: SignedRequest) -> HttpResponse:
    """Open a text for comment."""
    check(request, "open_text")
    form = TextForm(request.user, *sent(request))
    return STEPPING.page(
        request, Place(reverse("topics:texts"), _("Open for comment")), form,
        Words(_("Open a text for comment"), _("Open it")),
        lambda said: actions.open_text(form.content(), office=said["office"], by=request.user),
    )  # fmt: skip


@require_safe
def text(request: SignedRequest, pk: int) -> HttpResponse:
    """One text: its paragraphs with the answers; for the office, how much was said to each."""
    found = _text_or_404(request, pk)
    user = request.user
    context = {
        "text": found,
        "paragraphs": queries.paragraphs_of(found),
        "may_comment": user.may("topics.comment", found),
        "may_keep": user.may("topics.keep_text", found),
        "may_answer": user.may("topics.answer_text", found),
        "may_publish": user.may("topics.publish_text", found),
    }
    return render(request, "topics/text.html", context)


@form_page
def comment(request: SignedRequest, pk: int) -> HttpResponse:
    """Comment with one's account."""
    found = _text_or_404(request, pk)
    check(request, "comment", found)
    form = OwnCommentForm(found, *sent(request))
    return STEPPING.page(
        request, found, form, Words(_("Comment"), _("Send the comment")),
        lambda said: actions.comment(
            said["paragraph"], said["text"], form_key=said["key"], by=request.user
        ),
    )  # fmt: skip


@form_page
def answer_text(request: SignedRequest, pk: int) -> HttpResponse:
    """The comments paragraph by paragraph, and the office's answers."""
    found = _text_or_404(request, pk)
    check(request, "answer_text", found)
    form = AnswerForm(found, *sent(request))
    return STEPPING.page(
        request, found, form, Words(_("Answer the comments"), _("Keep")),
        lambda said: actions.answer_text(
            found, summary=said["summary"], answers=form.answers(), by=request.user
        ),
        template="topics/answer_text.html",
    )  # fmt: skip


@require_POST
def publish_text(request: SignedRequest, pk: int) -> HttpResponse:
    """Publish the summary and the answers."""
    found = _text_or_404(request, pk)
    check(request, "publish_text", found)
    return STEPPING.press(request, found, lambda: actions.publish_text(found, by=request.user))
