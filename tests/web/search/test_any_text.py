"""Any text may be typed, and stored: the page stays up, and what a text holds is found in it."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banjie.search.models import Entry
from banjie.search.splitting import fold, terms
from tests.web.cast import Cast
from tests.web.search.filed import file, numbers

pytestmark = pytest.mark.django_db
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

storable = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
# Few characters, so that they meet: Chinese of both scripts, letters, marks that operators are of.
few = st.sampled_from("督办辦民政務务水年圖图𠀀〇 \n　，。“”·aBＣ19é\u200b'\"*:&|!()^\\%_-😀")
texts = st.text(few, max_size=40) | st.text(storable, max_size=40)
typed = texts | st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from([
    '督办" OR "', "NEAR(督办 民政)", "督办*", "words:督办", "督办 AND NOT 民政", "'督办':*", "督 <-> 办",
    "督办\0民政", "办" * 10_000, "a" * 10_000, "%", "_", "\\", "督%办", "'; DROP TABLE search_entry; --",
    "督" + " " * 9_000 + "办", "\u202e督办", "ﷺ", "ß", "İ", "e" + "\u0301" * 200, "督\ufe00办",
])  # fmt: skip


@quick
@given(query=typed, text=texts)
def test_any_text_gives_a_page(cast: Cast, query: str, text: str) -> None:
    with transaction.atomic():
        file(cast, text)
        client = Client()
        client.force_login(cast.officer)
        assert client.get("/search/", {"q": query}).status_code == 200
        transaction.set_rollback(True)


@quick
@given(query=typed, stored=st.lists(texts, max_size=4))
def test_index_gives_what_looking_through_everything_gives(
    cast: Cast, query: str, stored: list[str]
) -> None:
    with transaction.atomic():
        for text in [*stored, query.replace("\0", "")]:
            file(cast, text)
        asked = terms(query)
        looked = [
            entry.object_id
            for entry in Entry.objects.order_by("-object_id")
            if asked and all(term.needle in entry.folded for term in asked)
        ]
        assert (sorted(numbers(cast.officer, query)) if asked else []) == sorted(looked)
        transaction.set_rollback(True)


chinese = st.text(st.sampled_from("督办辦民政務务水年圖图𠀀〇書书"), min_size=1, max_size=12)
around = st.text(storable, max_size=30)


@quick
@given(before=around, run=chinese, after=around, data=st.data())
def test_any_part_of_a_run_of_chinese_is_found(
    cast: Cast, before: str, run: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(run) - 1))
    part = run[start : data.draw(st.integers(start + 1, len(run)))]
    with transaction.atomic():
        document = file(cast, before + run + after)
        assert numbers(cast.officer, part) == [document.pk]
        transaction.set_rollback(True)


@quick
@given(text=st.text(few, min_size=1, max_size=40), data=st.data())
def test_any_part_between_words_is_found_and_marked(
    cast: Cast, text: str, data: st.DataObject
) -> None:
    """A part may begin and end anywhere but inside a word of other letters."""
    inside = re.compile(r"(?<=[a-z0-9é\0])(?=[a-z0-9é\0])")
    cuts = {0, len(text), *range(len(text))} - {m.start() for m in inside.finditer(fold(text))}
    start, end = sorted(data.draw(st.tuples(*[st.sampled_from(sorted(cuts))] * 2)))
    part = text[start:end]
    with transaction.atomic():
        document = file(cast, text)
        if terms(part):
            assert numbers(cast.officer, part) == [document.pk]
            client = Client()
            client.force_login(cast.officer)
            assert "<mark>" in client.get("/search/", {"q": part}).content.decode()
        transaction.set_rollback(True)
