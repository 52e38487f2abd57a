"""Drafts under review, programmes with their activities, and reports with their figures.

Every row that came out of a document keeps `span_start`, `span_end` and the quoted `words`:
`reading.text[span_start:span_end]` is what the document says.
"""

from banjie.programme.models.drafts import Draft, DraftItem
from banjie.programme.models.kinds import ActivityKind
from banjie.programme.models.programmes import (
    Activity,
    Area,
    Assignment,
    Programme,
    Schedule,
    Target,
)
from banjie.programme.models.reports import Evidence, Figure, Report

__all__ = [
    "Activity",
    "ActivityKind",
    "Area",
    "Assignment",
    "Draft",
    "DraftItem",
    "Evidence",
    "Figure",
    "Programme",
    "Report",
    "Schedule",
    "Target",
]
