"""Experts by field of knowledge: who offers to be asked, and who was drawn.

A pool is a list of accounts that joined by themselves. Nothing is counted or rated per person.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.people.models import Unit
from banjie.topics.models.topics import Topic

USER = settings.AUTH_USER_MODEL


def _ticket() -> str:
    return secrets.token_hex(16)


class Knowledge(models.Model):
    """A field of knowledge that an office asks experts of."""

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="fields_of_knowledge")
    name = models.CharField(_("field of knowledge"), max_length=40)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "fields of knowledge"
        constraints = (
            models.UniqueConstraint(fields=("office", "name"), name="one_knowledge_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class Expert(models.Model):
    """An account that joined a field; leaving deletes the row. The lot knows it by `ticket`."""

    knowledge = models.ForeignKey(Knowledge, on_delete=models.CASCADE, related_name="experts")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    ticket = models.CharField(max_length=32, unique=True, default=_ticket)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("knowledge", "user"), name="one_expert_a_field"),
        )

    def __str__(self) -> str:
        return f"{self.knowledge}"


class Draw(models.Model):
    """A draw of experts for a topic: announced with its seed, then drawn once.

    `tickets` is the pool as it stood when it was drawn: with the seed it gives the same order
    again, and it names nobody. `wanted` is empty where everybody of the field is asked.
    """

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="draws")
    knowledge = models.ForeignKey(Knowledge, on_delete=models.PROTECT, related_name="draws")
    wanted = models.PositiveSmallIntegerField(_("how many, by lot"), null=True)
    seed = models.CharField(max_length=64, default=_ticket)
    announced_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    announced_on = models.DateField(default=clock.today)
    tickets = models.JSONField(default=list)
    drawn_on = models.DateField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("topic", "knowledge"), name="one_draw_a_field"),
            models.CheckConstraint(
                condition=Q(wanted=None) | Q(wanted__gte=1), name="draw_wants_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} · {self.knowledge}"


class Drawn(models.Model):
    """Somebody the lot fell on, until they leave the field."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="drawn")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)
        verbose_name_plural = "drawn"
        constraints = (
            models.UniqueConstraint(fields=("draw", "expert"), name="one_place_an_expert"),
        )

    def __str__(self) -> str:
        return f"{self.draw} · {self.place}"
