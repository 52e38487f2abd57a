"""What authors say of a reply, and what follows from it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.common.models import Attachment
from banjie.common.timed import Timed
from banjie.consultation.models.cases import Case, Submitter

USER = settings.AUTH_USER_MODEL


class Grade(models.IntegerChoices):
    """Three grades; no answer is no grade."""

    SATISFIED = 3, _("satisfied")
    MOSTLY = 2, _("mostly satisfied")
    UNSATISFIED = 1, _("not satisfied")


class Rating(models.Model):
    """An author's own word on one reply (提案者评价): how it was handled, and what came of it.

    Given with the author's log-in or code, or on a signed paper the office enters with its scan;
    the database refuses one entered by an account of a handling unit (`guards.py`).
    """

    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, related_name="ratings")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    attitude = models.PositiveSmallIntegerField(_("how it was handled"), choices=Grade)
    result = models.PositiveSmallIntegerField(_("what came of it"), choices=Grade)
    solved = models.BooleanField(_("my matter was solved"), null=True)
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    on = models.DateField(default=clock.today)
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    scan = models.OneToOneField(Attachment, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("submitter", "round"), name="one_rating_an_author"),
            models.CheckConstraint(
                condition=Q(entered_by=None, scan=None)
                | Q(entered_by__isnull=False, scan__isnull=False),
                name="rating_on_paper_has_scan",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} · {self.round}"


class Rework(Timed):
    """An author was not satisfied: it is handled once more, with its own clock. Without a rating it
    was said when called back.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="rework")
    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.case}"


class Reopening(models.Model):
    """A closed case was opened again: a counted event, never hidden by the first closing."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reopenings")
    reason = models.CharField(_("reason"), max_length=500)
    by_author = models.BooleanField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.case} · {self.on}"


class CallBack(models.Model):
    """Asking whether it helped (回访), by somebody of the office, never of the handling unit."""

    class Result(models.TextChoices):
        REACHED = "reached", _("reached")
        NO_CONTACT = "no-contact", _("nobody to reach")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="call_backs")
    round = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=10, choices=Result)
    contacted = models.BooleanField(_("the unit had been in touch in time"), null=True)
    solved = models.BooleanField(_("the matter was solved"), null=True)
    satisfied = models.PositiveSmallIntegerField(choices=Grade, null=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("case", "round"), name="one_call_back_a_round"),
            models.CheckConstraint(
                condition=Q(result="reached", solved__isnull=False, satisfied__isnull=False)
                | Q(result="no-contact", solved=None, satisfied=None),
                name="call_back_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} · {self.round}"
