"""Confirming a revision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.programme.models import Activity, Programme


class ReviseForm(forms.Form):
    """Which programme a draft is the revised plan of."""

    programme = forms.ModelChoiceField(
        queryset=Programme.objects.none(), label=_("Programme"), empty_label=None
    )

    def __init__(self, *args: object, programmes: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through unchanged
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]  # a model choice


class CarryOutForm(forms.Form):
    """Why the plan is changed: stands beside every change and slip from now on."""

    reason = forms.CharField(
        label=_("Why the plan is changed"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example the notice or the meeting that decided it."),
    )


class PairForm(forms.Form):
    """Which activity an item of the revised plan speaks of; none: it is new."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    activity = forms.ModelChoiceField(
        queryset=Activity.objects.none(), required=False, label=_("Is the same as")
    )

    def __init__(self, *args: object, activities: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through unchanged
        self.fields["activity"].queryset = activities  # type: ignore[attr-defined]  # a model choice


class MergeActivityForm(forms.Form):
    """The activity that takes this one in, and why."""

    into = forms.ModelChoiceField(queryset=Activity.objects.none(), label=_("Merge into"))
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, activity: Activity, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through unchanged
        others = activity.programme.activities.at_work().exclude(pk=activity.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]  # a model choice
