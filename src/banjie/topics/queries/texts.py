"""Open texts with what was said about them."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from banjie.common import clock
from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER
from banjie.topics.models import OpenText, Paragraph


def texts_for(_user: User) -> QuerySet[OpenText]:
    """Every account may read every text: they are open to the public."""
    return OpenText.objects.select_related("office", "topic")


def public_texts() -> QuerySet[OpenText]:
    """Open for comment first, then those closed, the newest first."""
    return OpenText.objects.select_related("office").order_by("-last", "-pk")


def waiting_for_answers(user: User) -> QuerySet[OpenText]:
    """Texts of my offices whose time is over and whose answers are not published."""
    return OpenText.objects.filter(
        office__in=user.units(OFFICER, LEADER), last__lt=clock.today(), published_on=None
    )


def paragraphs_of(text: OpenText) -> QuerySet[Paragraph]:
    """With the number of comments on each."""
    return text.paragraphs.annotate(said=Count("comments"))
