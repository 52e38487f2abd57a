"""Topics and their stages, sessions, outcomes, stations, open texts, experts."""

from banjie.topics.models.experts import Draw, Drawn, Expert, Knowledge
from banjie.topics.models.outcomes import Ask, AskAnswer, Outcome, OutcomeReply, Progress
from banjie.topics.models.sessions import (
    AgendaItem,
    Attendance,
    Carried,
    Deadline,
    Invitation,
    Minute,
    Session,
    SessionFile,
)
from banjie.topics.models.stations import Opening, Station
from banjie.topics.models.texts import Comment, OpenText, Paragraph
from banjie.topics.models.topics import AnnualPlan, Referral, Stage, StageFile, Topic

__all__ = [
    "AgendaItem", "AnnualPlan", "Ask", "AskAnswer", "Attendance", "Carried", "Comment", "Deadline",
    "Draw", "Drawn", "Expert", "Invitation", "Knowledge", "Minute", "OpenText", "Opening",
    "Outcome", "OutcomeReply", "Paragraph", "Progress", "Referral", "Session", "SessionFile",
    "Stage", "StageFile", "Station", "Topic",
]  # fmt: skip
