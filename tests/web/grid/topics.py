"""Addresses of the topics room: topics of the office, the library asked, stations on three levels."""

from __future__ import annotations

from banjie.topics import actions
from banjie.topics.models import AnnualPlan, Outcome, Session, Station, Topic
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain
from tests.web.topics import things

REASON = {"once": "grid", "reason": "职责在上一级。"}


def the_topic(cast: Cast, state: str) -> Topic:
    """A consultation topic in a stage; `asked` the library is invited; an item at the village."""
    if state in ("village", "climbed"):
        item = things.raised(cast, things.stations(cast)[2])
        if state == "climbed":
            actions.refer_up(item, reason="要街道协调。", by=cast.officer)
        return Topic.objects.get(pk=item.pk)
    topic = things.at(cast, "session" if state == "asked" else state)
    if state == "asked":
        actions.send_notice(things.session(cast, topic), by=cast.officer)
    return topic


def _topic(cast: Cast, state: str) -> Call:
    return Call((the_topic(cast, state).pk,), REASON)


def _file(cast: Cast, state: str) -> Call:
    topic = the_topic(cast, state)
    return Call((topic.pk, things.attachment_key(topic, cast)))


def _draw(cast: Cast, state: str) -> Call:
    field = things.knowledge(cast)
    if state != "empty":
        actions.join(field, by=cast.stranger)
    topic = the_topic(cast, "inquiry")
    draw = things.announced(cast, topic, field)
    if state == "drawn":
        actions.draw(draw, by=cast.officer)
    return Call((topic.pk, draw.pk))


def _stage(cast: Cast, state: str) -> Call:
    """The open stage, `told` with what it brought."""
    topic = the_topic(cast, "inquiry" if state == "told" else state)
    if state == "told":
        things.tell(topic, by=cast.officer)
    return Call((things.now(topic).pk,))


def _planned_stage(cast: Cast, state: str) -> Call:
    topic = the_topic(cast, "inquiry")
    stage = topic.stages.get(name="choose" if state == "ended" else "reply")
    return Call((stage.pk,), {"first": "2026-10-01", "last": "2026-09-01"})


def the_plan(cast: Cast, state: str) -> AnnualPlan:
    if state == "empty":
        return actions.open_plan(office=cast.office, year=2026, programme=None, by=cast.officer)
    topic = things.pooled(cast)
    if state == "chosen":
        plan = the_plan(cast, "empty")
        actions.choose(plan, [topic], by=cast.officer)
        return plan
    return things.planned(cast, topic, approved=state != "sent", begun=state == "begun")


def _plan(cast: Cast, state: str) -> Call:
    return Call((the_plan(cast, state).pk,), {"topics": "999999"})


def the_session(cast: Cast, state: str) -> Session:
    topic = the_topic(cast, "session")
    if state == "minuted":
        return things.minuted(cast, topic)
    session = things.session(cast, topic)
    if state == "noticed":
        actions.send_notice(session, by=cast.officer)
    return session


def _session(cast: Cast, state: str) -> Call:
    return Call((the_session(cast, state).pk,))


def _minute(cast: Cast, state: str) -> Call:
    session = the_session(cast, "minuted")
    minute = session.minutes.filter(standing="pending" if state == "pending" else "agreed")[0]
    if state == "carried":
        actions.carry_no_further(minute, reason="已办。", by=cast.officer)
    return Call((minute.pk,))


def the_outcome(cast: Cast, state: str) -> Outcome:
    made = things.outcome(cast, the_topic(cast, "outcome"), sent=state != "draft")
    return things.answered(cast, made) if state == "answered" else made


def _outcome(cast: Cast, state: str) -> Call:
    return Call((the_outcome(cast, state).pk,))


def _answer(cast: Cast, state: str) -> Call:
    made = the_outcome(cast, "answered")
    verdict = "not" if state == "not" else "adopted"
    return Call((made.reply.answers.get(verdict=verdict).pk,))


def the_station(cast: Cast, state: str) -> Station:
    return dict(zip(("county", "town", "village"), things.stations(cast), strict=True))[state]


def _station(cast: Cast, state: str) -> Call:
    if state == "closed":
        found = the_station(cast, "village")
        Station.objects.filter(pk=found.pk).update(is_open=False)
        return Call((found.pk,))
    return Call((the_station(cast, state).pk,))


def _text(cast: Cast, state: str) -> Call:
    text = things.text(cast)
    if state != "open":
        text = things.closed(text)
    if state == "published":
        actions.answer_text(text, summary="无意见。", answers={}, by=cast.officer)
        actions.publish_text(text, by=cast.officer)
    return Call((text.pk,))


def _result(cast: Cast, state: str) -> Call:
    topic = the_topic(cast, "reply")
    if state == "shown":
        actions.show_result(topic, result="增设四处借阅点。", by=cast.officer)
    return Call((topic.pk,))


def _field(cast: Cast, _state: str) -> Call:
    return Call((things.knowledge(cast).pk,))


_BY_WAY: dict[Way, tuple[str, ...]] = {
    plain: (
        "topics", "new", "plans", "new-plan", "stations", "new-station", "texts", "new-text",
        "experts", "new-knowledge", "public",
    ),
    _topic: (
        "topic", "change", "drop", "refer-up", "show-result", "new-session", "new-outcome",
        "announce",
    ),
    _file: ("file",),
    _draw: ("draw",),
    _stage: ("deliver", "pass-stage"),
    _planned_stage: ("plan-window",),
    _plan: ("plan", "choose", "send-plan", "fix-plan", "roll-up", "roll-up-paper"),
    _session: ("session", "change-session", "send-notice", "notice-paper", "minutes"),
    _minute: ("carry",),
    _outcome: (
        "outcome", "change-outcome", "send-outcome", "outcome-paper", "reply", "reply-paper",
    ),
    _answer: ("follow-up",),
    _station: ("station", "change-station", "raise-item", "public-station"),
    _text: (
        "text", "comment", "answer-text", "publish-text", "public-text", "public-comment",
    ),
    _result: ("public-result",),
    _field: ("join", "leave"),
}  # fmt: skip
WAYS: dict[str, Way] = {f"topics:{name}": way for way, names in _BY_WAY.items() for name in names}
