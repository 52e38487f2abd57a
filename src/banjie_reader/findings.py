"""What is wrong with a document, each finding with its words and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from banjie_reader.model import Activity, Finding
from banjie_reader.paper import Paper
from banjie_reader.relocate import Relocator
from banjie_reader.roster import Roster


def find_findings(
    paper: Paper, activities: Sequence[Activity], roster: Roster | None, to_source: Relocator
) -> tuple[Finding, ...]:
    return ()
