"""The steps on plans that are not at work yet: drafts, revisions, workbooks, next year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banjie.api.correcting import CorrectionForm, correct
from banjie.api.schemas import planning as bodies
from banjie.api.schemas.draft_items import ItemCorrected, ItemSplit
from banjie.api.stepping import Room, Sent, Step, Steps
from banjie.documents.views import document_or_404
from banjie.people.models import Unit, User
from banjie.people.requests import SignedRequest
from banjie.programme.actions import drafts, imports, revisions, rolling
from banjie.programme.actions.programmes import NotReady, open_programme
from banjie.programme.actions.reports import WrongState
from banjie.programme.forms import drafts as draft_forms
from banjie.programme.forms.chosen import ChosenForm
from banjie.programme.forms.imports import CarryOutImportForm
from banjie.programme.forms.revisions import CarryOutForm, PairForm, ReviseForm
from banjie.programme.forms.rolling import RollForm
from banjie.programme.models import Draft, DraftItem, Programme, Revision
from banjie.programme.queries.drafts import party_questions
from banjie.programme.queries.programmes import revisable_for
from banjie.programme.queries.revisions import LEAVE, TAKE, Comparison
from banjie.programme.views.drafts import draft_or_404, not_ready
from banjie.programme.views.imports import import_or_404
from banjie.programme.views.programmes import programme_or_404
from banjie.programme.views.revisions import not_confirmed, revision_or_404

ON_DRAFTS = gettext_lazy("A draft is changed by the officers of its office, while it is reviewed.")
ON_REVIEWS = gettext_lazy(
    "This is decided by the officers of the office, once, while the programme is open."
)
OFFICERS = gettext_lazy("This is done by the officers of the office.")


def _item(request: SignedRequest, pk: int) -> DraftItem:
    item = get_object_or_404(DraftItem.objects.select_related("draft__document"), pk=pk)
    draft_or_404(request, item.draft_id)
    return item


ROOM = Room(
    found={
        "documents": document_or_404, "drafts": draft_or_404, "drafts/items": _item,
        "revisions": revision_or_404, "imports": import_or_404, "programmes": programme_or_404,
    },
    read_at={
        "drafts": ("drafts", "pk"), "drafts/items": ("drafts", "draft_id"),
        "revisions": ("revisions", "pk"), "imports": ("imports", "pk"),
        "programmes": ("programmes", "pk"),
    },
    moved=(
        drafts.Closed, drafts.Stale, revisions.Finished, imports.Finished, WrongState,
    ),
)  # fmt: skip


def _begin(document: Any, _form: Any, by: User) -> Draft:
    if not hasattr(document, "reading"):
        raise ValidationError(_("This document has not been read yet."))
    return drafts.begin_draft(document, by=by)


def _names_form(draft: Draft, sent: Sent, _by: User) -> ChosenForm:
    names = [asked.name for asked in party_questions(draft, draft.items.all())]
    units = [f"unit:{pk}" for pk in Unit.objects.values_list("pk", flat=True)]
    return ChosenForm(names, ["new", "post", *units], sent.data)


def _open(draft: Draft, _form: Any, by: User) -> Programme:
    try:
        return open_programme(draft, by=by)
    except NotReady as error:
        raise ValidationError(not_ready(error)) from None


def _add(draft: Draft, form: Any, by: User) -> object:
    start, end = form.cleaned_data["start"], form.cleaned_data["end"]
    length = len(draft.document.reading.text)
    span = (start, end) if start is not None and end and start < end <= length else None
    return drafts.add_item(draft, title=form.cleaned_data["title"], span=span, by=by)


def _split(item: DraftItem, form: Any, by: User) -> object:
    values = form.cleaned_data
    return drafts.split_item(
        item, version=values["version"], second=form.moved(), by=by,
        titles=(values["first_title"], values["second_title"]),
    )  # fmt: skip


def _carry_out(revision: Revision, form: Any, by: User) -> object:
    try:
        return revisions.carry_out(revision, reason=form.cleaned_data["reason"], by=by)
    except revisions.NotConfirmed as error:
        raise ValidationError(not_confirmed(error)) from None


def _pair(revision: Revision, form: Any, by: User) -> None:
    item = revision.draft.items.filter(pk=form.cleaned_data["item"]).first()
    if item is None:
        raise ValidationError(_("This item is not in the revised plan."))
    revisions.pair_item(revision, item, form.cleaned_data["activity"], by=by)


def _roll(programme: Programme, form: Any, by: User) -> Programme:
    values = form.cleaned_data
    return rolling.roll_forward(
        programme, year=values["year"], title=values["title"],
        keep={activity.pk for activity in values["keep"]}, once_key=values["once"],
        template=values["template"], by=by,
    )  # fmt: skip


def _leave(state: str) -> Any:
    return lambda draft, _form, by: drafts.leave_draft(draft, state=state, by=by)


def _on_draft(about: str, act: Any, **more: Any) -> Step:
    return Step("drafts", about, "programme.change_draft", ON_DRAFTS, act, **more)


DRAFTS: Mapping[str, Step] = {
    "begin_draft": Step(
        "documents", "Begin the review of a document that was read, or go on with it.",
        "documents.remove", OFFICERS, _begin, makes="drafts",
    ),
    "set_head": _on_draft(
        "Correct the programme’s title and year.",
        lambda draft, form, by: drafts.set_draft_head(draft, **form.cleaned_data, by=by),
        form=lambda _draft, sent, _by: draft_forms.HeadForm(sent.data), said=bodies.HeadIn,
    ),
    "settle_names": _on_draft(
        "Say what names of the plan stand for.",
        lambda draft, form, by: drafts.answer_parties(draft, form.chosen(), by=by),
        form=_names_form, said=bodies.NamesIn,
    ),
    "add_item": _on_draft(
        "Add an activity by hand, or from words of the paper.", _add,
        form=lambda _draft, sent, _by: draft_forms.AddForm(sent.data), said=bodies.ItemAdded,
    ),
    "merge_items": _on_draft(
        "Make one activity of several.",
        lambda _draft, form, by: drafts.merge_items(form.cleaned_data["items"], by=by),
        form=lambda draft, sent, _by: draft_forms.MergeForm(draft, sent.data),
        said=bodies.ItemsMerged,
    ),
    "keep": _on_draft("Go on later.", _leave(Draft.State.KEPT)),
    "discard": _on_draft("Give the review up; its document stays.", _leave(Draft.State.DISCARDED)),
    "open": _on_draft("Make the programme of it.", _open, makes="programmes"),
    "revise": _on_draft(
        "Read it against an open programme, as its revised plan.",
        lambda draft, form, by: revisions.begin_revision(
            form.cleaned_data["programme"], draft, by=by
        ),
        form=lambda draft, sent, by: ReviseForm(sent.data, programmes=revisable_for(by, draft)),
        said=bodies.ReadInto, makes="revisions",
    ),
    "correct_item": Step(
        "drafts/items", "Mend single fields of an activity; the others stay as they are.",
        "programme.change_item", ON_DRAFTS, correct, said=ItemCorrected,
        form=lambda item, sent, _by: CorrectionForm(item, sent.data),
    ),
    "keep_item": Step(
        "drafts/items", "Drop an activity, or take it back.", "programme.change_item", ON_DRAFTS,
        lambda item, form, by: drafts.keep_item(item, **form.cleaned_data, by=by),
        form=lambda _item, sent, _by: draft_forms.KeepForm(sent.data), said=bodies.ItemKept,
    ),
    "split_item": Step(
        "drafts/items", "Make two activities of one.", "programme.change_item", ON_DRAFTS,
        _split, form=lambda item, sent, _by: draft_forms.SplitForm(item, sent.data),
        said=ItemSplit,
    ),
}  # fmt: skip


def _on_revision(about: str, act: Any, **more: Any) -> Step:
    return Step("revisions", about, "programme.change_revision", ON_REVIEWS, act, **more)


def _on_import(about: str, act: Any, **more: Any) -> Step:
    return Step("imports", about, "programme.change_import", ON_REVIEWS, act, **more)


REVIEWS: Mapping[str, Step] = {
    "answer_rows": _on_revision(
        "Take or leave rows.",
        lambda revision, form, by: revisions.answer_rows(revision, form.chosen(), by=by),
        form=lambda revision, sent, _by: ChosenForm(
            [row.key for row in Comparison(revision).rows], [TAKE, LEAVE], sent.data
        ),
        said=bodies.RowsIn,
    ),
    "pair": _on_revision(
        "Say which activity an item of the revised plan speaks of.", _pair,
        form=lambda revision, sent, _by: PairForm(
            sent.data, activities=revision.programme.activities.at_work()
        ),
        said=bodies.PairIn,
    ),
    "carry_out": _on_revision(
        "Change the programme as confirmed; every row must have its answer.", _carry_out,
        form=lambda _revision, sent, _by: CarryOutForm(sent.data), said=bodies.Why,
    ),
    "discard": _on_revision(
        "Give the revision up; the programme stays as it is.",
        lambda revision, _form, by: revisions.discard_revision(revision, by=by),
    ),
}  # fmt: skip
IMPORTS: Mapping[str, Step] = {
    "carry_out": _on_import(
        "Write every sound row, as the programme stands now; faulty rows are left out.",
        lambda sent, form, by: imports.carry_out_import(sent, **form.cleaned_data, by=by),
        form=lambda _import, sent, _by: CarryOutImportForm(sent.data), said=bodies.Why,
    ),
    "discard": _on_import(
        "Give the workbook up.", lambda sent, _form, by: imports.discard_import(sent, by=by)
    ),
}  # fmt: skip
ROLLING: Mapping[str, Step] = {
    "roll_forward": Step(
        "programmes", "Make another year’s programme of what is kept, or a template.",
        "programme.roll", OFFICERS, _roll, makes="programmes", said=bodies.RollIn,
        form=lambda programme, sent, _by: RollForm(programme, sent.data),
    ),
}  # fmt: skip
ON_PLANS = {
    "draft": Steps(ROOM, DRAFTS), "revision": Steps(ROOM, REVIEWS), "import": Steps(ROOM, IMPORTS),
    "programme": Steps(ROOM, ROLLING),
}  # fmt: skip
"""By what the names of their addresses begin with."""
