"""Handing a case over, and what its units ask of the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common.fields import DateInput
from banjie.common.forms import OnceForm, SeenForm
from banjie.consultation.actions import PartPlan
from banjie.consultation.actions.assigning import check_shape
from banjie.consultation.asking import open_extensions, open_returns
from banjie.consultation.kinds import choices
from banjie.consultation.models import Case, Extension, Handling, ReturnRequest
from banjie.people.models import Unit

Role = Handling.Role
LINES = forms.Textarea(attrs={"rows": 4})
SPLIT_ROWS = 5


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
                label=pgettext_lazy("case", "Its part"), max_length=200, required=False
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


class ReassignForm(AssignForm, SeenForm):
    """Who handles it from now on; units that stay keep their part as it runs."""

    answer = forms.CharField(
        label=_("What the leaving units are told"), max_length=500, required=False, widget=LINES
    )


class ReturnForm(OnceForm):
    """Why it is not ours, and whose it is."""

    handling = forms.ModelChoiceField(Handling.objects.none(), label=_("Unit"), empty_label=None)
    names = forms.ModelChoiceField(Unit.objects.all(), label=_("The right unit"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=LINES)

    def __init__(self, parts: Sequence[Handling], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_parts(self.fields["handling"], parts)
        names: Any = self.fields["names"]
        names.queryset = Unit.objects.exclude(pk__in=[part.unit_id for part in parts])


class RefuseReturnForm(OnceForm):
    """Why it stays with the unit."""

    asked = forms.ModelChoiceField(
        ReturnRequest.objects.none(), label=_("Asked by"), empty_label=None
    )
    answer = forms.CharField(label=_("Why it stays"), max_length=500, widget=LINES)

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_asked(self.fields["asked"], open_returns(case))


class ExtensionForm(OnceForm):
    """Until when, and why."""

    handling = forms.ModelChoiceField(Handling.objects.none(), label=_("Unit"), empty_label=None)
    wanted = forms.DateField(label=_("New last day"), widget=DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=LINES)

    def __init__(self, case: Case, parts: Sequence[Handling], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_parts(self.fields["handling"], parts)
        if case.latest:
            self.fields["wanted"].help_text = _("At the latest %(day)s.") % {
                "day": date_format(case.latest)
            }


class DecideExtensionForm(OnceForm):
    """Whether there is more time; the author reads the answer."""

    asked = forms.ModelChoiceField(Extension.objects.none(), label=_("Asked by"), empty_label=None)
    approved = forms.TypedChoiceField(
        label=_("Decision"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("Agree: the last day moves")), ("no", _("Refuse: the last day stays"))],
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Why, for the unit and the author"), max_length=500, widget=LINES
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_asked(self.fields["asked"], open_extensions(case))


class SuspendForm(OnceForm):
    """On which ground the clock stands still."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=LINES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ground: Any = self.fields["ground"]
        ground.choices = choices("grounds.json", "suspend")


def offer_parts(field: Any, parts: Sequence[Handling]) -> None:
    """The account's parts by their units; one alone is not asked for."""
    field.queryset = Handling.objects.filter(pk__in=[part.pk for part in parts])
    field.label_from_instance = lambda part: part.unit.name
    _settle_one(field, [part.pk for part in parts])


def offer_asked(field: Any, asked: QuerySet[Any]) -> None:
    """What units ask for, with who and until when; one alone is not asked for."""
    field.queryset = asked
    field.label_from_instance = lambda one: f"{one.handling.unit.name}：{one.reason[:80]}"
    _settle_one(field, [one.pk for one in asked])


def _settle_one(field: Any, numbers: Sequence[int]) -> None:
    field.initial = numbers[0] if numbers else None
    if len(numbers) == 1:
        field.widget = forms.HiddenInput()


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
