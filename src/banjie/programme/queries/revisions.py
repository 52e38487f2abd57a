"""A revised plan beside the programme: which item is which activity, and what would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from banjie.people.models import User
from banjie.people.queries import folded
from banjie.people.rules import OFFICER
from banjie.programme import planwords, shapes
from banjie.programme.goals import Goal, goals, inexact
from banjie.programme.models import (
    Activity,
    Assignment,
    Change,
    DraftItem,
    Phase,
    Programme,
    Revision,
    Target,
)
from banjie.programme.queries.drafts import PartyQuestion, party_questions

TAKE, LEAVE = "take", "leave"
NUMBERS = "numbers"
_ALIKE = 0.6  # two titles that share this much of their pairs of characters are one activity


def revisions_for(user: User) -> QuerySet[Revision]:
    """Revisions of the programmes of the offices I serve."""
    return Revision.objects.filter(programme__office__in=user.units(OFFICER)).select_related(
        "programme", "draft__document__reading"
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line to confirm. `agreed` counts the units that said yes to what would change."""

    key: str
    kind: str
    field: str
    title: str
    activity: Activity | None
    item: DraftItem | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    agreed: int
    answer: str

    @property
    def label(self) -> str:
        return str(Change.Kind(self.kind).label)


class Comparison:
    """The rows of a revision, worked out from what the draft and the programme say now."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        kept = list(revision.draft.items.filter(kept=True))
        stages = planwords.stages(kept)
        self.items = [item for item in kept if item.pk not in stages]
        self.stages = [item for item in kept if item.pk in stages]
        self.activities = list(
            revision.programme.activities.at_work().prefetch_related(
                "schedules", "targets", "phases", "assignments__unit"
            )
        )
        self.questions: list[PartyQuestion] = party_questions(revision.draft, kept)

    @cached_property
    def open_names(self) -> list[str]:
        return [question.name for question in self.questions if not question.settled]

    @property
    def inexact(self) -> list[str]:
        """Targets that are taken, or may still be, and whose number could only be rounded."""
        brought = (
            row.item
            for row in self.rows
            if row.item and row.answer != LEAVE and row.field in ("", "targets")
        )
        return inexact(one for item in brought for one in (item, *self.stages_of(item)))

    @cached_property
    def pairs(self) -> dict[int, Activity | None]:
        """By item: the activity it speaks of, None for a new one; a person's word comes first."""
        by_pk = {activity.pk: activity for activity in self.activities}
        said = {int(item): activity for item, activity in self.revision.pairs.items()}
        found: dict[int, Activity | None] = {
            item.pk: by_pk.get(said[item.pk]) for item in self.items if item.pk in said
        }
        taken = {activity.pk for activity in found.values() if activity}
        items = [item for item in self.items if item.pk not in found]
        rest = [activity for activity in self.activities if activity.pk not in taken]
        return found | matched(items, rest)

    @cached_property
    def rows(self) -> list[Row]:
        return [*self._changed(), *self._dropped()]

    @property
    def new_items(self) -> list[DraftItem]:
        """Items that no activity was found for."""
        return [item for item in self.items if self.pairs[item.pk] is None]

    @property
    def unspoken(self) -> list[Activity]:
        """Activities that the revised plan does not speak of, as far as is known."""
        spoken_of = {activity.pk for activity in self.pairs.values() if activity}
        return [activity for activity in self.activities if activity.pk not in spoken_of]

    @property
    def unanswered(self) -> list[Row]:
        return [row for row in self.rows if not row.answer]

    def taken(self) -> list[Row]:
        return [row for row in self.rows if row.answer == TAKE]

    def shape(self, item: DraftItem) -> shapes.Shape:
        """What the revised plan says of an item, its names as the roster has them."""
        counted = [(g.measure, g.value, g.unit) for g in self.goals(item)]
        posts = {q.name for q in self.questions if q.answer == "post"}
        phases = [shapes.of_stage(stage) for stage in self.stages_of(item)]
        return shapes.of_item(item, self._names, counted, posts=posts, phases=phases)

    def stages_of(self, item: DraftItem) -> list[DraftItem]:
        """The stages of an item: phases to be."""
        return [stage for stage in self.stages if stage.parent_id == item.pk]

    def goals(self, item: DraftItem) -> list[Goal]:
        """What an item counts, its stages included, each thing once."""
        spoken = [goal for one in (item, *self.stages_of(item)) for goal in goals(one, self._text)]
        return list(dict.fromkeys(spoken))

    @cached_property
    def _names(self) -> dict[str, str]:
        return {q.name: str(q.unit) for q in self.questions if q.unit is not None}

    @cached_property
    def _text(self) -> str:
        return self.revision.draft.document.reading.text

    def _changed(self) -> Iterator[Row]:
        renumbered = []
        for item in self.items:
            activity = self.pairs[item.pk]
            if activity is None:
                yield self._row(f"added:{item.pk}", Change.Kind.ADDED, item.title, item=item)
                continue
            if item.number and item.number != activity.number:
                renumbered.append((activity, item))
            now = shapes.of_activity(activity)
            for found in shapes.differences(now, self.shape(item)):
                yield self._row(
                    f"{found.field}:{activity.pk}:{item.pk}", found.kind, activity.title,
                    activity=activity, item=item, field=found.field,
                    before=found.before, after=found.after,
                )  # fmt: skip
        if renumbered:
            yield self._row(
                NUMBERS, Change.Kind.WORDS, "", field="number",
                before=tuple(f"{a.number}{a.title}" for a, _item in renumbered),
                after=tuple(f"{item.number}{item.title}" for _a, item in renumbered),
            )  # fmt: skip

    def _dropped(self) -> Iterator[Row]:
        for activity in self.unspoken:
            key = f"dropped:{activity.pk}"
            yield self._row(key, Change.Kind.DROPPED, activity.title, activity=activity)

    def _row(
        self,
        key: str,
        kind: str,
        title: str,
        *,
        activity: Activity | None = None,
        item: DraftItem | None = None,
        field: str = "",
        before: tuple[str, ...] = (),
        after: tuple[str, ...] = (),
    ) -> Row:
        return Row(
            key, kind, field, title, activity, item, before, after,
            agreed=_agreed(activity) if kind in (Change.Kind.DATE, Change.Kind.UNIT) else 0,
            answer=self.revision.answers.get(key, ""),
        )  # fmt: skip


def _agreed(activity: Activity | None) -> int:
    parts = activity.assignments.all() if activity else ()
    return sum(part.answer == Assignment.Answer.CONFIRMED for part in parts)


def matched(
    items: Iterable[DraftItem], activities: Iterable[Activity]
) -> dict[int, Activity | None]:
    """Each item's activity: the same title first, then the most alike; each activity once."""
    by_title: dict[str, list[Activity]] = {}
    for activity in activities:
        by_title.setdefault(folded(activity.title), []).append(activity)
    found: dict[int, Activity | None] = {}
    for item in items:
        same = by_title.get(folded(item.title))
        found[item.pk] = same.pop(0) if same else None
    left = [activity for same in by_title.values() for activity in same]
    open_items = [item for item in items if found[item.pk] is None]
    likeness = [
        (score, item.pk, activity)
        for item in open_items
        for activity in left
        if (score := alike(item.title, activity.title)) >= _ALIKE
    ]
    taken: set[int] = set()
    for _score, pk, activity in sorted(likeness, key=itemgetter(0), reverse=True):
        if found[pk] is None and activity.pk not in taken:
            found[pk] = activity
            taken.add(activity.pk)
    return found


def alike(one: str, other: str) -> float:
    """How much of their pairs of characters two titles share: 0 nothing, 1 all (Dice)."""
    pairs = [Counter(pairwise(folded(title))) for title in (one, other)]
    both, total = pairs[0] & pairs[1], pairs[0].total() + pairs[1].total()
    return 2 * both.total() / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Slip:
    """An activity that is not as the plan first had it, with every reason given since."""

    activity: Activity
    found: list[shapes.Difference]
    changes: list[Change]
    days: int | None


def slips(programme: Programme) -> list[Slip]:
    """Baseline against today, in the plan's order: dropped, moved, reassigned or reworded."""
    parts = Prefetch("assignments", Assignment.objects.select_related("unit"))
    found = []
    for activity in _changed(programme, parts, "changes").select_related("merged_into"):
        first, now = _both(activity)
        changes = list(activity.changes.all())
        found.append(Slip(activity, shapes.differences(first, now), changes, _moved(first, now)))
    return found


def slipped(programme: Programme) -> tuple[int, int]:
    """How many activities are not as the plan first had them, and how many end later."""
    without = Prefetch("assignments", Assignment.objects.none())
    days = [_moved(*_both(activity)) for activity in _changed(programme, without)]
    return len(days), sum(bool(n and n > 0) for n in days)


def _changed(programme: Programme, *along: str | Prefetch[str]) -> QuerySet[Activity]:
    found = programme.activities.filter(Exists(Change.objects.filter(activity=OuterRef("pk"))))
    # A baseline keeps no targets and no phases: there is nothing to compare them with.
    kept = Prefetch("targets", Target.objects.none()), Prefetch("phases", Phase.objects.none())
    return found.prefetch_related("schedules", *kept, *along)


def _both(activity: Activity) -> tuple[shapes.Shape, shapes.Shape]:
    """As the plan first had it, and as it stands."""
    now = shapes.of_activity(activity)
    return shapes.of_baseline(activity.baseline, now) if activity.baseline else now, now


def _moved(first: shapes.Shape, now: shapes.Shape) -> int | None:
    """By how many days the end moved; None where one of the two has no end."""
    ends = [max((t.end for t in s.times if t.end), default=None) for s in (first, now)]
    return (ends[1] - ends[0]).days if ends[0] and ends[1] else None
