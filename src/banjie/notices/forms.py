"""Mending a notice, and setting up a channel."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.notices.actions.writing import SUBJECT_LIMIT
from banjie.notices.models import Channel, Notice
from banjie.notices.sending import hooks
from banjie.notices.sending.reasons import NotSent


class NoticeForm(forms.ModelForm):
    """The words of a notice that has not gone out."""

    subject = forms.CharField(label=_("Subject"), max_length=SUBJECT_LIMIT)
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Notice
        fields = ("subject", "body", "version")
        labels = {"body": pgettext_lazy("notices", "Text")}  # noqa: RUF012 - Django's own form of declaring labels

    def clean_subject(self) -> str:
        subject: str = self.cleaned_data["subject"]
        if not subject.isprintable():
            raise ValidationError(_("The subject is one line of plain text."))
        return subject


class MailForm(forms.Form):
    """A mailbox."""

    address = forms.EmailField(
        label=_("E-mail address"), max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip


class HookForm(forms.Form):
    """The address a group bot or a webhook gave, and its secret where it signs."""

    url = forms.CharField(
        label=_("Webhook address"), max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )  # fmt: skip
    secret = forms.CharField(
        label=_("Secret for signing"), max_length=200, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, means: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through unchanged
        self.means = means
        service = hooks.services()[means]
        self.fields["url"].help_text = service.example
        if not service.sign:
            del self.fields["secret"]

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            hooks.check(self.means, url)
        except NotSent as trouble:
            raise ValidationError(str(trouble)) from None
        return url


def channel_form(means: str, data: object = None) -> MailForm | HookForm:
    if means == Channel.Means.EMAIL:
        return MailForm(data)  # type: ignore[arg-type]  # a QueryDict or None
    return HookForm(means, data)
