"""Making a key."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from banjie.api.actions import LONGEST
from banjie.common import once

DAYS = (30, 90, 180, LONGEST)


class KeyForm(forms.Form):
    """What it is for, how long it lasts, whether it may write."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = forms.CharField(
        label=_("What it is for"), max_length=60, help_text=_("For example: nightly statistics.")
    )
    days = forms.TypedChoiceField(label=_("How long it works"), coerce=int, initial=90)
    writes = forms.BooleanField(
        label=_("It may write too"), required=False,
        help_text=_("Without this it can read what you can read, and change nothing."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = once.new_key()
        self.fields["days"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (n, ngettext("%(n)s day", "%(n)s days", n) % {"n": n}) for n in DAYS
        ]
