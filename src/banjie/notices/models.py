"""Notices, the ways they go, and the channels that people and units chose.

An address of a person stands in `Channel` and nowhere else; its owner alone sees and removes it.
What became of a notice is known by unit: whether it arrived and whether it was opened, never when
somebody read it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common import clock
from banjie.common.sealing import SealedField
from banjie.people.models import Unit


class Notice(models.Model):
    """One thing said once to one unit or one account; `key` names the thing and the step.

    `asks` holds the numbers of what it asks for, by which the room that wrote it knows whether that
    is owed still (`standing.py`).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("waits to be looked at")
        HELD = "held", pgettext_lazy("notices", "held back")
        READY = "ready", _("goes out when due")
        SENT = "sent", pgettext_lazy("notices", "sent")
        CANCELLED = "cancelled", pgettext_lazy("notices", "cancelled")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    office = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="outbox"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    duties = models.JSONField(default=list, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True,
        related_name="notices",
    )  # fmt: skip
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    asks = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    due = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("state", "due"), name="notice_due"),
            models.Index(fields=("office", "state"), name="notice_outbox"),
        )
        constraints = (
            models.CheckConstraint(
                name="notice_to_a_unit_or_an_account",
                condition=models.Q(unit__isnull=False, user__isnull=True)
                | models.Q(unit__isnull=True, user__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.subject


class Channel(models.Model):
    """A way to reach one account or one unit's group, beside the site itself.

    `values` holds what the form asked for (an address, a token, a secret), sealed, and is never
    shown again; pages show `masked`. Without the key it was sealed with it is None.
    """

    class Means(models.TextChoices):
        EMAIL = "email", _("e-mail")
        WECOM = "wecom", _("WeCom group bot")
        DINGTALK = "dingtalk", _("DingTalk group bot")
        FEISHU = "feishu", _("Feishu group bot")
        WEBHOOK = "webhook", _("webhook")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True,
        related_name="channels",
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="channels"
    )
    means = models.CharField(max_length=10, choices=Means)
    values = SealedField(purpose="banjie.channel")
    masked = models.CharField(max_length=100)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="channel_of_a_unit_or_an_account",
                condition=models.Q(unit__isnull=False, user__isnull=True)
                | models.Q(unit__isnull=True, user__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_means_display()} {self.masked}"


class Delivery(models.Model):
    """One notice on one way to one recipient: an account, or the group of a unit.

    On the site a notice has arrived when the row is there, and is read when its page was opened.
    `reason` is a short code (`reasons.py` words it); it never holds an address.
    """

    SITE = "site"

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("notices", "waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", pgettext_lazy("notices", "sent")
        FAILED = "failed", pgettext_lazy("notices", "failed")
        READ = "read", pgettext_lazy("notices", "opened")

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True,
        related_name="deliveries",
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    means = models.CharField(max_length=10)
    channel = models.ForeignKey(
        Channel, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("state", "next_try"), name="delivery_due"),
            models.Index(fields=("user", "means", "state"), name="delivery_inbox"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("notice", "user"),
                condition=models.Q(means="site"),
                name="on_the_site_once",
            ),
            models.UniqueConstraint(fields=("notice", "channel"), name="by_each_channel_once"),
        )

    def __str__(self) -> str:
        return f"{self.notice} · {self.means} · {self.state}"
