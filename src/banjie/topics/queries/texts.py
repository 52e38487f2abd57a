"""Open texts with what was said about them."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from banjie.people.models import User
from banjie.topics.models import OpenText, Paragraph


def texts_for(_user: User) -> QuerySet[OpenText]:
    """Every account may read every text: they are open to the public."""
    return OpenText.objects.select_related("office", "topic")


def public_texts() -> QuerySet[OpenText]:
    """Open for comment first, then those closed, the newest first."""
    return OpenText.objects.select_related("office").order_by("-last", "-pk")


def paragraphs_of(text: OpenText) -> QuerySet[Paragraph]:
    """With the number of comments on each."""
    return text.paragraphs.annotate(said=Count("comments"))
