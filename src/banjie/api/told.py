"""A report as it was sent, in the fields of the page's form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm
from django.utils.translation import gettext as _

from banjie.api.schemas.reports import FigureIn, NewReport, ReportIn
from banjie.common import once
from banjie.programme.forms.reports import ReportForm
from banjie.programme.models import Figure

_PLAIN = {
    "held_on": "held_on",
    "last_day": "held_until",
    "place": "place",
    "text": "text",
    "completes": "completes",
    "phase": "phase",
    "session": "occurrence",
}


class Told:
    """`fields` for the form; `names` says what the caller calls each of them."""

    def __init__(self, said: ReportIn) -> None:
        self.fields: dict[str, Any] = {"once": once.new_key()}
        self.names: dict[str, str] = {"__all__": "body"}
        self.twice: list[str] = []
        for name, field in _PLAIN.items():
            self._put(field, getattr(said, name), f"body.{name}")
        if isinstance(said, NewReport):
            self._put("unit", said.unit, "body.unit")
        own = 0
        for n, figure in enumerate(said.figures):
            if figure.target is None:
                self._own(f"own-{own}", figure, f"body.figures.{n}")
                own += 1
            else:
                self._towards(f"target-{figure.target}", figure, f"body.figures.{n}")

    def _put(self, field: str, value: Any, name: str) -> None:
        self.names[field] = name
        if value not in (None, "", False):
            self.fields[field] = value

    def _own(self, field: str, figure: FigureIn, name: str) -> None:
        self._put(f"{field}-measure", figure.measure, f"{name}.measure")
        self._put(f"{field}-value", figure.value, f"{name}.value")
        self._put(f"{field}-unit", figure.unit, f"{name}.unit")
        self._put(f"{field}-source", figure.reused_from, f"{name}.reused_from")

    def _towards(self, field: str, figure: FigureIn, name: str) -> None:
        if field in self.names:
            self.twice.append(f"{name}.target")
        self._put(field, figure.value, f"{name}.value")
        self._put(f"{field}-source", figure.reused_from, f"{name}.reused_from")

    def unknown_to(self, form: BaseForm) -> list[tuple[str, str]]:
        """What the form has no field for (another activity's target or phase, a third figure of
        the unit's own), and what was told twice.
        """
        return list(self._unknown_to(form))

    def _unknown_to(self, form: BaseForm) -> Iterator[tuple[str, str]]:
        for field in self.fields.keys() - form.fields.keys():
            yield self.names[field], _("This does not belong to a report on this activity.")
        for name in self.twice:
            yield name, _("This target has its figure already.")


def as_shown(form: ReportForm) -> dict[str, Any]:
    """What the form would send back if nobody typed anything into it."""
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, "", False)}


def field_of(figure: Figure, form: ReportForm) -> str:
    """The field in which the form shows a figure of its report; '' where it shows it no longer."""
    if figure.target_id:
        return f"target-{figure.target_id}"
    own = (f"own-{n}" for n in range(form.own))
    return next((name for name in own if form[f"{name}-measure"].value() == figure.measure), "")
