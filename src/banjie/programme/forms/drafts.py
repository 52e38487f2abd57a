"""Correcting, adding, splitting and merging items of a draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banjie.common.amounts import AmountField
from banjie.common.fields import DayField
from banjie.common.templatetags.words import plain
from banjie.programme.forms.entries import Entry, goals, lines, one_line, same_goal, times
from banjie.programme.models import ActivityKind, Draft, DraftItem
from banjie.programme.queries.drafts import PARTIES
from banjie.programme.wording import day_words

LINES = ("where", *PARTIES)
_ANY = {"first": date.min, "last": date.max - timedelta(days=1)}  # whatever was read comes back


class ReadField(forms.CharField):
    """Words of at most `most` characters; those that were read come back however many they are."""

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.most, self.read = most, set[str]()
        self.widget.attrs["maxlength"] = most  # a browser asks it only of what was typed

    def validate(self, value: str) -> None:
        super().validate(value)
        if one_line(value) not in self.read:
            MaxLengthValidator(self.most)(value)


def _read_before(form: forms.Form, stored: list[Entry]) -> None:
    """Tells the fields which words the stored entries have."""
    words = {one_line(said) for old in stored for said in old.values() if isinstance(said, str)}
    for field in form.fields.values():
        if isinstance(field, ReadField):
            field.read = words


class WhenForm(forms.Form):
    """One time: its words, first and last day (both inclusive, either may be open), its rule."""

    text = ReadField(label=_("Words"), most=100)
    first = DayField(label=_("First day"), required=False, **_ANY)
    last = DayField(label=_("Last day"), required=False, **_ANY)
    recurrence = forms.CharField(label=_("Recurrence"), max_length=200, required=False)

    def __init__(self, *args: Any, stored: list[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _read_before(self, stored)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return values

    def said(self) -> Entry | None:
        """The time as it is stored, without its span; None for an empty row."""
        values = self.cleaned_data
        first, last = values.get("first"), values.get("last")
        end = last + timedelta(days=1) if last else None
        text = one_line(values.get("text", "")) or day_words(first, end)
        if not text or values.get("DELETE"):
            return None
        return {
            "text": text,
            "start": first.isoformat() if first else None,
            "end": end.isoformat() if end else None,
            "recurrence": values.get("recurrence") or None,
        }


class TargetForm(forms.Form):
    """One planned quantity. One that was read without a number may stay without."""

    of = ReadField(label=_("What is counted"), most=100)
    value = AmountField(label=_("How many"), required=False)
    unit = ReadField(label=_("Unit"), most=20)

    def __init__(self, *args: Any, stored: list[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _read_before(self, stored)
        self.stored = stored

    def clean(self) -> dict[str, Any]:
        values, goal = super().clean() or {}, self.said()
        if goal is None or self.errors:
            return values
        if not goal["of"] and not goal["unit"]:
            self.add_error("of", _("Say what is counted."))
        elif goal["value"] is None and not any(same_goal(goal, old) for old in self.stored):
            self.add_error("value", self.fields["value"].error_messages["required"])
        return values

    def said(self) -> Entry | None:
        """What is counted, how many, the unit; None for an empty row."""
        values = self.cleaned_data
        value, of, unit = values.get("value"), values.get("of", ""), values.get("unit", "")
        if values.get("DELETE") or (value is None and not of and not unit):
            return None
        return {"of": one_line(of), "value": value, "unit": unit}


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
    participants = ReadField(label=_("Who takes part"), most=500)

    def __init__(self, item: DraftItem, data: Any = None, *, prefix: str | None = None) -> None:
        fields = item.fields
        self.item = item
        initial: dict[str, Any] = {
            "version": item.version, "number": item.number, "title": item.title, "kind": item.kind,
            "participants": one_line((fields.get("participants") or {}).get("text", "")),
        }  # fmt: skip
        for name in LINES:
            initial[name] = "\n".join(one_line(entry["text"]) for entry in fields.get(name, []))
        prefix = f"item{item.pk}" if prefix is None else prefix
        super().__init__(data, initial=initial, prefix=prefix)
        _read_before(self, [fields.get("participants") or {}])
        when = fields.get("when", [])
        self.when = WhenRows(
            data,
            initial=[_row(entry) for entry in when],
            prefix=self.add_prefix("when"),
            form_kwargs={"stored": when},
        )
        deadline = fields.get("report_deadline")
        self.deadline = WhenForm(
            data,
            initial=_row(deadline) if deadline else None,
            prefix=self.add_prefix("report_deadline"),
            stored=[deadline] if deadline else [],
        )
        targets = fields.get("targets", [])
        self.targets = TargetRows(
            data,
            initial=[
                {
                    "of": one_line(e.get("of") or e["text"]),
                    "value": None if e["value"] is None else plain(e["value"]),
                    "unit": e["unit"],
                }
                for e in targets
            ],
            prefix=self.add_prefix("targets"),
            form_kwargs={"stored": targets},
        )
        self.parts: dict[str, forms.BaseForm | forms.BaseFormSet[Any]] = {
            "when": self.when, "report_deadline": self.deadline, "targets": self.targets,
        }  # fmt: skip

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(part.is_valid() for part in self.parts.values())])

    def values(self) -> dict[str, Any]:
        """The entries as stored. What came back as it was drawn keeps its span and its rule; what
        is not asked (neither in `fields` nor in `parts`) is what it was.
        """
        old, values = self.item.fields, dict(self.item.fields)
        if "when" in self.parts:
            values["when"] = times(_said(self.when.forms), old.get("when", []))
        if "targets" in self.parts:
            values["targets"] = goals(_said(self.targets.forms), old.get("targets", []))
        if "report_deadline" in self.parts:
            values["report_deadline"] = _only(
                times, _said([self.deadline]), old.get("report_deadline")
            )
        for name in (name for name in LINES if name in self.fields):
            values[name] = lines(self.cleaned_data[name].splitlines(), old.get(name, []))
        if "participants" in self.fields:
            said = [self.cleaned_data["participants"]]
            values["participants"] = _only(lines, said, old.get("participants"))
        return values


def _said(rows: list[Any]) -> list[Entry]:
    return [said for row in rows if (said := row.said())]


def _only(
    pair: Callable[[list[Any], list[Entry]], list[Entry]], said: list[Any], old: Entry | None
) -> Entry | None:
    """Of a field that holds one entry or none."""
    return next(iter(pair(said, [old] if old else [])), None)


def _row(entry: dict[str, Any]) -> dict[str, Any]:
    end = date.fromisoformat(entry["end"]) if entry.get("end") else None
    return {
        "text": one_line(entry["text"]),
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
