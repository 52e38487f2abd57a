"""Form fields that several rooms share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

FILES_MOST = 9
ACCEPT = "image/*,.pdf,.docx,.xlsx"


class DateInput(forms.DateInput):
    """The browser's own date field; values always travel as ISO days."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that work of the years 2000 to 2100 can touch. A year mistyped (0206) is told where it
    is typed, and so is 9999-12-31, which is written for 长期 and has no day behind it.
    """

    widget = DateInput

    def __init__(
        self, *, first: date = date(1990, 1, 1), last: date = date(2110, 12, 31), **options: Any
    ) -> None:
        bounds = [MinValueValidator(first), MaxValueValidator(last)]
        super().__init__(validators=bounds, **options)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(files) > FILES_MOST:
            raise ValidationError(
                _("At most %(most)s files at a time."), params={"most": FILES_MOST}
            )
        return [super(FilesField, self).clean(file, initial) for file in files]
