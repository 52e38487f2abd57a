"""A text open for comment, comments, and answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common.fields import DateInput
from banjie.common.forms import OnceForm, SeenForm
from banjie.consultation.codes import is_form_key, new_form_key
from banjie.consultation.forms.typed import Remark
from banjie.people.models import User
from banjie.topics.actions import TextContent
from banjie.topics.forms.lines import LinesField, OfficeForm
from banjie.topics.models import OpenText, Paragraph, Topic
from banjie.topics.queries.topics import topics_for


class TextForm(OfficeForm):
    """A text by paragraphs, and until when it is open."""

    title = forms.CharField(label=_("Title"), max_length=120)
    intro = forms.CharField(
        label=_("What is asked, and why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    paragraphs = LinesField(
        label=_("The text, one paragraph a line"), max_length=60000, rows=14, most_lines=120,
        most_each=5000,
    )  # fmt: skip
    last = forms.DateField(
        label=_("Open until"), widget=DateInput,
        help_text=_("Thirty days or more, unless your office set another limit."),
    )  # fmt: skip
    short_reason = forms.CharField(
        label=_("Why the time is shorter"), max_length=300, required=False,
        help_text=_("Readers see it; asked for when the time is shorter than the rule."),
    )  # fmt: skip
    topic = forms.ModelChoiceField(
        Topic.objects.none(), label=_("Topic"), required=False, empty_label="—"
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        topic: Any = self.fields["topic"]
        topic.queryset = topics_for(user).filter(state=Topic.State.RUNNING)

    def content(self) -> TextContent:
        names = ("title", "intro", "paragraphs", "last", "short_reason", "topic")
        return TextContent(**{name: self.cleaned_data[name] for name in names})


class CommentForm(forms.Form):
    """A comment on one paragraph. The key makes the same form sent twice one comment."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=120)
    paragraph = forms.ModelChoiceField(
        Paragraph.objects.none(), label=_("Paragraph"), empty_label=None
    )
    text = Remark(label=_("Comment"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, text: OpenText, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_form_key()
        found: Any = self.fields["paragraph"]
        found.queryset = text.paragraphs.all()
        found.label_from_instance = lambda each: f"{each.order}. {each}"

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not is_form_key(key):
            raise forms.ValidationError(_("This form is not one of this site. Open it anew."))
        return key


class OwnCommentForm(OnceForm, CommentForm):
    """The same with one's account."""


class AnswerForm(SeenForm):
    """What the office answers: in short, and paragraph by paragraph."""

    summary = forms.CharField(
        label=_("What was said, in short"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Everybody can read it. Name no person."),
    )  # fmt: skip

    def __init__(self, text: OpenText, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"summary": text.summary}
        self.paragraphs = list(text.paragraphs.prefetch_related("comments"))
        for paragraph in self.paragraphs:
            name = f"answer-{paragraph.order}"
            self.fields[name] = forms.CharField(
                label=_("Answer to paragraph %(n)s") % {"n": paragraph.order}, max_length=3000,
                required=False, widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
            self.initial[name] = paragraph.answer

    def answers(self) -> dict[int, str]:
        """The answer to each paragraph, by its place."""
        return {p.order: self.cleaned_data[f"answer-{p.order}"] for p in self.paragraphs}

    def rows(self) -> list[tuple[Paragraph, Any]]:
        """Each paragraph with its field, for the page."""
        return [(p, self[f"answer-{p.order}"]) for p in self.paragraphs]
