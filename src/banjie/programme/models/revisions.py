"""What became different since the plan was first read, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.programme.models.drafts import Draft
from banjie.programme.models.programmes import Activity, Programme


class Revision(models.Model):
    """A revised plan read against the programme; each row of the difference is confirmed by hand.

    `answers` has the verdicts so far, `{row key: "take" | "leave"}`; a row key names the activity
    and what would change. Nothing changes before the revision is carried out.
    """

    class State(models.TextChoices):
        OPEN = "open", _("under review")
        DONE = "done", _("carried out")
        DISCARDED = "discarded", _("discarded")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="revisions")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="revisions")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answers = models.JSONField(default=dict, blank=True)
    pairs = models.JSONField(default=dict, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("programme",), condition=Q(state="open"), name="one_open_revision"
            ),
            models.UniqueConstraint(
                fields=("draft",), condition=~Q(state="discarded"), name="a_draft_revises_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme} · {self.begun_at:%Y-%m-%d}"


class Change(models.Model):
    """One thing that became different in an activity, with the reason given. Never changed itself.

    `before` and `after` are values as people read them: quoted times, unit names, titles.
    """

    class Kind(models.TextChoices):
        ADDED = "added", _("added")
        DROPPED = "dropped", _("dropped")
        DATE = "date", _("date moved")
        UNIT = "unit", _("unit moved")
        WORDS = "words", _("words changed")
        MERGED = "merged", _("merged")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="changes")
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="changes"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.activity} · {self.get_kind_display()}"
