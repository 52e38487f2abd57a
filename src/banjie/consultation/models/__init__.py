"""Channels, cases and those behind them, handling, replies, ratings, and what comes after."""

from banjie.consultation.models.after import Adoption, FollowUp, Instruction, KeyItem, Visit
from banjie.consultation.models.cases import (
    GONE_ON,
    OVER,
    AccessCode,
    Case,
    CaseFile,
    Contact,
    Edition,
    Event,
    Follower,
    State,
    Submitter,
    Visibility,
)
from banjie.consultation.models.channels import ALPHABET, Channel, Kind, Poster
from banjie.consultation.models.handling import (
    ContactLog,
    Extension,
    Handling,
    Note,
    Opinion,
    ReturnRequest,
    Screening,
    Suspension,
)
from banjie.consultation.models.ratings import CallBack, Grade, Rating, Reopening, Rework
from banjie.consultation.models.releases import Release
from banjie.consultation.models.replies import (
    Countersign,
    Letter,
    Point,
    PointAnswer,
    Reply,
    Template,
)
from banjie.consultation.models.staging import Staged

__all__ = [
    "ALPHABET", "GONE_ON", "OVER", "AccessCode", "Adoption", "CallBack", "Case", "CaseFile",
    "Channel", "Contact", "ContactLog", "Countersign", "Edition", "Event", "Extension", "FollowUp",
    "Follower", "Grade", "Handling", "Instruction", "KeyItem", "Kind", "Letter", "Note",
    "Opinion", "Point", "PointAnswer", "Poster", "Rating", "Release", "Reopening",
    "Reply", "ReturnRequest", "Rework", "Screening", "Staged", "State", "Submitter", "Suspension",
    "Template", "Visibility", "Visit",
]  # fmt: skip
