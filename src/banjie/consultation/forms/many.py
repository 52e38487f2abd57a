"""Several cases at once: what is said once for all of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common.forms import OnceForm
from banjie.consultation.queries.many import REMIND
from banjie.people.models import Unit

MOST = 100


class ManyForm(OnceForm):
    """Which unit they go to, or what the letters say; for other steps the confirmation alone."""

    def __init__(self, wanted: str, data: Any = None) -> None:
        super().__init__(data)
        if wanted == "assign":
            self.fields["unit"] = forms.ModelChoiceField(
                Unit.objects.order_by("name"), label=_("Unit that replies"),
                help_text=_("Each of them alone. Where several units work together, hand it over "
                            "by itself."),
            )  # fmt: skip
        if wanted == REMIND:
            self.fields["reason"] = forms.CharField(
                label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}),
                help_text=_("Units read it."),
            )  # fmt: skip
