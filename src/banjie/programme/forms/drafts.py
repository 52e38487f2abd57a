"""Correcting, adding, splitting and merging items of a draft."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banjie.common.fields import DateInput
from banjie.programme.models import ActivityKind, Draft, DraftItem
from banjie.programme.queries.drafts import PARTIES
from banjie.programme.wording import day_words

LINES = ("where", *PARTIES)


class WhenForm(forms.Form):
    """One time: its words, first and last day (both inclusive, either may be open), its rule."""

    text = forms.CharField(label=_("Words"), max_length=100, required=False)
    first = forms.DateField(label=_("First day"), required=False, widget=DateInput)
    last = forms.DateField(label=_("Last day"), required=False, widget=DateInput)
    recurrence = forms.CharField(label=_("Recurrence"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return values

    def entry(self, known: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
        """The entry as stored; words that were read keep their span. None for an empty row."""
        values = self.cleaned_data
        first, last = values.get("first"), values.get("last")
        end = last + timedelta(days=1) if last else None
        text = values.get("text") or day_words(first, end)
        if not text or values.get("DELETE"):
            return None
        entry = known.get(text, {"span": None}) | {
            "text": text,
            "start": first.isoformat() if first else None,
            "end": end.isoformat() if end else None,
            "recurrence": values.get("recurrence") or None,
        }
        # Days that a person set are nobody's assumption.
        return entry if entry == known.get(text) else entry | {"assumed": ""}


class TargetForm(forms.Form):
    """One planned quantity."""

    of = forms.CharField(label=_("What is counted"), max_length=100, required=False)
    value = forms.DecimalField(
        label=_("How many"), required=False, max_digits=16, decimal_places=2, min_value=0
    )
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("value") is not None and not (values.get("of") or values.get("unit")):
            self.add_error("of", _("Say what is counted."))
        return values

    def entry(self, known: list[dict[str, Any]]) -> dict[str, Any] | None:
        values = self.cleaned_data
        if values.get("value") is None or values.get("DELETE"):
            return None
        value, unit, of = float(values["value"]), values["unit"], values["of"]
        for old in known:
            if (old["value"], old["unit"], old.get("of") or old["text"]) == (value, unit, of):
                return old
        return {
            "text": f"{of}{values['value'].normalize():f}{unit}",
            "of": of,
            "value": value,
            "unit": unit,
            "span": None,
        }


WhenRows = forms.formset_factory(WhenForm, extra=1, can_delete=True, max_num=20)
TargetRows = forms.formset_factory(TargetForm, extra=1, can_delete=True, max_num=20)


class ItemForm(forms.Form):
    """A whole item: simple fields here, times and targets as rows."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.CharField(label=_("Number"), max_length=20, required=False)
    title = forms.CharField(
        label=_("Title"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "data-focus": ""})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ActivityKind.choices)
    where = forms.CharField(
        label=_("Places, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead = forms.CharField(
        label=_("Lead, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    responsible = forms.CharField(
        label=_("Responsible, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    cooperating = forms.CharField(
        label=_("Co-operating, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    participants = forms.CharField(label=_("Who takes part"), max_length=500, required=False)

    def __init__(self, item: DraftItem, data: Any = None) -> None:
        fields = item.fields
        self.item = item
        initial: dict[str, Any] = {
            "version": item.version, "number": item.number, "title": item.title, "kind": item.kind,
            "participants": (fields.get("participants") or {}).get("text", ""),
        }  # fmt: skip
        for name in LINES:
            initial[name] = "\n".join(entry["text"] for entry in fields.get(name, []))
        prefix = f"item{item.pk}"
        super().__init__(data, initial=initial, prefix=prefix)
        self.when = WhenRows(
            data, initial=[_row(e) for e in fields.get("when", [])], prefix=f"{prefix}-when"
        )
        deadline = fields.get("report_deadline")
        self.deadline = WhenForm(
            data, initial=_row(deadline) if deadline else None, prefix=f"{prefix}-deadline"
        )
        self.targets = TargetRows(
            data,
            initial=[
                {"of": e.get("of") or e["text"], "value": e["value"], "unit": e["unit"]}
                for e in fields.get("targets", [])
            ],
            prefix=f"{prefix}-targets",
        )

    def is_valid(self) -> bool:
        return all(
            [
                super().is_valid(),
                self.when.is_valid(),
                self.deadline.is_valid(),
                self.targets.is_valid(),
            ]
        )

    def values(self) -> dict[str, Any]:
        """The entries as stored. What was not touched keeps its span and its rule."""
        old = self.item.fields
        known_when = {entry["text"]: entry for entry in old.get("when", [])}
        deadline = old.get("report_deadline")
        values: dict[str, Any] = {
            "when": [e for form in self.when.forms if (e := form.entry(known_when))],
            "targets": [
                e for form in self.targets.forms if (e := form.entry(old.get("targets", [])))
            ],
            "report_deadline": self.deadline.entry(
                {deadline["text"]: deadline} if deadline else {}
            ),
        }
        for name in LINES:
            known = {entry["text"]: entry for entry in old.get(name, [])}
            lines = [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
            values[name] = [
                known.get(line, {"text": line, "span": None}) for line in dict.fromkeys(lines)
            ]
        said = self.cleaned_data["participants"]
        before = old.get("participants")
        values["participants"] = (
            (before if before and before["text"] == said else {"text": said, "span": None})
            if said
            else None
        )
        return values


def _row(entry: dict[str, Any]) -> dict[str, Any]:
    end = date.fromisoformat(entry["end"]) if entry.get("end") else None
    return {
        "text": entry["text"],
        "first": entry.get("start"),
        "last": end - timedelta(days=1) if end else None,
        "recurrence": entry.get("recurrence") or "",
    }


class KeepForm(forms.Form):
    """Whether an item stays, and in which version it was seen."""

    version = forms.IntegerField()
    kept = forms.TypedChoiceField(choices=(("1", "1"), ("0", "0")), coerce=lambda sent: sent == "1")


class AddForm(forms.Form):
    """A new item by its title; `start` and `end` when it is made from a paragraph of the paper."""

    title = forms.CharField(label=_("Title"), max_length=300)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class MergeForm(forms.Form):
    """Which items become one."""

    items = forms.ModelMultipleChoiceField(queryset=DraftItem.objects.none())

    def __init__(self, draft: Draft, data: Any) -> None:
        super().__init__(data)
        field = cast(forms.ModelMultipleChoiceField, self.fields["items"])
        field.queryset = draft.items.filter(kept=True)

    def clean_items(self) -> list[DraftItem]:
        items = list(self.cleaned_data["items"])
        if len(items) < 2:
            raise forms.ValidationError(_("Choose at least two items to merge."))
        return items


class SplitForm(forms.Form):
    """Two titles, and for every time, place and target whether it goes to the second item."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    first_title = forms.CharField(label=_("Title of the first item"), max_length=300)
    second_title = forms.CharField(label=_("Title of the second item"), max_length=300)
    second = forms.MultipleChoiceField(
        label=_("Goes to the second item"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, item: DraftItem, data: Any = None) -> None:
        super().__init__(
            data, initial={"version": item.version, "first_title": item.title, "second_title": ""}
        )
        labels = {"when": gettext("time"), "where": gettext("place"), "targets": gettext("target")}
        field = cast(forms.MultipleChoiceField, self.fields["second"])
        field.choices = [
            (f"{name}:{n}", f"{label} · {entry['text']}")
            for name, label in labels.items()
            for n, entry in enumerate(item.fields.get(name, []))
        ]

    def moved(self) -> dict[str, set[int]]:
        """Field name → the numbers of the entries that go."""
        found: dict[str, set[int]] = {}
        for choice in self.cleaned_data["second"]:
            name, n = choice.split(":")
            found.setdefault(name, set()).add(int(n))
        return found


class HeadForm(forms.Form):
    """The programme's title and year."""

    title = forms.CharField(label=_("Title of the programme"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
