"""What is counted of the cases sent to an office in a period: each a count, or a part of a whole.

One cohort for every figure, the cases *sent* in the period, so that each is a part of the first. A
rate says what it counts, of what, what was left out and why. Nothing is weighed into one number,
no unit is put in an order, nobody is counted by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, Model, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common import clock
from banjie.consultation.models import (
    Adoption,
    CallBack,
    Case,
    Event,
    FollowUp,
    Grade,
    Handling,
    Kind,
    Rating,
    Reopening,
    State,
    Submitter,
)

GOOD = (Grade.SATISFIED, Grade.MOSTLY)


class Base(NamedTuple):
    """The rows a figure counts, and what leads from one of them to its case."""

    model: type[Model]
    case: str = "case__"


BASES = {
    "case": Base(Case, ""),
    "part": Base(Handling),
    "author": Base(Submitter),
    "form": Base(Rating),
    "call": Base(CallBack),
    "promise": Base(FollowUp),
    "adoption": Base(Adoption),
    "reopening": Base(Reopening),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted. A rate also has `among`, the whole, and `left_out`, by reason; `grades` are
    the answers by grade. `guarded` ones rest on what people said of something: few are no figure.
    `sealed` ones open on nothing. Both are shown for half-years that are over alone.
    `definition` is printed beside it.
    """

    name: str
    label: Any
    base: str
    counted: Q
    definition: Any
    among: Q | None = None
    left_out: Mapping[Any, Q] | None = None
    grades: Mapping[Any, Q] | None = None
    guarded: bool = False
    sealed: bool = False

    @property
    def of_people(self) -> bool:
        """Whether its rows tell what somebody said, or that they said nothing."""
        return self.guarded or self.base == "author"

    def parts(self) -> dict[str, Q]:
        """The sets of rows behind the figure by the name they have in addresses."""
        whole = Q() if self.among is None else self.among
        found = {"counted": whole & self.counted}
        if self.among is not None:
            found["among"] = whole
        grades, reasons = (self.grades or {}).values(), (self.left_out or {}).values()
        found |= {f"grade{number}": whole & grade for number, grade in enumerate(grades)}
        return found | {f"out{number}": reason for number, reason in enumerate(reasons)}


_AT_WORK = (State.HANDLING, State.REWORK, State.MERGED)
_SENT = Q(case__replied_on__isnull=False) & ~Q(case__state__in=_AT_WORK)
_ANSWERED = Q(replied_on__isnull=False) & ~Q(state__in=_AT_WORK)
"""The reply asked for last went out; a case that is handled again waits for another."""
_NOW = Q(round=F("case__round"))
_STANDING = Q(due__isnull=False, stopped_on__isnull=False)
_REACHED = Q(result=CallBack.Result.REACHED)
_OVER_UNRECEIVED = Q(ended_on__isnull=False, received_on=None)
_STILL = _("still in time")


def _count(name: str, label: Any, counted: Q, definition: Any, base: str = "case") -> Measure:
    return Measure(name, label, base, counted, definition)


def measures() -> list[Measure]:
    """Every figure, in the order of the page; what waits today is not late yet."""
    today = clock.today()
    return [
        *_stages(), *_by_the_office(today), *_by_units(today), *_said(), *_of_items(),
        *_afterwards(), *_requests(),
    ]  # fmt: skip


def _stages() -> list[Measure]:
    twice = Event.objects.filter(case=OuterRef("pk"), state=State.ESCALATED)
    return [
        _count("received", _("Cases received"), Q(), _("Cases sent in the period.")),
        _count("filed", _("Cases filed"), Q(filed_on__isnull=False), _("Checked and filed.")),
        _count("declined", _("Cases not filed"), Q(state=State.DECLINED),
               _("Declined on a ground.")),
        _count(
            "merged", _("Handled together"), Q(merged_into__isnull=False),
            _("Merged into another case; each author gets a letter and rates."),
        ),
        _count("answered", _("Answered"), Q(replied_on__isnull=False), _("A letter went out.")),
        _count("rework", _("Handled again"), Q(rework__isnull=False),
               _("An author was not satisfied with the result.")),
        _count("escalated", _("Gone to the office"), Q(rework__isnull=False) & Q(Exists(twice)),
               _("Not satisfied a second time, settled since or not.")),
        _count("unsettled", _("With the office now"), Q(state=State.ESCALATED),
               _("Not satisfied a second time, and not settled yet.")),
        _count("reopened", _("Times reopened"), Q(), _("Reopenings; one case may have several."),
               "reopening"),
    ]  # fmt: skip


def _by_the_office(today: date) -> list[Measure]:
    """Whoever still has time is neither in time nor late: left out, and counted there."""
    checked = Coalesce("filed_on", "closed_on")
    looked = Q(filed_on__isnull=False) | Q(closed_on__isnull=False)
    unlooked = Q(filed_on=None, state=State.WITHDRAWN)
    waits = Q(state=State.SUBMITTED)
    handed = Q(assigned_on__isnull=False)
    return [
        Measure(
            "checked", _("Checked in time"), "case", looked & Q(check_by__gte=checked),
            _("Cases filed, declined or sent on by their day ÷ cases checked, or past that day."),
            Q(check_by__isnull=False) & ~unlooked & (looked | waits & Q(check_by__lt=today)),
            {
                _STILL: waits & Q(check_by__gte=today),
                _("withdrawn before"): unlooked,
                _("no day was set"): Q(check_by=None) & ~unlooked,
            },
        ),
        Measure(
            "assigned", _("Handed over in time"), "case",
            handed & Q(assigned_on__lte=F("assign_by")),
            _("Cases first handed to a unit by their day ÷ cases handed over, or past that day."),
            Q(assign_by__isnull=False) & (handed | Q(state=State.FILED, assign_by__lt=today)),
            {
                _STILL: Q(assign_by__gte=today, assigned_on=None, state=State.FILED),
                _("went on or ended without"): (
                    Q(assign_by__isnull=False, assigned_on=None) & ~Q(state=State.FILED)
                ),
            },
        ),
    ]  # fmt: skip


def _by_units(today: date) -> list[Measure]:
    took = Q(received_on__isnull=False) | Q(receive_by__lt=today, ended_on=None)
    waits = Q(due__gte=today, stopped_on=None) & ~_ANSWERED
    return [
        Measure(
            "taken", _("Taken over in time"), "part", Q(received_on__lte=F("receive_by")),
            _("Parts of units taken over by their day ÷ parts taken over, or past that day."),
            Q(receive_by__isnull=False) & took,
            {
                _STILL: Q(receive_by__gte=today, received_on=None, ended_on=None),
                _("reassigned before"): _OVER_UNRECEIVED & Q(receive_by__isnull=False),
            },
        ),
        Measure(
            "replied", _("Replied in time"), "case", _ANSWERED & Q(replied_on__lte=F("due")),
            _("Last reply asked for sent by its day ÷ cases answered, or past that day."),
            Q(due__isnull=False) & (_ANSWERED | Q(due__lt=today, stopped_on=None)),
            {_STILL: waits, _("their clock stands still"): _STANDING & ~_ANSWERED},
        ),
    ]  # fmt: skip


def _said() -> list[Measure]:
    """Of the reply sent last; an author who says nothing is no satisfied author."""
    earlier = {_("about an earlier reply"): ~_NOW}
    good = pgettext_lazy("figure", "(satisfied + mostly satisfied) ÷ forms returned")
    spoke = Rating.objects.filter(submitter=OuterRef("pk"), round=OuterRef("case__round"))
    back = Q(Exists(spoke))
    asked = _SENT & Q(confirmed_on__isnull=False)
    return [
        Measure("returned", _("Forms returned"), "author", back,
                _("Authors who rated the last reply ÷ authors who got one."), asked),
        _count("silent", _("No answer"), asked & Q(case__closed_on__isnull=False) & ~back,
               _("Authors of closed cases who said nothing."), "author"),
        Measure("attitude", _("Satisfied with the handling"), "form", Q(attitude__in=GOOD), good,
                _NOW, earlier, _grades("attitude"), guarded=True),
        Measure("result", _("Satisfied with the result"), "form", Q(result__in=GOOD), good,
                _NOW, earlier, _grades("result"), guarded=True),
    ]  # fmt: skip


def _grades(field: str) -> dict[Any, Q]:
    return {grade.label: Q(**{field: grade}) for grade in Grade}


def _of_items() -> list[Measure]:
    """What units say of the items, never of who sent them: totals, which open on no case."""
    fully = pgettext_lazy("figure", "(fully + mostly) ÷ parts whose unit said so")
    rated = Q(clear__isnull=False)
    unrated = {_("the unit said nothing"): ~rated & ~Q(role=Handling.Role.CO)}
    clear = {_("clear"): Q(clear=3), _("mostly clear"): Q(clear=2), _("not clear"): Q(clear=1)}
    workable = {
        _("can be done"): Q(workable=3), _("partly"): Q(workable=2),
        _("cannot be done"): Q(workable=1),
    }  # fmt: skip
    return [
        Measure("clear", _("The matter was clear"), "part", Q(clear__gte=2), fully, rated,
                unrated, clear, guarded=True, sealed=True),
        Measure("workable", _("What was asked could be done"), "part", Q(workable__gte=2), fully,
                rated, unrated, workable, guarded=True, sealed=True),
    ]  # fmt: skip


def _afterwards() -> list[Measure]:
    promise = FollowUp.State
    taken_up = Adoption.objects.filter(case=OuterRef("pk"))
    return [
        _count("promises", _("Promises made"), Q(), _("Promises of replies."), "promise"),
        _count("kept", _("Promises kept"), Q(state=promise.KEPT), _("As promised."), "promise"),
        _count("open", _("Promises open"), Q(state=promise.OPEN), _("Neither yet."), "promise"),
        _count("given-up", _("Promises given up"), Q(state=promise.GIVEN_UP),
               _("Given up with a written reason."), "promise"),
        _count("adoptions", _("Adoptions"), Q(), _("One case may be taken up in several places."),
               "adoption"),
        _count("adopted", _("Cases taken up"), Q(Exists(taken_up)),
               _("Cases with at least one adoption.")),
    ]  # fmt: skip


def _requests() -> list[Measure]:
    asked = Q(case__kind=Kind.REQUEST)
    unreached = {_("nobody to reach"): asked & ~_REACHED}
    return [
        Measure("response", _("Response rate"), "call", Q(contacted=True),
                _("Units in touch in time ÷ call-backs that asked."),
                asked & Q(contacted__isnull=False), {_("not asked"): asked & Q(contacted=None)},
                guarded=True),
        Measure("solved", _("Solved rate"), "call", Q(solved=True),
                _("Solved ÷ people reached."), asked & _REACHED, unreached, guarded=True),
        Measure("satisfied", _("Satisfied rate"), "call", Q(satisfied__in=GOOD),
                _("(satisfied + mostly satisfied) ÷ people reached."), asked & _REACHED, unreached,
                _grades("satisfied"), guarded=True),
    ]  # fmt: skip


BY_KIND = (
    "received", "filed", "declined", "answered", "rework", "escalated", "reopened", "checked",
    "assigned", "taken", "replied", "returned", "attitude", "result",
)  # fmt: skip
"""What is set side by side for the kinds."""
BY_UNIT = ("received", "answered", "taken", "replied", "returned", "attitude", "result")
"""What is set side by side for the units that handle cases."""
