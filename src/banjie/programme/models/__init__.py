"""Drafts under review, programmes with their activities, and reports with their figures.

Every row that came out of a document keeps `span_start`, `span_end` and the quoted `words`:
`reading.text[span_start:span_end]` is what the document says.
"""

from banjie.programme.models.closing import Unfinished
from banjie.programme.models.cycles import Cycle, CycleItem
from banjie.programme.models.drafts import Draft, DraftItem
from banjie.programme.models.imports import SheetImport
from banjie.programme.models.kinds import ActivityKind
from banjie.programme.models.phases import Dependency, Occurrence, Phase
from banjie.programme.models.programmes import (
    Activity,
    Area,
    Assignment,
    Programme,
    Schedule,
    Target,
)
from banjie.programme.models.reports import (
    Evidence,
    Figure,
    Report,
    ReportVersion,
)
from banjie.programme.models.revisions import Change, Revision

__all__ = [
    "Activity",
    "ActivityKind",
    "Area",
    "Assignment",
    "Change",
    "Cycle",
    "CycleItem",
    "Dependency",
    "Draft",
    "DraftItem",
    "Evidence",
    "Figure",
    "Occurrence",
    "Phase",
    "Programme",
    "Report",
    "ReportVersion",
    "Revision",
    "Schedule",
    "SheetImport",
    "Target",
    "Unfinished",
]
