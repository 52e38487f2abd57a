"""Writes of the supervision room, one verb each."""

from banjie.supervision.actions.answering import AnswerContent, receive_item, verify, write_answer
from banjie.supervision.actions.extending import ask_extension, decide_extension
from banjie.supervision.actions.objecting import decide_objection, object_to
from banjie.supervision.actions.opening import ItemContent, change_item, issue_item, open_item
from banjie.supervision.actions.reminders import remind_items, urge_item
from banjie.supervision.actions.states import WrongState
from banjie.supervision.actions.striking import reopen, set_archive_number, strike_off

__all__ = [
    "AnswerContent",
    "ItemContent",
    "WrongState",
    "ask_extension",
    "change_item",
    "decide_extension",
    "decide_objection",
    "issue_item",
    "object_to",
    "open_item",
    "receive_item",
    "remind_items",
    "reopen",
    "set_archive_number",
    "strike_off",
    "urge_item",
    "verify",
    "write_answer",
]
