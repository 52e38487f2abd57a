"""Reads about documents, named for whom they serve."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import PROTECT, QuerySet

from banjie.documents.language import said
from banjie.documents.models import Document, Reading
from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER


def documents_for(user: User) -> QuerySet[Document]:
    """The documents of the offices this account serves or leads, newest first."""
    return Document.objects.filter(unit__in=user.units(OFFICER, LEADER)).select_related(
        "unit", "uploaded_by"
    )


def coverage(reading: Reading) -> dict[str, Any]:
    """Paragraphs by what became of them, and why those that were not used were left out."""
    uses = reading.result["coverage"]
    roles = Counter(use["role"] for use in uses)
    left = Counter(use["reason"] for use in uses if use["role"] == "unused")
    return {
        "total": len(uses),
        "activity": roles["activity"],
        "context": roles["context"],
        "unused": roles["unused"],
        "left": [(said(f"use.{reason}"), n) for reason, n in left.most_common()],
    }


def findings(reading: Reading) -> list[dict[str, Any]]:
    """The reader's findings in the language of the page, the gravest first."""
    order = {"error": 0, "warning": 1, "note": 2}
    found = [
        finding
        | {
            "why": said(f"finding.{finding['code']}.why", finding["values"]),
            "mend": said(f"finding.{finding['code']}.mend", finding["values"]),
        }
        for finding in reading.result["findings"]
    ]
    return sorted(found, key=lambda finding: order[finding["severity"]])


def something_made_of(document: Document) -> bool:
    """Whether rows of other rooms rest on the document, so that it has to stay."""
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: document}).exists()
        for relation in Document._meta.related_objects
        if relation.on_delete is PROTECT
    )
