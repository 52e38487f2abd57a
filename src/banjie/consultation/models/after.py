"""What comes after a reply: promises kept or given up, adoptions, instructions, key items."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common import clock
from banjie.consultation.models.cases import Case
from banjie.consultation.models.replies import Reply
from banjie.documents.models import Document
from banjie.people.models import Unit
from banjie.programme.models import Activity
from banjie.supervision.models import Item

USER = settings.AUTH_USER_MODEL


class FollowUp(models.Model):
    """A promise of a reply, open until it is kept or given up with a written reason (京 26)."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("promise", "open")
        KEPT = "kept", pgettext_lazy("promise", "kept")
        GIVEN_UP = "given-up", pgettext_lazy("promise", "given up")

    reply = models.OneToOneField(Reply, on_delete=models.PROTECT, related_name="follow_up")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups")
    promise = models.CharField(_("what is promised"), max_length=500)
    due = models.DateField(_("promised for"))
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="promises",
        verbose_name=_("kept by the activity"),
    )  # fmt: skip
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("kept by the document"),
    )  # fmt: skip
    note = models.CharField(_("what was done, or why not"), max_length=500, blank=True)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("due", "pk")
        indexes = (models.Index(fields=("state", "due"), name="promise_due"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="open")
                | (Q(ended_on__isnull=False) & ~Q(note=""))
                | (Q(state="kept", ended_on__isnull=False)
                   & (Q(activity__isnull=False) | Q(document__isnull=False))),
                name="promise_ends_with_words",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.promise


class Adoption(models.Model):
    """A case was taken up somewhere (采用): at which level, where, when; there may be several."""

    class Level(models.TextChoices):
        DISTRICT = "district", pgettext_lazy("level", "district")
        CITY = "city", pgettext_lazy("level", "city")
        PROVINCE = "province", pgettext_lazy("level", "province")
        NATION = "nation", pgettext_lazy("level", "nation")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="adoptions")
    level = models.CharField(_("level"), max_length=8, choices=Level)
    place = models.CharField(_("where it was taken up"), max_length=200)
    on = models.DateField(_("day"))
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("case", "level", "place"), name="one_adoption_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.case} · {self.place}"


class Instruction(models.Model):
    """What a post wrote on a case (批示); it opens an item of supervision with its own day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="instructions")
    post = models.CharField(_("post"), max_length=60)
    text = models.TextField(_("instruction"), max_length=1000)
    on = models.DateField(_("day"))
    item = models.OneToOneField(Item, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.case} · {self.post}"


class KeyItem(models.Model):
    """A case a leading post looks after (重点提案、领导督办): the post, never the person."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="key_item")
    post = models.CharField(_("leading post"), max_length=60)
    reason = models.CharField(_("why it was chosen"), max_length=500)
    on = models.DateField(default=clock.today)
    result = models.TextField(_("result"), max_length=4000, blank=True)
    ended_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.case} · {self.post}"


class Visit(models.Model):
    """What the leading post did: a discussion, an inquiry, a visit on the spot, a follow-up."""

    class Kind(models.TextChoices):
        DISCUSSION = "discussion", _("discussion")
        INQUIRY = "inquiry", _("inquiry")
        VISIT = "visit", _("visit on the spot")
        FOLLOW_UP = "follow-up", _("follow-up")

    key_item = models.ForeignKey(KeyItem, on_delete=models.CASCADE, related_name="visits")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    on = models.DateField(_("day"))
    summary = models.CharField(_("what came of it"), max_length=1000)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.key_item} · {self.on}"
