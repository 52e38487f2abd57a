"""The steps on items under supervision, by the rules, forms and actions of their pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from banjie.api.schemas import supervision as bodies
from banjie.api.schemas.steps import Reason
from banjie.api.stepping import Room, Step, Steps
from banjie.people.requests import SignedRequest
from banjie.supervision import actions, forms
from banjie.supervision.models import Answer, Objection, Verdict
from banjie.supervision.refusals import REFUSED
from banjie.supervision.views.items import item_or_404


def _below(rows: Any, item_of: str) -> Any:
    """A row that belongs to an item, if this account may see the item."""

    def found(request: SignedRequest, pk: int) -> Any:
        row = rows.filter(pk=pk).first()
        number = rows.filter(pk=pk).values_list(item_of, flat=True).first()
        if row is None or number is None:
            raise Http404
        item_or_404(request, number)
        return row

    return found


ROOM = Room(
    found={
        "supervision": item_or_404,
        "supervision/answers": _below(Answer.objects.select_related("item"), "item"),
        "supervision/verdicts": _below(
            Verdict.objects.select_related("answer__item"), "answer__item"
        ),
        "supervision/objections": _below(
            Objection.objects.select_related("verdict__answer__item"), "verdict__answer__item"
        ),
    },
    read_at={
        "supervision": ("supervision", "pk"),
        "supervision/answers": ("supervision", "item_id"),
        "supervision/verdicts": ("supervision", "answer.item_id"),
        "supervision/objections": ("supervision", "verdict.answer.item_id"),
    },
    moved=(actions.WrongState,),
)


def _of(form: Any, *names: str) -> dict[str, Any]:
    """What was filled in under these names."""
    return {name: form.cleaned_data[name] for name in names}


def _step(name: str, about: str, act: Any, **more: Any) -> Step:
    """A step on an item, unless `things` says on what else of it."""
    things = more.pop("things", "")
    folder = f"supervision/{things}" if things else "supervision"
    return Step(folder, about, f"supervision.{name}", REFUSED[name], act, **more)


STEPS = Steps(
    ROOM,
    {
        "issue": _step(
            "issue", "Hand it over to its units: it gets its number, its clock begins.",
            lambda item, _form, by: actions.issue_item(item, by=by),
        ),
        "receive": _step(
            "receive", "Take it over, for the unit named or the first that has not yet.",
            lambda item, form, by: actions.receive_item(item, **_of(form, "unit"), by=by),
            form=lambda item, sent, by: forms.ReceiveForm(item, by, sent.data),
            said=bodies.Receive,
        ),
        "answer": _step(
            "answer", "Answer, with the files that prove it; an interim answer may come without.",
            lambda item, form, by: actions.write_answer(item, form.content(), by=by),
            form=lambda item, sent, by: forms.AnswerForm(item, by, sent.data, sent.files),
            said=bodies.SayAnswer, files="papers",
        ),
        "urge": _step(
            "urge", "A numbered letter that urges, as a draft in the outbox.",
            lambda item, _form, by: actions.urge_item(item, by=by),
        ),
        "strike_off": _step(
            "strike_off", "Strike it off, resting on a file of an answer that was found to do.",
            lambda item, form, by: actions.strike_off(
                item, form.cleaned_data["evidence"], **_of(form, "note", "archive_number"), by=by
            ),
            form=lambda item, sent, _by: forms.StrikeOffForm(item, sent.data),
            said=bodies.StrikeOffWith,
        ),
        "archive": _step(
            "archive", "Say under which number its papers are kept.",
            lambda item, form, by: actions.set_archive_number(
                item, form.cleaned_data["archive_number"], by=by
            ),
            form=lambda _item, sent, _by: forms.ArchiveForm(sent.data),
            said=bodies.ArchiveUnder,
        ),
        "reopen": _step(
            "reopen", "Take the strike-off back: the item is at work again.",
            lambda item, form, by: actions.reopen(item, **_of(form, "reason"), by=by),
            form=lambda _item, sent, _by: forms.ReasonForm(sent.data), said=Reason,
        ),
        "ask_extension": _step(
            "ask_extension", "Ask for a later last day, before the one now is over.",
            lambda item, form, by: actions.ask_extension(
                item, **_of(form, "wanted", "reason"), by=by
            ),
            form=lambda _item, sent, _by: forms.ExtensionForm(sent.data), said=bodies.AskTime,
        ),
        "decide_extension": _step(
            "decide_extension", "Move the last day as the unit asks, or let it stay.",
            lambda item, form, by: actions.decide_extension(
                item, **_of(form, "approved", "answer"), by=by
            ),
            form=lambda _item, sent, _by: forms.DecideExtensionForm(sent.data),
            said=bodies.DecideTime,
        ),
        "verify": _step(
            "verify", "Find that an answer will do, every check true, or send it back.",
            lambda answer, form, by: actions.verify(
                answer, checks=form.cleaned_data, **_of(form, "reason"), by=by
            ),
            things="answers", said=bodies.Verify,
            form=lambda _answer, sent, _by: forms.VerdictForm(sent.data),
        ),
        "object": _step(
            "object", "Object to a verdict; another than its author decides.",
            lambda verdict, form, by: actions.object_to(verdict, **_of(form, "reason"), by=by),
            things="verdicts", said=Reason,
            form=lambda _verdict, sent, _by: forms.ReasonForm(sent.data),
        ),
        "decide_objection": _step(
            "decide_objection", "Decide on an objection: one that is right sets the verdict aside.",
            lambda objection, form, by: actions.decide_objection(
                objection, **_of(form, "upheld", "decision"), by=by
            ),
            things="objections", said=bodies.Decide,
            form=lambda _objection, sent, _by: forms.DecisionForm(sent.data),
        ),
    },
)  # fmt: skip
"""Each is named as its permission."""
