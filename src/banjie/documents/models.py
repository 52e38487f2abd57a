"""An uploaded document and what the reader made of it."""

from __future__ import annotations

import secrets
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.common.models import Attachment
from banjie.people.models import Unit


def _document_path(_document: Document, _name: str) -> str:
    key = secrets.token_urlsafe(24)
    return f"documents/{key[:2]}/{key}"


class Document(models.Model):
    """A file as it was sent. The same bytes sent twice by one unit are one document."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        READ = "read", _("read")
        FAILED = "failed", _("could not be read")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to=_document_path, max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    error = models.JSONField(default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("unit", "sha256"), name="same_bytes_one_document"),
        )

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """The reader's answer, whole and unchanged, with the text it points into."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="reading")
    reader_version = models.CharField(max_length=20)
    text = models.TextField()
    result = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.document} ({self.reader_version})"

    @cached_property
    def activities(self) -> list[dict[str, Any]]:
        return list(self.result["activities"])

    @cached_property
    def coverage_shares(self) -> dict[str, int]:
        """Characters by what became of them: activity, context, unused."""
        shares = {"activity": 0, "context": 0, "unused": 0}
        for use in self.result["coverage"]:
            start, end = use["span"]
            shares[use["role"]] += end - start
        return shares


class AttachmentText(models.Model):
    """The words of a file that goes along with something, taken out when it was sent."""

    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, related_name="kept_text"
    )
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.attachment)
