"""What came after the replies of a case, and what can show that a promise was kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from banjie.consultation.models import (
    Adoption,
    CallBack,
    Case,
    FollowUp,
    Instruction,
    KeyItem,
    Rating,
    Reopening,
)
from banjie.documents.models import Document
from banjie.documents.queries import documents_for
from banjie.people.models import User
from banjie.programme.models import Activity
from banjie.programme.queries.programmes import programmes_for


class After(NamedTuple):
    """Everything that came after; each list in the order of time."""

    ratings: Sequence[Rating]
    reopenings: Sequence[Reopening]
    call_backs: Sequence[CallBack]
    promises: Sequence[FollowUp]
    adoptions: Sequence[Adoption]
    instructions: Sequence[Instruction]
    key_item: KeyItem | None

    @property
    def anything(self) -> bool:
        return any(self)


def promises_to(case: Case) -> QuerySet[FollowUp]:
    """What the replies it got promise; one handled with another got the same letter."""
    found = FollowUp.objects.filter(reply__letters__case=case)
    return found.select_related("activity", "document")


def after_of(case: Case) -> After:
    """What came after the replies of this case."""
    return After(
        list(case.ratings.all()),
        list(case.reopenings.all()),
        list(case.call_backs.all()),
        list(promises_to(case)),
        list(case.adoptions.all()),
        list(case.instructions.select_related("item")),
        KeyItem.objects.filter(case=case).prefetch_related("visits").first(),
    )


def activities_of(user: User) -> QuerySet[Activity]:
    """Activities that can show a promise was kept: those of the programmes one may see."""
    mine: Any = programmes_for(user).values("pk")
    return Activity.objects.filter(programme__in=mine).order_by("-programme", "pk")


def documents_of(user: User) -> QuerySet[Document]:
    """Documents that can show a promise was kept."""
    return documents_for(user)
