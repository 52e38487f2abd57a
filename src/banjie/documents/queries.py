"""Reads about documents, named for whom they serve."""

from __future__ import annotations

from django.db.models import QuerySet

from banjie.documents.models import Document
from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER


def documents_for(user: User) -> QuerySet[Document]:
    """The documents of the offices this account serves or leads, newest first."""
    return Document.objects.filter(unit__in=user.units(OFFICER, LEADER)).select_related(
        "unit", "uploaded_by"
    )
