"""Keys with which programs act in the name of an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessKey(models.Model):
    """Lets a program do what its account may, until `last_day`; with `read_only`, only read.

    Only the hash of the secret is kept: it is shown once and cannot be read back. Nothing is noted
    of when a key was used.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_keys"
    )
    name = models.CharField(_("what it is for"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    read_only = models.BooleanField(_("only reads"), default=True)
    made_on = models.DateField()
    last_day = models.DateField(_("last day"))

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("made_on")), name="key_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return self.name
