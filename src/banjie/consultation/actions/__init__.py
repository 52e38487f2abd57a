"""The steps on cases: one verb each, the transaction inside."""

from banjie.consultation.actions.assigning import PartPlan, assign_case, receive_case
from banjie.consultation.actions.handling import countersign, log_contact, write_opinion
from banjie.consultation.actions.rating import Say, rate
from banjie.consultation.actions.replying import (
    ReplyContent,
    draft_reply,
    publish_replies,
    review_reply,
    sign_reply,
)
from banjie.consultation.actions.screening import decline_case, file_case
from banjie.consultation.actions.states import WrongState
from banjie.consultation.actions.submitting import CaseContent, Submitted, submit_case

__all__ = [
    "CaseContent",
    "PartPlan",
    "ReplyContent",
    "Say",
    "Submitted",
    "WrongState",
    "assign_case",
    "countersign",
    "decline_case",
    "draft_reply",
    "file_case",
    "log_contact",
    "publish_replies",
    "rate",
    "receive_case",
    "review_reply",
    "sign_reply",
    "submit_case",
    "write_opinion",
]
