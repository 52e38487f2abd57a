"""One activity of a draft, mended field by field where its page sends the whole form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.forms.utils import ErrorDict
from django.http import QueryDict

from banjie.people.models import User
from banjie.programme.actions import drafts
from banjie.programme.forms.drafts import ItemForm
from banjie.programme.models import DraftItem


class CorrectionForm(ItemForm):
    """The form of the page as it is drawn, with what was sent in place of what stands there."""

    def __init__(self, item: DraftItem, sent: QueryDict) -> None:
        drawn, data = ItemForm(item), dict[str, str]()
        for part in (drawn, drawn.deadline, *_parts(drawn.when), *_parts(drawn.targets)):
            for field in part:
                value = field.value()
                data[field.html_name] = "" if value is None else str(value)
        for name, value in sent.items():
            data[f"{drawn.prefix}-{name}"] = str(value)
        for rows in (drawn.when, drawn.targets):
            # A row beyond those there were is a new one.
            number = int(data[f"{rows.prefix}-TOTAL_FORMS"])
            data[f"{rows.prefix}-INITIAL_FORMS"] = str(min(number, rows.initial_form_count()))
        super().__init__(item, data)

    @property
    def errors(self) -> ErrorDict:
        """With those of the rows, as `when-0-last`."""
        found = ErrorDict(super().errors)
        for part in (self.deadline, *self.when.forms, *self.targets.forms):
            row = str(part.prefix).removeprefix(f"{self.prefix}-")
            found.update({f"{row}-{name}": said for name, said in part.errors.items()})
        return found


def _parts(rows: BaseFormSet[Any]) -> Iterator[BaseForm]:
    yield rows.management_form
    yield from rows.initial_forms


def correct(item: DraftItem, form: CorrectionForm, by: User) -> DraftItem:
    plain = {name: form.cleaned_data[name] for name in ("version", "number", "title", "kind")}
    return drafts.correct_item(item, **plain, fields=form.values(), by=by)
