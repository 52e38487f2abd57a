"""Opening a round of reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common import clock, limits, once
from banjie.common.fields import DayField
from banjie.people.models import User
from banjie.programme.actions.cycles import RULE, Round
from banjie.programme.models import Programme


class CycleForm(forms.Form):
    """What the round asks about and by when it is to be answered."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    title = forms.CharField(label=_("Title of the round"), max_length=100)
    first = DayField(label=_("Work from"))
    last = DayField(label=_("Work until"))
    due = DayField(label=_("Last day to answer"), required=False)

    def __init__(self, programme: Programme, by: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme, self.by = programme, by
        self.fields["once"].initial = once.new_key()
        rule = limits.rule(RULE)
        self.fields["due"].help_text = _("Left empty: %(n)s %(unit)s from today, by the rule") % {
            "n": rule.value,
            "unit": rule.get_unit_display(),
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last, due = values.get("first"), values.get("last"), values.get("due")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        if due and due < clock.today():
            self.add_error("due", _("This day is over. Units need time to answer."))
        title = values.get("title")
        if title and self.programme.cycles.filter(title=title).exists() and not self._sent(values):
            self.add_error("title", _("A round of this title was opened already."))
        return values

    def _sent(self, values: dict[str, Any]) -> bool:
        """Whether the round is this form's own. Asked after the round was seen: both are there
        from the same moment on, so the other order takes a twin of this form for somebody else's.
        """
        return bool(values.get("once") and once.result(values["once"], by=self.by))

    def wanted(self) -> Round:
        values = self.cleaned_data
        return Round(values["title"], values["first"], values["last"], values["due"])
