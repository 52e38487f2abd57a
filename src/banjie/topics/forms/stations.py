"""A station and when it is open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.people.models import Unit, User
from banjie.topics.actions import StationContent
from banjie.topics.forms.lines import OfficeForm
from banjie.topics.forms.sessions import TimeInput
from banjie.topics.models import Opening, Station


class StationForm(OfficeForm):
    """A new station, or what is said of one; its place in the tree is chosen once."""

    name = forms.CharField(label=_("Name"), max_length=60)
    parent = forms.ModelChoiceField(
        Station.objects.none(), label=_("Belongs to"), required=False,
        empty_label=_("nothing: the top level"),
    )  # fmt: skip
    unit = forms.ModelChoiceField(Unit.objects.all(), label=_("Run by"))
    where = forms.CharField(label=_("Where it is"), max_length=120)
    host = forms.CharField(
        label=_("Convener, as a post"), max_length=60, help_text=_("A post, not a name.")
    )
    about = forms.CharField(
        label=_("What can be talked over here"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    is_open = forms.BooleanField(label=_("Open to the public"), required=False, initial=True)

    def __init__(
        self, user: User, *args: Any, station: Station | None = None, **kwargs: Any
    ) -> None:
        super().__init__(user, *args, **kwargs)
        self.station = station
        for day, words in Opening.Day.choices:
            for end, said in (("opens", _("%(day)s: opens")), ("closes", _("%(day)s: closes"))):
                self.fields[f"{end}-{day}"] = forms.TimeField(
                    label=said % {"day": words}, required=False, widget=TimeInput
                )
        offices: Any = self.fields["office"]
        parent: Any = self.fields["parent"]
        parent.queryset = Station.objects.filter(
            office__in=offices.queryset, level__lt=Station.Level.VILLAGE
        )
        if station:
            del self.fields["parent"], self.fields["office"]
            self.initial = _before(station)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        office = self.station.office if self.station else self.cleaned_data.get("office")
        others = Station.objects.filter(office=office, name=name)
        if self.station:
            others = others.exclude(pk=self.station.pk)
        if others.exists():
            raise forms.ValidationError(_("There is a station of this name already."))
        return name

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for day in Opening.Day.values:
            opens, closes = values.get(f"opens-{day}"), values.get(f"closes-{day}")
            if bool(opens) != bool(closes) or (opens and closes and closes <= opens):
                self.add_error(f"closes-{day}", _("Say from when until when, or leave both empty."))
        return values

    def content(self) -> StationContent:
        values = self.cleaned_data
        hours = {
            day: (values[f"opens-{day}"], values[f"closes-{day}"])
            for day in Opening.Day.values
            if values[f"opens-{day}"]
        }
        names = ("name", "unit", "where", "host", "about", "is_open")
        return StationContent(
            hours=hours, parent=values.get("parent"), **{name: values[name] for name in names}
        )


def _before(station: Station) -> dict[str, Any]:
    names = ("name", "where", "host", "about", "is_open")
    said: dict[str, Any] = {name: getattr(station, name) for name in names}
    said["unit"] = station.unit_id
    for opening in station.openings.all():
        said[f"opens-{opening.day}"] = opening.opens
        said[f"closes-{opening.day}"] = opening.closes
    return said
