"""Topics with their stages, sessions, recommendations and stations, as those see them who may."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Query, Router

from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ
from banjie.api.schemas.topics import (
    FieldOut,
    FollowedOut,
    MinuteOut,
    OutcomeOut,
    ParagraphOut,
    PlanOut,
    PlanRow,
    SessionOut,
    StageOut,
    StationOut,
    TextOut,
    TextRow,
    TopicOut,
    TopicRow,
    WholeStation,
)
from banjie.api.views.topic_steps import found_or_404, open_to
from banjie.people.requests import SignedRequest
from banjie.topics.models import Topic
from banjie.topics.queries import topics as queries
from banjie.topics.queries.experts import fields_with_mine
from banjie.topics.queries.outcomes import of_year, topics_of_year
from banjie.topics.queries.stations import counted, stations_for
from banjie.topics.queries.texts import texts_for

router = Router(tags=["Topics"])
LATE = "late"
State = Literal[(*Topic.State.values, LATE)]  # type: ignore[valid-type]  # from the table


@router.get("/topics", response={200: Page[TopicRow], **READ}, url_name="topics")
def topics(request: SignedRequest, asked: Query[Slice], state: State | None = None) -> Any:
    """The topics of my offices, and those my units take part in; `late` ones are past their day."""
    found = queries.topics_for(request.user)
    if state == LATE:
        found = queries.late(found)
    elif state:
        found = found.filter(state=state)
    return page(found, asked, lambda rows: [TopicRow.of(topic) for topic in rows])


@router.get("/topics/stations", response={200: Page[StationOut], **READ}, url_name="stations")
def stations(request: SignedRequest, asked: Query[Slice]) -> Any:
    """The stations of my offices, and those above, at and below my units' own."""
    found = counted(stations_for(request.user))
    return page(found, asked, lambda rows: [StationOut.of(station) for station in rows])


@router.get("/topics/stations/{pk}", response={200: WholeStation, **READ}, url_name="station")
def station(request: SignedRequest, pk: Number) -> Any:
    """One station: when it is open, and what may be done there."""
    found = found_or_404(request.user, "stations", pk)
    return WholeStation.of(found, steps=open_to(request.user, "stations", found))


@router.get("/topics/plans", response={200: Page[PlanRow], **READ}, url_name="plans")
def plans(request: SignedRequest, asked: Query[Slice]) -> Any:
    """The plans of the offices I serve or lead, by year."""
    found = queries.plans_for(request.user)
    return page(found, asked, lambda rows: [PlanRow.of(plan) for plan in rows])


@router.get("/topics/plans/{pk}", response={200: PlanOut, **READ}, url_name="plan")
def plan(request: SignedRequest, pk: Number) -> Any:
    """One plan with its topics, and what came of their recommendations."""
    found = found_or_404(request.user, "plans", pk)
    followed = [
        FollowedOut(
            outcome=one.outcome.pk, asked=one.asked, verdicts=one.verdicts, waiting=one.waiting,
            done=one.done, standing=one.standing,
        )
        for one in of_year(found)
    ]  # fmt: skip
    return PlanOut.of(
        found, topics=list(found.topics.order_by("pk").values_list("pk", flat=True)),
        states=topics_of_year(found), outcomes=followed,
        steps=open_to(request.user, "plans", found),
    )  # fmt: skip


@router.get("/topics/texts", response={200: Page[TextRow], **READ}, url_name="texts")
def texts(request: SignedRequest, asked: Query[Slice]) -> Any:
    """Texts open for comment, and those that were."""
    found = texts_for(request.user)
    return page(found, asked, lambda rows: [TextRow.of(text, request.user) for text in rows])


@router.get("/topics/texts/{pk}", response={200: TextOut, **READ}, url_name="text")
def text(request: SignedRequest, pk: Number) -> Any:
    """One text with its paragraphs; summary and answers as far as they are mine to read."""
    found = found_or_404(request.user, "texts", pk)
    told = found.published_on is not None or request.user.may("topics.keep_text", found)
    return TextOut.of(
        found, request.user, summary=found.summary if told else "",
        paragraphs=[
            ParagraphOut.told(one, answer=one.answer if told else "")
            for one in found.paragraphs.all()
        ],
        steps=open_to(request.user, "texts", found),
    )  # fmt: skip


@router.get("/topics/fields", response={200: Page[FieldOut], **READ}, url_name="fields")
def fields(request: SignedRequest, asked: Query[Slice]) -> Any:
    """Fields of knowledge that experts are asked of."""
    user, found = request.user, fields_with_mine(request.user)
    return page(
        found,
        asked,
        lambda rows: [FieldOut.of(one, steps=open_to(user, "fields", one)) for one in rows],
    )


@router.get("/topics/fields/{pk}", response={200: FieldOut, **READ}, url_name="field")
def field(request: SignedRequest, pk: Number) -> Any:
    """One field of knowledge."""
    found = found_or_404(request.user, "fields", pk)
    return FieldOut.of(found, steps=open_to(request.user, "fields", found))


@router.get("/topics/{pk}", response={200: TopicOut, **READ}, url_name="topic")
def topic(request: SignedRequest, pk: Number) -> Any:
    """One topic with its stages, and what I may do with it."""
    user = request.user
    found = found_or_404(user, "topics", pk)
    return TopicOut.of(
        found,
        stages=[
            StageOut.of(stage, steps=open_to(user, "stages", stage))
            for stage in queries.stages_of(found)
        ],
        sessions=[one.pk for one in queries.sessions_for(user).filter(topic=found)],
        outcomes=[one.pk for one in queries.outcomes_for(user).filter(topic=found)],
        steps=open_to(user, "topics", found),
    )


@router.get("/topics/sessions/{pk}", response={200: SessionOut, **READ}, url_name="session")
def session(request: SignedRequest, pk: Number) -> Any:
    """One session with its minutes."""
    found = found_or_404(request.user, "sessions", pk)
    minutes = list(found.minutes.select_related("carried"))
    for minute in minutes:
        minute.session = found
    return SessionOut.of(
        found,
        minutes=[
            MinuteOut.of(minute, steps=open_to(request.user, "minutes", minute))
            for minute in minutes
        ],
        steps=open_to(request.user, "sessions", found),
    )


@router.get("/topics/outcomes/{pk}", response={200: OutcomeOut, **READ}, url_name="outcome")
def outcome(request: SignedRequest, pk: Number) -> Any:
    """One recommendation with its points and the answers to them."""
    found = found_or_404(request.user, "outcomes", pk)
    return OutcomeOut.of(found, steps=open_to(request.user, "outcomes", found))
