"""Setting a limit."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banjie.common import clock, once
from banjie.common.fields import DateInput
from banjie.common.limits import Limit
from banjie.common.models import RuleProfile


class LimitForm(forms.ModelForm):
    """A new value of a limit, from today or a later day: nothing that ran is touched."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    value = forms.IntegerField(label=_("Value"), min_value=1, max_value=999)

    class Meta:
        model = RuleProfile
        fields = ("value", "unit", "source", "valid_from")
        widgets = {"valid_from": DateInput}  # noqa: RUF012 - Django's own form of declaring widgets
        help_texts = {  # noqa: RUF012 - Django's own form of declaring texts
            "source": _("The rule or decision that sets it: title, number, article."),
            "valid_from": _("Today or later. What is running keeps the limit it began with."),
        }

    def __init__(self, limit: Limit, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through unchanged
        self.limit = limit
        self.fields["once"].initial = once.new_key()
        self.fields["valid_from"].initial = clock.today()
        unit = self.fields["unit"]
        unit.choices = [  # type: ignore[attr-defined]  # the field of a model's choices has them
            choice for choice in RuleProfile.Unit.choices if choice[0] in limit.counts
        ]

    def clean_value(self) -> int:
        value: int = self.cleaned_data["value"]
        if value < self.limit.least:
            raise ValidationError(
                _("It is never set below %(least)s."), params={"least": self.limit.least}
            )
        return value

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day < clock.today():
            raise ValidationError(_("This day has passed. A limit holds from today or later."))
        name = self.limit.profile.name
        if RuleProfile.objects.filter(name=name, valid_from=day).exists():
            raise ValidationError(_("A value from this day stands already. Choose a later day."))
        return day
