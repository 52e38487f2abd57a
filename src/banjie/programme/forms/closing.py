"""Closing a programme: why each thing not done ends; and putting an accepted figure right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common.amounts import AmountField
from banjie.common.forms import OnceForm
from banjie.common.templatetags.words import plain
from banjie.programme.models import Figure, Report
from banjie.programme.queries.closing import OpenWork


class CloseForm(OnceForm):
    """A reason for each activity that is not done: it may be left out where it was carried over."""

    def __init__(self, left: Sequence[OpenWork], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = left
        for work in left:
            carried = work.carried_to is not None
            self.fields[self._name(work)] = forms.CharField(
                label=_("Why it is carried over") if carried else _("Why it ends"),
                max_length=500,
                required=not carried,
            )

    @staticmethod
    def _name(work: OpenWork) -> str:
        return f"reason-{work.activity.pk}"

    @property
    def rows(self) -> list[tuple[OpenWork, forms.BoundField]]:
        """The open work, each with its field."""
        return [(work, self[self._name(work)]) for work in self.left]

    def reasons(self) -> dict[int, str]:
        return {work.activity.pk: self.cleaned_data[self._name(work)] for work in self.left}


class CorrectForm(OnceForm):
    """Which figure, what it should have been, and why."""

    figure = forms.ModelChoiceField(
        Figure.objects.none(), label=_("Figure"), empty_label=None, widget=forms.RadioSelect
    )
    value = AmountField(label=_("What it should be"))
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, report: Report, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["figure"]
        field.queryset = report.figures.filter(reused_from=None)
        field.label_from_instance = lambda one: f"{one.measure} {plain(one.value)}{one.unit}"
