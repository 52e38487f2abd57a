"""What a person may add to a summary in their own words; handing a row over to a colleague."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from banjie.common import once
from banjie.people.models import User


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

    with_cases = forms.BooleanField(
        label=_("With what became of the cases"), required=False,
        help_text=_("A section on the cases sent to the office in the year of the programme."),
    )  # fmt: skip
    with_topics = forms.BooleanField(
        label=_("With what was talked over"), required=False,
        help_text=_("A section on topics, sessions, recommendations and stations of that year."),
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through unchanged
        self.fields["once"].initial = once.new_key()


class HandOverForm(forms.Form):
    """Which colleague of the unit sees to the row from now on."""

    to = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Hand over to"))

    def __init__(self, colleagues: QuerySet[User], data: Any = None) -> None:
        super().__init__(data)
        cast(forms.ModelChoiceField, self.fields["to"]).queryset = colleagues
