"""What comes after a reply: ratings on paper, asking back, promises, adoptions, instructions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.common.fields import ACCEPT, DateInput
from banjie.common.forms import OnceForm
from banjie.consultation.actions import Heard, Say
from banjie.consultation.forms.typed import Remark
from banjie.consultation.kinds import choices, kind_rule
from banjie.consultation.models import (
    Adoption,
    Case,
    FollowUp,
    Grade,
    Instruction,
    Submitter,
    Visibility,
    Visit,
)
from banjie.documents.models import Document
from banjie.programme.models import Activity
from banjie.supervision.models import Item

LINES = forms.Textarea({"rows": 4})
CLEAR = ((3, _("clear")), (2, _("mostly clear")), (1, _("not clear")))
YES_OR_NO = (("true", _("yes")), ("false", _("no")))
WORKABLE = ((3, _("can be done")), (2, _("partly")), (1, _("cannot be done")))


def _number(said: Any) -> int:
    return int(said)


def grades(label: Any) -> forms.TypedChoiceField:
    """Three grades to choose from, one click."""
    return forms.TypedChoiceField(
        label=label, choices=Grade.choices, coerce=_number, widget=forms.RadioSelect
    )


class SayForm(forms.Form):
    """The author's say: two grades, and a comment for who has more to say.

    One click says the same of both (`both`). A kind that is called back asks whether it was solved.
    """

    use_required_attribute = False  # of a grade that the one click gives
    attitude = grades(_("How it was handled"))
    result = grades(_("What came of it"))
    comment = Remark(
        label=_("Comment"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, case: Case, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(self._spread(data), *args, **kwargs)
        if kind_rule(case.kind).called_back:
            self.fields["solved"] = forms.NullBooleanField(
                label=_("My matter was solved"), required=False,
                widget=forms.RadioSelect(choices=YES_OR_NO),
            )  # fmt: skip
            self.order_fields(["solved", "attitude", "result"])

    @staticmethod
    def _spread(data: Any) -> Any:
        if not data or not data.get("both"):
            return data
        return {**data.dict(), "attitude": data["both"], "result": data["both"]}

    def say(self) -> Say:
        values = self.cleaned_data
        return Say(values["attitude"], values["result"], values["comment"], values.get("solved"))


class PaperRatingForm(SayForm, OnceForm):
    """The same, from a paper the author signed."""

    submitter = forms.ModelChoiceField(
        Submitter.objects.none(), label=_("Whose rating"), empty_label=None
    )
    scan = forms.FileField(
        label=_("Scan of the signed paper"), widget=forms.FileInput({"accept": ACCEPT})
    )

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(case, *args, **kwargs)
        submitter: Any = self.fields["submitter"]
        submitter.queryset = case.submitters.filter(confirmed_on__isnull=False).exclude(
            ratings__round=case.round
        )


class SettleForm(OnceForm):
    """How the office ends a case its author was twice not satisfied with."""

    ground = forms.ChoiceField(label=_("Ground"))
    note = forms.CharField(label=_("Explanation for the author"), max_length=500, widget=LINES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ground: Any = self.fields["ground"]
        ground.choices = choices("grounds.json", "settle")


class AgainForm(forms.Form):
    """Why a closed case is opened again, by its author."""

    reason = Remark(label=_("Reason"), max_length=500, widget=LINES)


class ReopenForm(AgainForm, OnceForm):
    """The same, by the office."""


class ItemGradeForm(OnceForm):
    """What a handling unit says of the item, never of its author."""

    clear = forms.TypedChoiceField(
        label=_("The matter is"), choices=CLEAR, coerce=_number, widget=forms.RadioSelect
    )
    workable = forms.TypedChoiceField(
        label=_("What is asked"), choices=WORKABLE, coerce=_number, widget=forms.RadioSelect
    )


class CallBackForm(OnceForm):
    """What the author said when called back."""

    reached = forms.TypedChoiceField(
        label=_("The author was"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=(("yes", _("reached")), ("no", _("not to be reached"))),
    )  # fmt: skip
    contacted = forms.NullBooleanField(label=_("The unit had been in touch in time"))
    solved = forms.NullBooleanField(label=_("The matter was solved"))
    satisfied = forms.TypedChoiceField(
        label=_("How satisfied"), choices=[("", "—"), *Grade.choices], coerce=_number,
        empty_value=None, required=False,
    )  # fmt: skip

    def heard(self) -> Heard:
        values = self.cleaned_data
        return Heard(values["contacted"], values["solved"], values["satisfied"])


class ShowForm(OnceForm):
    """Who may read a case from now on."""

    visibility = forms.ChoiceField(
        label=_("Who may read it"), choices=Visibility.choices, widget=forms.RadioSelect
    )
    hidden_reason = forms.CharField(
        label=_("Why it is hidden"), max_length=200, required=False,
        help_text=_("The note that stands in its place shows this."),
    )  # fmt: skip


class AdoptionForm(OnceForm, forms.ModelForm):
    """Where it was taken up."""

    class Meta:
        model = Adoption
        fields = ("level", "place", "on")
        widgets = {"on": DateInput()}  # noqa: RUF012 - Django's own form of declaring widgets


class InstructionForm(OnceForm, forms.ModelForm):
    """What a post wrote on the case."""

    class Meta:
        model = Instruction
        fields = ("post", "text", "on")
        widgets = {"on": DateInput(), "text": LINES}  # noqa: RUF012 - Django's own form of declaring widgets


class SuperviseForm(OnceForm):
    """The item of supervision that carries an instruction out."""

    item = forms.ModelChoiceField(Item.objects.none(), label=_("Item of supervision"))

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item: Any = self.fields["item"]
        taken = Instruction.objects.filter(item__isnull=False).values("item")
        own = Item.objects.filter(office=case.office_id).exclude(pk__in=taken)
        item.queryset = own.order_by("-pk")


class KeyItemForm(OnceForm):
    """A leading post, and why."""

    post = forms.CharField(
        label=_("Leading post"), max_length=60, help_text=_("The post, not the person.")
    )
    reason = forms.CharField(label=_("Why it was chosen"), max_length=500, widget=LINES)


class VisitForm(OnceForm):
    """What the leading post did."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Visit.Kind)
    on = forms.DateField(label=_("Day"), widget=DateInput(), initial=clock.today)
    summary = forms.CharField(label=_("What came of it"), max_length=1000, widget=LINES)


class ResultForm(OnceForm):
    """What came of a key item."""

    result = forms.CharField(label=_("Result"), max_length=4000, widget=forms.Textarea({"rows": 8}))


class PromiseForm(OnceForm):
    """A promise kept, shown by an activity or a document, or given up with a reason."""

    state = forms.ChoiceField(
        label=_("The promise is"), widget=forms.RadioSelect,
        choices=[(name, label) for name, label in FollowUp.State.choices if name != "open"],
    )  # fmt: skip
    activity = forms.ModelChoiceField(
        Activity.objects.none(), label=_("Kept by the activity"), required=False
    )
    document = forms.ModelChoiceField(
        Document.objects.none(), label=_("Kept by the document"), required=False
    )
    note = forms.CharField(
        label=_("What was done, or why not"), max_length=500, required=False, widget=LINES
    )

    def __init__(self, activities: Any, documents: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("activity", activities), ("document", documents)):
            field: Any = self.fields[name]
            field.queryset = found
