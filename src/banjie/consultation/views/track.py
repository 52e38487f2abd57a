"""Coming back with a code: what became of it, and what its author may do.

The code is typed, travels in the body of a form alone, and is asked for again at every step: there
is no session that could be found later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banjie.consultation import actions, wording
from banjie.consultation.forms.after import AgainForm, SayForm
from banjie.consultation.limiting import CODES, MISSES
from banjie.consultation.models import Case, Submitter
from banjie.consultation.queries.authors import Found, author_page, found_by_code, turned
from banjie.consultation.steps import steps
from banjie.consultation.views.unnamed import address_of, count, page, unnamed

_CODE_MOST = 60
DEEDS = {
    "withdraw": actions.withdraw_case,
    "keep-private": actions.keep_private,
    "forget-contact": actions.forget_contact,
}


@require_http_methods(["GET", "HEAD", "POST"])
@unnamed
def track(request: HttpRequest) -> HttpResponse:
    """Ask for a code; show the case it belongs to."""
    if request.method != "POST":
        return page(request, "consultation/code.html", {})
    found = came_back(request)
    return found if isinstance(found, HttpResponse) else case_page(request, found)


@require_POST
@unnamed
def deed(request: HttpRequest, name: str) -> HttpResponse:
    """One of the steps an author without an account may take."""
    found = came_back(request)
    if isinstance(found, HttpResponse):
        return found
    said = _("Done.")
    if found.author is None or not _done(name, found.author):
        moved_on = _("This is no longer possible; below is how it stands.")
        said = wording.refused(name) if name in steps() else moved_on
    return case_page(request, found, said)


def _done(name: str, author: Submitter) -> bool:
    try:
        DEEDS[name](author)
    except actions.WrongState:
        return False
    return True


def came_back(request: HttpRequest) -> Found | HttpResponse:
    """Whom the code in the form belongs to, or the answer to a wrong one: the same for every one.

    A try is counted before the code is looked at, and forgiven when it was right.
    """
    count(request, CODES)
    found = found_by_code(request.POST.get("code", "")[:_CODE_MOST])
    if found:
        CODES.forgive(address_of(request))
        return turned(found, request.POST.get("case", ""))
    MISSES.miss()
    wrong = _("This code is not known, or its time is over. Please compare it with your receipt.")
    return page(request, "consultation/code.html", {"wrong": wrong}, 422)


def case_page(
    request: HttpRequest, found: Found, said: str = "", more: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The author's page of a case. `said` is what a step just did; `more` holds the form of one
    that was not taken, with what was typed into it.
    """
    found.case.refresh_from_db()
    context = author_page(found.case, found.author) | own_words(found) | dict(more or {})
    code = request.POST.get("code", "")[:_CODE_MOST]
    return page(
        request, "consultation/tracked.html", context | {"code": code, "said_now": said},
        status,
    )  # fmt: skip


def own_words(found: Found) -> dict[str, Any]:
    """The forms an author may fill in, empty."""
    return {"say_form": SayForm(found.case), "again_form": AgainForm()} if found.author else {}


@require_POST
@unnamed
def rate(request: HttpRequest) -> HttpResponse:
    """The author's say, with the code."""
    return _said(
        request, "rate", lambda case: SayForm(case, request.POST), actions.rate, SayForm.say
    )


@require_POST
@unnamed
def reopen(request: HttpRequest) -> HttpResponse:
    """Open a closed case again, with the code."""

    def act(author: Submitter, reason: str) -> None:
        actions.reopen(author.case, reason=reason, by=author)

    return _said(
        request, "reopen", lambda _case: AgainForm(request.POST), act,
        lambda form: str(form.cleaned_data["reason"]),
    )  # fmt: skip


def _said(
    request: HttpRequest, step: str, make: Callable[[Case], Form],
    act: Callable[[Submitter, Any], Any], words: Callable[[Any], Any],
) -> HttpResponse:  # fmt: skip
    """What an author wrote, carried out; what was not comes back with its words."""
    found = came_back(request)
    if isinstance(found, HttpResponse):
        return found
    if found.author is None:
        return case_page(request, found)
    form = make(found.case)
    wrong = said_wrong(found.author, step, form, lambda author: act(author, words(form)))
    if wrong is None:
        return case_page(request, found, _("Done. Thank you."))
    return case_page(request, found, wrong.words, {FORMS[step]: form}, wrong.status)


FORMS = {"rate": "say_form", "reopen": "again_form"}
"""By which name the page of a case knows the form of a step."""


class Wrong(NamedTuple):
    """Why what an author wrote was not taken."""

    status: int
    words: str


def said_wrong(
    author: Submitter, step: str, form: Form, act: Callable[[Submitter], Any]
) -> Wrong | None:
    """Take the step with its form: None where it was taken, else why not. Where it is not open, who
    may take it, and when.
    """
    open_now = author.may(steps()[step].permission, author.case)
    if open_now and form.is_valid():
        try:
            act(author)
        except actions.WrongState:
            open_now = False
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return None
    if not open_now:
        return Wrong(409, wording.refused(step))
    return Wrong(422, " ".join(str(words) for said in form.errors.values() for words in said))
