"""Writing a report on a phone: what, when, where, figures against targets, pictures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banjie.common import clock, once
from banjie.common.fields import ACCEPT, DateInput, FilesField, ManyFiles
from banjie.common.templatetags.words import days, plain
from banjie.people.models import Unit, User
from banjie.people.rules import LIAISON
from banjie.programme.actions.reports import FigureLine
from banjie.programme.models import Activity, Report
from banjie.programme.queries.phases import open_parts

OWN_FIGURES = 2


class PartField(forms.ModelChoiceField):
    """A session or a phase of the activity, with its days."""

    def label_from_instance(self, part: Any) -> str:
        said = days(part.start, part.end)
        return f"{part.label} · {said}" if said else part.label


class ReportForm(forms.ModelForm):
    """One report. Every target of the activity has its figure field; two lines stay free."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Unit"), empty_label=None)
    papers = FilesField(
        label=_("Photos and papers"), required=False, widget=ManyFiles(attrs={"accept": ACCEPT})
    )

    class Meta:
        model = Report
        fields = (
            "unit", "occurrence", "phase", "held_on", "held_until", "place", "text", "completes",
        )  # fmt: skip
        field_classes = {"occurrence": PartField, "phase": PartField}  # noqa: RUF012 - Django's own form of declaring them
        widgets = {  # noqa: RUF012 - Django's own form of declaring widgets
            "held_on": DateInput,
            "held_until": DateInput,
            "text": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, activity: Activity, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.activity = activity
        self.fields["once"].initial = once.new_key()
        parts = {part.unit_id for part in activity.assignments.all() if part.unit_id}
        new = self.instance.pk is None  # whose report it is, is said once
        units = parts & user.units(LIAISON) if new else {self.instance.unit_id}
        field = cast(forms.ModelChoiceField, self.fields["unit"])
        field.queryset = Unit.objects.filter(pk__in=units)
        field.initial = min(units, default=None)
        field.disabled = not new
        if len(units) == 1:
            field.widget = forms.HiddenInput()
        self._offer("occurrence", activity.occurrences.all(), _("Which session"))
        self._offer("phase", activity.phases.all(), _("Which phase"))
        self.targets = list(activity.targets.all())
        before = {} if self.instance.pk is None else _before(self.instance)
        for target in self.targets:
            self.fields[f"target-{target.pk}"] = forms.DecimalField(
                label=target.measure, required=False, min_value=0, max_digits=16, decimal_places=2,
                initial=before.get(target.pk),
            )  # fmt: skip
        own = before.get(None, [])
        for n in range(OWN_FIGURES):
            self._add_own(n, own[n] if n < len(own) else None)

    def _offer(self, name: str, parts: QuerySet[Any], label: Any) -> None:
        """What is still open of an activity's sessions or phases; no field where it has none."""
        offered = open_parts(parts, name, getattr(self.instance, f"{name}_id"))
        first = offered.first()
        if first is None:
            del self.fields[name]
            return
        field = cast(forms.ModelChoiceField, self.fields[name])
        field.queryset, field.label, field.required = offered, label, False
        field.empty_label = gettext("the work as a whole")
        if self.instance.pk is None:
            field.initial = first.pk

    def _add_own(self, n: int, figure: Any) -> None:
        """A free line: what, how many, unit."""
        self.fields[f"own-{n}-measure"] = forms.CharField(
            label=_("What is counted"),
            required=False,
            max_length=100,
            initial=figure and figure.measure,
        )
        self.fields[f"own-{n}-value"] = forms.DecimalField(
            label=_("How many"), required=False, min_value=0, max_digits=16, decimal_places=2,
            initial=figure and plain(figure.value),
        )  # fmt: skip
        self.fields[f"own-{n}-unit"] = forms.CharField(
            label=_("Unit of count"), required=False, max_length=20, initial=figure and figure.unit
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        held_on, until = values.get("held_on"), values.get("held_until")
        if held_on and held_on > clock.today():
            self.add_error("held_on", _("This day has not come yet. A report tells what was done."))
        if held_on and until and until < held_on:
            self.add_error("held_until", _("The last day lies before the first."))
        for n in range(OWN_FIGURES):
            if values.get(f"own-{n}-value") is not None and not values.get(f"own-{n}-measure"):
                self.add_error(f"own-{n}-measure", _("Say what is counted."))
        return values

    def figure_lines(self) -> list[FigureLine]:
        """The figures that were filled in, those against targets first."""
        values = self.cleaned_data
        lines = [
            FigureLine(target.measure, values[f"target-{target.pk}"], target.unit, target)
            for target in self.targets
            if values.get(f"target-{target.pk}") is not None
        ]
        for n in range(OWN_FIGURES):
            value: Decimal | None = values.get(f"own-{n}-value")
            if value is not None:
                lines.append(
                    FigureLine(values[f"own-{n}-measure"], value, values.get(f"own-{n}-unit") or "")
                )
        return lines

    def target_fields(self) -> list[tuple[Any, Any]]:
        """(target, its bound field), for the page."""
        return [(target, self[f"target-{target.pk}"]) for target in self.targets]

    @property
    def own_filled(self) -> bool:
        """Whether a free line has something in it, so that it must not stay folded."""
        return any(field.value() or field.errors for line in self.own_lines() for field in line)

    def own_lines(self) -> list[tuple[Any, Any, Any]]:
        """(what, how many, unit) bound fields of the free lines."""
        return [
            (self[f"own-{n}-measure"], self[f"own-{n}-value"], self[f"own-{n}-unit"])
            for n in range(OWN_FIGURES)
        ]


def _before(report: Report) -> dict[Any, Any]:
    """The figures a report has: by target, and under None the free ones."""
    found: dict[Any, Any] = {None: []}
    for figure in report.figures.all():
        if figure.target_id is None:
            found[None].append(figure)
        else:
            found[figure.target_id] = plain(figure.value)
    return found


class ReturnForm(forms.Form):
    """Why a report goes back."""

    reason = forms.CharField(
        label=_("What is to be mended"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
