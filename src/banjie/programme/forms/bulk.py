"""Several activities at once."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common import once
from banjie.programme.forms.plan import reason_field
from banjie.programme.models import Area, Programme

BULK = (
    ("remind", _("Urge the responsible units")),
    ("required", _("Set as required")),
    ("optional", _("Set as optional")),
    ("area", _("Move to an area")),
)
MOST = 100


class BulkForm(forms.Form):
    """The one reason for all of them, and the area where they go to one."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    area = forms.ModelChoiceField(queryset=Area.objects.none(), label=_("Area"))
    reason = reason_field(help_text=_("Units read it."))

    def __init__(self, programme: Programme, wanted: str, data: Any = None) -> None:
        super().__init__(data, initial={"once": once.new_key()})
        if wanted == "area":
            cast(forms.ModelChoiceField, self.fields["area"]).queryset = programme.areas.all()
        else:
            del self.fields["area"]
