"""Writing a report on a phone: what, when, where, figures against targets, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banjie.common import clock, once
from banjie.common.fields import ACCEPT, DayField, FilesField, ManyFiles
from banjie.common.templatetags.words import days
from banjie.people.models import Unit, User
from banjie.people.rules import LIAISON
from banjie.programme.forms.figures import OWN_FIGURES, FigureFields
from banjie.programme.models import Activity, Evidence, Report
from banjie.programme.queries.phases import open_parts
from banjie.programme.queries.reports import figures_to_take


class PartField(forms.ModelChoiceField):
    """A session or a phase of the activity, with its days."""

    def label_from_instance(self, part: Any) -> str:
        said = days(part.start, part.end)
        return f"{part.label} · {said}" if said else part.label


class ReportForm(FigureFields, forms.ModelForm):
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
        field_classes = {  # noqa: RUF012 - Django's own form of declaring them
            "occurrence": PartField, "phase": PartField,
            "held_on": DayField, "held_until": DayField,
        }  # fmt: skip
        widgets = {  # noqa: RUF012 - Django's own form of declaring widgets
            "text": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, activity: Activity, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.activity = activity
        self.fields["once"].initial = once.new_key()
        new = self.instance.pk is None  # whose report it is, is said once
        units = self.units_of(user) if new else {self.instance.unit_id}
        field = cast(forms.ModelChoiceField, self.fields["unit"])
        field.queryset = Unit.objects.filter(pk__in=units)
        field.initial = min(units, default=None)
        field.disabled = not new
        if len(units) == 1:
            field.widget = forms.HiddenInput()
        self._offer("occurrence", activity.occurrences.all(), _("Which session"))
        self._offer("phase", activity.phases.all(), _("Which phase"))
        report = None if new else self.instance
        figures = report.figures.all() if report else ()
        offered = figures_to_take(user, units, activity, report)
        self.add_figures(activity.targets.all(), offered, figures, OWN_FIGURES)
        self.kept = list(report.evidence.select_related("attachment")) if report else []
        self._add_claims()

    def units_of(self, user: User) -> set[int]:
        """The units a new report may be of: those with a part that the account is liaison of."""
        parts = {part.unit_id for part in self.activity.assignments.all() if part.unit_id}
        return parts & user.units(LIAISON)

    def _add_claims(self) -> None:
        """What each file supports: the report as a whole, or one of its figures."""
        named = [(f"target-{target.pk}", target.measure) for target in self.targets]
        for n in range(self.own):
            said = self[f"own-{n}-measure"].value()
            named.append((f"own-{n}", said or gettext("other figure %(n)s") % {"n": n + 1}))
        choices = [("", gettext("the report as a whole")), *named]
        before = dict(named)
        for kept in self.kept:
            self.fields[f"claim-{kept.pk}"] = forms.ChoiceField(
                label=_("Supports"), required=False, choices=choices,
                initial=self._claim_of(kept, before),
            )  # fmt: skip
        self.fields["papers_for"] = forms.ChoiceField(
            label=_("What the new files support"), required=False, choices=choices
        )

    def _claim_of(self, kept: Evidence, before: dict[str, str]) -> str:
        """The field of the figure this file supports; '' for the whole report."""
        figure = next((f for f in self.instance.figures.all() if f.pk == kept.figure_id), None)
        if figure is None:
            return ""
        if figure.target_id:
            return f"target-{figure.target_id}"
        return next((name for name, said in before.items() if said == figure.measure), "")

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

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        held_on, until = values.get("held_on"), values.get("held_until")
        if held_on and held_on > clock.today():
            self.add_error("held_on", _("This day has not come yet. A report tells what was done."))
        if held_on and until and until < held_on:
            self.add_error("held_until", _("The last day lies before the first."))
        unit = values.get("unit")
        self.check_figures(values, unit.pk if unit else None)
        if not self.errors:
            self._check_claims(values)
        return values

    def _check_claims(self, values: dict[str, Any]) -> None:
        """A file supports a figure that is there."""
        filled = self.filled()
        for name in (*(f"claim-{kept.pk}" for kept in self.kept), "papers_for"):
            if values.get(name) and values[name] not in filled:
                self.add_error(name, _("This figure is empty. Fill it in, or choose another."))

    def claims(self) -> dict[int, int | None]:
        """By evidence: the place of the figure it supports among the figures of the report."""
        return {kept.pk: self._place(f"claim-{kept.pk}") for kept in self.kept}

    def papers_for(self) -> int | None:
        return self._place("papers_for")

    def _place(self, name: str) -> int | None:
        chosen = self.cleaned_data.get(name)
        return list(self.filled()).index(chosen) if chosen else None

    def kept_files(self) -> Iterator[tuple[Evidence, Any]]:
        """The files it has, each with the field that says what it supports."""
        return ((kept, self[f"claim-{kept.pk}"]) for kept in self.kept)


class OnBehalfForm(ReportForm):
    """The office enters a report from the paper a unit sent; the scan is required."""

    scan = forms.FileField(
        label=_("Scan or photo of the paper"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    def units_of(self, _user: User) -> set[int]:
        return {part.unit_id for part in self.activity.assignments.all() if part.unit_id}


class ReturnForm(forms.Form):
    """Why a report goes back."""

    reason = forms.CharField(
        label=_("What is to be mended"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ObjectForm(ReturnForm):
    """Why a unit takes back what the office entered for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What is wrong with it")
