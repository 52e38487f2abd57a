"""Summaries for those who may read them."""

from __future__ import annotations

from django.db.models import QuerySet

from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER
from banjie.reporting.models import Summary


def summaries_for(user: User) -> QuerySet[Summary]:
    """Summaries of the programmes of the offices I serve or lead."""
    return Summary.objects.filter(programme__office__in=user.units(OFFICER, LEADER)).select_related(
        "programme", "programme__office", "written_by"
    )
