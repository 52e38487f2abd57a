"""The form of a channel, and of one more poster."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common import once
from banjie.common.forms import OnceForm
from banjie.consultation.models import Channel, Kind
from banjie.people.models import Unit, User
from banjie.people.rules import OFFICER


class ChannelForm(forms.ModelForm[Channel]):
    """A new channel, or one that is changed: its office and kind then stay as they are."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = Channel
        fields = ("office", "kind", "name", "intro", "phone", "public", "is_open")
        labels: ClassVar[dict[str, Any]] = {"office": _("Office")}
        widgets: ClassVar[dict[str, Any]] = {"intro": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = once.new_key()
        offices = user.units(OFFICER)
        office: Any = self.fields["office"]
        office.queryset = Unit.objects.filter(pk__in=offices).order_by("name")
        office.empty_label = None
        self.fields["phone"].required = True
        if self.instance.pk:
            self.fields["office"].disabled = self.fields["kind"].disabled = True
        else:
            office.initial = min(offices, default=None)
            self.fields["kind"].initial = Kind.SUGGESTION

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PosterForm(OnceForm):
    """One more short address."""

    place = forms.CharField(
        label=_("where it hangs"), max_length=100, required=False,
        help_text=_("For yourselves, to take back this one alone: the hall of the library."),
    )  # fmt: skip
