"""What sorts of work there are."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActivityKind(models.TextChoices):
    """What sort of work it is; the reader's kinds, one to one."""

    MEETING = "meeting", _("meeting")
    TRAINING = "training", _("training")
    CONTEST = "contest", _("contest")
    CALL = "call-for-submissions", _("call for submissions")
    VISIT = "visit", _("visit")
    EXHIBITION = "exhibition", _("exhibition")
    PERFORMANCE = "performance", _("performance")
    RESEARCH = "research", _("research")
    SERVICE = "service", _("service")
    CAMPAIGN = "campaign", _("campaign")
    CONSTRUCTION = "construction", _("construction")
    OTHER = "other", pgettext_lazy("kind of activity", "other")
