"""Readings under review."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.documents.models import Document
from banjie.people.models import Unit
from banjie.programme.models.kinds import ActivityKind


class Draft(models.Model):
    """A reading under review. Nothing becomes a programme before a person has seen it."""

    class State(models.TextChoices):
        OPEN = "open", _("under review")
        KEPT = "kept", _("kept as draft")
        DISCARDED = "discarded", _("discarded")
        OPENED = "opened", _("opened as programme")
        READ_IN = "read-in", _("read into a programme")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="drafts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    unit_answers = models.JSONField(default=dict, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-begun_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("document",),
                condition=Q(state__in=("open", "kept")),
                name="one_living_draft_a_document",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def living(self) -> bool:
        """Whether it may still be changed."""
        return self.state in (self.State.OPEN, self.State.KEPT)


class DraftItem(models.Model):
    """One activity as read and corrected. `fields` has the reader's lists: when, where, lead …

    `{"when": [{text, start, end, recurrence, span}], "where"|"lead"|"responsible"|"cooperating":
    [{text, span, rule}], "targets": [{text, of, value, unit, span}],
    "participants": {text, span} | None, "report_deadline": {…} | None}`; days as ISO strings, `end`
    exclusive, a span None once the words are a person's own. `repeats` is an earlier item of the
    same title (an annexed task table says again what the text said); such an item is left out until
    a person wants it.
    """

    class Origin(models.TextChoices):
        READ = "read", _("read from the document")
        ADDED = "added", _("added by hand")
        MERGED = "merged", _("merged")
        SPLIT = "split", _("split off")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="steps")
    repeats = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    heading = models.PositiveIntegerField(null=True)
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=300)
    title_span = models.JSONField(null=True)
    kind = models.CharField(_("kind"), max_length=24, choices=ActivityKind)
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    fields = models.JSONField(default=dict)
    rule = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.READ)
    kept = models.BooleanField(default=True)
    edited = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.number}{self.title}"
