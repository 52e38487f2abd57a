"""Figures over the cases sent to an office in a period: each a count, or a part of a whole.

One cohort for every figure, the cases *sent* in the period, so that each is a part of the first. A
rate carries what it counts, of what, what was left out and why; each of these is a set of rows
that can be opened. Nothing is weighed into one number, no unit is put in an order.
What authors said is shown when enough of them did (`THRESHOLD`); below it only how many forms came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common import clock
from banjie.consultation.models import (
    Adoption,
    CallBack,
    Case,
    FollowUp,
    Grade,
    Handling,
    Kind,
    Letter,
    Rating,
    Reopening,
    State,
    Submitter,
)
from banjie.consultation.queries.cases import UNSENT
from banjie.people.models import Unit

THRESHOLD = 10
"""Fewer forms than this are no figure (domain rule: a group below ten)."""
GOOD = (Grade.SATISFIED, Grade.MOSTLY)


class Cohort(NamedTuple):
    """The cases sent to an office between two days."""

    office: Unit
    first: date
    last: date

    @property
    def words(self) -> str:
        """The cohort as the part of an address after `?`."""
        return urlencode({"office": self.office.pk, "first": self.first, "last": self.last})

    def cases(self) -> QuerySet[Case]:
        sent = Case.objects.filter(office=self.office, submitted_on__range=(self.first, self.last))
        return sent.exclude(state__in=UNSENT)


class Base(NamedTuple):
    """The rows a figure counts, and the way from one of them to its case."""

    model: type[Model]
    case: str


BASES = {
    "case": Base(Case, "pk"),
    "part": Base(Handling, "case"),
    "author": Base(Submitter, "case"),
    "form": Base(Rating, "case"),
    "call": Base(CallBack, "case"),
    "promise": Base(FollowUp, "case"),
    "adoption": Base(Adoption, "case"),
    "reopening": Base(Reopening, "case"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted. A rate also has `among`, the whole, and `left_out`, by reason; `guarded`
    ones rest on what authors said. `definition` is printed beside the figure.
    """

    name: str
    label: Any
    base: str
    counted: Q
    definition: Any
    among: Q | None = None
    left_out: Mapping[Any, Q] | None = None
    guarded: bool = False

    def parts(self) -> dict[str, Q]:
        """The sets of rows behind the figure by the name they have in addresses."""
        whole = Q() if self.among is None else self.among
        found = {"counted": whole & self.counted}
        if self.among is not None:
            found["among"] = whole
        reasons = (self.left_out or {}).values()
        return found | {f"out{number}": reason for number, reason in enumerate(reasons)}


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure as it came out."""

    measure: Measure
    counts: Mapping[str, int]

    @property
    def counted(self) -> int:
        return self.counts["counted"]

    @property
    def among(self) -> int | None:
        return self.counts.get("among")

    @property
    def hidden(self) -> bool:
        """Too few said something to tell what."""
        return self.measure.guarded and (self.among or 0) < THRESHOLD

    @property
    def percent(self) -> float | None:
        """The part of the whole; None where there is no whole, or it may not be told."""
        return None if not self.among or self.hidden else 100 * self.counted / self.among

    @property
    def left_out(self) -> list[tuple[str, Any, int]]:
        """What was left out: its name in addresses, the reason, how many."""
        reasons = self.measure.left_out or {}
        return [(f"out{n}", why, self.counts[f"out{n}"]) for n, why in enumerate(reasons)]


_AT_WORK = (State.HANDLING, State.REWORK, State.MERGED)
_SENT = Q(case__replied_on__isnull=False) & ~Q(case__state__in=_AT_WORK)
_ANSWERED = Q(replied_on__isnull=False) & ~Q(state__in=_AT_WORK)
"""The reply asked for last went out; a case that is handled again waits for another."""
_NOW = Q(round=F("case__round"))
_STANDING = Q(due__isnull=False, stopped_on__isnull=False)
_REACHED = Q(result=CallBack.Result.REACHED)
_OVER_UNRECEIVED = Q(ended_on__isnull=False, received_on=None)


def _count(name: str, label: Any, counted: Q, definition: Any, base: str = "case") -> Measure:
    return Measure(name, label, base, counted, definition)


def measures() -> list[Measure]:
    """Every figure, in the order of the page; what waits today is not late yet."""
    today = clock.today()
    return [*_stages(), *_in_time(today), *_said(), *_afterwards(), *_requests()]


def _stages() -> list[Measure]:
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
        _count("escalated", _("With the office now"), Q(state=State.ESCALATED),
               _("Not satisfied a second time, and not settled yet.")),
        _count("reopened", _("Times reopened"), Q(), _("Reopenings; one case may have several."),
               "reopening"),
    ]  # fmt: skip


def _in_time(today: date) -> list[Measure]:
    """Whoever still has time is neither in time nor late: left out, and counted there."""
    took = Q(received_on__isnull=False) | Q(receive_by__lt=today, ended_on=None)
    waits = Q(due__gte=today, stopped_on=None) & ~_ANSWERED
    return [
        Measure(
            "taken", _("Taken over in time"), "part", Q(received_on__lte=F("receive_by")),
            _("Parts of units taken over by their day ÷ parts taken over, or past that day."),
            Q(receive_by__isnull=False) & took,
            {
                _("still in time"): Q(receive_by__gte=today, received_on=None, ended_on=None),
                _("reassigned before"): _OVER_UNRECEIVED & Q(receive_by__isnull=False),
            },
        ),
        Measure(
            "replied", _("Replied in time"), "case", _ANSWERED & Q(replied_on__lte=F("due")),
            _("Last reply asked for sent by its day ÷ cases answered, or past that day."),
            Q(due__isnull=False) & (_ANSWERED | Q(due__lt=today, stopped_on=None)),
            {_("still in time"): waits, _("their clock stands still"): _STANDING & ~_ANSWERED},
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
                _NOW, earlier, guarded=True),
        Measure("result", _("Satisfied with the result"), "form", Q(result__in=GOOD), good,
                _NOW, earlier, guarded=True),
    ]  # fmt: skip


def _afterwards() -> list[Measure]:
    promise = FollowUp.State
    return [
        _count("promises", _("Promises made"), Q(), _("Promises of replies."), "promise"),
        _count("kept", _("Promises kept"), Q(state=promise.KEPT), _("As promised."), "promise"),
        _count("open", _("Promises open"), Q(state=promise.OPEN), _("Neither yet."), "promise"),
        _count("given-up", _("Promises given up"), Q(state=promise.GIVEN_UP),
               _("Given up with a written reason."), "promise"),
        _count("adoptions", _("Adoptions"), Q(), _("One case may be taken up in several places."),
               "adoption"),
        _count("adopted", _("Cases taken up"), Q(adoptions__isnull=False),
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
                guarded=True),
    ]  # fmt: skip


def _rows(cohort: Cohort, base: Base) -> QuerySet[Any]:
    """Every row of a base that belongs to a case of the cohort."""
    cases = cohort.cases().order_by()
    return base.model._default_manager.filter(**{f"{base.case}__in": cases.values("pk")}).order_by()


def figures(cohort: Cohort) -> list[Figure]:
    """Every measure, counted in one query for each base."""
    wanted = measures()
    counts: dict[str, dict[str, int]] = {}
    for name, base in BASES.items():
        of_base = [measure for measure in wanted if measure.base == name]
        asked = {
            f"{number}_{part}": Count("pk", filter=fits, distinct=True)
            if fits
            else Count("pk", distinct=True)
            for number, measure in enumerate(of_base)
            for part, fits in measure.parts().items()
        }
        found = _rows(cohort, base).aggregate(**asked)
        for number, measure in enumerate(of_base):
            counts[measure.name] = {part: found[f"{number}_{part}"] for part in measure.parts()}
    return [Figure(measure, counts[measure.name]) for measure in wanted]


def behind(cohort: Cohort, measure: Measure, part: str) -> QuerySet[Case]:
    """The cases of the rows behind one number of a figure."""
    base = BASES[measure.base]
    rows = _rows(cohort, base).filter(measure.parts()[part])
    return Case.objects.filter(pk__in=rows.values(base.case))


def _last_outcome() -> Subquery:
    letters = Letter.objects.filter(case=OuterRef("pk")).order_by("-pk")
    return Subquery(letters.values("reply__outcome")[:1])


def standings(cohort: Cohort) -> list[tuple[str, str, str, int]]:
    """Kind, state, class of the last letter, number: where cases stand beside what came of them."""
    found = cohort.cases().annotate(outcome=_last_outcome()).order_by()
    rows = Counter(found.values_list("kind", "state", "outcome"))
    return [(kind, state, outcome or "", rows[kind, state, outcome])
            for kind, state, outcome in sorted(rows, key=str)]  # fmt: skip


def few(cohort: Cohort, measure: Measure) -> bool:
    """Whether too few said something for anybody to be told who did."""
    said = _rows(cohort, BASES[measure.base]).filter(measure.parts()["among"])
    return said.count() < THRESHOLD
