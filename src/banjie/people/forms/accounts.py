"""What an administrator types about accounts, and people about their own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from banjie.common import clock, once
from banjie.common.fields import DateInput
from banjie.people.models import Membership, SiteDuty, Unit, User

LONGEST_LOAN = timedelta(days=180)


def duty_choices() -> list[tuple[str, Any]]:
    """Duties in a unit, then those of the site."""
    return [
        ("", "—"),
        (str(_("in a unit")), list(Membership.Duty.choices)),
        (str(_("of the site")), list(SiteDuty.Duty.choices)),
    ]


class NameForm(forms.ModelForm):
    """The name to show."""

    class Meta:
        model = User
        fields = ("name",)


class DutyForm(forms.Form):
    """A duty, and the unit where it is one in a unit."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    duty = forms.ChoiceField(label=_("Duty"), required=False)
    unit = forms.CharField(
        label=_("Unit"),
        max_length=100,
        required=False,
        help_text=_("Its full name. A unit that is not known yet is made."),
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = once.new_key()
        self.fields["duty"].choices = duty_choices()  # type: ignore[attr-defined]  # a choice field's
        self.units = Unit.objects.values_list("name", flat=True)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        in_unit = values.get("duty") in Membership.Duty.values
        if in_unit and not values.get("unit"):
            self.add_error("unit", _("This is a duty in a unit: name the unit."))
        return values


class GiveDutyForm(DutyForm):
    """One more duty of an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].required = True


class NewcomerForm(forms.Form):
    """Who gets an account: a name to show, and a log-in name that nobody has."""

    name = forms.CharField(label=_("Name to show"), max_length=60)
    login = forms.SlugField(
        label=_("Log-in name"), max_length=60, help_text=_("Letters, figures, - and _.")
    )

    def clean_login(self) -> str:
        login: str = self.cleaned_data["login"]
        if User.objects.filter(login=login).exists():
            raise ValidationError(_("There is an account of this log-in name."))
        return login


class InviteForm(NewcomerForm, DutyForm):
    """Who is invited, and to what."""

    field_order = ("name", "login", "duty", "unit")


class LendForm(forms.Form):
    """A duty lent to somebody else up to a day."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    duty = forms.ModelChoiceField(Membership.objects.none(), label=_("Duty"))
    login = forms.SlugField(label=_("Log-in name of whoever stands in"), max_length=60)
    until = forms.DateField(label=_("Up to and with"), widget=DateInput)

    def __init__(self, own: QuerySet[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = once.new_key()
        self.fields["duty"].queryset = own  # type: ignore[attr-defined]  # a model choice field's
        self.fields["duty"].label_from_instance = _of_unit  # type: ignore[attr-defined]  # likewise
        self.own = own

    def clean_login(self) -> User:
        """Only colleagues: whoever belongs to none of one's units is not told apart from nobody."""
        units = self.own.values("unit")
        found = User.objects.filter(
            login=self.cleaned_data["login"], is_active=True,
            pk__in=Membership.objects.filter(unit__in=units).values("user"),
        ).first()  # fmt: skip
        if found is None:
            raise ValidationError(_("Nobody of your units has this log-in name."))
        return found

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if not clock.today() <= day <= clock.today() + LONGEST_LOAN:
            raise ValidationError(_("From today on, and half a year at the most."))
        return day


def _of_unit(membership: Membership) -> str:
    return f"{membership.get_duty_display()} · {membership.unit}"
