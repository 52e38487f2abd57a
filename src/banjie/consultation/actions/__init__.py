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
from banjie.consultation.actions.assigning import (
    PartPlan,
    assign_case,
    reassign_case,
    receive_case,
)
from banjie.consultation.actions.authors import (
    follow_case,
    forget_contact,
    keep_private,
    purge_contacts,
    see_contact,
    withdraw_case,
)
from banjie.consultation.actions.catching_up import set_last_days
from banjie.consultation.actions.editing import (
    archive_case,
    edit_case,
)
from banjie.consultation.actions.extending import (
    ask_extension,
    decide_extension,
)
from banjie.consultation.actions.handling import countersign, log_contact, write_opinion
from banjie.consultation.actions.joining import (
    confirm_case,
    end_all_gatherings,
    end_gathering,
    stand_aside,
)
from banjie.consultation.actions.merging import (
    merge_cases,
)
from banjie.consultation.actions.noting import write_note
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
from banjie.consultation.actions.releasing import release_figures
from banjie.consultation.actions.reminders import remind_cases
from banjie.consultation.actions.replying import (
    ReplyContent,
    draft_reply,
    publish_replies,
    review_reply,
    sign_reply,
)
from banjie.consultation.actions.returning import (
    ask_return,
    refuse_return,
)
from banjie.consultation.actions.screening import (
    NewCase,
    decline_case,
    file_case,
    split_case,
    transfer_case,
)
from banjie.consultation.actions.staging import drop_staged, purge_staged, stage, staged_of
from banjie.consultation.actions.states import WrongState
from banjie.consultation.actions.submitting import (
    CaseContent,
    OnPaper,
    Submitted,
    discard_draft,
    drop_left_drafts,
    enter_case,
    save_draft,
    sent_before,
    submit_case,
    submit_openly,
)
from banjie.consultation.actions.suspending import (
    resume_case,
    suspend_case,
)
from banjie.consultation.actions.templates import (
    TemplateContent,
    add_template,
    change_template,
    drop_template,
)

__all__ = [
    "CaseContent",
    "Heard",
    "NewCase",
    "OnPaper",
    "PartPlan",
    "ReplyContent",
    "Say",
    "Submitted",
    "TemplateContent",
    "WrongState",
    "add_template",
    "adopt",
    "archive_case",
    "ask_extension",
    "ask_return",
    "assign_case",
    "call_back",
    "change_template",
    "confirm_case",
    "countersign",
    "decide_extension",
    "decline_case",
    "discard_draft",
    "draft_reply",
    "drop_left_drafts",
    "drop_staged",
    "drop_template",
    "edit_case",
    "end_all_gatherings",
    "end_gathering",
    "end_key_item",
    "enter_case",
    "file_case",
    "follow_case",
    "forget_contact",
    "give_up_promise",
    "instruct",
    "keep_private",
    "keep_promise",
    "lapse",
    "lapse_all",
    "log_contact",
    "log_visit",
    "mark_key",
    "merge_cases",
    "publish_replies",
    "purge_contacts",
    "purge_staged",
    "rate",
    "rate_item",
    "rate_on_paper",
    "reassign_case",
    "receive_case",
    "refuse_return",
    "release_figures",
    "remind_cases",
    "reopen",
    "resume_case",
    "review_reply",
    "save_draft",
    "see_contact",
    "sent_before",
    "set_last_days",
    "settle",
    "show_case",
    "sign_reply",
    "split_case",
    "stage",
    "staged_of",
    "stand_aside",
    "submit_case",
    "submit_openly",
    "supervise",
    "suspend_case",
    "transfer_case",
    "withdraw_case",
    "write_note",
    "write_opinion",
]
