"""The inbox: what waits for an account and for the units it serves, each row with its reason.

One list of reasons, most pressing first. How many rows each has is asked in one query; rows are
fetched only for reasons that have some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import Any

from django.db.models import CharField, Count, Exists, Model, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.approvals.models import Paper
from banjie.approvals.queries import open_drafts_of, waiting_for
from banjie.consultation.models import Case
from banjie.consultation.queries import inbox as cases
from banjie.people.models import Membership, User
from banjie.people.rules import HANDLER, LEADER, LIAISON, OFFICER
from banjie.programme.models import Draft, Report
from banjie.programme.queries.drafts import living_drafts_for
from banjie.programme.queries.duties import changes_asked_of, duties_to_answer
from banjie.programme.queries.late import Late, late_for
from banjie.programme.queries.overview import Units, units_of
from banjie.programme.queries.owed import owed_by
from banjie.programme.queries.programmes import Card
from banjie.programme.queries.reports import as_rows, reports_returned_to, reports_waiting_for
from banjie.reporting.models import Taking
from banjie.reporting.queries import case_entries as of_cases
from banjie.reporting.queries import entries
from banjie.reporting.queries import topic_entries as of_topics
from banjie.reporting.queries.entries import Entry
from banjie.supervision.models import Item
from banjie.supervision.queries import inbox as supervision
from banjie.topics.models import OpenText, Topic
from banjie.topics.queries import inbox as topics

FIRST = 10  # rows of a group; the rest stands on its own page


class Desk:
    """What several reasons of one account read, fetched once."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def _there(self) -> tuple[set[type[Model]], set[int]]:
        """The rooms in which there is something, and my units that others serve too: one query."""
        rooms = list(dict.fromkeys(reason.room for reason in REASONS if reason.room))
        units = sorted(self.user.units())
        others = Membership.objects.filter(user__is_active=True).exclude(user=self.user)
        asked = (
            *(Exists(room._base_manager.all()) for room in rooms),
            *(Exists(others.filter(unit=unit)) for unit in units),
        )
        found = User.objects.filter(pk=self.user.pk).values_list(*asked).get()
        used, shared = found[: len(rooms)], found[len(rooms) :]
        return set(compress(rooms, used)), set(compress(units, shared))

    @property
    def rooms(self) -> set[type[Model]]:
        """The tables in which there is something."""
        return self._there[0]

    @property
    def shared(self) -> set[int]:
        """My units that somebody else works for too: only there a row need be taken."""
        return self._there[1]

    @cached_property
    def owed(self) -> list[Card]:
        return owed_by(self.user) if self.user.units(LIAISON) else []

    @cached_property
    def unfinished(self) -> list[Report]:
        """What my units never sent, or got back: the newest first."""
        if not self.user.units(LIAISON):
            return []
        return list(as_rows(reports_returned_to(self.user)).defer("text"))

    @cached_property
    def overdue(self) -> list[Late]:
        """The longest overdue first."""
        return late_for(self.user)


Found = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows are there: their heading, the words of their button, and how a row is made.

    `of` names the duties in which rows can wait for somebody: nobody else is asked about them.
    `room` is the table that all of it begins with: while it is empty, nobody is.
    """

    name: str
    label: str | Promise
    act: str | Promise
    found: Callable[[Desk], Found]
    entry: Callable[[Any, User], Entry]
    loaded: Callable[[Any, Desk], Iterable[Any]] = lambda rows, _desk: rows
    of: tuple[str, ...] = ()
    room: type[Model] | None = None

    def concerns(self, user: User) -> bool:
        return not self.of or bool(user.units(*self.of))


def _reports(state: str) -> Callable[[Desk], Found]:
    return lambda desk: [report for report in desk.unfinished if report.state == state]


def _owed(*, begun: bool) -> Callable[[Desk], Found]:
    return lambda desk: [card for card in desk.owed if (card.light.name != "not-yet") is begun]


def _with_unfinished(found: Iterable[Card], desk: Desk) -> list[tuple[Card, Report | None]]:
    newest = {report.activity_id: report for report in reversed(desk.unfinished)}
    return [(card, newest.get(card.activity.pk)) for card in found]


def _owed_entry(row: tuple[Card, Report | None], user: User) -> Entry:
    return entries.owed(*row, user)


def _with_units(found: Sequence[Late], _desk: Desk) -> list[tuple[Late, Units]]:
    units = units_of(found)
    return [(row, units[row.pk]) for row in found]


def _as_rows(found: QuerySet[Report], _desk: Desk) -> QuerySet[Report]:
    """Of reports what a row says."""
    return as_rows(found).select_related("activity__programme").defer("text", "activity__words")


def _cases(state: str) -> Callable[[Desk], Found]:
    return lambda desk: cases.cases_of_my_offices(desk.user, state)


def _replies(stage: str) -> Callable[[Desk], Found]:
    return lambda desk: cases.replies_in_my_offices(desk.user, stage)


def _mine(query: Callable[[User], Found]) -> Callable[[Desk], Found]:
    return lambda desk: query(desk.user)


_OFFICE = (OFFICER,)
_HEAD = (OFFICER, LEADER)
_UNIT = (LIAISON, HANDLER, LEADER)

REASONS = (
    Reason("returned", _("Sent back to us"), _("Mend"), _reports("returned"), entries.returned,
           of=(LIAISON,)),
    Reason("sign", _("Waits for your signature"), _("Sign"), _mine(waiting_for), entries.to_sign,
           room=Paper),
    Reason("owed", _("What we owe"), _("Report progress"), _owed(begun=True), _owed_entry,
           _with_unfinished, of=(LIAISON,)),
    Reason("take-over", _("Handed to us for supervision"), _("Take over"),
           _mine(supervision.parts_to_take_over), entries.part, of=_UNIT, room=Item),
    Reason("answer-item", _("Supervised: our answer is asked"), _("Answer"),
           _mine(supervision.parts_to_answer), entries.part, of=_UNIT, room=Item),
    Reason("case-take-over", _("Cases handed to us"), _("Take over"),
           _mine(cases.parts_to_take_over), of_cases.to_take_over, of=_UNIT, room=Case),
    Reason("case-sign", _("Replies that wait for your signature"), _("Sign"),
           _mine(cases.replies_to_sign), of_cases.to_sign, of=(LEADER,), room=Case),
    Reason("case-countersign", _("Replies to agree to"), _("Agree or object"),
           _mine(cases.parts_to_countersign), of_cases.to_countersign, of=_UNIT, room=Case),
    Reason("case-answer", _("Cases: our reply is asked"), _("Write the reply"),
           _mine(cases.parts_to_answer), of_cases.to_answer, of=_UNIT, room=Case),
    Reason("case-opinion", _("Cases: our opinion is asked"), _("Write our opinion"),
           _mine(cases.parts_to_give_opinion), of_cases.to_give_opinion, of=_UNIT, room=Case),
    Reason("case-promise", _("Promises to be kept"), _("Follow up"),
           _mine(cases.promises_due), of_cases.promised, room=Case),
    Reason("topic-answer", _("Recommendations to answer"), _("Answer"),
           _mine(topics.outcomes_to_answer), of_topics.to_answer, of=_UNIT, room=Topic),
    Reason("duties", _("What we were given and have not answered"), _("Answer"),
           _mine(duties_to_answer), entries.duty, of=(LIAISON, LEADER)),
    Reason("objections", _("Objections to decide on"), _("Decide"),
           _mine(supervision.objections_to_decide), entries.objection, of=_HEAD, room=Item),
    Reason("more-time", _("Supervised: more time is asked for"), _("Decide"),
           _mine(supervision.extensions_to_decide), entries.more_time, of=_OFFICE, room=Item),
    Reason("decide", _("Reports that wait for you"), _("Decide"), _mine(reports_waiting_for),
           entries.waiting, _as_rows, of=_OFFICE),
    Reason("changes", _("Changes that units ask for"), _("Decide"), _mine(changes_asked_of),
           entries.change, of=_OFFICE),
    Reason("case-settle", _("Cases: not satisfied twice"), _("Settle"),
           _cases("escalated"), of_cases.to_settle, of=_OFFICE, room=Case),
    Reason("case-returned", _("Units ask to hand cases back"), _("Decide"),
           _mine(cases.returns_to_decide), of_cases.returned, of=_OFFICE, room=Case),
    Reason("case-more-time", _("Units ask for more time"), _("Decide"),
           _mine(cases.extensions_to_decide), of_cases.more_time, of=_OFFICE, room=Case),
    Reason("case-call", _("Authors to call back"), _("Call back"),
           _mine(cases.calls_to_make), of_cases.to_call, of=_OFFICE, room=Case),
    Reason("case-check", _("Sent in, to check"), pgettext_lazy("case", "Check"),
           _cases("submitted"), of_cases.to_check, of=_OFFICE, room=Case),
    Reason("case-assign", _("Filed, to hand over"), pgettext_lazy("case", "Hand over"),
           _cases("filed"), of_cases.to_assign, of=_OFFICE, room=Case),
    Reason("case-review", _("Replies to review"), _("Review the reply"),
           _replies("review"), of_cases.to_review, of=_OFFICE, room=Case),
    Reason("case-send", _("Replies ready to go out"), pgettext_lazy("case", "Send the reply"),
           _replies("ready"), of_cases.to_send, of=_OFFICE, room=Case),
    Reason("verify", _("Answers to verify"), _("Verify"), _mine(supervision.answers_to_verify),
           entries.answer, of=_OFFICE, room=Item),
    Reason("strike-off", _("Verified, to strike off"), _("Strike off"),
           _mine(supervision.items_to_strike_off), entries.verified, of=_OFFICE, room=Item),
    Reason("hand-over", _("Approved, to hand over"), pgettext_lazy("supervision", "Hand over"),
           _mine(supervision.items_to_hand_over), entries.approved, of=_OFFICE, room=Item),
    Reason("topic-days", _("Notices, papers and minutes of sessions"), _("Look"),
           _mine(topics.session_days), of_topics.session_day, room=Topic),
    Reason("topic-stages", _("Topics we run, in their stages"), _("Look"),
           _mine(topics.stages_to_end), of_topics.stage, room=Topic),
    Reason("topic-texts", _("Comments to answer in public"), _("Answer"),
           _mine(topics.texts_to_answer), of_topics.text, of=_OFFICE, room=OpenText),
    Reason("topic-follow", _("Points we adopted, not done yet"), _("Tell what came of it"),
           _mine(topics.answers_to_follow), of_topics.to_follow, of=_UNIT, room=Topic),
    Reason("overdue", _("Overdue in our programmes"), _("Look"), lambda desk: desk.overdue,
           entries.late, _with_units, of=_HEAD),
    Reason("drafts", _("Drafts to check"), _("Go on checking"), _mine(living_drafts_for),
           entries.draft, of=_OFFICE, room=Draft),
    Reason("papers", _("Papers not sent or sent back"), _("Go on writing"), _mine(open_drafts_of),
           entries.own_paper, room=Paper),
    Reason("begun", _("Reports we began"), _("Go on writing"), _reports("draft"), entries.begun,
           of=(LIAISON,)),
    Reason("later", _("Later"), _("Report progress"), _owed(begun=False), _owed_entry,
           _with_unfinished, of=(LIAISON,)),
)  # fmt: skip
BY_NAME = {reason.name: reason for reason in REASONS}


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with who of the unit has taken it."""

    entry: Entry
    name: str
    taking: Taking | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The first rows of one reason, and how many there are."""

    reason: Reason
    rows: list[Row]
    number: int

    @property
    def urgent(self) -> bool:
        return any(row.entry.urgent for row in self.rows)


def inbox(desk: Desk) -> list[Group]:
    """The groups that have rows: those with something overdue or sent back come first."""
    asked = [
        reason
        for reason in REASONS
        if reason.concerns(desk.user) and (reason.room is None or reason.room in desk.rooms)
    ]
    found = {reason: reason.found(desk) for reason in asked}
    numbers = _numbers({r.name: f for r, f in found.items() if isinstance(f, QuerySet)})
    shown: dict[Reason, list[Entry]] = {}
    for reason, rows in found.items():
        if numbers.get(reason.name, 0) if isinstance(rows, QuerySet) else rows:
            shown[reason] = made(reason, _first(rows), desk)
    rows_of = taken(desk.shared, {reason.name: own for reason, own in shown.items()})
    groups = [
        Group(reason, rows_of[reason.name], numbers.get(reason.name) or len(found[reason]))
        for reason in shown
    ]
    return sorted(groups, key=lambda group: not group.urgent)


def _first(rows: Found) -> Found:
    """The rows shown, picked by their keys: what they bring along is joined to these alone."""
    if isinstance(rows, QuerySet):
        return rows.filter(pk__in=rows.values("pk")[:FIRST])
    return rows[:FIRST]


def made(reason: Reason, found: Iterable[Any], desk: Desk) -> list[Entry]:
    """The entries of these things."""
    return [reason.entry(thing, desk.user) for thing in reason.loaded(found, desk)]


def _numbers(found: dict[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each of these has, in one query."""
    counts = [
        rows.order_by()
        .values(of_reason=Value(name, CharField()))
        .annotate(n=Count("pk", distinct=True))
        .values_list("of_reason", "n")
        for name, rows in found.items()
        if not rows.query.is_empty()
    ]
    if not counts:
        return {}
    return dict(counts[0].union(*counts[1:], all=True))


def taken(units: set[int], shown: dict[str, list[Entry]]) -> dict[str, list[Row]]:
    """The entries as rows with the marks of these units' staff; what was seen to comes last."""
    wanted = {f"{name}:{entry.about}" for name, own in shown.items() for entry in own}
    found = Taking.objects.filter(unit__in=units, row__in=wanted).select_related("user")
    marks = {(mark.unit_id, mark.row): mark for mark in found}
    rows_of = {}
    for name, own in shown.items():
        rows = []
        for entry in own:
            row = f"{name}:{entry.about}"
            rows.append(Row(entry, row, marks.get((entry.unit, row)) if entry.unit else None))
        rows_of[name] = sorted(rows, key=lambda row: bool(row.taking and row.taking.done))
    return rows_of


def row_named(user: User, name: str) -> Row | None:
    """The row of this name, if it is in my inbox as it stands now and my unit shares it."""
    said, _colon, about = name.partition(":")
    reason, number = BY_NAME.get(said), about.partition(":")[0]
    if reason is None or not number.isdecimal() or len(number) > 18:
        return None
    desk, pk = Desk(user), int(number)
    rows = reason.found(desk)
    found = (
        rows.filter(pk=pk)
        if isinstance(rows, QuerySet)
        else [row for row in rows if _key(row) == pk]
    )
    shown = taken(user.units(), {reason.name: made(reason, found, desk)})[reason.name]
    return next((row for row in shown if row.name == name and row.entry.unit), None)


def _key(row: Any) -> int:
    """The key of what a row of the inbox is about."""
    key: int = (row.activity if isinstance(row, Card) else row).pk
    return key


def colleagues(user: User, unit: int) -> QuerySet[User]:
    """Who else works for this unit."""
    held = Membership.objects.filter(unit=unit).values("user")
    staff = User.objects.filter(is_active=True, pk__in=held)
    return staff.exclude(pk=user.pk).order_by("name", "pk")
