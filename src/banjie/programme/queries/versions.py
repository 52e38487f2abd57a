"""The versions of a report, and two of them held against each other."""

from __future__ import annotations

from typing import Any

from banjie.programme.models import Report
from banjie.programme.versions import differences


def compared(report: Report, first: str, second: str) -> dict[str, Any]:
    """The versions, and what changed between the two named by number; else between the last two."""
    versions = list(report.versions.select_related("by"))
    context: dict[str, Any] = {"versions": versions}
    if len(versions) > 1:
        by_number = {str(version.number): version for version in versions}
        old = by_number.get(first, versions[-2])
        new = by_number.get(second, versions[-1])
        context |= {"old": old, "new": new, "changes": differences(old.content, new.content)}
    return context
