"""Lists typed one a line, and choices that depend on who is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banjie.common.fields import ACCEPT, FilesField, ManyFiles
from banjie.common.forms import OnceForm
from banjie.people.models import Unit, User
from banjie.people.rules import OFFICER


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class LinesField(forms.CharField):
    """One thing a line; at most `most_lines` of them, each of at most `most_each` characters."""

    def __init__(self, *, most_lines: int = 40, most_each: int = 1000, **options: Any) -> None:
        rows = options.pop("rows", 5)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)
        self.most_lines, self.most_each = most_lines, most_each

    def clean(self, value: Any) -> Any:
        lines = lines_of(super().clean(value))
        if len(lines) > self.most_lines:
            raise ValidationError(_("At most %(most)s lines."), params={"most": self.most_lines})
        if any(len(line) > self.most_each for line in lines):
            raise ValidationError(
                _("A line has at most %(most)s characters."), params={"most": self.most_each}
            )
        return lines


def files_field(label: Any) -> FilesField:
    """Files that may be left out."""
    return FilesField(label=label, required=False, widget=ManyFiles(attrs={"accept": ACCEPT}))


class OfficeForm(OnceForm):
    """A form carried out once, for one of the offices this account is officer of."""

    office = forms.ModelChoiceField(Unit.objects.none(), label=_("Office"), empty_label=None)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = user.units(OFFICER)
        office: Any = self.fields["office"]
        office.queryset = Unit.objects.filter(pk__in=offices)
        office.initial = min(offices, default=None)
        if len(offices) == 1:
            office.widget = forms.HiddenInput()
