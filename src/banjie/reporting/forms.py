"""What a person may add to a summary in their own words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common import once


class SummaryForm(forms.Form):
    """Two optional texts; numbers typed in them are marked in the document."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    opening = forms.CharField(
        label=_("Opening paragraph"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Optional. A number typed here is marked as typed by hand."),
    )  # fmt: skip
    next_steps = forms.CharField(
        label=_("Next steps"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Optional. Added after what the programme itself says is ahead."),
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through unchanged
        self.fields["once"].initial = once.new_key()
