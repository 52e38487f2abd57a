"""The page behind a poster: say something, or follow what others said. No account, no trace."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banjie.common import limits
from banjie.consultation import actions
from banjie.consultation.codes import is_form_key
from banjie.consultation.forms.submitting import PublicForm
from banjie.consultation.kinds import kind_rule, limit_name
from banjie.consultation.limiting import LOOKING, POSTERS, SENDING
from banjie.consultation.models import Case, Poster, Visibility
from banjie.consultation.queries.alike import alike
from banjie.consultation.queries.channels import poster_by_code
from banjie.consultation.views.unnamed import address_of, count, page, unnamed
from banjie.people.requests import sent

ALIKE = "alike"
"""What `seen` says once the cases like this one were shown."""


def _poster(request: HttpRequest, code: str) -> Poster:
    """The poster of a short address. A try is counted before, and forgiven where there is one, so
    that nobody finds posters by trying.
    """
    count(request, POSTERS)
    found = poster_by_code(code)
    if found is None or not found.channel.public:
        raise Http404
    POSTERS.forgive(address_of(request))
    return found


def _closed(request: HttpRequest, poster: Poster) -> HttpResponse | None:
    """What a taken-back address or a closed channel answers; None while it is open."""
    if poster.revoked_on is None and poster.channel.is_open:
        return None
    context = {
        "heading": _("Nothing can be sent here any more"),
        "text": _("This address was taken back by %(office)s.")
        % {"office": poster.channel.office.name},
        "phone": poster.channel.phone,
    }
    return page(request, "consultation/plain.html", context, 410)


@require_http_methods(["GET", "HEAD", "POST"])
@unnamed
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """Say something. The same form sent again shows the same receipt."""
    found = _poster(request, code)
    if code != found.code:
        return redirect("consultation:poster", found.code)
    key = request.POST.get("once", "")
    if is_form_key(key) and (before := actions.sent_before(key)):
        return _receipt(request, before, key, again=True)
    if closed := _closed(request, found):
        return closed
    if request.method == "POST":
        count(request, SENDING)
    form = PublicForm(found.channel, *sent(request))
    like = []
    if form.is_bound and form.is_valid():
        like = (
            [] if ALIKE in form.data.get("seen", "").split() else alike(form.cleaned_data["title"])
        )
        if not like:
            made = actions.submit_openly(form.content(), channel=found.channel, form_key=key)
            return _receipt(request, made, key)
    return _form_page(request, found, form, like)


def _form_page(
    request: HttpRequest, found: Poster, form: PublicForm, like: list[Any]
) -> HttpResponse:
    if form.is_bound:
        form.keep_files()
    context = {
        "poster": found,
        "channel": found.channel,
        "form": form,
        "alike": like,
        "seen": f"{form.seen_now} {ALIKE}".strip()
        if like
        else form.seen_now
        if form.is_bound
        else "",
        "promise": _promise(found.channel.kind),
    }
    return page(request, "consultation/say.html", context, 422 if form.is_bound else 200)


def _promise(kind: str) -> dict[str, Any]:
    """What the notice promises: whether there is an answer, and by when."""
    return {"answered": kind_rule(kind).answered, "reply": limits.rule(limit_name(kind, "reply"))}


def _receipt(
    request: HttpRequest, made: actions.Submitted, key: str, *, again: bool = False
) -> HttpResponse:
    """Shown in answer to the form itself: the code is in no address and in no log."""
    context = {"case": made.case, "code": made.code, "key": key, "again": again,
               "channel": made.case.channel}  # fmt: skip
    return page(request, "consultation/receipt.html", context)


@require_POST
@unnamed
def look(request: HttpRequest, code: str) -> HttpResponse:
    """While somebody types: published cases like theirs. Nothing typed is kept or logged."""
    found = _poster(request, code)
    title = request.POST.get("title", "")[:50]
    like = alike(title) if LOOKING.begin(address_of(request)) and title.strip() else []
    return page(request, "consultation/parts/alike.html", {"alike": like, "poster": found})


@require_POST
@unnamed
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Follow a published case instead of sending the same: a code of its own, once."""
    found = _poster(request, code)
    key, asked = request.POST.get("once", ""), request.POST.get("follow", "")
    count(request, SENDING)
    number = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    case = get_object_or_404(Case, pk=number, visibility=Visibility.PUBLIC)
    if not is_form_key(key):
        return redirect("consultation:poster", found.code)
    context = {"case": case, "code": actions.follow_case(case, form_key=f"follow:{case.pk}:{key}"),
               "key": key, "follows": True, "channel": found.channel}  # fmt: skip
    return page(request, "consultation/receipt.html", context)
