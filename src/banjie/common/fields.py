"""Form fields that several rooms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

FILES_MOST = 9
ACCEPT = "image/*,.pdf,.docx,.xlsx"


class DateInput(forms.DateInput):
    """The browser's own date field; values always travel as ISO days."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


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
