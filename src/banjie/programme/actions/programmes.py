"""Opening a programme out of a reviewed draft."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from banjie.common import audit
from banjie.people.actions import add_unit, learn_alias
from banjie.people.models import Unit, User
from banjie.programme import planwords, sessions, shapes
from banjie.programme.actions.asking import tell_opened
from banjie.programme.actions.drafts import living
from banjie.programme.goals import goals, inexact
from banjie.programme.models import (
    Activity,
    Area,
    Assignment,
    Draft,
    DraftItem,
    Occurrence,
    Phase,
    Programme,
    Schedule,
    Target,
)
from banjie.programme.queries.drafts import PARTIES, PartyQuestion, party_questions

NAME_LENGTH = 100


class NotReady(Exception):
    """The draft cannot be opened yet: `open_names` are not settled, the numbers of the targets
    `inexact` could only be rounded, or nothing is kept.
    """

    def __init__(self, open_names: list[str], inexact: list[str]) -> None:
        super().__init__(open_names, inexact)
        self.open_names, self.inexact = open_names, inexact


@transaction.atomic
def open_programme(draft: Draft, *, by: User) -> Programme:
    """Make the programme: areas from the headings, activities from the kept items.

    An item that is a stage of the one above it becomes a phase of that activity; what recurs gets
    its sessions. Each activity keeps its span and quoted words, and its baseline. A second call
    gives the same programme.
    Raises `NotReady` while a name in the plan is an open question, a number could only be rounded
    or no item is kept, and `Closed` for a draft that was discarded.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.state == Draft.State.OPENED:
        return draft.programme
    draft = living(draft)
    items = list(draft.items.filter(kept=True))
    questions = party_questions(draft, items)
    open_names = [question.name for question in questions if not question.settled]
    rounded = inexact(items)
    if open_names or rounded or not items:
        raise NotReady(open_names, rounded)
    programme = Programme.objects.create(
        office=draft.unit,
        title=draft.title,
        year=draft.year,
        document=draft.document,
        draft=draft,
        opened_by=by,
    )
    # First in the log, then the units: two offices that open plans with the same new units at the
    # same moment wait for each other in one place.
    audit.record(by=by, verb="programme.opened", target=programme, activities=len(items))
    parties = settle_parties(questions, by=by)
    stages = planwords.stages(items)
    work = [item for item in items if item.pk not in stages]
    opening = Opening(
        programme, draft.document.reading.text, make_areas(programme, draft, work, {}), parties
    )
    for position, item in enumerate(items):
        if item.pk in stages and item.parent_id:
            opening.made[item.pk] = make_phase(opening, item, opening.made[item.parent_id])
        else:
            opening.made[item.pk] = make_activity(opening, item, position)
    for activity in programme.activities.select_related("programme"):
        lay_out_sessions(activity)
    tell_opened(programme, by=by)
    draft.state = Draft.State.OPENED
    draft.save(update_fields=["state"])
    return programme


def settle_parties(questions: list[PartyQuestion], *, by: User) -> dict[str, Unit | None]:
    """What each name of the plan stands for: a unit, or None for a post."""
    return {question.name: _settled(question, by) for question in questions}


def _settled(question: PartyQuestion, by: User) -> Unit | None:
    """The unit a name stands for (made or learned as answered), or None for a post."""
    if question.answer == "post":
        return None
    if question.unit is None:
        return add_unit(question.name[:NAME_LENGTH], by=by)
    if len(question.name) <= NAME_LENGTH:
        learn_alias(question.unit, question.name, by=by)
    return question.unit


def make_areas(
    programme: Programme, draft: Draft, items: list[DraftItem], known: dict[int, Area]
) -> dict[int, Area]:
    """The headings above the kept items, as a tree, by their place in the outline.

    `known` has the headings for which the programme has an area already.
    """
    outline: list[dict[str, Any]] = draft.document.reading.result["outline"]
    made = dict(known)

    def area(index: int) -> Area:
        if index not in made:
            heading = outline[index]
            above = next(
                (i for i in range(index - 1, -1, -1) if outline[i]["level"] < heading["level"]),
                None,
            )
            made[index] = Area.objects.create(
                programme=programme,
                parent=area(above) if above is not None else None,
                number=(heading["number"] or "")[:20],
                title=heading["text"][:300],
                position=index,
            )
        return made[index]

    for index in sorted({item.heading for item in items if item.heading is not None}):
        area(index)
    return made


@dataclass(frozen=True, slots=True)
class Opening:
    """What activities are made from: the paper, the areas by heading, the units by name.

    `made` grows: activities by the item they were made of.
    """

    programme: Programme
    text: str
    areas: dict[int, Area]
    parties: dict[str, Unit | None]
    made: dict[int, Activity] = field(default_factory=dict)


def make_activity(opening: Opening, item: DraftItem, position: int) -> Activity:
    """One activity with its times, targets and assignments."""
    fields, text = item.fields, opening.text
    activity = Activity.objects.create(
        programme=opening.programme,
        area=opening.areas.get(item.heading) if item.heading is not None else None,
        parent=opening.made.get(item.parent_id) if item.parent_id else None,
        position=position,
        number=item.number,
        title=item.title,
        kind=item.kind,
        place="、".join(entry["text"] for entry in fields.get("where", []))[: shapes.PLACE],
        participants=((fields.get("participants") or {}).get("text") or "")[: shapes.PARTICIPANTS],
        span_start=item.span_start,
        span_end=item.span_end,
        words=_quoted(item, text),
        draft_id=item.draft_id,
        duty=planwords.duty(_quoted(item, text), *_headings(opening, item)),
    )
    Schedule.objects.bulk_create(schedules_of(activity, item))
    Target.objects.bulk_create(
        Target(activity=activity, **asdict(goal)) for goal in goals(item, text)
    )
    Assignment.objects.bulk_create(assignments_of(activity, item, opening.parties))
    activity.baseline = baseline(activity)
    activity.save(update_fields=["baseline"])
    return activity


def make_phase(opening: Opening, item: DraftItem, activity: Activity) -> Activity:
    """A stage of an activity as a phase of it; what it counts, the activity counts.

    Gives the activity, so that what stands below the stage in the plan stands below the activity.
    """
    add_stage(opening, item, activity)
    known = set(activity.targets.values_list("measure", "value", "unit", "each"))
    Target.objects.bulk_create(
        Target(activity=activity, **asdict(goal))
        for goal in goals(item, opening.text)
        if (goal.measure, goal.value, goal.unit, goal.each) not in known
    )
    return activity


def add_stage(opening: Opening, item: DraftItem, activity: Activity) -> None:
    """The phase of a stage alone."""
    words = _quoted(item, opening.text)
    stage = shapes.of_stage(item)
    Phase.objects.create(
        activity=activity,
        position=item.position,
        title=stage.words,
        start=stage.start,
        end=stage.end,
        deliverable=planwords.deliverable(words)[:300],
        span_start=item.span_start,
        span_end=item.span_end,
        words=words,
    )


def lay_out_sessions(activity: Activity) -> None:
    """The sessions that follow from the plan's words, with the themes it lists."""
    schedule, found = sessions.plan(activity)
    months = [window.start.month if window.start else None for window in found]
    themes = planwords.themes(activity.words, months)
    Occurrence.objects.bulk_create(
        Occurrence(
            activity=activity,
            schedule=schedule,
            number=number,
            theme=theme,
            start=window.start,
            end=window.end,
        )
        for number, (window, theme) in enumerate(zip(found, themes, strict=True), 1)
    )


def baseline(activity: Activity) -> dict[str, Any]:
    """The activity as the plan has it now, in the form its docstring gives."""
    return {
        "number": activity.number,
        "title": activity.title,
        "place": activity.place,
        "kind": activity.kind,
        "times": [
            {
                "words": time.words,
                "start": time.start and time.start.isoformat(),
                "end": time.end and time.end.isoformat(),
                "recurrence": time.recurrence,
            }
            for time in activity.schedules.all()
            if not time.for_report
        ],
        "parts": [{"role": part.role, "name": str(part)} for part in activity.assignments.all()],
    }


def _quoted(item: DraftItem, text: str) -> str:
    return text[item.span_start : item.span_end] if item.span_start is not None else ""


def _headings(opening: Opening, item: DraftItem) -> list[str]:
    """The titles of the areas above an item, the nearest first."""
    found: list[str] = []
    area = opening.areas.get(item.heading) if item.heading is not None else None
    while area is not None:
        found.append(area.title)
        area = area.parent
    return found


def schedules_of(activity: Activity, item: DraftItem) -> list[Schedule]:
    """The times of an item, and the day it asks a report for."""
    times = [(entry, False) for entry in item.fields.get("when", [])]
    if item.fields.get("report_deadline"):
        times.append((item.fields["report_deadline"], True))
    return [_schedule(activity, *time) for time in times]


def _schedule(activity: Activity, entry: dict[str, Any], for_report: bool) -> Schedule:
    return Schedule(
        activity=activity,
        words=entry["text"][: shapes.WORDS],
        start=date.fromisoformat(entry["start"]) if entry["start"] else None,
        end=date.fromisoformat(entry["end"]) if entry["end"] else None,
        recurrence=entry.get("recurrence") or "",
        for_report=for_report,
    )


def assignments_of(
    activity: Activity, item: DraftItem, parties: dict[str, Unit | None]
) -> list[Assignment]:
    """One row a role and unit (two names of one unit are one), in the order of the plan.

    A post that leads (牵头领导：分管副主任) oversees: units do the work.
    """
    found: dict[tuple[str, object], Assignment] = {}
    for named in PARTIES:
        for entry in item.fields.get(named, []):
            unit, name = parties[entry["text"]], entry["text"]
            oversees = unit is None and named == Assignment.Role.LEAD
            role = Assignment.Role.OVERSEEING if oversees else named
            found.setdefault(
                (role, unit or name),
                Assignment(
                    activity=activity,
                    role=role,
                    unit=unit,
                    post="" if unit else name[: shapes.POST],
                    position=len(found),
                ),
            )
    return list(found.values())
