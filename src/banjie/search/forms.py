"""What the address of a search may say; anything else in it is as if it were not there."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from banjie.search import sources
from banjie.search.queries import Place, Wanted
from banjie.search.splitting import Term

_PLACE = re.compile(r"([01])\.(\d{4}-\d\d-\d\d)\.([a-z-]{1,20})\.(\d{1,18})", re.ASCII)
_LARGEST = 2**63 - 1


def place_in_address(place: Place) -> str:
    return f"{place.in_title}.{place.day.isoformat()}.{place.kind}.{place.object_id}"


class SearchForm(forms.Form):
    """The narrowings; the words themselves are taken as they come, since any text may be typed."""

    kind = forms.ChoiceField(required=False)
    programme = forms.IntegerField(required=False, min_value=1, max_value=_LARGEST)
    after = forms.CharField(required=False)

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", ""),
            *((source.name, source.label) for source in sources.every()),
        ]

    def clean_after(self) -> Place | None:
        found = _PLACE.fullmatch(self.cleaned_data["after"])
        if not found:
            return None
        in_title, day, kind, number = found.groups()
        try:
            return Place(int(in_title), date.fromisoformat(day), kind, int(number))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def wanted(self, found: tuple[Term, ...]) -> Wanted:
        """What is looked for; a narrowing that makes no sense is left out."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name) for name in ("programme", "after")}
        return Wanted(found, kind=self.cleaned_data.get("kind", ""), **said)
