"""Several reports in one form: a short row for each open item of my units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banjie.common import clock, once
from banjie.common.fields import DayField
from banjie.common.templatetags.words import days
from banjie.programme.actions.reports import Content, Told
from banjie.programme.forms.figures import FigureFields
from banjie.programme.models import CycleItem
from banjie.programme.queries.many import OpenItem


class RowForm(FigureFields, forms.Form):
    """One open item. Left blank it is skipped; a round may be answered with `nothing`."""

    held_on = DayField(label=_("Day"), required=False)
    session = forms.ChoiceField(label=_("Which session"), required=False)
    text = forms.CharField(
        label=_("What was done"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    nothing = forms.CharField(
        label=_("Or: nothing to tell, because"), required=False, max_length=500
    )
    completes = forms.BooleanField(label=_("this completes the activity"), required=False)

    def __init__(self, row: OpenItem, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, prefix=row.key)
        self.row = row
        if row.item is None:
            del self.fields["nothing"]
        if row.sessions:
            self._offer_sessions()
        else:
            del self.fields["session"]
        self.add_figures(row.activity.targets.all(), (), (), 0)

    def _offer_sessions(self) -> None:
        choices = [("", gettext("the work as a whole"))]
        for session in self.row.sessions:
            said = days(session.start, session.end)
            label = f"{session.label} · {said}" if said else session.label
            choices.append((str(session.pk), label))
        self.fields["session"] = forms.ChoiceField(
            label=_("Which session"), required=False, choices=choices, initial=choices[1][0]
        )

    @property
    def blank(self) -> bool:
        """Nothing was typed: the session is chosen by itself and says nothing."""
        typed = [name for name in self.fields if name != "session"]
        return not any((self.data.get(self.add_prefix(name)) or "").strip() for name in typed)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("nothing"):
            if values.get("text") or values.get("completes") or self.filled():
                self.add_error("nothing", _("Either tell what was done, or why there is nothing."))
            return values
        if not values.get("text"):
            self.add_error("text", _("Say in a few words what was done."))
        if "held_on" not in self.errors:
            self._check_day(values.get("held_on"))
        return values

    def _check_day(self, day: Any) -> None:
        if day is None:
            self.add_error("held_on", _("On which day was it?"))
        elif day > clock.today():
            self.add_error("held_on", _("This day has not come yet. A report tells what was done."))

    def told(self) -> Told | None:
        """The report of this row; None where nothing is to be told."""
        values, row = self.cleaned_data, self.row
        if values.get("nothing"):
            return None
        chosen = values.get("session")
        content = Content(
            held_on=values["held_on"],
            text=values["text"],
            completes=values["completes"],
            occurrence=next((s for s in row.sessions if str(s.pk) == chosen), None),
            figures=self.figure_lines(),
        )
        return Told(row.activity, row.unit, content)

    def untold(self) -> tuple[CycleItem, str] | None:
        """The item of the round and why there is nothing to tell."""
        words = self.cleaned_data.get("nothing")
        return (self.row.item, words) if words and self.row.item else None


class ManyForm(forms.Form):
    """The rows together, with the once key of the whole."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, rows: list[OpenItem], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["once"].initial = once.new_key()
        self.rows = [RowForm(row, data) for row in rows]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        valid = [row.is_valid() for row in self.filled()]  # each of them, to show all that is amiss
        if not valid:
            self.add_error(None, _("Nothing was filled in. Fill in at least one row."))
        elif not all(valid):
            self.add_error(None, _("Some rows are to be mended. Nothing was saved yet."))
        return values

    def filled(self) -> list[RowForm]:
        return [row for row in self.rows if not row.blank]
