"""Files between two looks at the same form."""

from __future__ import annotations

from django.db import models

from banjie.common import clock
from banjie.common.models import Attachment


class Staged(models.Model):
    """A file that came with a form which was not carried out: it waits for the next look at the
    same form, by a digest of the form's key alone, and is gone the day after.
    """

    form = models.CharField(max_length=64, db_index=True)
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="staged")
    scan = models.BooleanField(default=False)
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.attachment)
