"""Texts open for comment (公开征求意见): paragraphs, comments on them, answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.common.timed import Timed
from banjie.people.models import Unit
from banjie.topics.models.topics import Topic

USER = settings.AUTH_USER_MODEL


class OpenText(Timed):
    """A text that everybody may comment on until its last day, thirty days on or later.

    A shorter time is explained to the readers in `short_reason`
    (重大行政决策程序暂行条例, art. 15).
    """

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="open_texts")
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="open_texts",
        verbose_name=_("topic"),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=120)
    intro = models.TextField(_("what is asked, and why"), max_length=2000)
    last = models.DateField(_("open until"))
    short_reason = models.CharField(_("why the time is shorter"), max_length=300, blank=True)
    summary = models.TextField(_("what was said, in short"), max_length=4000, blank=True)
    published_on = models.DateField(null=True)
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(last__gte=models.F("due")) | ~Q(short_reason=""),
                name="short_comment_time_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | ~Q(summary=""), name="text_published_in_short"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("topics:text", args=(self.pk,))

    @property
    def is_open(self) -> bool:
        return clock.today() <= self.last


class Paragraph(models.Model):
    """One paragraph of an open text, and what the office answers to the comments on it."""

    text_of = models.ForeignKey(OpenText, on_delete=models.CASCADE, related_name="paragraphs")
    order = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=5000)
    answer = models.TextField(_("the office's answer"), max_length=3000, blank=True)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("text_of", "order"), name="one_paragraph_a_place"),
        )

    def __str__(self) -> str:
        return self.words[:40]


class Comment(models.Model):
    """What somebody said to a paragraph. An anonymous one has a day and the words, nothing else.

    `form_key` is the page's own random key: the same form sent twice is one comment.
    """

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"), max_length=1000)
    user = models.ForeignKey(USER, on_delete=models.SET_NULL, null=True, related_name="+")
    on = models.DateField(default=clock.today)
    form_key = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:40]
