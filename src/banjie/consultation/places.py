"""Places in the words of a reply that the records fill in, for each case it is sent to."""

from __future__ import annotations

from banjie.consultation.models import Case
from banjie.people.models import Unit


def filled(words: str, case: Case, unit: Unit) -> str:
    """With `{title}` and `{number}` of this very case, `{unit}` of who replies: a reply to cases
    that were merged names each author's own.
    """
    places = {"{title}": case.title, "{number}": case.number, "{unit}": unit.name}
    for place, value in places.items():
        words = words.replace(place, value)
    return words
