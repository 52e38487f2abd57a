"""Items for those who may see them, and those like a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import pgettext

from banjie.common import clock, limits
from banjie.people.models import Unit, User
from banjie.people.rules import LEADER, OFFICER
from banjie.programme.models import Activity, Programme
from banjie.supervision.models import Answer, AnswerFile, Item, Part, StrikeOff

REPEAT = "supervision.repeat"
ALIKE = 0.6
"""Two titles that share this part of their pairs of characters are about the same matter."""


def items_for(user: User) -> QuerySet[Item]:
    """Items of the offices I serve or lead, and those handed over to one of my units."""
    mine = Part.objects.filter(item=OuterRef("pk"), unit__in=user.units())
    return (
        Item.objects.filter(
            Q(office__in=user.units(OFFICER, LEADER)) | (Exists(mine) & ~Q(state=Item.State.DRAFT))
        )
        .select_related("office", "paper", "activity__area")
        .prefetch_related(Prefetch("parts", Part.objects.select_related("unit")))
    )


def late_today() -> Q:
    """At work, and their last day is over."""
    return Q(state=Item.State.ISSUED, due__lt=clock.today())


def of_programme(programme: Programme, user: User) -> list[tuple[str, str, int]]:
    """The items about a programme's activities: name for addresses, state in words, how many.

    `late` stands beside the states: it is a part of those at work.
    """
    seen = items_for(user).filter(activity__programme=programme).order_by()
    told = seen.prefetch_related(None).aggregate(
        late=Count("pk", filter=late_today()),
        **{name: Count("pk", filter=Q(state=name)) for name in Item.State.values},
    )
    names = {**dict(Item.State.choices), "late": pgettext("supervision", "past their day")}
    return [(name, str(label), told[name]) for name, label in names.items()]


def answers_of(item: Item) -> list[Answer]:
    """The answers with files, verdicts and objections, the newest first."""
    found = item.answers.select_related("unit", "by", "verdict__by").prefetch_related(
        "files__attachment", "verdict__objections__unit"
    )
    return list(found.order_by("-pk"))


def evidence_for(item: Item) -> QuerySet[AnswerFile]:
    """What a strike-off may rest on: files of answers that will do, by verdict or by objection.

    `guards.py` words the same for the database.
    """
    will_do = Q(verdict__passed=True) | Q(verdict__objections__upheld=True)
    found = AnswerFile.objects.filter(answer__in=Answer.objects.filter(will_do, item=item))
    return found.select_related("attachment")


def strikes_of(item: Item) -> QuerySet[StrikeOff]:
    return item.strike_offs.select_related("by", "reopened_by", "evidence__attachment")


def repeated(
    title: str, units: Iterable[Unit], activity: Activity | None, *, without: Item | None = None
) -> list[Item]:
    """What was opened lately with one of these units on the same matter (条例, art. 15).

    The same matter is the same activity, or a title alike. Every office's items count: being asked
    by several at once is what the rule is about.
    """
    since = clock.today() - timedelta(days=limits.value(REPEAT))
    found = (
        Item.objects.filter(parts__unit__in=list(units), opened_on__gte=since)
        .select_related("office")
        .distinct()
    )
    if without:
        found = found.exclude(pk=without.pk)
    return [
        item
        for item in found
        if (activity and item.activity_id == activity.pk) or alike(item.title, title) >= ALIKE
    ]


def alike(one: str, other: str) -> float:
    """How much two titles share, 0 to 1: twice the pairs in common over all pairs (Dice)."""
    pairs, others = _pairs(one), _pairs(other)
    whole = pairs.total() + others.total()
    return 2 * (pairs & others).total() / whole if whole else float(one == other)


def _pairs(words: str) -> Counter[str]:
    plain = [c for c in words if c.isalnum()]
    return Counter(map("".join, pairwise(plain)))
