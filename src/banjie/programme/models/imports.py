"""Workbooks sent to change a programme: looked at first, carried out once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.programme.models.programmes import Programme


class SheetImport(models.Model):
    """A task breakdown that came back as a workbook; nothing changes before it is carried out.

    `head` names the column letters, `{"task": "B", …}`; `rows` are `[number, {"B": words, …}]`.
    """

    class State(models.TextChoices):
        OPEN = "open", _("under review")
        DONE = "done", _("carried out")
        DISCARDED = "discarded", _("discarded")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=255)
    head = models.JSONField()
    rows = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
