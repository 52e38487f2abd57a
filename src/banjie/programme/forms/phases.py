"""Phases, sessions, dependencies and duties: short forms with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common import once
from banjie.common.fields import DayField
from banjie.people.models import Unit, User
from banjie.people.queries import units_below
from banjie.programme.actions.phases import Hand, Stretch
from banjie.programme.forms.plan import reason_field
from banjie.programme.models import Activity, Assignment, Occurrence, Phase


class StretchForm(forms.Form):
    """A phase or a session: its words and days, and why it is changed."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=200)
    first = DayField(label=_("First day"), required=False)
    last = DayField(label=_("Last day"), required=False)
    deliverable = forms.CharField(label=_("What it delivers"), max_length=300, required=False)
    reason = reason_field(
        required=False, help_text=_("Units that have answered read it and are asked again.")
    )

    def __init__(
        self, activity: Activity, data: Any = None, part: Phase | Occurrence | None = None
    ) -> None:
        initial: dict[str, Any] = {"once": once.new_key(), "version": activity.version}
        if part:
            initial |= {
                "title": part.title if isinstance(part, Phase) else part.theme,
                "first": part.start,
                "last": part.end - timedelta(days=1) if part.end else None,
                "deliverable": getattr(part, "deliverable", ""),
            }
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return values

    def stretch(self) -> Stretch:
        values = self.cleaned_data
        last = values.get("last")
        return Stretch(
            values["title"], values.get("first"), last + timedelta(days=1) if last else None,
            values.get("deliverable", ""),
        )  # fmt: skip

    def hand(self, by: User) -> Hand:
        return Hand(by, self.cleaned_data["version"], self.cleaned_data["reason"])


class PhaseForm(StretchForm):
    """A phase."""


class SessionForm(StretchForm):
    """A session: its theme may stay open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["deliverable"]
        self.fields["title"].label, self.fields["title"].required = _("Theme"), False


class HandForm(forms.Form):
    """A step that asks for nothing but its reason, for the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field()

    def __init__(self, version: int, data: Any = None) -> None:
        super().__init__(data, initial={"version": version})

    def hand(self, by: User) -> Hand:
        return Hand(by, self.cleaned_data["version"], self.cleaned_data["reason"])


class HandOnForm(forms.Form):
    """Which unit below does the work."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Unit"), empty_label=None)

    def __init__(self, part: Assignment, data: Any = None) -> None:
        super().__init__(data, initial={"version": part.activity.version})
        below = units_below(part.unit) if part.unit else []
        has = part.activity.assignments.filter(role=part.role).values("unit")
        field = cast(forms.ModelChoiceField, self.fields["unit"])
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in below]).exclude(
            pk__in=has.filter(unit__isnull=False)
        )


class BeforeForm(forms.Form):
    """Which activity must end before this one begins."""

    before = forms.ModelChoiceField(queryset=Activity.objects.none(), label=_("Only after"))

    def __init__(self, activity: Activity, data: Any = None) -> None:
        super().__init__(data)
        field = cast(forms.ModelChoiceField, self.fields["before"])
        others = activity.programme.activities.at_work().exclude(pk=activity.pk)
        field.queryset = others.only("programme", "number", "title")


class ProposalForm(forms.Form):
    """A proposal as it was shown, and why it is taken."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    days = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field(required=False)
