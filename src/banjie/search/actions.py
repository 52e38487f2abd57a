"""Writes of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Model

from banjie.search import sources
from banjie.search.models import Entry
from banjie.search.sources import Source
from banjie.search.splitting import TEXT_LIMIT, index_words, segments, spelled

_SAID = ("opens", "programme", "day", "title", "folded_title", "text", "folded", "words")
_AT_ONCE = 200


def written(model: type[Model], *, new: bool = False, **which: Any) -> None:
    """Rows of this model were written: bring the index up to date with them, as they stand now.

    Saving does this by itself. To be called with the rows that were written past `save`, in the
    same transaction: `written(Activity, pk__in=[…])`. To what is `new` nothing points yet.
    """
    for source in sources.every():
        if source.model is model:
            _put(source, source.rows().filter(**which))
        if model in source.rests_on and not (new and source.points_at(model)):
            way = source.rests_on[model]
            through = {f"{way}__{name}": value for name, value in which.items()}
            _put(source, source.rows().filter(**through))


def removed(model: type[Model], pk: int) -> None:
    """This thing is gone."""
    for source in sources.every():
        if source.model is model:
            Entry.objects.filter(kind=source.name, object_id=pk).delete()


def reindex() -> Iterator[tuple[Source, int]]:
    """Write the whole index anew, some rows at a time; a second run changes nothing.

    Work goes on meanwhile: the rows of each turn are locked until their entries stand. Yields each
    source with the number of its things when it is done.
    """
    known = list(sources.every())
    for source in known:
        done = 0
        for things in _turns(source):
            done += len(things)
            _put(source, things)
        living = source.model._default_manager.values("pk")
        Entry.objects.filter(kind=source.name).exclude(object_id__in=living).delete()
        yield source, done
    Entry.objects.exclude(kind__in=[source.name for source in known]).delete()


def _turns(source: Source) -> Iterator[list[Any]]:
    """The source's things, so many at a time, each turn in a transaction of its own."""
    last = 0
    while True:
        with transaction.atomic():
            rows = source.rows().filter(pk__gt=last).select_for_update(of=("self",))
            things = list(rows[:_AT_ONCE])
            if not things:
                return
            yield things
        last = things[-1].pk


def stale() -> Iterator[tuple[str, int]]:
    """Things whose entry is missing, is not what it would be today, or is left over."""
    for source in sources.every():
        kept = Entry.objects.filter(kind=source.name)
        seen = set()
        for thing in source.rows().iterator(_AT_ONCE):
            seen.add(thing.pk)
            entry, wanted = kept.filter(object_id=thing.pk).first(), _entry(source, thing)
            if any(getattr(entry, name, None) != getattr(wanted, name) for name in _SAID):
                yield source.name, thing.pk
        for left in kept.values_list("object_id", flat=True).iterator(_AT_ONCE):
            if left not in seen:
                yield source.name, left
    names = [source.name for source in sources.every()]
    yield from Entry.objects.exclude(kind__in=names).values_list("kind", "object_id")


def _put(source: Source, things: Iterable[Any]) -> None:
    """One row a thing, the same row as before where there was one."""
    Entry.objects.bulk_create(
        [_entry(source, thing) for thing in things],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=list(_SAID),
        batch_size=_AT_ONCE,
    )


def _entry(source: Source, thing: Any) -> Entry:
    said = source.words(thing)
    title, text = _storable(said.title), _storable(said.text)
    head = segments(title)
    body = segments(text[: max(0, TEXT_LIMIT - len(title))])
    return Entry(
        kind=source.name,
        object_id=thing.pk,
        opens=said.opens or thing.pk,
        programme=said.programme,
        day=said.day,
        title=title,
        folded_title=spelled(head),
        text=text,
        folded=f"{spelled(head)}\n{spelled(body)}",  # no term reaches from the title into the text
        words=index_words([*head, *body]),
    )


def _storable(text: str) -> str:
    """What both databases can hold, and no more than is indexed."""
    return text[:TEXT_LIMIT].replace("\0", "")
