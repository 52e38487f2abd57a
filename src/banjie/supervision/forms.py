"""Opening an item, answering it, and deciding about it."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from banjie.approvals.forms import SignerField
from banjie.approvals.models import Paper
from banjie.approvals.queries import signer_choices
from banjie.common import clock, limits, once
from banjie.common.fields import ACCEPT, DateInput, FilesField, ManyFiles
from banjie.common.forms import OnceForm
from banjie.common.timed import begin
from banjie.people.models import Unit, User
from banjie.people.rules import LEADER, OFFICER
from banjie.programme.models import Activity
from banjie.programme.queries.programmes import programmes_for
from banjie.supervision.actions import AnswerContent, ItemContent
from banjie.supervision.models import CHECKS, DUE, AnswerFile, Item, Verdict
from banjie.supervision.queries.items import evidence_for, repeated
from banjie.supervision.rules import parts_of, to_answer


def limit_choices() -> list[tuple[str, str]]:
    """The limits of work with the value in force: what a form offers as source and time."""
    rules = ((name, limits.rule(name), said.label) for name, said in limits.shipped().items())
    return [
        (name, f"{label}：{rule.value} {rule.get_unit_display()}")
        for name, rule, label in rules
        if name.startswith(DUE)
    ]


class ItemForm(forms.Form):
    """A new item, or one whose paper came back."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=58)
    activity = forms.ModelChoiceField(
        Activity.objects.none(), required=False, widget=forms.HiddenInput
    )
    office = forms.ModelChoiceField(Unit.objects.none(), label=_("Office"), empty_label=None)
    limit = forms.ChoiceField(label=_("Source and limit"))
    title = forms.CharField(label=_("Matter"), max_length=200, help_text=_("One item, one matter."))
    demand = forms.CharField(
        label=_("What is asked"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    lead = forms.ModelChoiceField(Unit.objects.all(), label=_("Lead unit"))
    cooperating = forms.ModelMultipleChoiceField(
        Unit.objects.all(), label=_("Co-operating units"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )  # fmt: skip
    result_form = forms.CharField(label=_("Form of the result"), max_length=200)
    leader = SignerField(label=_("Leader who approves the opening"))
    confirm = forms.BooleanField(
        label=_("I have looked at them; open it all the same"), required=False
    )

    def __init__(
        self, user: User, *args: Any, item: Item | None = None, activity: Activity | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.item = item
        self.alike: list[Item] = []
        self.fields["once"].initial = once.new_key()
        offices = {item.office_id} if item else user.units(OFFICER)
        office: Any = self.fields["office"]
        office.queryset = Unit.objects.filter(pk__in=offices)
        office.initial, office.disabled = min(offices, default=None), item is not None
        if len(offices) == 1:
            office.widget = forms.HiddenInput()
        limit: Any = self.fields["limit"]
        limit.choices = limit_choices()
        found: Any = self.fields["activity"]
        found.queryset = Activity.objects.filter(programme__in=programmes_for(user).values("pk"))
        leaders: Any = self.fields["leader"]
        leaders.choices = _leaders(user, offices, item.paper if item else None)
        before = _before(item) if item else _prefilled(activity) if activity else {}
        self.initial.update(before)

    def clean_limit(self) -> str:
        """The limit; an error in words where its last day could not be computed today."""
        limit: str = self.cleaned_data["limit"]
        begin(limit)
        return limit

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        lead, title = values.get("lead"), values.get("title")
        if lead and title:
            units = [lead, *values.get("cooperating", ())]
            self.alike = repeated(title, units, values.get("activity"), without=self.item)
        if self.alike and not values.get("confirm"):
            self.add_error(
                "confirm", _("The same unit was asked about the same matter a short while ago.")
            )
        return values

    def content(self) -> ItemContent:
        values = self.cleaned_data
        names = ("limit", "title", "demand", "result_form", "lead", "leader", "activity")
        return ItemContent(
            cooperating=values["cooperating"], **{name: values[name] for name in names}
        )


def _leaders(user: User, offices: set[int], paper: Paper | None) -> list[Any]:
    """The leaders' posts of these offices, and the leaders one by one."""
    chosen = tuple(f"{office}:{LEADER}" for office in offices)
    groups = (
        (name, [choice for choice in choices if choice[0].startswith(chosen)])
        for name, choices in signer_choices(user, paper)
    )
    return [("", "—"), *(group for group in groups if group[1])]


def _before(item: Item) -> dict[str, Any]:
    parts = list(item.parts.all())
    return {
        "limit": item.limit, "title": item.title, "demand": item.demand,
        "result_form": item.result_form, "activity": item.activity_id,
        "lead": next((p.unit_id for p in parts if p.role == "lead"), None),
        "cooperating": [p.unit_id for p in parts if p.role != "lead"],
    }  # fmt: skip


def _prefilled(activity: Activity) -> dict[str, Any]:
    """What an overdue activity already says: its title, its units, why it is supervised."""
    parts = [part for part in activity.assignments.all() if part.unit_id]
    first = {role: [p.unit_id for p in parts if p.role == role] for role in ("responsible", "lead")}
    answerable = first["responsible"] or first["lead"]
    return {
        "activity": activity.pk,
        "limit": f"{DUE}overdue",
        "title": activity.title[:200],
        "demand": activity.words[:4000],
        "lead": answerable[0] if answerable else None,
        "cooperating": [p.unit_id for p in parts if p.unit_id not in answerable[:1]],
    }


class ReceiveForm(forms.Form):
    """For which unit it is taken over, where the account works for several of them."""

    unit = forms.ModelChoiceField(Unit.objects.none(), required=False)

    def __init__(self, item: Item, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(pk__in=parts_of(user).filter(item=item).values("unit"))


class AnswerForm(OnceForm):
    """What the unit answers; a final answer has a file."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Answering for"), empty_label=None, required=False
    )
    text = forms.CharField(
        label=_("Answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 7})
    )
    post = forms.CharField(
        label=_("Approved by the post"), max_length=60,
        help_text=_("The post in your unit that approved this answer, not a name."),
    )  # fmt: skip
    interim = forms.BooleanField(label=_("Interim: the work goes on"), required=False)
    late_reason = forms.CharField(
        label=_("Why it is late"), max_length=500, required=False,
        help_text=_("Asked for once the last day has passed."),
    )  # fmt: skip
    papers = FilesField(
        label=_("Evidence"), required=False, widget=ManyFiles(attrs={"accept": ACCEPT})
    )

    def __init__(self, item: Item, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["late_reason"].required = item.late
        parts = to_answer(parts_of(user).filter(item=item))
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(pk__in=parts.values("unit"))
        unit.initial = next((part.unit_id for part in parts), None)
        if len(parts) < 2:
            unit.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("interim") and "papers" in values and not values["papers"]:
            self.add_error("papers", _("A final answer rests on at least one file."))
        return values

    def content(self) -> AnswerContent:
        values = self.cleaned_data
        names = ("text", "post", "interim", "late_reason", "unit")
        return AnswerContent(files=values["papers"], **{name: values[name] for name in names})


class VerdictForm(OnceForm):
    """The checklist; what is not ticked sends the answer back, with a reason."""

    reason = forms.CharField(
        label=_("Reason, when it goes back"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CHECKS:
            label = cast(models.Field, Verdict._meta.get_field(name)).verbose_name
            self.fields[name] = forms.BooleanField(label=label, required=False)
        self.order_fields(["once", *CHECKS, "reason"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not all(values.get(name) for name in CHECKS) and not values.get("reason"):
            self.add_error("reason", _("Say what is wanting; an answer goes back with a reason."))
        return values


class ArchiveForm(OnceForm):
    """The number under which the papers of an item are kept; empty takes it away."""

    archive_number = forms.CharField(label=_("Archive number"), max_length=60, required=False)


class StrikeOffForm(ArchiveForm):
    """What the strike-off rests on; the archive number may follow later."""

    evidence = forms.ModelChoiceField(
        AnswerFile.objects.none(), label=_("Evidence it rests on"), empty_label=None,
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files: Any = self.fields["evidence"]
        files.queryset = evidence_for(item)
        self.initial["archive_number"] = item.archive_number
        self.order_fields(["evidence", "note", "archive_number"])


class ReasonForm(OnceForm):
    """Why: for reopening and for objecting."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )


class DecisionForm(OnceForm):
    """What is decided on an objection."""

    upheld = forms.TypedChoiceField(
        label=_("Decision"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("The objection is right: the answer will do")),
                 ("no", _("The objection is not right: the verdict stands"))],
    )  # fmt: skip
    decision = forms.CharField(
        label=_("Grounds"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )


class ExtensionForm(OnceForm):
    """Until when, and why."""

    wanted = forms.DateField(label=_("New last day"), widget=DateInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )


class DecideExtensionForm(OnceForm):
    """Whether the last day moves; the unit reads why."""

    approved = forms.TypedChoiceField(
        label=_("Decision"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("Agree: the last day moves")), ("no", _("Refuse: the last day stays"))],
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Grounds"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )


class PeriodForm(forms.Form):
    """Over what period, and of which office, the report is."""

    office = forms.ModelChoiceField(Unit.objects.none(), label=_("Office"), empty_label=None)
    first = forms.DateField(label=_("First day"), widget=DateInput)
    last = forms.DateField(label=_("Last day"), widget=DateInput)

    def __init__(self, user: User, data: Any) -> None:
        offices = Unit.objects.filter(pk__in=user.units(OFFICER, LEADER))
        today: date = clock.today()
        usual = {
            "office": min((unit.pk for unit in offices), default=None),
            "first": today.replace(month=1, day=1).isoformat(),
            "last": today.isoformat(),
        }
        super().__init__(usual | {name: data[name] for name in usual if data.get(name)})
        field: Any = self.fields["office"]
        field.queryset = offices
        if len(offices) == 1:
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("first") and values.get("last") and values["last"] < values["first"]:
            raise ValidationError(_("The last day lies before the first."))
        return values
