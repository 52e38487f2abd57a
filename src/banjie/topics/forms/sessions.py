"""A session, its minutes, and what an agreed point becomes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from banjie.common.fields import DateInput
from banjie.common.forms import OnceForm, SeenForm
from banjie.people.models import Unit, User
from banjie.programme.models import Programme
from banjie.programme.queries.programmes import programmes_for
from banjie.topics.actions import SessionContent
from banjie.topics.forms.lines import LinesField, files_field
from banjie.topics.models import Attendance, Invitation, Minute, Session
from banjie.topics.procedures import groups

Standing = Minute.Standing


class TimeInput(forms.TimeInput):
    """The browser's own field for a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _units(label: Any) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        Unit.objects.all(), label=label, required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )  # fmt: skip


class SessionForm(OnceForm):
    """When, where, what about, who is asked."""

    day = forms.DateField(label=_("Day"), widget=DateInput)
    begins = forms.TimeField(label=_("Begins at"), widget=TimeInput)
    place = forms.CharField(label=_("Place, down to the room"), max_length=120)
    agenda = LinesField(
        label=_("Agenda, one item a line"), max_length=6000, most_lines=20, most_each=300
    )
    attends = _units(_("Units that attend"))
    sits_in = _units(_("Units that sit in"))
    bring = forms.CharField(label=_("What to bring"), max_length=200, required=False)
    answer_to = forms.CharField(label=_("Whom to answer, as a post"), max_length=60, required=False)
    papers = files_field(_("Papers to be read"))

    def __init__(self, session: Session | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if session:
            self.initial.update(_before(session))

    def content(self) -> SessionContent:
        names = ("day", "begins", "place", "agenda", "attends", "sits_in", "bring", "answer_to")
        values = self.cleaned_data
        return SessionContent(files=values["papers"], **{name: values[name] for name in names})


def _before(session: Session) -> dict[str, Any]:
    asked = list(session.invitations.all())
    return {
        "day": session.day, "begins": session.begins, "place": session.place,
        "bring": session.bring, "answer_to": session.answer_to,
        "agenda": "\n".join(item.text for item in session.agenda.all()),
        "attends": [i.unit_id for i in asked if i.standing == Invitation.Standing.ATTENDS],
        "sits_in": [i.unit_id for i in asked if i.standing == Invitation.Standing.SITS_IN],
    }  # fmt: skip


class MinutesForm(SeenForm):
    """How many of each group were there, and what was said, in three lists."""

    agreed = LinesField(label=_("Agreed, one point a line"), required=False)
    differing = LinesField(label=_("Seen differently, one point a line"), required=False)
    pending = LinesField(label=_("Left open, one point a line"), required=False)

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict(Attendance.objects.filter(session=session).values_list("group", "heads"))
        for code, words in groups():
            self.fields[f"heads-{code}"] = forms.IntegerField(
                label=words, required=False, min_value=0, max_value=99999, initial=known.get(code)
            )
        self.order_fields([*(f"heads-{code}" for code, _words in groups()), *Standing.values])
        said = list(session.minutes.all())
        for standing in Standing.values:
            kept = [minute.text for minute in said if minute.standing == standing]
            self.initial[standing] = "\n".join(kept)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not any(values[standing] for standing in Standing.values):
            self.add_error("agreed", _("Minutes have at least one point, agreed or not."))
        return values

    def heads(self) -> dict[str, int]:
        """How many of each group, by its code."""
        return {code: self.cleaned_data[f"heads-{code}"] or 0 for code, _words in groups()}

    def lines(self) -> dict[str, list[str]]:
        """The points by how they stand."""
        return {standing: self.cleaned_data[standing] for standing in Standing.values}


class CarryForm(OnceForm):
    """What an agreed point becomes."""

    becomes = forms.ChoiceField(
        label=_("It becomes"), widget=forms.RadioSelect,
        choices=[("activity", _("an activity of a programme")),
                 ("case", _("a suggestion to the office")),
                 ("nothing", _("nothing more: it is done, or needs no work"))],
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), max_length=50, required=False)
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), required=False, empty_label="—"
    )
    reason = forms.CharField(
        label=_("Why nothing more is to be done"), max_length=300, required=False
    )

    def __init__(self, minute: Minute, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic = minute.session.topic
        programme: Any = self.fields["programme"]
        programme.queryset = programmes_for(user).filter(
            office=topic.office_id, state=Programme.State.OPEN
        )
        planned = topic.plan.programme_id if topic.plan else None
        self.initial = {"title": minute.text[:50], "becomes": "activity", "programme": planned}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        needed = {"activity": ("title", "programme"), "case": ("title",), "nothing": ("reason",)}
        for name in needed.get(values.get("becomes", ""), ()):
            if not values.get(name):
                self.add_error(name, _("This field is required."))
        return values
