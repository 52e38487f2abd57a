"""Replying: the draft, agreeing to it, signing it, finding it fit; contacts and opinions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from banjie.common import clock
from banjie.common.fields import DateInput
from banjie.common.forms import OnceForm
from banjie.consultation.actions import ReplyContent, TemplateContent
from banjie.consultation.forms.typed import Remark
from banjie.consultation.kinds import outcome_choices
from banjie.consultation.models import Case, ContactLog, Handling, Point, Reply, Template
from banjie.consultation.parts import WORKING
from banjie.people.models import Unit, User

LINES = forms.Textarea(attrs={"rows": 4})


class ReplyForm(OnceForm):
    """The draft of a reply: an answer to each point, the class of the outcome, a promise."""

    opening = forms.CharField(
        label=_("Opening"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Left empty, the usual words stand here."),
    )  # fmt: skip
    closing = forms.CharField(
        label=_("Closing"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, widget=forms.RadioSelect)
    promise = forms.CharField(
        label=_("What is promised"), required=False, max_length=500,
        help_text=_("For class B: it is followed up on its day until it is kept."),
    )  # fmt: skip
    promised_by = forms.DateField(label=_("Promised for"), required=False, widget=DateInput())

    def __init__(
        self, case: Case, points: list[Point], *args: Any, reply: Reply | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.points = points
        said = {a.point_id: a.text for a in reply.answers.all()} if reply else {}
        for point in points:
            self.fields[f"answer_{point.order}"] = forms.CharField(
                label=_("Answer to point %(n)s") % {"n": point.order}, help_text=point.text,
                required=False, max_length=3000, widget=LINES, initial=said.get(point.pk, ""),
            )  # fmt: skip
        outcome: Any = self.fields["outcome"]
        outcome.choices = outcome_choices(case)
        if reply:
            for name in ("opening", "closing", "outcome", "promise", "promised_by"):
                self.initial.setdefault(name, getattr(reply, name))
        self.order_fields(["opening", *(f"answer_{point.order}" for point in points), "outcome"])

    def clean_promised_by(self) -> date | None:
        day: date | None = self.cleaned_data["promised_by"]
        if day and day < clock.today():
            raise ValidationError(_("This day has passed."))
        return day

    def content(self) -> ReplyContent:
        values = self.cleaned_data
        answers = {point.order: values[f"answer_{point.order}"] for point in self.points}
        rest = {name: values[name] for name in ("opening", "closing", "outcome", "promise")}
        return ReplyContent(answers=answers, promised_by=values["promised_by"], **rest)


class AgreeForm(OnceForm):
    """Agree, or say what is wrong."""

    agreed = forms.TypedChoiceField(
        label=_("Decision"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, yes: str, no: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreed: Any = self.fields["agreed"]
        agreed.choices = [("yes", yes), ("no", no)]


class SignForm(AgreeForm):
    """The head of the unit signs under the name of a post."""

    post = forms.CharField(label=_("Signed by the post"), max_length=60)


class ContactForm(OnceForm):
    """That a unit spoke with the author."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    means = forms.ChoiceField(label=_("By what means"), choices=ContactLog.Means)
    on = forms.DateField(label=_("Day"), widget=DateInput(), initial=clock.today)
    summary = Remark(
        label=_("What was said, without names and numbers"), max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip

    def __init__(self, parts: list[Handling], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(pk__in=[part.unit_id for part in parts])
        unit.initial = parts[0].unit_id if parts else None


class OpinionForm(OnceForm):
    """A co-handler's opinion."""

    text = forms.CharField(
        label=_("Opinion"), max_length=4000, widget=forms.Textarea({"rows": 8}),
        help_text=_("For the main handler and the office; the author does not see it."),
    )  # fmt: skip


class TemplateForm(OnceForm):
    """Words a unit begins its replies with."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    name = forms.CharField(label=_("Name"), max_length=60)
    opening = forms.CharField(
        label=_("Opening"), max_length=2000, widget=LINES,
        help_text=_("{title}, {number} and {unit} are filled in from the records."),
    )  # fmt: skip
    closing = forms.CharField(label=_("Closing"), max_length=2000, required=False, widget=LINES)

    def __init__(
        self, user: User, *args: Any, template: Template | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(pk__in=user.units(*WORKING))
        if template:
            self.initial.update(model_to_dict(template, ("unit", "name", "opening", "closing")))

    def content(self) -> TemplateContent:
        names = ("unit", "name", "opening", "closing")
        return TemplateContent(**{name: self.cleaned_data[name] for name in names})


class ReadyForm(OnceForm):
    """Which of the replies that are ready go out together."""

    replies = forms.ModelMultipleChoiceField(
        Reply.objects.none(), label=_("Replies"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, ready: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        replies: Any = self.fields["replies"]
        replies.queryset = ready
