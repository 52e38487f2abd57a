"""Where something can be said: a channel of an office, and the short addresses on its posters."""

from __future__ import annotations

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.people.models import Unit

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that is read as another."""


class Kind(models.TextChoices):
    """What a case is; how it runs is said by `data/kinds.json` and the limits of its kind."""

    SUGGESTION = "suggestion", _("suggestion")
    PROPOSAL = "proposal", _("proposal")
    INFORMATION = "information", _("information item")
    REQUEST = "request", _("service request")


def _code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(8))


class Channel(models.Model):
    """Who may say what to which office. A public one needs no account; an inner one does."""

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="channels_kept")
    kind = models.CharField(_("what is sent here"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=60)
    intro = models.TextField(_("what people should know first"), max_length=1000, blank=True)
    phone = models.CharField(_("a telephone where a person answers"), max_length=40, blank=True)
    public = models.BooleanField(_("open to everybody, without an account"), default=True)
    is_open = models.BooleanField(_("open"), default=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("office", "name"), name="one_channel_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class Poster(models.Model):
    """A short address of a channel, for one poster or place; it can be taken back by itself."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="posters")
    code = models.CharField(max_length=8, unique=True, default=_code)
    place = models.CharField(_("where it hangs"), max_length=100, blank=True)
    made_on = models.DateField(default=clock.today)
    revoked_on = models.DateField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.channel} · {self.place or self.code}"

    def get_absolute_url(self) -> str:
        return reverse("consultation:poster", args=(self.code,))
