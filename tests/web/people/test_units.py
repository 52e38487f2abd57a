from __future__ import annotations

import pytest

from banjie.people.actions import add_unit, learn_alias
from banjie.people.models import UnitAlias
from banjie.people.queries import unit_names
from tests.web.cast import Cast


@pytest.mark.parametrize("name", ["临湖市图书馆", "市图书馆", "市 图书馆", "临湖市图书馆 "])
def test_unit_is_known_by_full_and_short_name(cast: Cast, name: str) -> None:
    from banjie.people.queries import folded

    assert unit_names()[folded(name)] == cast.library


def test_learned_alias_is_known_afterwards(cast: Cast) -> None:
    learn_alias(cast.library, "市馆", by=cast.officer)
    assert unit_names()["市馆"] == cast.library


def test_own_name_is_not_learned_as_alias(cast: Cast) -> None:
    learn_alias(cast.library, "市图书馆", by=cast.officer)
    assert not UnitAlias.objects.exists()


def test_adding_the_same_unit_twice_gives_one(cast: Cast) -> None:
    assert add_unit("临湖市气象局", by=cast.officer) == add_unit("临湖市气象局", by=cast.officer)
