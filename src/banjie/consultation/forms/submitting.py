"""What people say: the form of a kind, for the public, an account, an officer who enters."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from banjie.common import clock, once
from banjie.common.fields import ACCEPT, FILES_MOST, DateInput, FilesField, ManyFiles
from banjie.common.files import Checked
from banjie.consultation import watching, wording
from banjie.consultation.actions import CaseContent, OnPaper, drop_staged, stage, staged_of
from banjie.consultation.codes import is_form_key, new_form_key
from banjie.consultation.forms.typed import (
    ACCUSATION,
    OneLine,
    PlainText,
    Points,
    clean_contact,
    contact_field,
)
from banjie.consultation.kinds import kind_rule
from banjie.consultation.models import Channel
from banjie.documents.attachments import look_into
from banjie.documents.nameless import without_names
from banjie.people.models import Unit, User
from banjie.people.rules import OFFICER

PAPER = "附件"
"""What a file without a name of its own is called, with its number."""
_MARK, _MARKS = 16, 4  # characters of a mark; how many a form carries along
HELPS = {
    "situation": _("What is the matter, where, since when?"),
    "analysis": _("Why is it so? It may be short."),
    "proposal": _("What should be done, and by whom?"),
}
NUMBERS = {
    watching.ID_NUMBER: _("an identity card number"),
    watching.BANK_CARD: _("a bank card number"),
    watching.PHONE: _("a mobile telephone number"),
}


def _box(rows: int, most: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "data-count": str(most)})


class CaseForm(forms.Form):
    """The form of a kind (`kinds.json`): a title, its own parts, what is asked, files.

    What looks like somebody's own number is sent only after a second look (`seen`); an accusation
    of a person by name is never taken. Files wait for the next look: `staged` are those chosen
    before that the form still names.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)

    def __init__(
        self, kind: str, *args: Any, whole: bool = True, by: User | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.whole, self.by = kind, whole, by
        named = forms.CheckboxSelectMultiple().value_from_datadict(self.data, self.files, "kept")
        self.named: list[str] = named or []
        self.staged = staged_of(self._key, by, self.named) if self.named else []
        self.sound: list[Checked] = []
        self.warnings: list[tuple[str, str]] = []
        rule = kind_rule(kind)
        self.said_names = rule.fields
        most = rule.most
        self.fields["title"] = OneLine(
            label=_("In one sentence, what is it about?"), max_length=most["title"],
            required=whole, widget=forms.TextInput(attrs={"data-count": str(most["title"])}),
        )  # fmt: skip
        for name in rule.fields:
            self.fields[name] = PlainText(
                label=wording.FIELDS[name], max_length=most[name], help_text=HELPS[name],
                required=whole and name != "analysis", widget=_box(5, most[name]),
            )  # fmt: skip
        self.fields["points"] = Points(
            label=_("What should be answered point by point?"), required=False,
            help_text=_("One point a line. Each gets an answer of its own."),
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip
        self.fields["papers"] = FilesField(
            label=_("Pictures or papers"), required=False,
            widget=ManyFiles(attrs={"accept": ACCEPT}),
            help_text=_("Where and by whom a picture or paper was made is taken out of it."),
        )  # fmt: skip
        self.fields["may_be_shown"] = forms.BooleanField(
            label=_("May be published together with the reply, without my name"), required=False
        )

    @property
    def _key(self) -> str:
        return str(self.data.get("once", ""))

    def clean_papers(self) -> list[Checked]:
        """Each file is looked into, so that one that cannot be taken costs no other."""
        wrong = []
        for file in self.cleaned_data["papers"]:
            try:
                self.sound.append(self.named_anew(without_names(look_into(file).checked)))
            except ValidationError as error:
                wrong.append(error)
        if len(self.staged) < len(self.named):
            wrong.append(ValidationError(gettext("Choose the files again: they waited a day.")))
        if len(self.staged) + len(self.sound) > FILES_MOST:
            most = gettext("At most %(most)s files at a time.")
            wrong.append(ValidationError(most, params={"most": FILES_MOST}))
        if wrong:
            raise ValidationError(wrong)
        return self.sound

    def named_anew(self, file: Checked) -> Checked:
        """The file under the name it is kept by: its own."""
        return file

    def keep_files(self) -> None:
        """The form is not carried out now: its files wait for the next look at it. What came with
        an accusation is not kept.
        """
        if self.has_error(NON_FIELD_ERRORS, "accusation"):
            drop_staged(self._key, self.by)
            self.staged = []
        elif "once" not in self.errors:
            room = FILES_MOST - len(self.staged)
            self.staged += stage(self._key, self.sound[:room], by=self.by)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        texts = [str(values.get(name, "")) for name in ("title", *self.said_names)]
        texts += values.get("points", [])
        if any(watching.accuses(text) for text in texts):
            raise ValidationError(ACCUSATION, code="accusation")
        numbers = [n for text in texts for n in watching.own_numbers(text)]
        self.warnings = [(number.kind, number.shown) for number in dict.fromkeys(numbers)]
        if self.whole and self.unseen:
            self.add_error(None, ValidationError(gettext("Please look once more."), code="look"))
        return values

    @property
    def reasons(self) -> list[str]:
        """What there is to look at: each number by its kind and ends."""
        return [f"{kind}:{shown}" for kind, shown in self.warnings]

    @property
    def unseen(self) -> list[str]:
        """What there is to look at, unless just this was shown with the form before."""
        return [] if self._shown in self.data.get("seen", "").split() else self.reasons

    @property
    def seen_now(self) -> str:
        """What the next form says was shown: the marks that came with this one, and its own."""
        marks = [*self.data.get("seen", "").split()[-_MARKS:], self._shown]
        return " ".join(dict.fromkeys(mark for mark in marks if mark))

    @property
    def _shown(self) -> str:
        """A short mark of all there is to look at, however much that is; '' for nothing."""
        whole = " ".join(sorted(self.reasons))
        return hashlib.sha256(whole.encode()).hexdigest()[:_MARK] if whole else ""

    @property
    def number_warnings(self) -> list[tuple[Promise, str]]:
        return [(NUMBERS[kind], shown) for kind, shown in self.warnings]

    def words_fields(self) -> list[forms.BoundField]:
        """The parts of the kind, in their order."""
        return [self[name] for name in self.said_names]

    def content(self) -> CaseContent:
        values = self.cleaned_data
        return CaseContent(
            kind=self.kind, title=values["title"],
            said={name: values[name] for name in self.said_names}, points=values["points"],
            may_be_shown=values["may_be_shown"], unit=values.get("unit"),
            post=values.get("post", ""), joint=values.get("joint", []),
            contact=values.get("contact", ""), files=values["papers"], kept=self.staged,
        )  # fmt: skip


class PublicForm(CaseForm):
    """For somebody without an account."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=120)
    contact = contact_field()

    def __init__(self, channel: Channel, *args: Any, **kwargs: Any) -> None:
        super().__init__(channel.kind, *args, **kwargs)
        self.fields["once"].initial = new_form_key()
        self.order_fields(
            ["once", "seen", "title", *self.said_names, "points", "papers", "contact"]
        )

    def clean_once(self) -> str:
        key: str = self.cleaned_data["once"]
        if not is_form_key(key):
            raise ValidationError(gettext("This form is not from this site. Load the page again."))
        return key

    def named_anew(self, file: Checked) -> Checked:
        """By its number alone: people write their names there, and a telephone the very second in
        which a picture was saved.
        """
        picture = file.content_type.startswith("image/")  # drawn anew by the intake
        ending = ".jpg" if picture else PurePath(file.name).suffix.lower()
        at = len(self.staged) + len(self.sound) + 1
        return file._replace(name=f"{PAPER}{at}{ending}")

    def clean_contact(self) -> str:
        return clean_contact(self.cleaned_data["contact"])


class AccountForm(CaseForm):
    """For an account; it may ask others to stand behind the case too."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("In the name of the unit"), required=False,
        empty_label=_("in my own name"),
    )  # fmt: skip
    post = forms.CharField(
        label=pgettext_lazy("case", "Post"), max_length=60, required=False,
        help_text=_("A post, not a name: a member of the committee, a deputy."),
    )  # fmt: skip

    def __init__(self, channel: Channel, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(channel.kind, *args, by=user, **kwargs)
        self.user, self.channel = user, channel
        self.fields["once"].initial = once.new_key()
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(pk__in=user.units())
        if kind_rule(channel.kind).joint:
            self.fields["joint_units"] = forms.ModelMultipleChoiceField(
                Unit.objects.order_by("name"), label=_("Units asked to stand behind it too"),
                required=False, widget=forms.SelectMultiple(attrs={"size": 5}),
            )  # fmt: skip
            self.fields["joint_accounts"] = forms.CharField(
                label=_("Accounts asked to stand behind it too"), required=False, max_length=500,
                help_text=_("Their log-in names, with spaces between."),
            )  # fmt: skip

    def clean_joint_accounts(self) -> list[User]:
        names = self.cleaned_data["joint_accounts"].replace(",", " ").replace("，", " ").split()
        found = {user.login: user for user in User.objects.filter(login__in=names, is_active=True)}
        if missing := [name for name in names if name not in found]:
            raise ValidationError(
                gettext("Not the log-in name of an account: %(names)s"),
                params={"names": ", ".join(missing)},
            )
        if self.user.login in found:
            raise ValidationError(gettext("You are its first submitter yourself."))
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.whole and not self.channel.is_open:  # a draft may be older than its closing
            self.add_error(None, gettext("Nothing can be sent here any more"))
        values["joint"] = [*values.get("joint_units", ()), *values.get("joint_accounts", ())]
        return values


class EntryForm(CaseForm):
    """For an officer who enters what came on paper, by telephone or at a meeting."""

    SOURCES = (
        ("paper", _("on paper")),
        ("phone", _("by telephone")),
        ("meeting", _("at a meeting")),
    )
    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    office = forms.ModelChoiceField(Unit.objects.none(), label=_("Office"), empty_label=None)
    source = forms.ChoiceField(label=_("How it came"), choices=SOURCES)
    received_on = forms.DateField(label=_("Day it came"), widget=DateInput)
    scan = forms.FileField(
        label=_("Scan of the paper"), required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        Unit.objects.order_by("name"), label=_("Unit that says it"), required=False
    )
    post = forms.CharField(
        label=_("Post of whoever says it"), max_length=60, required=False,
        help_text=_("A post, not a name."),
    )  # fmt: skip
    contact = contact_field()

    def __init__(self, kind: str, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(kind, *args, by=user, **kwargs)
        self.fields["once"].initial = once.new_key()
        office: Any = self.fields["office"]
        office.queryset = Unit.objects.filter(pk__in=user.units(OFFICER)).order_by("name")
        office.initial = min(user.units(OFFICER), default=None)
        self.fields["received_on"].initial = clock.today()
        self.order_fields(
            ["once", "seen", "office", "source", "received_on", "scan", "title", *self.said_names]
        )

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise ValidationError(gettext("This day is still to come."))
        return day

    def clean_scan(self) -> Checked | None:
        scan = self.cleaned_data["scan"]
        return look_into(scan).checked if scan else None

    def clean_contact(self) -> str:
        return clean_contact(self.cleaned_data["contact"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        scanned = values.get("scan") or any(one.scan for one in self.staged)
        if values.get("source") == "paper" and "scan" in values and not scanned:
            self.add_error("scan", gettext("What came on paper is entered with its scan."))
        return values

    def keep_files(self) -> None:
        super().keep_files()
        scan = self.cleaned_data.get("scan")
        if scan and not self.has_error(NON_FIELD_ERRORS, "accusation"):
            self.staged += stage(self._key, [scan], scan=True, by=self.by)

    def paper(self) -> OnPaper:
        values = self.cleaned_data
        return OnPaper(values["source"], values["received_on"], values["scan"])
