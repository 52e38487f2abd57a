"""Sending a task breakdown back, and carrying it out."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from banjie.documents.language import said
from banjie.documents.sheets import NotASheet, SheetRow, read_rows


class SheetForm(forms.Form):
    """One workbook; `rows` has what it says once the form is valid."""

    file = forms.FileField(
        label=_("Task breakdown as XLSX"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    rows: list[SheetRow]

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > settings.UPLOAD_LIMIT:
            raise ValidationError(_("This file is larger than 20 MB. Send it in parts."))
        try:
            self.rows = read_rows(upload)
        except NotASheet as fault:
            raise ValidationError(_why(fault)) from fault
        return upload


def _why(fault: NotASheet) -> str:
    if fault.error is None:
        return str(_("This is no workbook that can be read. Save it as XLSX and send it again."))
    values = {key: str(value) for key, value in fault.error.values.items()}
    return said(".".join(filter(None, ("error", fault.error.code, values.get("reason")))), values)


class CarryOutImportForm(forms.Form):
    """Why the plan is changed; units that agreed to it read this."""

    reason = forms.CharField(
        label=_("Why the plan is changed"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands beside every change; units that agreed are asked again."),
    )
