"""Where cases stand, what came of them, on which ground some were not taken up."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from django.db.models import Count

from banjie.consultation.models import Kind, State
from banjie.consultation.queries.figures.cohort import NO_LETTER, Cohort, last_outcome


class Standing(NamedTuple):
    """So many cases of a kind in a state, with this class of the last letter."""

    kind: str
    state: str
    outcome: str
    number: int


def standings(cohort: Cohort) -> list[Standing]:
    """Where cases stand beside what came of them: both in every count."""
    found = cohort.cases().annotate(outcome=last_outcome()).order_by()
    counted = found.values_list("kind", "state", "outcome").annotate(Count("pk"))
    return sorted(
        Standing(kind, state, outcome or NO_LETTER, n) for kind, state, outcome, n in counted
    )


def outcomes(found: list[Standing]) -> dict[str, Counter[str]]:
    """Of each kind, how many got a letter of each class last."""
    classes: dict[str, Counter[str]] = {kind: Counter() for kind in Kind.values}
    for row in found:
        if row.outcome != NO_LETTER:
            classes[row.kind][row.outcome] += row.number
    return {kind: counted for kind, counted in classes.items() if counted}


def grounds(cohort: Cohort) -> list[tuple[str, int]]:
    """How many were not taken up on each ground, in the order of their codes."""
    declined = cohort.cases().filter(state=State.DECLINED).order_by()
    return sorted(declined.values_list("ground").annotate(Count("pk")))
