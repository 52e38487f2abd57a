"""Stations (协商议事室): rooms where people talk things over, in a tree of three levels."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from banjie.people.models import Unit


class Station(models.Model):
    """One room. `office` is the county body that answers for all of them; `unit` runs this one.

    How many items it has is always counted from the rows, its own and those of the levels below.
    """

    class Level(models.IntegerChoices):
        COUNTY = 1, _("county")
        TOWN = 2, _("township or street")
        VILLAGE = 3, _("village or community")

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="stations")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="stations_run", verbose_name=_("run by")
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    name = models.CharField(_("name"), max_length=60)
    where = models.CharField(_("where it is"), max_length=120)
    host = models.CharField(_("convener, as a post"), max_length=60)
    about = models.TextField(_("what can be talked over here"), max_length=1000, blank=True)
    is_open = models.BooleanField(_("open"), default=True)

    class Meta:
        ordering = ("level", "name")
        constraints = (
            models.UniqueConstraint(fields=("office", "name"), name="one_station_a_name"),
            models.CheckConstraint(
                condition=Q(level=1, parent=None) | Q(level__gt=1, parent__isnull=False),
                name="station_stands_in_the_tree",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("topics:station", args=(self.pk,))


class Opening(models.Model):
    """When a station is open on one day of the week."""

    class Day(models.IntegerChoices):
        MONDAY = 1, _("Monday")
        TUESDAY = 2, _("Tuesday")
        WEDNESDAY = 3, _("Wednesday")
        THURSDAY = 4, _("Thursday")
        FRIDAY = 5, _("Friday")
        SATURDAY = 6, _("Saturday")
        SUNDAY = 7, _("Sunday")

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="openings")
    day = models.PositiveSmallIntegerField(choices=Day)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ("day",)
        constraints = (
            models.UniqueConstraint(fields=("station", "day"), name="one_opening_a_day"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="opening_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_day_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"
