"""What every step on a paper begins with: the paper as it is now, locked."""

from __future__ import annotations

from banjie.approvals.models import Paper


class WrongState(Exception):
    """The paper has moved on since the page was drawn."""


def locked(paper: Paper, *states: str) -> Paper:
    """The paper as it is now, locked; raises `WrongState` unless it is in one of `states`."""
    current = (
        Paper.objects.select_for_update(of=("self",))
        .select_related("unit", "drafted_by")
        .get(pk=paper.pk)
    )
    if current.state not in states or current.lapsed:
        raise WrongState(current.state)
    return current
