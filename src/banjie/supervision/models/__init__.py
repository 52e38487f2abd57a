"""Supervision items with their parts, letters, answers, verdicts, objections and strike-offs."""

from banjie.supervision.models.answers import CHECKS, Answer, AnswerFile, Objection, Verdict
from banjie.supervision.models.extensions import Extension
from banjie.supervision.models.items import DUE, Item, Letter, Part, Source
from banjie.supervision.models.strikes import StrikeOff

__all__ = [
    "CHECKS",
    "DUE",
    "Answer",
    "AnswerFile",
    "Extension",
    "Item",
    "Letter",
    "Objection",
    "Part",
    "Source",
    "StrikeOff",
    "Verdict",
]
