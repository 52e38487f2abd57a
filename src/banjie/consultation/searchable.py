"""What of this room can be found: cases, by their words and numbers; never a contact or a note."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from banjie.consultation.models import Case
from banjie.consultation.queries.cases import cases_for
from banjie.people.models import Unit
from banjie.search import sources
from banjie.search.sources import Source, Words


def _case(case: Case) -> Words:
    day = case.filed_on or case.submitted_on or date.min  # not sent yet: nobody finds it
    return Words(str(case), "\n".join([case.office.name, *case.said.values()]), day)


sources.register(
    Source(
        "case",
        _("cases"),
        Case,
        words=_case,
        visible=cases_for,
        address="consultation:case",
        follows=("office",),
        rests_on={Unit: "office"},
    )
)
