"""Checking a case: declining it, letting it go on as others, handling several together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banjie.common.forms import OnceForm
from banjie.consultation.actions import NewCase
from banjie.consultation.kinds import choices, kind_rule
from banjie.consultation.models import Case, Kind
from banjie.consultation.queries.cases import may_lead
from banjie.consultation.wording import FIELDS

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


class TransferForm(OnceForm):
    """In which channel it goes on, and why."""

    kind = forms.ChoiceField(label=_("It goes on as"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Explanation for the author"), max_length=500, required=False, widget=LINES
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [choice for choice in Kind.choices if choice[0] != case.kind]
        ground: Any = self.fields["ground"]
        ground.choices = choices("grounds.json", "transfer")


class SplitForm(OnceForm):
    """What it goes on as: a title and what is asked, for each part."""

    note = forms.CharField(
        label=_("Explanation for the author"), max_length=500, required=False, widget=LINES
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        points = [point.text for point in case.points.all()]
        for at in range(1, SPLIT_ROWS + 1):
            asked = points[at - 1] if len(points) > 1 and at <= len(points) else ""
            self.fields[f"title_{at}"] = forms.CharField(
                label=_("Title of part %(n)s") % {"n": at}, max_length=50, required=False,
                initial=case.title if asked else "",
            )  # fmt: skip
            self.fields[f"asked_{at}"] = forms.CharField(
                label=_("What part %(n)s asks") % {"n": at}, max_length=1000, required=False,
                widget=forms.Textarea(attrs={"rows": 3}), initial=asked,
            )  # fmt: skip
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["parts"] = parts = []
        for at in range(1, SPLIT_ROWS + 1):
            title, asked = values.get(f"title_{at}"), values.get(f"asked_{at}")
            if bool(title) != bool(asked):
                raise ValidationError(_("Each part has a title and says what it asks."))
            if title and asked:
                said = self.case.said | {"proposal": asked}
                parts.append(NewCase(title, said, [asked]))
        if len(parts) < 2:
            raise ValidationError(_("A case is split into two parts or more."))
        return values


class MergeForm(OnceForm):
    """Which case it is handled together with."""

    lead = forms.ModelChoiceField(
        Case.objects.none(), label=_("Handle together with"), empty_label=None,
        widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, case: Case, found: Sequence[Case], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lead: Any = self.fields["lead"]
        lead.queryset = may_lead(case)
        lead.choices = [(one.pk, f"{one} · {one.get_state_display()}") for one in found]


class ArchiveForm(OnceForm):
    """On which ground an information item is closed on file."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Explanation for the author"), max_length=500, required=False, widget=LINES
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ground: Any = self.fields["ground"]
        ground.choices = choices("grounds.json", "archive")


class EditForm(OnceForm):
    """The words of an item as they go up; the author's own are kept."""

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = kind_rule(case.kind)
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=50, initial=case.title)
        for name in rule.fields:
            self.fields[f"said_{name}"] = forms.CharField(
                label=FIELDS[name], max_length=rule.most[name], required=False,
                widget=forms.Textarea(attrs={"rows": 6}), initial=case.said.get(name, ""),
            )  # fmt: skip

    def said(self) -> dict[str, str]:
        """The words by field; what is empty is left out."""
        found = {
            name.removeprefix("said_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("said_")
        }
        return {name: value for name, value in found.items() if value}
