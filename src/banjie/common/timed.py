"""A running limit as columns of a table, with the rule it was set by."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banjie.common import clock, limits
from banjie.common.calendar import CalendarMissing, work_calendar
from banjie.common.models import RuleProfile
from banjie.common.periods import Clock, Period, Suspension, before, due, ends, last_day, run_on


class Timed(models.Model):
    """The copy of a `periods.Clock`: the due day and the rule, its value, unit and source.

    Nothing reads the rule again while the clock runs: a new value in the profile moves no due day.
    """

    begun_on = models.DateField(null=True, editable=False)
    due = models.DateField(gettext_lazy("last day"), null=True, editable=False)
    rule_name = models.CharField(max_length=60, blank=True, editable=False)
    rule_value = models.PositiveIntegerField(null=True, editable=False)
    rule_unit = models.CharField(
        max_length=12, choices=RuleProfile.Unit, blank=True, editable=False
    )
    rule_source = models.CharField(max_length=200, blank=True, editable=False)
    rule_since = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    def run_by(self, running: Clock) -> None:
        """Copy the clock; the caller saves."""
        self.begun_on, self.due = running.start, running.end
        self.rule_name, self.rule_value = running.rule_name, running.value
        self.rule_unit, self.rule_source = running.unit, running.source
        self.rule_since = running.valid_from

    def run_from_today(self, name: str) -> None:
        """Run by the rule in force; the caller saves. Where the days off of its year are not loaded
        it runs without a last day until `catch_up`: what an author says is not refused for want of
        a calendar, and no day is guessed.
        """
        try:
            self.run_by(begin(name))
        except ValidationError as error:
            if error.code != "calendar":
                raise
            rule = limits.rule(name)
            self.begun_on, self.due, self.rule_name = clock.today(), None, name
            self.rule_value, self.rule_unit = rule.value, rule.unit
            self.rule_source, self.rule_since = rule.source, rule.valid_from

    def catch_up(self, stops: Collection[Suspension] = ()) -> bool:
        """Give the last day to a clock that runs without one, leaving out the days it stood still;
        False while it cannot be computed. The caller saves.
        """
        period = Period(self.rule_value or 0, RuleProfile.Unit(self.rule_unit))
        try:
            self.due = ends(self.begun_on or clock.today(), period, work_calendar(), stops)
        except CalendarMissing:
            return False
        return True

    def run_with(self, other: Timed) -> None:
        """Run by the clock of another row, as far as it has come; the caller saves."""
        for field in Timed._meta.fields:
            setattr(self, field.attname, getattr(other, field.attname))

    @property
    def limit_label(self) -> str:
        """What the rule is about, as its page says it."""
        return limits.shipped()[self.rule_name].label if self.rule_name else ""


class MoreTime(models.Model):
    """Somebody asks for a later last day (延期), with the reason, and what is decided on it.

    A table of these holds `IN_TIME`. The clock that runs keeps its rule; its last day alone moves.
    """

    IN_TIME = Q(on__lte=F("old_due"), wanted__gt=F("old_due"))
    """Asked before the day was over, for a later one."""

    reason = models.CharField(gettext_lazy("reason"), max_length=500)
    old_due = models.DateField()
    wanted = models.DateField(gettext_lazy("new last day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=clock.today)
    approved = models.BooleanField(null=True)
    answer = models.CharField(gettext_lazy("decision"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_on = models.DateField(null=True)

    class Meta:
        abstract = True

    def decide(self, *, approved: bool, answer: str, by: Any) -> None:
        """Write down what was decided, today."""
        self.approved, self.answer = approved, answer
        self.decided_by, self.decided_on = by, clock.today()
        self.save(update_fields=["approved", "answer", "decided_by", "decided_on"])


def begin(name: str, start: date | None = None) -> Clock:
    """The clock of the rule in force, from today or the day it began.

    Raises ValidationError, in words for the person at the form, where the limit reaches into a year
    whose days off nobody has loaded: no due day is guessed.
    """
    with _worded():
        return due(limits.rule(name), start or clock.today())


def furthest(name: str) -> date:
    """The day that nothing may pass by the rule in force, from today.

    Where the days off of its year are not known yet it is not moved off one, so it is never later
    than the rule gives. Raises ValidationError as `begin` does for working days alone.
    """
    rule = limits.rule(name)
    try:
        return due(rule, clock.today()).end
    except CalendarMissing:
        period = Period(rule.value, RuleProfile.Unit(rule.unit))
        with _worded():
            if period.unit is RuleProfile.Unit.WORKING_DAY:
                raise
            return last_day(clock.today(), period)


def ahead_of(name: str, day: date) -> Clock:
    """The clock that runs from today to the day that lies the rule's time before `day`.

    Raises ValidationError as `begin` does.
    """
    with _worded():
        return before(limits.rule(name), day, clock.today())


def resumed(day: date, stop: Suspension, unit: str) -> date:
    """A last day counted in `unit`, after its clock stood still (`periods.run_on`).

    Raises ValidationError as `begin` does.
    """
    with _worded():
        return run_on(day, stop, RuleProfile.Unit(unit), work_calendar())


@contextmanager
def _worded() -> Iterator[None]:
    """A missing calendar, or a day beyond the years that exist, as an error of the form."""
    try:
        yield
    except CalendarMissing as missing:
        raise ValidationError(
            _("The last day cannot be computed yet. %(what)s The administrator does this."),
            params={"what": str(missing)},
            code="calendar",
        ) from missing
    except OverflowError:
        raise ValidationError(_("Give a day of our time."), code="far") from None
