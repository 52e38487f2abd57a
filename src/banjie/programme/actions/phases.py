"""Phases and sessions of an activity at work: put in, moved, closed, dropped, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from banjie.common import clock, once
from banjie.people.models import User
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.plan import locked, settle
from banjie.programme.models import Activity, Change, Occurrence, Phase
from banjie.programme.shapes import Difference
from banjie.programme.wording import day_words, session_words


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a form says of a phase or a session: its words and its days, `end` exclusive."""

    title: str
    start: date | None
    end: date | None
    deliverable: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changes an activity, in which version they saw it, and why."""

    by: User
    version: int
    reason: str = ""


@contextmanager
def _changing(activity: Activity, hand: Hand) -> Iterator[tuple[Activity, list[Difference]]]:
    """The activity locked; what is put on the list is written down as its changes.

    Raises `Stale` as `locked` does, and for work that was dropped or merged into other work.
    """
    with transaction.atomic():
        current = locked(activity, hand.version)
        if current.dropped_at or current.merged_into_id:
            raise Stale
        found: list[Difference] = []
        yield current, found
        settle(current, found, reason=hand.reason, by=hand.by)


def _difference(kind: str, before: str, after: str) -> Difference:
    return Difference("phases", kind, (before,) if before else (), (after,) if after else ())


def _phase_words(phase: Phase) -> str:
    return f"{phase.title} {day_words(phase.start, phase.end)}".strip()


def _session_words(session: Occurrence) -> str:
    return session_words(session.number, session.start, session.end)


def add_phase(activity: Activity, stretch: Stretch, *, hand: Hand, once_key: str) -> Phase:
    """A phase after those there are; the same form twice raises `once.AlreadyDone`."""
    with transaction.atomic():
        claimed = once.claim(once_key, by=hand.by)
        with _changing(activity, hand) as (current, found):
            last = current.phases.aggregate(m=Max("position"))["m"]
            phase = current.phases.create(
                position=0 if last is None else last + 1,
                title=stretch.title,
                start=stretch.start,
                end=stretch.end,
                deliverable=stretch.deliverable,
            )
            found.append(_difference(Change.Kind.DATE, "", _phase_words(phase)))
        once.settle(claimed, str(phase.pk))
    return phase


def change_phase(phase: Phase, stretch: Stretch, *, hand: Hand) -> None:
    """Other days, words or deliverable; only other days ask the units again."""
    with _changing(phase.activity, hand) as (current, found):
        phase = current.phases.get(pk=phase.pk)
        words, days = _phase_words(phase), (phase.start, phase.end)
        said = (phase.title, phase.deliverable)
        phase.title, phase.deliverable = stretch.title, stretch.deliverable
        phase.start, phase.end = stretch.start, stretch.end
        phase.save()
        if days != (phase.start, phase.end):
            found.append(_difference(Change.Kind.DATE, words, _phase_words(phase)))
        elif said != (phase.title, phase.deliverable):
            found.append(
                Difference(
                    "phases", Change.Kind.WORDS, tuple(filter(None, said)),
                    tuple(filter(None, (phase.title, phase.deliverable))),
                )
            )  # fmt: skip


def close_phase(phase: Phase, *, hand: Hand) -> None:
    """End a phase with the day before today, or today where it only begins; one that is over is
    left as it is.
    """
    today = clock.today()
    with _changing(phase.activity, hand) as (current, found):
        phase = current.phases.get(pk=phase.pk)
        if phase.end and phase.end <= today:
            return
        before = _phase_words(phase)
        begun = phase.start is None or phase.start < today
        if not begun:
            phase.start = today
        phase.end = today if begun else today + timedelta(days=1)
        phase.save(update_fields=["start", "end"])
        found.append(_difference(Change.Kind.DATE, before, _phase_words(phase)))


def add_session(activity: Activity, stretch: Stretch, *, hand: Hand, once_key: str) -> Occurrence:
    """One more session, numbered on; the same form twice raises `once.AlreadyDone`."""
    with transaction.atomic():
        claimed = once.claim(once_key, by=hand.by)
        with _changing(activity, hand) as (current, found):
            last = current.occurrences.aggregate(m=Max("number"))["m"]
            session = current.occurrences.create(
                number=(last or 0) + 1,
                theme=stretch.title,
                start=stretch.start,
                end=stretch.end,
            )
            found.append(_difference(Change.Kind.DATE, "", _session_words(session)))
        once.settle(claimed, str(session.pk))
    return session


def change_session(session: Occurrence, stretch: Stretch, *, hand: Hand) -> None:
    """Another theme, or other days; only other days ask the units again."""
    with _changing(session.activity, hand) as (current, found):
        session = current.occurrences.get(pk=session.pk)
        words, theme, days = _session_words(session), session.theme, (session.start, session.end)
        session.theme, session.start, session.end = stretch.title, stretch.start, stretch.end
        session.save(update_fields=["theme", "start", "end"])
        if days != (session.start, session.end):
            found.append(_difference(Change.Kind.DATE, words, _session_words(session)))
        elif theme != session.theme:
            found.append(_difference(Change.Kind.WORDS, theme, session.theme))


def drop_session(session: Occurrence, *, hand: Hand) -> None:
    """It will not be held; the reason is kept with it."""
    with _changing(session.activity, hand) as (current, found):
        session = current.occurrences.get(pk=session.pk)
        if not session.dropped_reason:
            session.dropped_reason = hand.reason[:300]
            session.save(update_fields=["dropped_reason"])
            found.append(_difference(Change.Kind.DATE, _session_words(session), ""))


def restore_session(session: Occurrence, *, hand: Hand) -> None:
    """It will be held after all."""
    with _changing(session.activity, hand) as (current, found):
        session = current.occurrences.get(pk=session.pk)
        if session.dropped_reason:
            session.dropped_reason = ""
            session.save(update_fields=["dropped_reason"])
            found.append(_difference(Change.Kind.DATE, "", _session_words(session)))
