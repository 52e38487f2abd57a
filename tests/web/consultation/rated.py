"""Many rated cases at once, for the tests of figures."""

from __future__ import annotations

from typing import Any

from banjie.common import clock
from banjie.consultation.models import Case, Handling, Rating, Submitter
from banjie.people.models import Unit
from tests.web.cast import Cast


def rated(cast: Cast, unit: Unit, number: int, **values: Any) -> None:
    """So many cases that a unit answered and whose authors rated the reply."""
    said = {
        "office": cast.office, "kind": "suggestion", "title": "关于路灯的建议", "state": "filed",
        "submitted_on": clock.today(),
    }  # fmt: skip
    cases = Case.objects.bulk_create(Case(**said | values) for _n in range(number))
    Handling.objects.bulk_create(Handling(case=case, unit=unit, role="sole") for case in cases)
    authors = Submitter.objects.bulk_create(Submitter(case=case) for case in cases)
    Rating.objects.bulk_create(
        Rating(submitter=author, case=author.case, round=0, attitude=3, result=1 + n % 3)
        for n, author in enumerate(authors)
    )
