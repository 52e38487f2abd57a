"""Cases: the list, and one case with everything about it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from banjie.common import once
from banjie.common.files import file_answer
from banjie.common.keyset import stretch
from banjie.consultation import asking
from banjie.consultation.forms.handling import NoteForm
from banjie.consultation.models import Case, FollowUp, Kind, State
from banjie.consultation.queries import after, page, replies
from banjie.consultation.queries import cases as queries
from banjie.consultation.queries.authors import has_contact
from banjie.consultation.queries.many import offered
from banjie.consultation.rules import note_units
from banjie.people.filters import saved_by
from banjie.people.models import User
from banjie.people.requests import SignedRequest

BESIDE = 30
"""Lines of the list beside a case on a wide screen."""


def case_or_404(request: SignedRequest, pk: int) -> Case:
    """The case, if this account may see it; a stranger sees 'not found'."""
    found = (
        queries.cases_for(request.user)
        .filter(pk=pk)
        .select_related("office", "channel", "merged_into", "came_from")
        .first()
    )
    if found is None or not request.user.may("consultation.see_case", found):
        raise Http404
    return found


@require_safe
def cases(request: SignedRequest) -> HttpResponse:
    """The cases I may see, newest first."""
    sieve = queries.Sieve.of(request.GET.dict())
    found = queries.with_handlers(sieve.leaves(queries.cases_for(request.user)))
    context = {
        "sieve": sieve,
        "stretch": stretch(found, request.GET.get("before", "")),
        "may_enter": request.user.may("consultation.enter_on_behalf"),
        "may_count": request.user.may("consultation.figures"),
        "kinds": Kind.choices,
        "states": [
            (name, State(name).label) for name in State.values if name not in queries.UNSENT
        ],
        "standings": queries.STANDINGS.items(),
        "units": queries.handling_units(request.user),
        "bulk": offered(request.user).items(),
        "saved": saved_by(request.user, "cases"),
        "offices": queries.offices_of(request.user),
    }
    return render(request, "consultation/cases.html", context)


@require_safe
def case(request: SignedRequest, pk: int) -> HttpResponse:
    """One case: what was said, who handles it by when, what was done, what may be done."""
    found = case_or_404(request, pk)
    user = request.user
    offers = page.offered(found, user)
    context: dict[str, Any] = {
        "case": found,
        "said": page.said_of(found),
        "authors": found.submitters.select_related("unit"),
        "has_contact": has_contact(user, found),
        "offers": [offer for offer in offers if offer.leads_on],
        "more_offers": [offer for offer in offers if not offer.leads_on],
        "notes": page.notes_for(user, found),
        "note_form": _note_form(user, found),
        "reply_rows": replies.reply_rows(user, found),
        "letters": replies.letters_for(user, found),
        "opinions": replies.opinions_for(user, found),
        "contacts": replies.contacts_for(user, found),
        "to_follow": _to_follow(user, found),
        "may_instruct": user.may("consultation.instruct", found),
        "may_keep": user.may("consultation.keep_key_item", found),
        "once_key": once.new_key(),
        "beside": _beside(request, found),
        **_work(user, found),
    }
    return render(request, "consultation/case.html", context)


def _work(user: User, case: Case) -> dict[str, Any]:
    """How it is handled and what came after; a unit that has left sees its own part of it."""
    handlers, left = page.handlers_of(case), page.left_on(user, case)
    if left:
        own = [part for part in handlers if part.unit_id in user.units()]
        return {"handlers": own, "timeline": page.timeline(case, until=left)}
    return {
        "handlers": handlers,
        "timeline": page.timeline(case),
        "edited": page.edited(case),
        "files": case.files.select_related("attachment"),
        "screenings": page.screenings_of(case),
        "suspensions": page.suspensions_of(case),
        "relations": page.relations(user, case),
        "after": after.after_of(case),
    }


def _to_follow(user: User, case: Case) -> list[FollowUp]:
    may = user.may("consultation.follow_up", case)
    return list(asking.to_follow(user, case)) if may else []


def _note_form(user: User, case: Case) -> NoteForm | None:
    may = user.may("consultation.note", case)
    return NoteForm(note_units(user, case)) if may else None


def _beside(request: SignedRequest, case: Case) -> dict[str, Any]:
    """The list this case was opened from, as far as it stands beside it on a wide screen."""
    sieve = queries.Sieve.of(request.GET.dict())
    found = sieve.leaves(queries.cases_for(request.user))
    newer = found.filter(pk__gt=case.pk).order_by("pk")[: BESIDE // 3]
    rest = found.filter(pk__lte=case.pk).order_by("-pk")
    upper = list(reversed(newer))
    return {"query": sieve.query, "cases": [*upper, *rest[: BESIDE - len(upper)]]}


@require_safe
def file(request: SignedRequest, pk: int, key: str) -> HttpResponseBase:
    """One file sent along; the permission is asked at every fetch."""
    found = case_or_404(request, pk)
    if not request.user.may("consultation.see_work", found):
        raise Http404
    kept = get_object_or_404(found.files.select_related("attachment"), attachment__key=key)
    return file_answer(kept.attachment)
