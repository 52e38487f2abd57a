"""Cases: those one works on, those one sent, and what may be read of each."""

from __future__ import annotations

from typing import Any, Literal

from django.db.models import Prefetch
from django.http import Http404
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ, WRITE, invalid, refused_by
from banjie.api.schemas.cases import (
    CaseOut,
    CaseRow,
    EventOut,
    HandlerOut,
    LetterOut,
    OwnCaseOut,
    PointOut,
    ReplyOut,
)
from banjie.api.schemas.steps import NewCase
from banjie.common import once
from banjie.consultation import actions
from banjie.consultation.forms.submitting import AccountForm
from banjie.consultation.models import Case, CaseFile, Kind, State
from banjie.consultation.parts import Actor
from banjie.consultation.queries import authors, replies
from banjie.consultation.queries import cases as queries
from banjie.consultation.queries.channels import open_channels
from banjie.consultation.queries.page import events_of, handlers_of, left_on
from banjie.consultation.steps import steps
from banjie.consultation.views.cases import case_or_404
from banjie.people.requests import SignedRequest

router = Router(tags=["Cases"])


class Narrowed(Slice):
    """Which cases."""

    q: str = ""
    kind: Literal[tuple(Kind.values)] | None = None  # type: ignore[valid-type]  # from the table
    state: Literal[tuple(State.values)] | None = None  # type: ignore[valid-type]
    unit: Number | None = None
    office: Number | None = None


@router.get("/cases", response={200: Page[CaseRow], **READ}, url_name="cases")
def cases(request: SignedRequest, asked: Query[Narrowed]) -> Any:
    """The cases of my offices, and those my units handle or did."""
    sieve = queries.Sieve(
        asked.q.strip(), asked.kind or "", asked.state or "", asked.unit, asked.office
    )
    found = sieve.leaves(queries.cases_for(request.user)).select_related("office")
    return page(found, asked, lambda rows: [CaseRow.of(case) for case in rows])


@router.post("/cases", response={201: Receipt, **WRITE}, url_name="cases")
def submit(request: SignedRequest, said: NewCase, key: Key) -> Any:
    """Say something in a channel; with joint submitters it waits until each has answered."""

    def work() -> int:
        channel = open_channels().filter(pk=said.channel).first()
        if channel is None:
            raise invalid([("body.channel", _("There is no such channel, or it is closed."))])
        form = AccountForm(channel, request.user, _case_form(said))
        if not form.is_valid() and said.confirm:
            form = AccountForm(channel, request.user, _case_form(said) | {"seen": form.seen_now})
        if not form.is_valid():
            raise refused_by(form, {"__all__": "body"} | {n: f"body.said.{n}" for n in said.said})
        made = actions.submit_case(
            form.content(), office=channel.office, channel=channel, by=request.user
        )
        return made.case.pk

    number = carried_out(request, key, work)
    return Status(201, Receipt(id=number, address=f"/api/v1/cases/mine/{number}"))


def _case_form(said: NewCase) -> MultiValueDict[str, Any]:
    fields = {"once": once.new_key(), **said.filled()}
    return MultiValueDict(
        {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    )


@router.get("/cases/mine", response={200: Page[CaseRow], **READ}, url_name="own-cases")
def own_cases(request: SignedRequest, asked: Query[Slice]) -> Any:
    """The cases I sent or stand behind, and those I am asked to."""
    found = authors.own_cases(request.user)
    return page(found, asked, lambda rows: [CaseRow.of(case) for case in rows])


@router.get("/cases/mine/{pk}", response={200: OwnCaseOut, **READ}, url_name="own-case")
def own_case(request: SignedRequest, pk: Number) -> Any:
    """A case of mine, as its author sees it."""
    case = authors.own_cases(request.user).filter(pk=pk).first()
    author = authors.author_for(request.user, case) if case else None
    if case is None or author is None:
        raise Http404
    return OwnCaseOut.of(
        case,
        points=[PointOut.of(point) for point in case.points.all()],
        handlers=[part.unit.name for part in handlers_of(case) if part.ended_on is None],
        timeline=[EventOut.of(event) for event in events_of(case).filter(told=True)],
        letters=[LetterOut.of(letter) for letter in replies.letters_of(case)],
        steps=_open_to(author, case),
    )


@router.get("/cases/{pk}", response={200: CaseOut, **READ}, url_name="case")
def case(request: SignedRequest, pk: Number) -> Any:
    """One case with its words, its handlers, and what I may do with it."""
    found = case_or_404(request, pk)
    left = left_on(request.user, found)
    files = CaseFile.objects.select_related("attachment")
    if left:
        files = files.none()
    found = Case.objects.select_related("office", "merged_into").prefetch_related(
        "points", Prefetch("files", files)
    ).get(pk=found.pk)  # fmt: skip
    living = [] if left else [part for part in handlers_of(found) if part.ended_on is None]
    return CaseOut.whole(
        found,
        handlers=[HandlerOut.of(part) for part in living],
        steps=_open_to(request.user, found),
    )


def _open_to(actor: Actor, case: Case) -> list[str]:
    return [
        name.replace("_", "-")
        for name, step in steps().items()
        if case.state in step.start and actor.may(step.permission, case)
    ]


@router.get("/cases/{pk}/timeline", response={200: Page[EventOut], **READ}, url_name="timeline")
def timeline(request: SignedRequest, pk: Number, asked: Query[Slice]) -> Any:
    """The steps on it in their order, each with its day."""
    seen = case_or_404(request, pk)
    found, left = events_of(seen), left_on(request.user, seen)
    if left:
        found = found.filter(on__lte=left)
    return page(found, asked, lambda rows: [EventOut.of(event) for event in rows])


@router.get("/cases/{pk}/replies", response={200: list[ReplyOut], **READ}, url_name="replies")
def case_replies(request: SignedRequest, pk: Number) -> Any:
    """The replies I may read: those sent, and drafts as far as they are mine to work on."""
    found = replies.replies_for(request.user, case_or_404(request, pk))
    return [ReplyOut.of(reply) for reply in found]


@router.get("/cases/{pk}/letters", response={200: list[LetterOut], **READ}, url_name="letters")
def letters(request: SignedRequest, pk: Number) -> Any:
    """The letters its author got."""
    found = replies.letters_for(request.user, case_or_404(request, pk))
    return [LetterOut.of(one) for one in found]
