"""Texts open for comment, as accounts and the office see them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.topics import actions
from banjie.topics.forms.texts import AnswerForm, CommentForm, TextForm
from banjie.topics.models import Comment, OpenText
from banjie.topics.queries import texts as queries
from banjie.topics.views.pages import act_page, button, check, form_page, found_or_404


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
    check(request, "topics.open_text")
    form = TextForm(request.user, *sent(request))

    def act() -> OpenText:
        values = form.cleaned_data
        return actions.open_text(
            form.content(), office=values["office"], once_key=values["once"], by=request.user
        )

    return act_page(
        request, form, act, heading=_("Open a text for comment"), button=_("Open it"),
        back=reverse("topics:texts"),
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
    check(request, "topics.comment", found)
    form = CommentForm(found, *sent(request))

    def act() -> Comment:
        values = form.cleaned_data
        return actions.comment(
            values["paragraph"], values["text"], form_key=values["key"], by=request.user
        )

    return act_page(
        request, form, act, heading=_("Comment"), button=_("Send the comment"),
        back=found.get_absolute_url(), about=found,
    )  # fmt: skip


@form_page
def answer_text(request: SignedRequest, pk: int) -> HttpResponse:
    """The comments paragraph by paragraph, and the office's answers."""
    found = _text_or_404(request, pk)
    check(request, "topics.answer_text", found)
    form = AnswerForm(found, *sent(request))

    def act() -> OpenText:
        return actions.answer_text(
            found, summary=form.cleaned_data["summary"], answers=form.answers(), by=request.user
        )

    return act_page(
        request, form, act, heading=_("Answer the comments"), button=_("Keep"),
        back=found.get_absolute_url(), about=found, template="topics/answer_text.html",
    )  # fmt: skip


@require_POST
def publish_text(request: SignedRequest, pk: int) -> HttpResponse:
    """Publish the summary and the answers."""
    found = _text_or_404(request, pk)
    check(request, "topics.publish_text", found)
    return button(
        request, lambda: actions.publish_text(found, by=request.user), back=found.get_absolute_url()
    )
