"""Sending a document."""

from __future__ import annotations

from typing import cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from banjie.common.files import clean_name
from banjie.common.scanning import require_harmless
from banjie.people.models import Unit, User
from banjie.people.rules import OFFICER
from banjie_reader import can_recognise

ACCEPT = ".docx,.pdf,.html,.htm,.txt,.md,.xlsx,.ofd,.doc,.rtf"
if can_recognise():
    ACCEPT += ",.png,.jpg,.jpeg,.tif,.tiff"


class UploadForm(forms.Form):
    """One file, and the office it belongs to where the account serves several."""

    reads_scans = can_recognise()

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Office"), empty_label=None)
    file = forms.FileField(
        label=_("Document"),
        allow_empty_file=True,  # the reader says what is wrong with an empty file, in one place
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through unchanged
        offices = Unit.objects.filter(pk__in=user.units(OFFICER))
        field = cast(forms.ModelChoiceField, self.fields["unit"])
        field.queryset = offices
        field.initial = offices.first()
        if len(user.units(OFFICER)) == 1:
            field.widget = forms.HiddenInput()

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > settings.UPLOAD_LIMIT:
            raise ValidationError(
                _(
                    "This file has %(size)s MB; 20 MB is the most. "
                    "Send it without pictures, or in parts."
                ),
                params={"size": round((upload.size or 0) / 1024 / 1024)},
            )
        require_harmless(upload.read(), clean_name(upload.name or ""))
        upload.seek(0)
        return upload
