"""One case as its page draws it, and what this account may do with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Max, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from banjie.common.differences import pieces
from banjie.consultation import wording
from banjie.consultation.asking import open_returns
from banjie.consultation.kinds import ground_words, kind_rule
from banjie.consultation.models import Case, Edition, Event, Handling, Note, Suspension
from banjie.consultation.queries.cases import cases_for
from banjie.consultation.queries.inbox import AT_WORK
from banjie.consultation.rules import Actor, note_units
from banjie.consultation.steps import Step, steps
from banjie.people.models import User


class Offer(NamedTuple):
    """A step somebody may take now: a button where it needs no form, else a link to its page."""

    name: str
    label: str
    address: str
    is_button: bool
    leads_on: bool


def offered(case: Case, actor: Actor) -> list[Offer]:
    """The steps this account or author may take on the case now, those that lead on first.

    The table of steps says which there are; a step is offered where it has an address.
    """
    found = []
    asked_back = case.state in AT_WORK and open_returns(case).exists()
    leads_on = {*wording.LEADS_ON, "reassign"} if asked_back else set(wording.LEADS_ON)
    for step in steps().values():
        if case.state not in step.start or step.name in wording.ON_THE_PAGE:
            continue
        address = step_address(case, step)
        if address and actor.may(step.permission, case):
            said = wording.STEPS[step.name]
            found.append(
                Offer(step.name, str(said.button), address, step.name in wording.BUTTONS,
                      step.name in leads_on)
            )  # fmt: skip
    # A hand-back is agreed to or refused: neither stands behind the other's fold.
    return sorted(found, key=lambda offer: (not offer.leads_on, offer.name != "reassign"))


def step_address(case: Case, step: Step) -> str:
    """Where a step on a case is taken; '' for one taken elsewhere."""
    try:
        return reverse(f"consultation:{step.name.replace('_', '-')}", args=(case.pk,))
    except NoReverseMatch:
        return ""


class Part(NamedTuple):
    """A part of what was said, under its heading."""

    label: str
    text: str


def said_of(case: Case) -> list[Part]:
    """What was said, field by field of its kind."""
    fields = [*kind_rule(case.kind).fields]
    fields += [name for name in case.said if name not in fields]
    return [
        Part(str(wording.FIELDS.get(name, name)), case.said[name])
        for name in fields
        if case.said.get(name)
    ]


def handlers_of(case: Case) -> list[Handling]:
    """Everybody who handles it or did, the living first, with what they asked of the office."""
    found = case.handled_in.handlings.select_related("unit").prefetch_related(
        "returns__names", "extensions"
    )
    return sorted(found, key=lambda part: (part.ended_on is not None, part.pk))


def left_on(user: User, case: Case) -> date | None:
    """The day since which this account's units have no part in it; None while they work on it."""
    if user.may("consultation.see_work", case):
        return None
    own = case.handled_in.handlings.filter(unit__in=user.units())
    return own.aggregate(day=Max("ended_on"))["day"]


class Told(NamedTuple):
    """A step on the timeline in words."""

    on: Any
    what: str
    unit: str
    detail: str
    state: str


def events_of(case: Case) -> QuerySet[Event]:
    """The steps on a case. That somebody wrote a private note is told to nobody."""
    return case.events.exclude(step="note").select_related("unit").order_by("pk")


def timeline(case: Case, *, told_only: bool = False, until: date | None = None) -> list[Told]:
    """The steps in their order, the newest first; `told_only` for the author."""
    found = events_of(case).order_by("-pk")
    if until:
        found = found.filter(on__lte=until)
    return [
        Told(
            event.on, str(wording.STEPS[event.step].told), event.unit.brief if event.unit else "",
            wording.detail(event.step, event.facts), event.state,
        )
        for event in (found.filter(told=True) if told_only else found)
    ]  # fmt: skip


def notes_for(user: User, case: Case) -> QuerySet[Note]:
    """The private notes of my own units: the office's for its officers, a handling unit's for
    those who work there. Nobody else reads them.
    """
    return case.notes.filter(unit__in=note_units(user, case)).select_related("unit", "by")


def screenings_of(case: Case) -> list[tuple[str, str, str, str]]:
    """What the check found: the step, its ground in words, where else, and the explanation."""
    return [
        (
            str(wording.STEPS[one.step].told),
            ground_words(one.step, one.ground),
            one.routed_to,
            one.note,
        )
        for one in case.screenings.all()
        if one.ground or one.routed_to or one.note
    ]


def suspensions_of(case: Case) -> list[tuple[Suspension, str]]:
    """When its clock stood still, with the ground in words."""
    return [(one, ground_words("suspend", one.ground)) for one in case.handled_in.suspensions.all()]


def relations(user: User, case: Case) -> list[tuple[Iterable[Case], str]]:
    """The cases this one came from, became, is handled with, or is joined by: those this account
    may see, so that a unit reads no title of a case that another has.
    """
    seen = cases_for(user).order_by("pk")
    return [
        (seen.filter(merged=case), _("Handled together with")),
        (seen.filter(merged_into=case), _("Handled here as well")),
        (seen.filter(became=case), _("Came from")),
        (seen.filter(came_from=case), _("Goes on as")),
    ]


class Change(NamedTuple):
    """A field that an officer edited: its label, and the words from then to now in pieces."""

    label: str
    pieces: tuple[tuple[str, str], ...]


def edited(case: Case) -> tuple[Edition, list[Change]] | None:
    """The author's own words, and what an officer made of them; None while nobody edited."""
    first = case.editions.first()
    if first is None:
        return None
    before, now = {"title": first.title, **first.said}, {"title": case.title, **case.said}
    names = dict.fromkeys([*before, *now])
    labels = {"title": _("Title"), **wording.FIELDS}
    changes = [
        Change(str(labels.get(name, name)), pieces(before.get(name, ""), now.get(name, "")))
        for name in names
        if before.get(name, "") != now.get(name, "")
    ]
    return first, changes
