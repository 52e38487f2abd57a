"""Writes of the room: one verb each, the transaction inside."""

from banjie.topics.actions.experts import add_knowledge, announce, draw, join, leave
from banjie.topics.actions.outcomes import (
    OutcomeContent,
    Said,
    change_outcome,
    follow_up,
    reply,
    send_outcome,
    write_outcome,
)
from banjie.topics.actions.plans import choose, fix_plan, open_plan, send_plan
from banjie.topics.actions.sessions import (
    SessionContent,
    carry_no_further,
    carry_to_activity,
    carry_to_case,
    change_session,
    plan_session,
    send_notice,
    write_minutes,
)
from banjie.topics.actions.states import WrongState
from banjie.topics.actions.stations import StationContent, change_station, open_station
from banjie.topics.actions.texts import (
    TextContent,
    answer_text,
    comment,
    open_text,
    publish_text,
)
from banjie.topics.actions.topics import (
    TopicContent,
    add_topic,
    change_topic,
    deliver,
    drop_topic,
    pass_stage,
    plan_window,
    raise_item,
    refer_up,
    show_result,
)

__all__ = [
    "OutcomeContent", "Said", "SessionContent", "StationContent", "TextContent", "TopicContent",
    "WrongState", "add_knowledge", "add_topic", "announce", "answer_text", "carry_no_further",
    "carry_to_activity", "carry_to_case", "change_outcome", "change_session", "change_station",
    "change_topic", "choose", "comment", "deliver", "draw", "drop_topic", "fix_plan", "follow_up",
    "join", "leave", "open_plan", "open_station", "open_text", "pass_stage", "plan_session",
    "plan_window", "publish_text", "raise_item", "refer_up", "reply", "send_notice",
    "send_outcome", "send_plan", "show_result", "write_minutes", "write_outcome",
]  # fmt: skip
