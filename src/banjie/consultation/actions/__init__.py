"""The steps on cases: one verb each, the transaction inside."""

from banjie.consultation.actions.after import (
    Heard,
    adopt,
    call_back,
    end_key_item,
    give_up_promise,
    instruct,
    keep_promise,
    log_visit,
    mark_key,
    show_case,
    supervise,
)
from banjie.consultation.actions.assigning import PartPlan, assign_case, receive_case
from banjie.consultation.actions.handling import countersign, log_contact, write_opinion
from banjie.consultation.actions.rating import (
    Say,
    lapse,
    lapse_all,
    rate,
    rate_item,
    rate_on_paper,
    reopen,
    settle,
)
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
    "Heard",
    "PartPlan",
    "ReplyContent",
    "Say",
    "Submitted",
    "WrongState",
    "adopt",
    "assign_case",
    "call_back",
    "countersign",
    "decline_case",
    "draft_reply",
    "end_key_item",
    "file_case",
    "give_up_promise",
    "instruct",
    "keep_promise",
    "lapse",
    "lapse_all",
    "log_contact",
    "log_visit",
    "mark_key",
    "publish_replies",
    "rate",
    "rate_item",
    "rate_on_paper",
    "receive_case",
    "reopen",
    "review_reply",
    "settle",
    "show_case",
    "sign_reply",
    "submit_case",
    "supervise",
    "write_opinion",
]
