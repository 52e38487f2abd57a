"""Beginning a programme without a paper: blank, from a template, or from last year's."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common import clock, once
from banjie.people.models import Unit, User
from banjie.people.rules import OFFICER
from banjie.programme.models import Activity, Programme

FIRST, LAST = 2000, 2100


class BlankForm(forms.Form):
    """Title, year and office of a programme that is filled by hand."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    office = forms.ModelChoiceField(
        queryset=Unit.objects.none(), label=_("Office"), empty_label=None
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=FIRST, max_value=LAST)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = once.new_key()
        self.fields["year"].initial = clock.today().year
        offices = Unit.objects.filter(pk__in=user.units(OFFICER))
        field = cast(forms.ModelChoiceField, self.fields["office"])
        field.queryset, field.initial = offices, offices.first()
        if len(user.units(OFFICER)) == 1:
            field.widget = forms.HiddenInput()


class RollForm(forms.Form):
    """Which activities go along, under which title, to which year; or as a template."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    year = forms.IntegerField(widget=forms.HiddenInput, min_value=FIRST, max_value=LAST)
    title = forms.CharField(label=_("Title"), max_length=200)
    keep = forms.ModelMultipleChoiceField(
        queryset=Activity.objects.none(),
        label=_("Activities"),
        error_messages={"required": _("Tick at least one activity.")},
    )

    template = forms.BooleanField(required=False)

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = once.new_key()
        field = cast(forms.ModelMultipleChoiceField, self.fields["keep"])
        field.queryset = programme.activities.at_work()
