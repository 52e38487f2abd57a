"""A revised plan: begin, confirm row by row, carry out. Progress stays where it is."""

from __future__ import annotations

from django.db import transaction

from banjie.common import audit, clock
from banjie.people.models import User
from banjie.programme.actions.asking import parts_at_work
from banjie.programme.actions.drafts import Closed, living
from banjie.programme.actions.locking import locked_programme
from banjie.programme.actions.revised_rows import Carrying
from banjie.programme.models import Activity, Assignment, Draft, DraftItem, Programme, Revision
from banjie.programme.queries.drafts import folded, party_questions
from banjie.programme.queries.revisions import LEAVE, TAKE, Comparison


class NotConfirmed(Exception):
    """Rows wait for an answer, names for their unit, or the reason is missing; or the numbers of
    the targets `inexact` could only be rounded.
    """

    def __init__(self, rows: int, names: list[str], inexact: list[str]) -> None:
        super().__init__(rows, names, inexact)
        self.rows, self.names, self.inexact = rows, names, inexact


class Finished(Exception):
    """The revision was carried out or discarded since the page was drawn."""


@transaction.atomic
def begin_revision(programme: Programme, draft: Draft, *, by: User) -> Revision:
    """Read a draft against a programme. One revision is open at a time: a second call gives it.

    Raises `Closed` for a draft that is no longer living, `Stale` once the programme is closed.
    """
    programme = locked_programme(programme.pk, Programme.State.OPEN)
    waiting = programme.revisions.filter(state=Revision.State.OPEN).first()
    if waiting:
        return waiting
    draft = living(draft)
    _answer_known_posts(programme, draft)
    revision = Revision.objects.create(programme=programme, draft=draft, begun_by=by)
    audit.record(by=by, verb="revision.begun", target=revision)
    return revision


def _answer_known_posts(programme: Programme, draft: Draft) -> None:
    """A name that is a post in the programme is one in the revised plan: nobody is asked twice."""
    posts = {
        folded(post)
        for post in Assignment.objects.filter(activity__programme=programme)
        .exclude(post="")
        .values_list("post", flat=True)
    }
    open_names = [q.name for q in party_questions(draft, draft.items.all()) if not q.settled]
    known = {name: "post" for name in open_names if folded(name) in posts}
    if known:
        draft.unit_answers |= known
        draft.save(update_fields=["unit_answers"])


def _open(revision: Revision) -> Revision:
    """The revision as it is now, locked behind its programme; raises `Finished`."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=revision.programme_id)
    current = Revision.objects.select_for_update().get(pk=revision.pk)
    current.programme = programme
    if current.state != Revision.State.OPEN or programme.state != Programme.State.OPEN:
        raise Finished
    return current


@transaction.atomic
def answer_rows(revision: Revision, answers: dict[str, str], *, by: User) -> None:
    """Take or leave rows, by their keys; '' opens a row again."""
    current = _open(revision)
    current.answers = {
        key: answer
        for key, answer in (current.answers | answers).items()
        if answer in (TAKE, LEAVE)
    }
    current.save(update_fields=["answers"])
    audit.record(by=by, verb="revision.answered", target=current, rows=len(answers))


@transaction.atomic
def pair_item(revision: Revision, item: DraftItem, activity: Activity | None, *, by: User) -> None:
    """Say which activity an item of the revised plan speaks of; None: a new one."""
    current = _open(revision)
    said = {
        key: value
        for key, value in current.pairs.items()
        if activity is None or value != activity.pk
    }
    current.pairs = said | {str(item.pk): activity.pk if activity else 0}
    current.save(update_fields=["pairs"])
    audit.record(by=by, verb="revision.paired", target=current, item=item.pk)


@transaction.atomic
def discard_revision(revision: Revision, *, by: User) -> None:
    """Give the revision up; the programme stays as it is and the draft can be used otherwise."""
    current = _open(revision)
    current.state = Revision.State.DISCARDED
    current.save(update_fields=["state"])
    audit.record(by=by, verb="revision.discarded", target=current)


@transaction.atomic
def carry_out(revision: Revision, *, reason: str, by: User) -> Revision:
    """Change the programme as confirmed: every taken row, none of the others.

    Reports, figures and evidence stay with their activities; a dropped activity keeps them. Each
    change is written down with the reason, and each unit it concerns gets one notice of it. Raises
    `NotConfirmed` while a row has no answer or a number could only be rounded, `Finished` where the
    draft was opened or discarded.
    """
    current = _open(revision)
    try:
        current.draft = living(current.draft)
    except Closed:
        raise Finished from None
    programme = current.programme
    compared = Comparison(current)
    waiting, names, rounded = compared.unanswered, compared.open_names, compared.inexact
    if waiting or names or rounded or not reason.strip():
        raise NotConfirmed(len(waiting), names, rounded)
    before = parts_at_work(programme)
    carrying = Carrying(compared, reason.strip(), by)
    for row in compared.taken():
        carrying.carry(row)
    carrying.put_in_order()
    carrying.tell(before)
    draft = current.draft
    draft.state = Draft.State.READ_IN
    draft.save(update_fields=["state"])
    current.state, current.reason, current.done_at = Revision.State.DONE, reason, clock.now()
    current.save(update_fields=["state", "reason", "done_at"])
    audit.record(
        by=by, verb="revision.done", target=current, rows=len(compared.taken()), reason=reason
    )
    return current
