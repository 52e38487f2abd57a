"""Writing a paper with its steps, signing it, passing it on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from banjie.approvals.actions import Content, Signer, StepPlan
from banjie.approvals.models import Paper, Round, Step
from banjie.approvals.queries import signer_choices
from banjie.common import once
from banjie.common.fields import ACCEPT, FilesField, ManyFiles
from banjie.people.models import Unit, User

STEPS_MOST = 4
SIGNERS_MOST = 3
ROOM = {
    Paper.Flow.STEPS: (STEPS_MOST, SIGNERS_MOST),
    Paper.Flow.SIMPLE: (1, 1),
    Paper.Flow.FILING: (1, 3),
}


class SignerField(forms.ChoiceField):
    """A post or a single account, as `unit:duty` or `unit:duty:account`."""

    def clean(self, value: Any) -> Signer | None:
        chosen = super().clean(value)
        if not chosen:
            return None
        unit, duty, *account = chosen.split(":")
        return Signer(int(unit), duty, int(account[0]) if account else None)


def _signer_field(choices: list[Any], label: Any, *, required: bool) -> SignerField:
    return SignerField(choices=[("", "—"), *choices], label=label, required=required)


def _as_choice(signature: Any) -> str:
    user = f":{signature.user_id}" if signature.user_id else ""
    return f"{signature.unit_id}:{signature.duty}{user}"


class PaperForm(forms.Form):
    """One paper of one flow; the steps in order, up to three signers in each."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    about_address = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    about_label = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("From"), empty_label=None)
    addressee = forms.ModelChoiceField(
        Unit.objects.all(), label=_("Main addressee"),
        help_text=_("One unit, never a person. Who signs is chosen below."),
    )  # fmt: skip
    title = forms.CharField(
        label=_("What it is about"), max_length=120,
        help_text=_("The subject alone; the document’s title is made from it."),
    )  # fmt: skip
    body = forms.CharField(
        label=_("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("One matter. The closing formula is added."),
    )  # fmt: skip
    papers = FilesField(
        label=_("Attachments"), required=False, widget=ManyFiles(attrs={"accept": ACCEPT})
    )

    def __init__(
        self, user: User, flow: str, *args: Any, paper: Paper | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.flow = flow
        self.steps, self.signers = ROOM[Paper.Flow(flow)]
        self.fields["once"].initial = once.new_key()
        units = {paper.unit_id} if paper else user.units()
        unit: Any = self.fields["unit"]
        unit.queryset, unit.disabled = Unit.objects.filter(pk__in=units), paper is not None
        unit.initial = min(units, default=None)
        if len(units) == 1:
            unit.widget = forms.HiddenInput()
        self._add_steps(signer_choices(user, paper))
        if paper:
            self.initial.update(_before(paper))

    def _add_steps(self, choices: list[Any]) -> None:
        label = _("Who may object") if self.flow == Paper.Flow.FILING else _("Who signs")
        for step in range(self.steps):
            for place in range(self.signers):
                first = step == place == 0
                field = _signer_field(choices, label if place == 0 else _("and"), required=first)
                self.fields[f"step-{step}-{place}"] = field
            if self.flow == Paper.Flow.STEPS:
                self.fields[f"step-{step}-mode"] = forms.ChoiceField(
                    choices=Step.Mode, initial=Step.Mode.ALL, required=False,
                    label=_("When several sign"),
                )  # fmt: skip

    def clean_about_address(self) -> str:
        address: str = self.cleaned_data["about_address"]
        if address and (not address.startswith("/") or address.startswith(("//", "/\\"))):
            raise ValidationError(_("This is no page of the site."))
        return address

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        plans = self._plans(values)
        filled = [bool(plan.signers) for plan in plans]
        if not self.errors and filled != sorted(filled, reverse=True):
            self.add_error(None, _("A step without a signer stands before one that has some."))
        values["steps"] = [plan for plan in plans if plan.signers]
        return values

    def _plans(self, values: dict[str, Any]) -> list[StepPlan]:
        several = Step.Mode.ANY if self.flow == Paper.Flow.FILING else Step.Mode.ALL
        return [
            StepPlan(
                [
                    signer
                    for place in range(self.signers)
                    if (signer := values.get(f"step-{step}-{place}"))
                ],
                values.get(f"step-{step}-mode") or several,
            )
            for step in range(self.steps)
        ]

    def content(self) -> Content:
        """What the form says, for the action."""
        values = self.cleaned_data
        return Content(
            addressee=values["addressee"],
            flow=self.flow,
            title=values["title"],
            body=values["body"],
            steps=values["steps"],
            about_address=values["about_address"],
            about_label=values["about_label"],
            files=values["papers"],
        )

    def step_fields(self) -> list[tuple[int, bool, list[Any], Any]]:
        """(number, whether it is filled, signer fields, mode field or None), for the page."""
        rows = []
        for step in range(self.steps):
            fields = [self[f"step-{step}-{place}"] for place in range(self.signers)]
            mode = self[f"step-{step}-mode"] if self.flow == Paper.Flow.STEPS else None
            rows.append((step + 1, any(field.value() for field in fields), fields, mode))
        return rows


def _before(paper: Paper) -> dict[str, Any]:
    """The values a paper has, with the steps planned for it or taken last."""
    values: dict[str, Any] = {
        "unit": paper.unit_id, "addressee": paper.addressee_id, "title": paper.title,
        "body": paper.body, "about_address": paper.about_address,
        "about_label": paper.about_label,
    }  # fmt: skip
    last: Round | None = paper.rounds.order_by("-number").first()
    for step in last.steps.all() if last else ():
        values[f"step-{step.position - 1}-mode"] = step.mode
        asked = step.signatures.filter(passed_from=None)
        for place, signature in enumerate(asked[:SIGNERS_MOST]):
            values[f"step-{step.position - 1}-{place}"] = _as_choice(signature)
    return values


class SigningForm(forms.Form):
    """Which signature a verdict is given for: one who signs twice in a paper signs each by itself,
    however often a form is sent.
    """

    signature = forms.IntegerField(widget=forms.HiddenInput)


class AgreeForm(SigningForm):
    """A word beside a signature, if there is one to say."""

    reason = forms.CharField(label=_("Remark"), max_length=500, required=False)


class SendBackForm(SigningForm):
    """Why it goes back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class PassOnForm(SigningForm):
    """Who signs instead."""

    reason = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def __init__(self, user: User, paper: Paper, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = signer_choices(user, paper)
        self.fields["to"] = _signer_field(choices, _("Who signs instead"), required=True)
        self.order_fields(["to", "reason"])


class LettersForm(forms.Form):
    """What the document numbers of a unit begin with."""

    letters = forms.RegexField(
        r"^(?!第)[^\W\d_]{2,12}$", label=_("Letters of our document numbers"), max_length=12,
        error_messages={"invalid": _("Two to twelve letters; no number begins with 第.")},
    )  # fmt: skip
