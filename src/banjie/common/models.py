"""Shared tables: the audit log, attachments, one-time keys and rules as data."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common import clock


class AuditEntry(models.Model):
    """One step someone took. Append-only; each row carries the hash of the row before it.

    `verb` and `detail` say what was done, not the content of what somebody wrote; the one exception
    is the reason of a return, which is part of the decision.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verb = models.CharField(max_length=40)
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    label = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("target_type", "target_id")),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only: a step that was taken is never rewritten."""
        if self.pk is not None:
            raise TypeError("an audit entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("an audit entry is never deleted", args, kwargs)

    def digest(self) -> str:
        """SHA-256 over the row before and everything this row says."""
        said = [
            self.previous, self.at.isoformat(), self.actor_id, self.verb, self.target_type,
            self.target_id, self.label, self.detail,
        ]  # fmt: skip
        return hashlib.sha256(
            json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
        ).hexdigest()


class AuditHead(models.Model):
    """The newest hash: the one row that writers of the log wait for, so the chain has no fork."""

    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.hash


class AuditCut(models.Model):
    """The beginning of the log was taken off: up to which row, and the hash the rest goes on from.

    Without one no row leaves the log (`audit_guards.py`).
    """

    at = models.DateTimeField(default=clock.now)
    through = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    rows = models.PositiveIntegerField()

    class Meta:
        ordering = ("-through",)

    def __str__(self) -> str:
        return f"{self.rows} rows, {self.first_at:%Y-%m-%d} to {self.last_at:%Y-%m-%d}"


def _attachment_key() -> str:
    return secrets.token_urlsafe(24)


def _attachment_path(attachment: Attachment, _name: str) -> str:
    return f"attachments/{attachment.key[:2]}/{attachment.key}"


class Attachment(models.Model):
    """A checked file under a random key; its own name is only ever shown, never used as a path.

    Where nobody is named as its sender, `uploaded_at` is the beginning of the day: the moment would
    tell who it was.
    """

    key = models.CharField(max_length=64, unique=True, default=_attachment_key)
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to=_attachment_path, max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")


class OnceKey(models.Model):
    """The key of a form that this account carried out, and the number of what came of it."""

    key = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    result = models.CharField(max_length=200)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="one_form_once"),)

    def __str__(self) -> str:
        return self.key


class RuleProfile(models.Model):
    """A limit as data: its value, what it counts, and where it comes from.

    Append-only: a new value is a new row, valid from a day of its own. `set_at` tells which rows
    were known when a clock began; the rows that ship with the product have none.
    """

    class Unit(models.TextChoices):
        DAY = "day", _("days")
        WORKING_DAY = "working_day", _("working days")
        MONTH = "month", _("months")
        NUMBER = "number", pgettext_lazy("limit", "in number")

    name = models.CharField(max_length=60)
    value = models.PositiveIntegerField(_("value"))
    unit = models.CharField(_("counted in"), max_length=12, choices=Unit)
    source = models.CharField(_("source"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("name", "-valid_from")
        constraints = (
            models.UniqueConstraint(fields=("name", "valid_from"), name="one_rule_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.name} = {self.value} {self.get_unit_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only: what held on a day stays readable."""
        if self.pk is not None:
            raise TypeError("a limit is never changed; a new value is a new row")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("a limit is never deleted", args, kwargs)
