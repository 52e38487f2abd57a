"""The figures of a report as fields: against each target, free lines, and taken from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banjie.common.amounts import AmountField
from banjie.common.templatetags.words import plain
from banjie.programme.actions.figures import FigureLine
from banjie.programme.models import Figure, Report, Target

OWN_FIGURES = 2


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target, its number and where it may be taken from, for the page."""

    target: Target
    value: Any
    source: Any


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A free line: what, how many, unit, and where it may be taken from."""

    measure: Any
    value: Any
    unit: Any
    source: Any

    @property
    def filled(self) -> bool:
        """Whether something is in it, so that it must not stay folded."""
        fields = (self.measure, self.value, self.unit, *([self.source] if self.source else []))
        return any(field.value() or field.errors for field in fields)


class FigureFields(forms.BaseForm):
    """Fields for the figures of one report; `offered` are figures that may be taken over."""

    targets: list[Target]
    offered: dict[str, Figure]
    own: int  # free lines: merging may have left a report more figures of its own than are offered

    def add_figures(
        self,
        targets: Iterable[Target],
        offered: Iterable[Figure],
        before: Iterable[Figure],
        own: int,
    ) -> None:
        self.targets = list(targets)
        self.offered = {str(figure.pk): figure for figure in offered}
        known = list(before)
        mine = {figure.target_id: figure for figure in known if figure.target_id}
        free = [figure for figure in known if not figure.target_id]
        for target in self.targets:
            self._add_value(f"target-{target.pk}", target.measure, mine.get(target.pk))
            fitting = [f for f in self.offered.values() if f.unit == target.unit]
            self._add_source(f"target-{target.pk}-source", fitting, mine.get(target.pk))
        self.own = max(own, len(free))
        for n in range(self.own):
            self._add_own(n, free[n] if n < len(free) else None)

    def _add_value(self, name: str, label: Any, figure: Figure | None) -> None:
        self.fields[name] = AmountField(
            label=label, required=False, initial=figure and plain(figure.value)
        )

    def _add_own(self, n: int, figure: Figure | None) -> None:
        self.fields[f"own-{n}-measure"] = forms.CharField(
            label=gettext_lazy("What is counted"),
            required=False,
            max_length=100,
            initial=figure and figure.measure,
        )
        self._add_value(f"own-{n}-value", gettext_lazy("How many"), figure)
        self.fields[f"own-{n}-unit"] = forms.CharField(
            label=gettext_lazy("Unit of count"),
            required=False,
            max_length=20,
            initial=figure and figure.unit,
        )
        self._add_source(f"own-{n}-source", list(self.offered.values()), figure)

    def _add_source(self, name: str, fitting: list[Figure], figure: Figure | None) -> None:
        if fitting:
            choices = [("", _("not told elsewhere")), *((str(f.pk), _origin(f)) for f in fitting)]
            self.fields[name] = forms.ChoiceField(
                label=gettext_lazy("Told already, the same event"),
                required=False,
                choices=choices,
                initial=figure and figure.reused_from_id,
            )

    def check_figures(self, values: dict[str, Any], unit: int | None) -> None:
        """A source of this very unit; a number beside it that is the same, or none."""
        for name in self._names():
            source = self._source(values, name)
            value = values.get(_number(name))
            if source and unit and source.report.unit_id != unit:
                self.add_error(f"{name}-source", _("This figure is of another unit."))
            elif source and value is not None and value != source.value:
                said = _("The other report says %(n)s. Leave this empty, or choose no figure.")
                self.add_error(_number(name), said % {"n": plain(source.value)})
            measured = values.get(f"{name}-measure", "")
            if name.startswith("own-") and value is not None and not measured and not source:
                self.add_error(f"{name}-measure", _("Say what is counted."))
            if measured and value is None and not source and _number(name) not in self.errors:
                self.add_error(_number(name), self.fields[_number(name)].error_messages["required"])

    def _names(self) -> Iterator[str]:
        yield from (f"target-{target.pk}" for target in self.targets)
        yield from (f"own-{n}" for n in range(self.own))

    def _source(self, values: dict[str, Any], name: str) -> Figure | None:
        return self.offered.get(values.get(f"{name}-source") or "")

    def filled(self) -> dict[str, FigureLine]:
        """The figures that were filled in, by the name of their field, those of targets first."""
        values, found = self.cleaned_data, {}
        targets = {f"target-{target.pk}": target for target in self.targets}
        for name in self._names():
            source, target = self._source(values, name), targets.get(name)
            value: Decimal | None = source.value if source else values.get(_number(name))
            if value is None:
                continue
            if target:
                line = FigureLine(target.measure, value, target.unit, target, source)
            else:
                measure = values.get(f"{name}-measure") or (source.measure if source else "")
                unit = source.unit if source else values.get(f"{name}-unit") or ""
                line = FigureLine(measure, value, unit, None, source)
            found[name] = line
        return found

    def figure_lines(self) -> list[FigureLine]:
        return list(self.filled().values())

    def target_fields(self) -> list[TargetRow]:
        """The targets with their fields, for the page."""
        names = [(target, f"target-{target.pk}") for target in self.targets]
        return [
            TargetRow(target, self[name], self._bound(f"{name}-source")) for target, name in names
        ]

    def own_lines(self) -> list[OwnRow]:
        """The free lines, for the page."""
        return [
            OwnRow(
                self[f"{name}-measure"],
                self[_number(name)],
                self[f"{name}-unit"],
                self._bound(f"{name}-source"),
            )
            for name in self._names()
            if name.startswith("own-")
        ]

    @property
    def own_filled(self) -> bool:
        return any(row.filled for row in self.own_lines())

    def _bound(self, name: str) -> Any:
        return self[name] if name in self.fields else None


def _number(name: str) -> str:
    """The field that holds the number of a target or of a free line."""
    return f"{name}-value" if name.startswith("own-") else name


def _origin(figure: Figure) -> str:
    """Which figure it is: what it counts, the activity and the day it was told of."""
    report: Report = figure.report
    title = report.activity.title
    short = title if len(title) <= 24 else f"{title[:23]}…"
    day = date_format(report.held_on)
    return f"{figure.measure} {plain(figure.value)}{figure.unit} · {short} · {day}"
