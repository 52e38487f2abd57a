"""Addresses of the list: several activities at once, kept filters."""

from __future__ import annotations

from banjie.common import once
from banjie.people.filters import save_filter
from banjie.programme.models import Programme
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way
from tests.web.grid.programme import the_programme


def _many(cast: Cast, state: str) -> Call:
    programme = the_programme(cast, "at-work")
    if state == "template":
        Programme.objects.filter(pk=programme.pk).update(state=state)
    ticked = {"do": "nothing" if state == "strange" else "remind"}
    ticked["pick"] = f"{programme.activities.all()[0].pk}-1"
    query = "&".join(f"{name}={value}" for name, value in ticked.items())
    reason = {"reason": "请按期报告", "once": once.new_key()} if state == "said" else {}
    return Call((programme.pk,), ticked | reason, query)


def _save(cast: Cast, state: str) -> Call:
    return Call((the_programme(cast, state).pk,), {"name": "逾期的", "query": "light=overdue"})


def _drop(cast: Cast, state: str) -> Call:
    kept = save_filter("programme", "逾期的", "light=overdue", by=cast.officer)
    return Call((the_programme(cast, state).pk, kept.pk))


WAYS: dict[str, Way] = {
    "programme:many-at-once": _many,
    "programme:save-filter": _save,
    "programme:drop-filter": _drop,
}
