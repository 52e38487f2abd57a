"""Changing a programme at work: an activity as a whole, a new one, areas."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from banjie.common import once
from banjie.common.amounts import AmountField
from banjie.common.fields import DayField
from banjie.common.templatetags.words import every, plain
from banjie.people.models import Unit
from banjie.people.queries import folded, unit_names
from banjie.programme.actions.plan import TargetLine, TimeLine, Wanted
from banjie.programme.models import Activity, ActivityKind, Area, Assignment, Programme
from banjie.programme.wording import day_words

_RULES = (
    "", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=2",
    "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY",
)  # fmt: skip
_ROLES = {
    Assignment.Role.LEAD: _("Lead, one a line"),
    Assignment.Role.RESPONSIBLE: _("Responsible, one a line"),
    Assignment.Role.COOPERATING: _("Co-operating, one a line"),
    Assignment.Role.OVERSEEING: _("Overseeing posts, one a line"),
}


def reason_field(**options: Any) -> forms.CharField:
    """Why a thing is changed: units that agreed to it read this."""
    return forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), **options
    )


class TimeForm(forms.Form):
    """One time: words, first and last day, how often, or the day a report is due."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(label=_("Words"), max_length=100, required=False)
    first = DayField(label=_("First day"), required=False)
    last = DayField(label=_("Last day"), required=False)
    recurrence = forms.ChoiceField(label=_("How often"), required=False)
    for_report = forms.BooleanField(label=_("A report is due"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(rule, every(rule) or pgettext("how often", "once")) for rule in _RULES]
        own = (self.initial or {}).get("recurrence", "")
        if own not in _RULES:
            known.append((own, every(own) or own))
        cast(forms.ChoiceField, self.fields["recurrence"]).choices = known

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return values

    def line(self) -> TimeLine | None:
        """The time as it shall be; None for an empty row. Words of other days are renewed."""
        values = self.cleaned_data
        first, last, rule = values.get("first"), values.get("last"), values.get("recurrence") or ""
        end = last + timedelta(days=1) if last else None
        words = values.get("words") or ""
        if self.initial and words == self.initial["words"] and self._moved(values):
            words = ""
        words = words or day_words(first, end) or every(rule)
        if not words or values.get("DELETE"):
            return None
        return TimeLine(
            words[:100], first, end, rule, bool(values.get("for_report")), values.get("pk")
        )

    def _moved(self, values: dict[str, Any]) -> bool:
        return (values.get("first"), values.get("last")) != (
            self.initial["first"], self.initial["last"],
        )  # fmt: skip


class PlanTargetForm(forms.Form):
    """One planned quantity."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    measure = forms.CharField(label=_("What is counted"), max_length=100, required=False)
    value = AmountField(label=_("How many"), required=False)
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("value") is not None and not values.get("measure"):
            self.add_error("measure", _("Say what is counted."))
        elif values.get("measure") and values.get("value") is None and "value" not in self.errors:
            self.add_error("value", self.fields["value"].error_messages["required"])
        return values

    def line(self) -> TargetLine | None:
        values = self.cleaned_data
        if values.get("value") is None or values.get("DELETE"):
            return None
        return TargetLine(values["measure"], values["value"], values["unit"], values.get("pk"))


TimeRows = forms.formset_factory(TimeForm, extra=1, can_delete=True, max_num=20)
PlanTargetRows = forms.formset_factory(PlanTargetForm, extra=1, can_delete=True, max_num=30)


class ActivityForm(forms.Form):
    """A whole activity: simple fields and units here, times and targets as rows."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(label=_("Number"), max_length=20, required=False)
    title = forms.CharField(
        label=_("Title"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ActivityKind.choices)
    duty = forms.ChoiceField(label=_("Required or optional"), choices=Activity.Duty.choices)
    area = forms.ModelChoiceField(queryset=Area.objects.none(), label=_("Area"), required=False)
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    participants = forms.CharField(label=_("Who takes part"), max_length=500, required=False)
    reason = reason_field(
        required=False, help_text=_("Units that have answered read it and are asked again.")
    )

    def __init__(self, activity: Activity, data: Any = None) -> None:
        initial = {
            name: getattr(activity, name)
            for name in ("version", "number", "title", "kind", "duty", "place", "participants")
        } | {"area": activity.area_id}
        super().__init__(data, initial=initial)
        self.activity = activity
        parts = [part for part in activity.assignments.all() if part.handed_from_id is None]
        self.posts = {(part.role, part.post) for part in parts if part.post}
        for role, label in _ROLES.items():
            names = "\n".join(str(part) for part in parts if part.role == role)
            self.fields[role] = forms.CharField(
                label=label, required=False, initial=names,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        area = cast(forms.ModelChoiceField, self.fields["area"])
        area.queryset = activity.programme.areas.all()
        self.times = TimeRows(
            data, prefix="times", initial=[_time_row(t) for t in activity.schedules.all()]
        )
        self.targets = PlanTargetRows(
            data, prefix="targets",
            initial=[
                {"pk": t.pk, "measure": t.measure, "value": plain(t.value), "unit": t.unit}
                for t in activity.targets.all()
            ],
        )  # fmt: skip

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.times.is_valid(), self.targets.is_valid()])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        known = unit_names()
        for role in _ROLES:
            said = [line.strip() for line in (values.get(role) or "").splitlines()]
            named = [self._named(role, line, known) for line in dict.fromkeys(said) if line]
            strange = [name for name, who in named if who is None]
            if strange:
                self.add_error(
                    role,
                    _("Not known as a unit: %(names)s. Write the name as the list of units has it.")
                    % {"names": "、".join(strange)},
                )
            values[role] = list(dict.fromkeys(who for _name, who in named if who is not None))
        return values

    def _named(self, role: str, line: str, known: dict[str, Unit]) -> tuple[str, Unit | str | None]:
        if role == Assignment.Role.OVERSEEING or (role, line) in self.posts:
            return line, line[:100]
        return line, known.get(folded(line))

    def role_fields(self) -> list[Any]:
        """The bound fields of units and posts, for the page."""
        return [self[role] for role in _ROLES]

    def wanted(self) -> Wanted:
        """The activity as this form has it."""
        values = self.cleaned_data
        return Wanted(
            plain={
                name: values[name]
                for name in ("number", "title", "kind", "duty", "place", "participants")
            },
            area=values["area"],
            times=[time for row in self.times.forms if (time := row.line())],
            parts={role: values[role] for role in _ROLES},
            targets=[target for row in self.targets.forms if (target := row.line())],
        )


def _time_row(time: Any) -> dict[str, Any]:
    return {
        "pk": time.pk,
        "words": time.words,
        "first": time.start,
        "last": time.end - timedelta(days=1) if time.end else None,
        "recurrence": time.recurrence,
        "for_report": time.for_report,
    }


class NewActivityForm(forms.Form):
    """The head of a new activity; the rest is filled in on its own page."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    title = forms.CharField(label=_("Title"), max_length=300)
    number = forms.CharField(label=_("Number"), max_length=20, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=ActivityKind.choices)
    duty = forms.ChoiceField(label=_("Required or optional"), choices=Activity.Duty.choices)
    area = forms.ModelChoiceField(queryset=Area.objects.none(), label=_("Area"), required=False)
    parent = forms.ModelChoiceField(
        queryset=Activity.objects.none(), label=_("A step of"), required=False
    )

    def __init__(self, programme: Programme, data: Any = None) -> None:
        initial = {
            "once": once.new_key(),
            "kind": ActivityKind.OTHER,
            "duty": Activity.Duty.REQUIRED,
        }
        super().__init__(data, initial=initial)
        area, parent = self.fields["area"], self.fields["parent"]
        cast(forms.ModelChoiceField, area).queryset = programme.areas.all()
        cast(forms.ModelChoiceField, parent).queryset = programme.activities.at_work()

    def plain(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("number", "title", "kind", "duty")}


class AreaForm(forms.Form):
    """A new area, or the number and title of one there is."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    title = forms.CharField(label=_("Title"), max_length=300)
    number = forms.CharField(label=_("Number"), max_length=20, required=False)
    parent = forms.ModelChoiceField(
        queryset=Area.objects.none(), label=_("Under the area"), required=False
    )

    def __init__(self, programme: Programme, data: Any = None, area: Area | None = None) -> None:
        known = {"title": area.title, "number": area.number} if area else {}
        super().__init__(data, initial={"once": once.new_key(), **known})
        parent = cast(forms.ModelChoiceField, self.fields["parent"])
        parent.queryset = programme.areas.all()
        if area:
            del self.fields["parent"]
