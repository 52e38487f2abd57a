"""A recommendation, the answer to each of its points, and what came of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common.forms import OnceForm, SeenForm
from banjie.people.models import Unit
from banjie.topics.actions import OutcomeContent, Said
from banjie.topics.forms.lines import LinesField
from banjie.topics.models import AskAnswer, Minute, Outcome, Topic


class OutcomeForm(SeenForm):
    """What a recommendation says; its points begin as what the sessions agreed on."""

    title = forms.CharField(
        label=_("What it is about"), max_length=120,
        help_text=_("The subject alone; the document’s title is made from it."),
    )  # fmt: skip
    addressee = forms.ModelChoiceField(Unit.objects.all(), label=pgettext_lazy("addressee", "To"))
    opening = forms.CharField(
        label=_("Opening"), max_length=3000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("How it came about, what was found."),
    )  # fmt: skip
    asks = LinesField(
        label=_("Points, one a line"), max_length=20000, rows=8,
        help_text=_("Each point is answered by itself."),
    )  # fmt: skip

    def __init__(self, topic: Topic, outcome: Outcome | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(_before(outcome) if outcome else _begun(topic))

    def content(self) -> OutcomeContent:
        names = ("title", "addressee", "opening", "asks")
        return OutcomeContent(**{name: self.cleaned_data[name] for name in names})


def _before(outcome: Outcome) -> dict[str, Any]:
    return {
        "title": outcome.title, "addressee": outcome.addressee_id, "opening": outcome.opening,
        "asks": "\n".join(ask.text for ask in outcome.asks.all()),
    }  # fmt: skip


def _begun(topic: Topic) -> dict[str, Any]:
    """Nothing is typed twice: the title, what the inquiry found, what was agreed."""
    found = topic.stages.filter(name__in=("inquiry", "inquire")).first()
    agreed = Minute.objects.filter(session__topic=topic, standing=Minute.Standing.AGREED)
    return {
        "title": topic.title,
        "opening": found.told[:3000] if found else "",
        "asks": "\n".join(minute.text for minute in agreed),
    }


class ReplyForm(OnceForm):
    """One answer to each point: adopted, in part or not, and why."""

    post = forms.CharField(
        label=_("Approved by the post"), max_length=60,
        help_text=_("The post in your unit that approved this answer, not a name."),
    )  # fmt: skip

    def __init__(self, outcome: Outcome, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = list(outcome.asks.all())
        for ask in self.asks:
            self.fields[f"verdict-{ask.order}"] = forms.ChoiceField(
                label=_("Point %(n)s") % {"n": ask.order}, choices=AskAnswer.Verdict.choices,
                widget=forms.RadioSelect, help_text=ask.text,
            )  # fmt: skip
            self.fields[f"text-{ask.order}"] = forms.CharField(
                label=_("Point %(n)s: how, or why not") % {"n": ask.order}, max_length=3000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip
        self.fields["post"] = self.fields.pop("post")

    def answers(self) -> dict[int, Said]:
        """What is said to each point, by its place."""
        said = self.cleaned_data
        return {
            ask.order: Said(said[f"verdict-{ask.order}"], said[f"text-{ask.order}"])
            for ask in self.asks
        }


class ProgressForm(OnceForm):
    """What has come of a point since."""

    text = forms.CharField(
        label=_("What has been done"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    done = forms.BooleanField(label=_("This point is done"), required=False)
