"""What forms of several rooms begin with."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from banjie.common import once


class OnceForm(forms.Form):
    """A form that is carried out once."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = once.new_key()


class SeenForm(OnceForm):
    """A form over words that stand already. Where somebody else changed them since the page was
    drawn, nothing is written over unseen: it comes back with what was typed, and sent again it is
    carried out. Who sends no `seen`, as a program, is not asked.
    """

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """What stands there now; of all of it, a short mark."""
        if field_name != "seen":
            return super().get_initial_for_field(field, field_name)
        stands = [
            (name, super(SeenForm, self).get_initial_for_field(other, name))
            for name, other in self.fields.items()
            if name not in ("once", "seen")
        ]
        return hashlib.sha256(repr(stands).encode()).hexdigest()[:16]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        now = self.get_initial_for_field(self.fields["seen"], "seen")
        if values.get("seen", "") not in ("", now):
            sent: Any = self.data
            shown = sent.copy()
            shown["seen"] = now
            self.data = shown
            raise ValidationError(
                _("Somebody else has changed this meanwhile. Compare it in another window; sent "
                  "again, yours takes its place.")
            )  # fmt: skip
        return values
