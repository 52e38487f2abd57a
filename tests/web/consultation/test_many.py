"""Several cases of the list at once, each with its verdict before anything is written; kept filters."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from banjie.common import once
from banjie.consultation.models import Case, Handling
from banjie.notices import standing
from banjie.notices.models import Notice
from banjie.people.filters import MOST
from banjie.people.models import SavedFilter, User
from tests.web.cast import Cast
from tests.web.consultation import cases

SignedIn = Callable[[User], Client]
MANY = "/cases/many/"
pytestmark = pytest.mark.django_db


def three(cast: Cast) -> list[Case]:
    """Waiting for the check, filed, and at work with the library."""
    return [cases.at(cast, stage, title=stage) for stage in ("submitted", "filed", "handling")]


def confirm(client: Client, do: str, *picked: Case, key: str = "", **said: Any) -> Any:
    data = {"do": do, "pick": [case.pk for case in picked], "once": key or once.new_key()}
    return client.post(MANY, data | said)


def states(*found: Case) -> list[str]:
    return [Case.objects.get(pk=case.pk).state for case in found]


@pytest.mark.parametrize(
    ("do", "fits"), [("file", "submitted"), ("assign", "filed"), ("remind", "handling")]
)
def test_each_case_has_its_verdict_before_anything_is_written(
    cast: Cast, signed_in: SignedIn, do: str, fits: str
) -> None:
    found = three(cast)
    client = signed_in(cast.officer)
    rows = client.get(MANY, {"do": do, "pick": [case.pk for case in found]}).context["rows"]
    assert {row.case.title for row in rows if not row.why} == {fits}
    assert all(row.why for row in rows if row.case.title != fits)
    said = {"unit": cast.museum.pk, "reason": "请按期答复。"}
    assert confirm(client, do, *found, **said).status_code == 422
    assert states(*found) == ["submitted", "filed", "handling"]
    assert not Notice.objects.filter(kind="urging.case").exists()


def test_steps_are_taken_on_all_of_them_once(cast: Cast, signed_in: SignedIn) -> None:
    pair = [cases.at(cast, "submitted", title=title) for title in ("其一", "其二")]
    client, key = signed_in(cast.officer), once.new_key()
    for _time in range(2):
        confirm(client, "file", *pair, key=key)
    assert states(*pair) == ["filed", "filed"]
    assert confirm(client, "assign", *pair).status_code == 422  # to whom?
    confirm(client, "assign", *pair, unit=cast.library.pk)
    assert set(Handling.objects.values_list("unit__name", "role")) == {
        (cast.library.name, "sole")
    }  # fmt: skip
    confirm(signed_in(cast.liaison), "receive", *pair)
    assert not Handling.objects.filter(received_on=None).exists()


def test_a_unit_gets_one_letter_for_all_it_owes_and_not_twice(
    cast: Cast, signed_in: SignedIn
) -> None:
    pair = [cases.at(cast, "received", title=title) for title in ("其一", "其二")]
    client, key = signed_in(cast.officer), once.new_key()
    for again, leads in ((key, "/notices/outbox/"), (key, "/cases/"), ("", "")):
        answer = confirm(client, "remind", *pair, key=again, reason="请按期答复。")
        assert answer.headers.get("Location", "") == leads
    page = client.get(MANY, {"do": "remind", "pick": [case.pk for case in pair]})
    assert page.context["fit"] == 0
    assert all("待发箱" in row.why for row in page.context["rows"])
    letter = Notice.objects.get(kind="urging.case")
    assert (letter.unit, letter.state, len(letter.asks)) == (cast.library, "draft", 2)
    assert all(case.title in letter.body for case in pair)
    assert standing.stands(letter)
    for case in pair:
        reply = cases.drafted(cast, case)
        cases.actions.sign_reply(reply, post="馆长", by=cases.head_of(cast))
    assert not standing.stands(letter)


def test_a_case_counts_for_urging_while_one_of_its_units_was_not_asked(
    cast: Cast, signed_in: SignedIn
) -> None:
    case = cases.handled(cast, (cast.library, "main"), (cast.museum, "co"))
    client = signed_in(cast.officer)
    confirm(client, "remind", case, reason="请按期答复。")
    Notice.objects.get(kind="urging.case", unit=cast.museum).delete()
    confirm(client, "remind", case, reason="请按期答复。")
    letters = Notice.objects.filter(kind="urging.case").values_list("unit__name", flat=True)
    assert sorted(letters) == sorted([cast.library.name, cast.museum.name])


def test_the_verdicts_on_more_cases_ask_no_more(cast: Cast, signed_in: SignedIn) -> None:
    few = [cases.at(cast, "handling", title="其一"), cases.merged(cast)]
    more = [cases.at(cast, "handling", title="其二"), cases.merged(cast)]
    for user, do in ((cast.liaison, "receive"), (cast.officer, "file"), (cast.officer, "remind")):
        client, asked = signed_in(user), []
        for some in (few, few + more):
            with CaptureQueriesContext(connection) as queries:
                rows = client.get(MANY, {"do": do, "pick": [case.pk for case in some]})
            assert len(rows.context["rows"]) == len(some)
            asked.append(len(queries))
        assert asked[0] == asked[1], do


def test_a_choice_is_exported_without_who_stands_behind(cast: Cast, signed_in: SignedIn) -> None:
    found = three(cast)
    foreign = cases.submitted(cast)
    Case.objects.filter(pk=foreign.pk).update(office=cast.other_office)
    picked = {"do": "export", "pick": [case.pk for case in [*found, foreign]]}
    for user, titles in (
        (cast.officer, {"submitted", "filed", "handling"}), (cast.liaison, {"handling"}),
    ):  # fmt: skip
        answer = signed_in(user).get(MANY, picked)
        sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0]
        assert {row[2].value for row in list(sheet.rows)[1:]} == titles, user
        assert len(list(sheet.columns)) == 8


def test_what_is_not_offered_or_not_seen_is_not_there(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.at(cast, "submitted")
    for user, do in ((cast.liaison, "file"), (cast.nobody, "receive"), (cast.officer, "settle")):
        assert signed_in(user).get(MANY, {"do": do, "pick": case.pk}).status_code == 404
    for pick in ("", "x", "9" * 30):
        assert (
            signed_in(cast.other_officer).get(MANY, {"do": "file", "pick": pick}).url == "/cases/"
        )
    confirm(signed_in(cast.other_officer), "file", case)
    assert states(case) == ["submitted"]


def test_filters_are_kept_for_oneself_and_for_this_list(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.officer)
    SavedFilter.objects.create(user=cast.officer, place="programme", name="别处", query="q=x")
    for n in range(MOST + 1):
        client.post("/cases/filters/", {"name": f"第{n}", "query": "state=late&before=3&evil=1"})
    mine = SavedFilter.objects.filter(user=cast.officer, place="cases")
    assert (mine.count(), set(mine.values_list("query", flat=True))) == (MOST, {"state=late"})
    page = client.get("/cases/?state=late").content.decode()
    assert ("第0" in page, "别处" in page) == (True, False)
    drop = f"/cases/filters/{mine[0].pk}/drop/"
    assert signed_in(cast.leader).post(drop).status_code == 404
    assert client.post(drop).url == "/cases/"
    assert mine.count() == MOST - 1
