"""What of this room can be found."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from banjie.documents.models import Document, Reading
from banjie.documents.queries import documents_for
from banjie.search import sources
from banjie.search.sources import Source, Words


def _document(document: Document) -> Words:
    """Its name, and its text once it has been read."""
    reading = getattr(document, "reading", None)
    day = timezone.localdate(document.uploaded_at)
    return Words(document.name, reading.text if reading else "", day)


sources.register(
    Source(
        "document",
        _("documents"),
        Document,
        words=_document,
        visible=documents_for,
        address="documents:document",
        follows=("reading",),
        rests_on={Reading: "reading"},
    )
)
