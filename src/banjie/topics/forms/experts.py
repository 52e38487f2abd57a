"""Fields of knowledge, and draws from them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common.forms import OnceForm
from banjie.topics.forms.lines import OfficeForm
from banjie.topics.models import Knowledge, Topic


class KnowledgeForm(OfficeForm):
    """A new field of knowledge."""

    name = forms.CharField(label=_("Field of knowledge"), max_length=40)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        known = Knowledge.objects.filter(office=values.get("office"), name=values.get("name"))
        if known.exists():
            self.add_error("name", _("There is a field of this name already."))
        return values


class DrawForm(OnceForm):
    """From which field, and how many."""

    knowledge = forms.ModelChoiceField(
        Knowledge.objects.none(), label=_("Field of knowledge"), empty_label=None
    )
    wanted = forms.IntegerField(
        label=_("How many, by lot"), min_value=1, max_value=99, required=False,
        help_text=_("Empty: everybody of the field is asked."),
    )  # fmt: skip

    def __init__(self, topic: Topic, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: Any = self.fields["knowledge"]
        found.queryset = Knowledge.objects.filter(office=topic.office_id).exclude(
            draws__topic=topic
        )
