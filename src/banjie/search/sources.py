"""What can be found. A room says it in its `searchable.py`, which is loaded when the site starts.

sources.register(
    Source("report", _("reports"), Report, words=…, visible=reports_for, address="…:report")
)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet

from banjie.people.models import User

WITHIN = "programme"  # the source whose things the others stand in


class Words(NamedTuple):
    """What is said about one thing: `opens` is the number in its address, its own by default."""

    title: str
    text: str
    day: date
    programme: int | None = None
    opens: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing: its words, who may see it, and where it is opened.

    A source that is not `dated` is put in order by a day that is not its own, so none is shown.
    `follows` are the relations that `words` reads. `rests_on` names, for every other model whose
    change alters the words, the way from this model to it: `{Unit: "office"}`.
    """

    name: str
    label: Any
    model: type[Model]
    words: Callable[[Any], Words]
    visible: Callable[[User], QuerySet[Any]]
    address: str
    dated: bool = True
    follows: tuple[str, ...] = ()
    rests_on: Mapping[type[Model], str] = field(default_factory=dict)

    def rows(self) -> QuerySet[Any]:
        """All its things, with what their words need."""
        return self.model._default_manager.select_related(*self.follows).order_by("pk")

    def points_at(self, model: type[Model]) -> bool:
        """Whether its things hold the number of what they rest on, and none of it holds theirs."""
        here: Any = self.model
        for name in self.rests_on[model].split("__"):
            hop = here._meta.get_field(name)
            if not hop.concrete:
                return False
            here = hop.related_model
        return True


_KNOWN: dict[str, Source] = {}


def register(source: Source) -> None:
    """Let these things be found; a name is given once."""
    if source.name in _KNOWN:
        raise ValueError(f"two sources are called {source.name}")
    _KNOWN[source.name] = source


def every() -> Iterator[Source]:
    """The sources in the order of their rooms."""
    yield from _KNOWN.values()


def named(name: str) -> Source:
    return _KNOWN[name]
