"""One choice for each of many names: what unknown names stand for, which rows are taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ChosenForm(forms.Form):
    """What was chosen for some of these names; a name that is not there is an error."""

    def __init__(self, names: Iterable[str], choices: Collection[str], data: Any) -> None:
        super().__init__(data)
        offered = [(choice, choice) for choice in choices]
        for name in names:
            self.fields[name] = forms.ChoiceField(choices=offered, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in sorted(self.data.keys() - self.fields.keys() - {"once"}):
            self.add_error(None, _("“%(name)s” is not asked about here.") % {"name": name})
        return values

    def chosen(self) -> dict[str, str]:
        """Only what was sent: a name that was left out keeps what was chosen before."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}
