"""One activity of a draft, mended field by field where its page sends the whole form."""

from __future__ import annotations

from django.forms import BaseFormSet
from django.forms.utils import ErrorDict
from django.http import QueryDict

from banjie.people.models import User
from banjie.programme.actions import drafts
from banjie.programme.forms.drafts import ItemForm
from banjie.programme.models import DraftItem


class CorrectionForm(ItemForm):
    """The form of the page, which asks only what was sent: the rest is neither drawn nor checked,
    and stays to the letter.
    """

    def __init__(self, item: DraftItem, sent: QueryDict) -> None:
        super().__init__(item, sent, prefix="")
        named = {name.partition("-")[0] for name in sent}
        self.fields = {name: field for name, field in self.fields.items() if name in named}
        self.parts = {name: part for name, part in self.parts.items() if name in named}

    @property
    def errors(self) -> ErrorDict:
        """With those of the rows, as `when-0-last`."""
        found = ErrorDict(super().errors)
        for part in self.parts.values():
            for row in part.forms if isinstance(part, BaseFormSet) else [part]:
                found |= {f"{row.prefix}-{name}": said for name, said in row.errors.items()}
        return found


def correct(item: DraftItem, form: CorrectionForm, by: User) -> DraftItem:
    said = form.cleaned_data
    plain = {name: said.get(name, getattr(item, name)) for name in ("number", "title", "kind")}
    return drafts.correct_item(item, version=said["version"], **plain, fields=form.values(), by=by)
