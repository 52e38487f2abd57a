"""Search over everything the caller may see."""

from __future__ import annotations

from typing import Annotated, Any

from django.urls import reverse
from ninja import Query, Router

from banjie.api.paging import Number
from banjie.api.problems import READ
from banjie.api.schemas.others import Answers, Found
from banjie.people.requests import SignedRequest
from banjie.search import queries, sources
from banjie.search.forms import SearchForm, place_in_address
from banjie.search.models import Entry
from banjie.search.splitting import QUERY_LIMIT, terms

router = Router(tags=["Search"])


@router.get("/search", response={200: Answers, **READ}, url_name="search")
def search(
    request: SignedRequest,
    q: Annotated[
        str, Query(max_length=QUERY_LIMIT, description="The words; all must stand in it.")
    ],
    kind: str = "",
    programme: Number | None = None,
    after: str = "",
) -> Any:
    """Things in which all the words stand. A narrowing that makes no sense is left out."""
    narrowed = {"kind": kind, "programme": programme, "after": after}
    wanted = SearchForm(narrowed).wanted(terms(q))
    entries = queries.found(request.user, wanted).entries if wanted.terms else []
    shown = entries[: queries.PAGE]
    more = len(entries) > len(shown)
    return Answers(
        items=[_found(entry) for entry in shown],
        next=place_in_address(queries.Place.of(shown[-1])) if more else None,
    )


def _found(entry: Entry) -> Found:
    source = sources.named(entry.kind)
    return Found(
        kind=entry.kind,
        id=entry.object_id,
        title=entry.title,
        day=entry.day if source.dated else None,
        programme=entry.programme,
        address=reverse(source.address, args=(entry.opens,)),
    )
