"""What everybody may read: published cases with their replies, and notes where one was hidden."""

from __future__ import annotations

from django.db.models import QuerySet

from banjie.consultation.models import Case, Kind, Visibility
from banjie.consultation.models.cases import State
from banjie.search.queries import titled

STUBS = (Visibility.PUBLIC, Visibility.HIDDEN)


def published(*, kind: str = "", words: str = "") -> QuerySet[Case]:
    """Published cases, and the hidden ones for the note that stands in their place."""
    found = Case.objects.filter(visibility__in=STUBS).exclude(state=State.DRAFT)
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if words:
        found = found.filter(
            visibility=Visibility.PUBLIC, pk__in=titled("case", words).values("object_id")
        )
    return found.select_related("office")
