"""Published cases that say nearly the same as somebody is about to say."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db.models import Q, QuerySet

from banjie.consultation.models import Case, Visibility
from banjie.search.models import Entry
from banjie.search.splitting import index_words, segments

MOST = 5
_ASKED = 24  # pairs of characters asked for
_LOOKED_AT = 200  # entries weighed, the newest first
_ENOUGH = 0.34  # of the pairs of either title
_COMMON = Path(__file__).parents[1] / "data" / "common_pairs.json"


class Alike(NamedTuple):
    """A published case, and how much of its title it shares."""

    case: Case
    share: float


@cache
def _common() -> frozenset[str]:
    """Pairs that stand in every second title and tell nothing: 建议, 关于."""
    return frozenset(json.loads(_COMMON.read_text("utf-8")))


def pairs(text: str) -> list[str]:
    """The telling pairs of a text, each once."""
    words = index_words(segments(text)).split()
    return [word for word in words if len(word) > 1 and word not in _common()]


def alike(title: str, among: QuerySet[Case] | None = None) -> list[Alike]:
    """Published cases with a title like this one, the most alike first; or those `among` others.

    The index proposes what holds some of its pairs, the newest first; the titles decide.
    """
    asked = pairs(title)
    if len(asked) < 2:
        return []
    held = Q()
    for word in asked[:_ASKED]:
        held |= Q(words__holding=[word])
    public = Case.objects.filter(visibility=Visibility.PUBLIC, merged_into=None)
    shown = public if among is None else among
    entries = Entry.objects.filter(held, kind="case", object_id__in=shown.values("pk"))
    proposed = entries.order_by("-object_id").values_list("object_id", flat=True)[:_LOOKED_AT]
    found = shown.filter(pk__in=list(proposed)).select_related("office")
    weighed = (Alike(case, _share(asked, pairs(case.title))) for case in found)
    near = [one for one in weighed if one.share >= _ENOUGH]
    return sorted(near, key=lambda one: (-one.share, -one.case.pk))[:MOST]


def _share(ours: list[str], theirs: list[str]) -> float:
    """What part of all pairs of both titles stands in both."""
    both = set(ours) & set(theirs)
    return len(both) / (len(set(ours) | set(theirs)) or 1)
