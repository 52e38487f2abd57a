"""A topic, its stages and windows, the plan of a year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banjie.approvals.forms import SignerField
from banjie.approvals.queries import signer_choices
from banjie.common import clock
from banjie.common.fields import DateInput
from banjie.common.forms import OnceForm, SeenForm
from banjie.people.models import Unit, User
from banjie.people.rules import LEADER
from banjie.programme.models import Programme
from banjie.programme.queries.programmes import programmes_for
from banjie.topics.actions import TopicContent
from banjie.topics.forms.lines import OfficeForm, files_field
from banjie.topics.models import AnnualPlan, Stage, Topic
from banjie.topics.queries.topics import pool_of


class _TopicFields(forms.Form):
    """The words of a topic."""

    title = forms.CharField(
        label=_("Title"), max_length=100, help_text=_("One topic, one question.")
    )
    question = forms.CharField(
        label=_("What is to be talked over, and why"), max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    raised_by = forms.ModelChoiceField(
        Unit.objects.all(), label=_("Unit that raised it"), required=False, empty_label="—"
    )

    def content(self) -> TopicContent:
        names = ("title", "question", "raised_by")
        return TopicContent(**{name: self.cleaned_data[name] for name in names})


class TopicForm(_TopicFields, OfficeForm):
    """A new topic for the pool."""

    field_order = ("once", "office", "title", "question", "raised_by")


class ItemForm(_TopicFields, OnceForm):
    """An item that came up at a station."""

    field_order = ("once", "title", "question", "raised_by")


class ChangeTopicForm(_TopicFields, OnceForm):
    """A topic worded better."""

    def __init__(self, topic: Topic, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "title": topic.title, "question": topic.question, "raised_by": topic.raised_by_id,
        }  # fmt: skip


class ReasonForm(OnceForm):
    """Why."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )


class WindowForm(OnceForm):
    """When a stage is to take place."""

    first = forms.DateField(label=_("First day"), required=False, widget=DateInput)
    last = forms.DateField(label=_("Last day"), required=False, widget=DateInput)

    def __init__(self, stage: Stage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"first": stage.planned_first, "last": stage.planned_last}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("first") and values.get("last") and values["last"] < values["first"]:
            self.add_error("last", _("The last day lies before the first."))
        return values


class DeliverForm(SeenForm):
    """What a stage brought: in words, as files, or both."""

    told = forms.CharField(
        label=_("In words"), max_length=5000, required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    where = forms.CharField(label=_("Where"), max_length=200, required=False)
    papers = files_field(_("Files"))

    def __init__(self, stage: Stage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_files = stage.files.exists()
        self.initial.update(told=stage.told, where=stage.where)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not (values["told"] or values["papers"] or self.has_files):
            raise ValidationError(_("Write something, or add a file."))
        return values


class ResultForm(OnceForm):
    """What came of it, for everybody."""

    result = forms.CharField(
        label=_("What came of it"), max_length=3000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Everybody can read it. Name no person."),
    )  # fmt: skip

    def __init__(self, topic: Topic, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"result": topic.result}


class PlanForm(OfficeForm):
    """A year, and the programme in which its decisions become activities."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme of the year"), required=False, empty_label="—",
        help_text=_("What is agreed can become activities there."),
    )  # fmt: skip

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["year"].initial = clock.today().year
        programme: Any = self.fields["programme"]
        programme.queryset = programmes_for(user)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        office, year = values.get("office"), values.get("year")
        if year and AnnualPlan.objects.filter(office=office, year=year).exists():
            self.add_error("year", _("There is a plan for this year already."))
        return values


class ChooseForm(OnceForm):
    """The topics of the pool that make up the plan."""

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(), label=_("Topics of the plan"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, plan: AnnualPlan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found: Any = self.fields["topics"]
        found.queryset = pool_of(plan)
        self.initial = {"topics": list(plan.topics.values_list("pk", flat=True))}


class SendPlanForm(OnceForm):
    """Which leader approves the plan."""

    leader = SignerField(label=_("Leader who approves the plan"))

    def __init__(self, plan: AnnualPlan, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders: Any = self.fields["leader"]
        start = f"{plan.office_id}:{LEADER}"
        leaders.choices = [
            choice
            for _unit, choices in signer_choices(user)
            for choice in choices
            if choice[0].startswith(start)
        ]
