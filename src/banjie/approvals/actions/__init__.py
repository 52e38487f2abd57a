"""Writes of the approvals room: drafting and sending papers, signing them, giving numbers."""

from banjie.approvals.actions.drafting import (
    Content,
    Signer,
    StepPlan,
    change_paper,
    draft_paper,
    submit_paper,
)
from banjie.approvals.actions.numbers import set_letters, take_number
from banjie.approvals.actions.signing import agree, pass_on, send_back
from banjie.approvals.actions.states import WrongState

__all__ = [
    "Content",
    "Signer",
    "StepPlan",
    "WrongState",
    "agree",
    "change_paper",
    "draft_paper",
    "pass_on",
    "send_back",
    "set_letters",
    "submit_paper",
    "take_number",
]
