"""The index changes in the transaction of the write: every save or removal of a searchable thing.

Listening is generic. The rooms above register what can be found and call nothing; what goes past
`save` (`update`, `bulk_create`) has to call `actions.written` with the rows it wrote.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from banjie.search import actions, sources


def listen() -> None:
    """From now on saved and removed things change the index."""
    for model in {
        model for source in sources.every() for model in (source.model, *source.rests_on)
    }:
        post_save.connect(_saved, sender=model, dispatch_uid="banjie.search")
        post_delete.connect(_removed, sender=model, dispatch_uid="banjie.search")


def _saved(
    sender: type[Model], instance: Model, raw: bool, created: bool = False, **_more: Any
) -> None:
    """`raw` rows come out of a fixture, before what they point to: reindex after loading one."""
    if not raw:
        actions.written(sender, new=created, pk=instance.pk)


def _removed(sender: type[Model], instance: Model, **_more: Any) -> None:
    actions.removed(sender, instance.pk)
