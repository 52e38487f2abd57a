"""What of this room can be found."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banjie.approvals.models import Paper
from banjie.approvals.queries import papers_for
from banjie.people.models import Unit
from banjie.search import sources
from banjie.search.sources import Source, Words


def _paper(paper: Paper) -> Words:
    said = (paper.unit.name, paper.about_label, paper.body)
    day = timezone.localdate(paper.submitted_at or paper.drafted_at)
    return Words(str(paper), "\n".join(filter(None, said)), day)


sources.register(
    Source(
        "paper",
        _("requests and filings"),
        Paper,
        words=_paper,
        visible=papers_for,
        address="approvals:paper",
        follows=("unit",),
        rests_on={Unit: "unit"},
    )
)
