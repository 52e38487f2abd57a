"""What forms of several rooms begin with."""

from __future__ import annotations

from typing import Any

from django import forms

from banjie.common import once


class OnceForm(forms.Form):
    """A form that is carried out once."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = once.new_key()
