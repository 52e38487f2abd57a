"""What of this room can be found: cases, by their words and numbers; never a contact or a note."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.consultation.models import Case, Visibility
from banjie.consultation.queries.cases import cases_for
from banjie.people.models import Unit, User
from banjie.search import sources
from banjie.search.sources import Source, Words


def _case(case: Case) -> Words:
    day = case.filed_on or case.submitted_on or clock.today()
    return Words(str(case), "\n".join([case.office.name, *case.said.values()]), day)


def _findable(user: User) -> QuerySet[Case]:
    """What its list shows, without what was hidden: that is opened from the list alone."""
    return cases_for(user).exclude(visibility=Visibility.HIDDEN)


sources.register(
    Source(
        "case",
        _("cases"),
        Case,
        words=_case,
        visible=_findable,
        address="consultation:case",
        follows=("office",),
        rests_on={Unit: "office"},
    )
)
