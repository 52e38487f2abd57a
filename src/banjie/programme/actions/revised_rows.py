"""A revision carried out row by row: each change written down, each unit told once."""

from __future__ import annotations

from banjie.common import clock
from banjie.people.models import Unit, User
from banjie.programme.actions.asking import CHANGED, parts_moved, reopen_answers, tell_revised
from banjie.programme.actions.programmes import (
    Opening,
    assignments_of,
    lay_out_sessions,
    make_activity,
    make_areas,
    make_phase,
    settle_parties,
)
from banjie.programme.actions.revised_fields import (
    fit_deadlines,
    fit_parts,
    fit_phases,
    fit_targets,
    fit_times,
    quote,
)
from banjie.programme.models import Activity, Area, Change, Draft, DraftItem, Programme
from banjie.programme.queries.drafts import folded
from banjie.programme.queries.revisions import NUMBERS, Comparison, Row
from banjie.search import actions as search


class Carrying:
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
        match row.field:
            case "times":
                fit_times(activity, item)
            case "deadlines":
                fit_deadlines(activity, item)
            case "targets":
                fit_targets(activity, self.compared.goals(item))
            case "phases":
                fit_phases(activity, self.compared.stages_of(item), self.opening)
            case role if row.kind == Change.Kind.UNIT:
                parts = assignments_of(activity, item, self.parties)
                fit_parts(activity, role, [part for part in parts if part.role == role])
            case field:
                setattr(activity, field, getattr(self.compared.shape(item), field))
        quote(activity, item, self.opening.text)
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
