"""Checking a case, handing it over, and what its units ask of the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banjie.common.forms import OnceForm
from banjie.consultation.actions import PartPlan
from banjie.consultation.actions.assigning import check_shape
from banjie.consultation.kinds import choices
from banjie.consultation.models import Case, Handling
from banjie.people.models import Unit

Role = Handling.Role
LINES = forms.Textarea(attrs={"rows": 4})
SPLIT_ROWS = 5


class DeclineForm(OnceForm):
    """On which ground it is not filed, and where its author can turn instead."""

    ground = forms.ChoiceField(label=_("Ground"))
    routed_to = forms.CharField(
        label=_("Where this can be taken"), max_length=200, required=False,
        help_text=_("The office, hotline or procedure that deals with such things."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Explanation for the author"), max_length=500, required=False, widget=LINES
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ground: Any = self.fields["ground"]
        ground.choices = [("", "—"), *choices("grounds.json", "decline")]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("routed_to") and not values.get("note"):
            self.add_error("routed_to", _("Say where it can be taken, or explain why it cannot."))
        return values


class AssignForm(OnceForm):
    """Who handles it: one alone, one main handler with co-handlers, or each its own part."""

    main = forms.ModelChoiceField(
        Unit.objects.all(), label=_("Unit that replies"), required=False,
        help_text=_("Alone, or as main handler of those below."),
    )  # fmt: skip
    co = forms.ModelMultipleChoiceField(
        Unit.objects.all(), label=_("Co-handlers"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text=_("They give the main handler their opinion."),
    )  # fmt: skip

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(1, SPLIT_ROWS + 1):
            self.fields[f"unit_{at}"] = forms.ModelChoiceField(
                Unit.objects.all(), label=_("Unit"), required=False
            )
            self.fields[f"part_{at}"] = forms.CharField(
                label=_("Its part"), max_length=200, required=False
            )
        self.initial.update(_as_it_is(case))

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of those who each answer their own part."""
        return [(self[f"unit_{at}"], self[f"part_{at}"]) for at in range(1, SPLIT_ROWS + 1)]

    @property
    def apart(self) -> bool:
        """Whether rows are filled in, so that the fold stands open."""
        return any(self[f"unit_{at}"].value() for at in range(1, SPLIT_ROWS + 1))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["plan"] = self._plan(values)
        check_shape(values["plan"])
        return values

    def _plan(self, values: dict[str, Any]) -> list[PartPlan]:
        main, helpers = values.get("main"), values.get("co") or []
        plan = [PartPlan(main, Role.MAIN if helpers else Role.SOLE)] if main else []
        plan += [PartPlan(unit, Role.CO) for unit in helpers]
        for at in range(1, SPLIT_ROWS + 1):
            unit, part = values.get(f"unit_{at}"), values.get(f"part_{at}", "")
            if part and not unit:
                raise ValidationError(_("A part has no unit."))
            if unit:
                plan.append(PartPlan(unit, Role.SPLIT, part))
        return plan


def _as_it_is(case: Case) -> dict[str, Any]:
    """Who handles it now, for handing it to others."""
    living = list(case.handlings.filter(ended_on=None))
    said: dict[str, Any] = {
        "main": next((p.unit_id for p in living if p.role in (Role.SOLE, Role.MAIN)), None),
        "co": [part.unit_id for part in living if part.role == Role.CO],
    }
    apart = [part for part in living if part.role == Role.SPLIT]
    for at, part in enumerate(apart, start=1):
        said |= {f"unit_{at}": part.unit_id, f"part_{at}": part.part}
    return said


class NoteForm(OnceForm):
    """A private note of one unit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    text = forms.CharField(label=_("Note"), max_length=2000, widget=LINES)

    def __init__(self, units: set[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(pk__in=units)
        unit.initial = min(units, default=None)
        if len(units) == 1:
            unit.widget = forms.HiddenInput()
