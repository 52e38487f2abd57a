"""A revised plan: begin, confirm row by row, carry out. Progress stays where it is."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from banjie.common import audit, clock
from banjie.people.models import Unit, User
from banjie.programme import sessions
from banjie.programme.actions.asking import (
    CHANGED,
    parts_at_work,
    parts_moved,
    reopen_answers,
    tell_revised,
)
from banjie.programme.actions.drafts import Closed, living
from banjie.programme.actions.locking import locked_programme
from banjie.programme.actions.plan import refit_sessions
from banjie.programme.actions.programmes import (
    Opening,
    add_stage,
    assignments_of,
    lay_out_sessions,
    make_activity,
    make_areas,
    make_phase,
    schedules_of,
    settle_parties,
)
from banjie.programme.goals import Goal
from banjie.programme.models import (
    Activity,
    Area,
    Assignment,
    Change,
    Draft,
    DraftItem,
    Programme,
    Revision,
    Schedule,
    Target,
)
from banjie.programme.queries.drafts import folded, party_questions
from banjie.programme.queries.revisions import LEAVE, NUMBERS, TAKE, Comparison, Row
from banjie.programme.shapes import of_stage as stage_of
from banjie.search import actions as search


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
    carrying = _Carrying(compared, reason.strip(), by)
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


class _Carrying:
    """One revision being carried out: each sort of row has its hand."""

    def __init__(self, compared: Comparison, reason: str, by: User) -> None:
        self.compared, self.reason, self.by = compared, reason, by
        revision = compared.revision
        self.news: dict[int, dict[tuple[int, str], tuple[Activity, str]]] = {}
        self.moved: set[int] = set()
        self.parties: dict[str, Unit | None] = settle_parties(compared.questions, by=by)
        draft, programme = revision.draft, revision.programme
        new = [item for item in compared.items if compared.pairs[item.pk] is None]
        self.opening = Opening(
            programme,
            draft.document.reading.text,
            make_areas(programme, draft, new, _known_areas(programme, draft)),
            self.parties,
            {pk: activity for pk, activity in compared.pairs.items() if activity},
        )

    def carry(self, row: Row) -> None:
        if row.key == NUMBERS:
            self._renumber()
        elif row.kind == Change.Kind.ADDED and row.item:
            activity = make_activity(self.opening, row.item, row.item.position)
            self.opening.made[row.item.pk] = activity
            self.moved.add(activity.pk)
            for stage in self.compared.stages_of(row.item):
                make_phase(self.opening, stage, activity)
            lay_out_sessions(activity)
            self._note(activity, row)
        elif row.kind == Change.Kind.DROPPED and row.activity:
            row.activity.dropped_at, row.activity.dropped_reason = clock.now(), self.reason
            row.activity.version += 1
            row.activity.save(update_fields=["dropped_at", "dropped_reason", "version"])
            self._note(row.activity, row)
        elif row.activity and row.item:
            self._change(row.activity, row.item, row)

    def _change(self, activity: Activity, item: DraftItem, row: Row) -> None:
        hands: dict[str, Callable[[Activity, DraftItem], None]] = {
            "times": self._move,
            "deadlines": self._move_deadline,
            "targets": self._retarget,
            "phases": self._restage,
        }
        if row.field in hands:
            hands[row.field](activity, item)
        elif row.kind == Change.Kind.UNIT:
            self._reassign(activity, item, row.field)
        else:
            setattr(activity, row.field, getattr(self.compared.shape(item), row.field))
        self._quote(activity, item)
        activity.version += 1
        activity.save()
        if row.kind in (Change.Kind.DATE, Change.Kind.UNIT):
            for unit in reopen_answers(activity):
                self._hears(unit.pk, activity, CHANGED)
        self._note(activity, row)

    def _hears(self, unit: int, activity: Activity, said: str) -> None:
        """A unit is told of it once, however many rows change it."""
        self.news.setdefault(unit, {})[activity.pk, said] = (activity, said)

    def tell(self, before: set[tuple[int, int]]) -> None:
        """Tell each unit all that became different for it, in one notice."""
        revision = self.compared.revision
        for unit, activity, said in parts_moved(revision.programme, before):
            self._hears(unit, activity, said)
        news = {unit: list(lines.values()) for unit, lines in self.news.items()}
        mark = f"revised:{revision.pk}"
        tell_revised(revision.programme, news, mark=mark, reason=self.reason, by=self.by)

    def _quote(self, activity: Activity, item: DraftItem) -> None:
        """The words of the revised plan take the place of the old ones."""
        if item.span_start is not None:
            activity.draft_id, activity.words = (
                item.draft_id,
                self.opening.text[item.span_start : item.span_end],
            )
            activity.span_start, activity.span_end = item.span_start, item.span_end

    def _move(self, activity: Activity, item: DraftItem) -> None:
        planned = sessions.plan(activity)[1]
        activity.schedules.filter(for_report=False).delete()
        rows = [s for s in schedules_of(activity, item) if not s.for_report]
        Schedule.objects.bulk_create(rows)
        refit_sessions(activity, planned)

    def _move_deadline(self, activity: Activity, item: DraftItem) -> None:
        activity.schedules.filter(for_report=True).delete()
        Schedule.objects.bulk_create(s for s in schedules_of(activity, item) if s.for_report)

    def _restage(self, activity: Activity, item: DraftItem) -> None:
        """A phase of the same title keeps its row; one that reports name stays as it is."""
        kept = {folded(phase.title): phase for phase in activity.phases.all()}
        for stage in self.compared.stages_of(item):
            phase = kept.pop(folded(stage.title[:200]), None)
            if phase is None:
                add_stage(self.opening, stage, activity)  # what it counts is a row of its own
                continue
            said = stage_of(stage)
            phase.start, phase.end = said.start, said.end
            phase.save(update_fields=["start", "end"])
        for phase in kept.values():
            if not phase.reports.exists():
                phase.delete()

    def _retarget(self, activity: Activity, item: DraftItem) -> None:
        """A target with the same measure keeps its row; one that figures stand against stays."""
        planned = self.compared.goals(item)
        for target in activity.targets.all():
            same = next((g for g in planned if _counts_same(g, target)), None)
            if same:
                planned.remove(same)
                target.value, target.words, target.each = same.value, same.words, same.each
                target.save()
            elif not target.figures.exists():
                target.delete()
        Target.objects.bulk_create(
            Target(
                activity=activity, measure=g.measure, value=g.value, unit=g.unit, words=g.words,
                each=g.each,
            )
            for g in planned
        )  # fmt: skip

    def _reassign(self, activity: Activity, item: DraftItem, role: str) -> None:
        """Parts that stay keep their row and what the unit answered."""
        wanted = [a for a in assignments_of(activity, item, self.parties) if a.role == role]
        named = {part.unit_id or part.post for part in wanted}
        there = activity.assignments.filter(role=role)
        # Named by the plan itself, a unit below keeps its part when the one above it goes.
        there.filter(unit__in=[part.unit for part in wanted if part.unit]).update(handed_from=None)
        kept = {part.unit_id or part.post: part for part in there}
        for name, part in kept.items():
            if name not in named and part.handed_from_id is None:
                part.delete()
        Assignment.objects.bulk_create(
            part for part in wanted if (part.unit_id or part.post) not in kept
        )

    def _renumber(self) -> None:
        for item in self.compared.items:
            activity = self.opening.made.get(item.pk)
            if activity is not None:
                activity.number = item.number
                activity.save(update_fields=["number"])
                self.moved.add(activity.pk)

    def put_in_order(self) -> None:
        """New work stands behind that of the item above it; once the numbers of the revised plan
        are taken, all that it speaks of stands in its order.
        """
        made = (self.opening.made.get(item.pk) for item in self.compared.items)
        own = [activity.pk for activity in made if activity is not None]
        there = {one.pk: one for one in self.opening.programme.activities.all()}
        order, at = [pk for pk in there if pk not in self.moved], 0
        for pk in own:
            if pk in self.moved:
                order.insert(at, pk)
            at = order.index(pk) + 1
        for position, pk in enumerate(order):
            there[pk].position = position
        Activity.objects.bulk_update(there.values() if self.moved else (), ["position"])
        search.written(Activity, pk__in=self.moved)

    def _note(self, activity: Activity, row: Row) -> None:
        Change.objects.create(
            activity=activity,
            revision=self.compared.revision,
            kind=row.kind,
            before=list(row.before),
            after=list(row.after),
            reason=self.reason,
            by=self.by,
        )


def _counts_same(goal: Goal, target: Target) -> bool:
    """The same thing of the same sessions: what each must reach is no part of a sum."""
    return (folded(goal.measure), goal.unit, bool(goal.each)) == (
        folded(target.measure), target.unit, bool(target.each),
    )  # fmt: skip


def _known_areas(programme: Programme, draft: Draft) -> dict[int, Area]:
    """By heading of the revised plan: the area of the same title, each once."""
    areas: dict[str, list[Area]] = {}
    for area in programme.areas.all():
        areas.setdefault(folded(area.title), []).append(area)
    found = {}
    for index, heading in enumerate(draft.document.reading.result["outline"]):
        same = areas.get(folded(heading["text"][:300]))
        if same:
            found[index] = same.pop(0)
    return found
