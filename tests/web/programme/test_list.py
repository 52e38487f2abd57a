"""The list: what a filter leaves, filters that are kept, one change for several activities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.notices.actions.outbox import withdraw_settled
from banjie.notices.models import Notice
from banjie.people.filters import MOST
from banjie.people.models import SavedFilter, User
from banjie.programme.actions.reports import accept_report
from banjie.programme.models import Activity, Area, Programme
from tests.web import plans
from tests.web.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
CLUB, ESSAYS, TRAINING = "湖畔夜读", "征文", "培训班"


@pytest.fixture
def programme(cast: Cast) -> Programme:
    found = plans.open_plan(cast)
    upper = Area.objects.create(programme=found, number="一、", title="全民阅读", position=90)
    lower = Area.objects.create(programme=found, title="进校园", position=91, parent=upper)
    found.activities.filter(title__contains=ESSAYS).update(area=upper, duty="optional")
    found.activities.filter(title__contains=TRAINING).update(area=lower)
    found.activities.filter(title__contains=CLUB).update(area=None)
    return found


def listed(client: Client, programme: Programme, **said: Any) -> list[str]:
    page = client.get(reverse("programme:list", args=(programme.pk,)), said)
    titles = [row.line.title for row in page.context["rows"]]
    return [next(k for k in (CLUB, ESSAYS, TRAINING) if k in title) for title in titles]


CASES: list[tuple[dict[str, str], list[str]]] = [
    ({}, [CLUB, ESSAYS, TRAINING]),
    ({"q": "征文"}, [ESSAYS]),
    ({"light": "overdue"}, [TRAINING]),
    ({"light": "purple"}, [CLUB, ESSAYS, TRAINING]),
    ({"state": "not-yet"}, [ESSAYS]),
    ({"unit": "library"}, [CLUB, ESSAYS]),
    ({"unit": "office", "part": "answers"}, [CLUB]),
    ({"unit": "museum"}, []),
    ({"area": "upper"}, [ESSAYS, TRAINING]),
    ({"area": "lower"}, [TRAINING]),
    ({"area": "0"}, [CLUB]),
    ({"area": "2000000000"}, [CLUB, ESSAYS, TRAINING]),
    ({"area": "x", "unit": "9" * 30}, [CLUB, ESSAYS, TRAINING]),
    ({"duty": "optional"}, [ESSAYS]),
    ({"due": "2026-10"}, [ESSAYS]),
    ({"due": "x"}, []),
    ({"sort": "due"}, [TRAINING, ESSAYS, CLUB]),
    ({"unit": "library", "light": "on-plan", "duty": "required"}, [CLUB]),
]


@pytest.mark.parametrize(("said", "left"), CASES, ids=str)
def test_filter_leaves_what_fits(
    cast: Cast, programme: Programme, signed_in: SignedIn, said: dict[str, str], left: list[str]
) -> None:
    names = {
        "library": cast.library.pk, "office": cast.office.pk, "museum": cast.museum.pk,
        "upper": Area.objects.get(title="全民阅读").pk, "lower": Area.objects.get(title="进校园").pk,
    }  # fmt: skip
    asked = {name: names.get(value, value) for name, value in said.items()}
    assert listed(signed_in(cast.officer), programme, **asked) == left


def test_filters_are_kept_for_oneself_and_not_without_end(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    client, save = signed_in(cast.officer), reverse("programme:save-filter", args=(programme.pk,))
    for n in range(MOST + 2):
        client.post(save, {"name": f"第{n}", "query": "light=overdue&page=3&evil=1"})
    client.post(save, {"name": "第0", "query": "q=征文"})
    mine = SavedFilter.objects.filter(user=cast.officer)
    assert mine.count() == MOST
    assert set(mine.exclude(name="第0").values_list("query", flat=True)) == {"light=overdue"}
    page = client.get(f"{reverse('programme:list', args=(programme.pk,))}?{mine[0].query}")
    assert [row.line.title for row in page.context["rows"]] == ["开展“我与临湖”主题征文活动"]
    other = signed_in(cast.leader)
    drop = reverse("programme:drop-filter", args=(programme.pk, mine[0].pk))
    assert other.post(drop).status_code == 404
    assert client.post(drop).status_code == 302
    assert mine.count() == MOST - 1


def press(client: Client, programme: Programme, do: str, **data: Any) -> Any:
    pick = [f"{a.pk}-{a.version}" for a in programme.activities.exclude(title__contains=CLUB)]
    return client.post(
        reverse("programme:many-at-once", args=(programme.pk,)),
        {"do": do, "pick": pick, "reason": "年中调整", "once": "k1"} | data,
    )


def test_several_activities_are_set_and_moved_with_one_reason(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    client = signed_in(cast.officer)
    assert press(client, programme, "optional", reason="").status_code == 422
    for _twice in range(2):
        assert press(client, programme, "optional").status_code == 302
    chosen = programme.activities.exclude(title__contains=CLUB)
    assert set(chosen.values_list("duty", flat=True)) == {"optional"}
    assert programme.activities.get(title__contains=CLUB).duty == "required"
    area = Area.objects.get(title="进校园")
    press(client, programme, "area", area=area.pk, once="k2")
    assert set(chosen.values_list("area", flat=True)) == {area.pk}
    essays = chosen.get(title__contains=ESSAYS)
    assert [change.reason for change in essays.changes.all()] == ["年中调整"]
    assert essays.assignments.count() == 2
    assert essays.targets.count() == 1


def test_one_that_moved_on_leaves_all_as_they_are(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    programme.activities.filter(title__contains=TRAINING).update(version=7)
    pick = [f"{a.pk}-1" for a in programme.activities.all()]
    press(signed_in(cast.officer), programme, "optional", pick=pick)
    assert programme.activities.filter(duty="optional").count() == 1  # the one it was before


def test_responsible_units_are_urged_by_drafts_once(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    for _twice in range(2):
        press(signed_in(cast.officer), programme, "remind")
    letters = Notice.objects.filter(kind="urging")
    assert {letter.unit.name for letter in letters if letter.unit} == {
        "临湖市图书馆", "临湖开放大学",
    }  # fmt: skip
    assert letters.count() == 2
    assert {letter.state for letter in letters} == {"draft"}
    assert all("年中调整" in letter.body for letter in letters)


def test_what_a_draft_asks_already_is_not_asked_by_another_hand(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    client, essays = signed_in(cast.officer), programme.activities.get(title__contains=ESSAYS)
    press(client, programme, "remind", pick=[f"{essays.pk}-{essays.version}"])
    press(client, programme, "remind", once="k2")
    asked = [asks for notice in Notice.objects.filter(kind="urging") for asks in notice.asks]
    assert len(asked) == len(set(asked))
    assert essays.pk in asked


@pytest.mark.parametrize("done", ["told", "accepted", "dropped", "closed", "no part", "nothing"])
def test_draft_that_urges_is_withdrawn_once_its_unit_owes_nothing(
    cast: Cast, programme: Programme, signed_in: SignedIn, done: str
) -> None:
    essays = programme.activities.get(title__contains=ESSAYS)
    press(signed_in(cast.officer), programme, "remind", pick=[f"{essays.pk}-{essays.version}"])
    if done in ("told", "accepted"):
        report = plans.report(essays, cast, completes=done == "accepted")
        if done == "accepted":
            accept_report(report, by=cast.officer)
    elif done == "dropped":
        programme.activities.update(dropped_at="2026-01-01T00:00Z", dropped_reason="取消")
    elif done == "closed":
        Programme.objects.update(state=Programme.State.CLOSED)
    elif done == "no part":
        essays.assignments.all().delete()
    assert withdraw_settled() == (done != "nothing")


def test_overdue_activity_offers_its_office_to_urge(
    cast: Cast, programme: Programme, signed_in: SignedIn, settings: Any
) -> None:
    essays = programme.activities.get(title__contains=ESSAYS)
    page, words = f"/activities/{essays.pk}/", "do=remind"
    assert words not in signed_in(cast.officer).get(page).content.decode()
    settings.BANJIE_TODAY = "2026-11-02"
    shown = signed_in(cast.officer).get(page).content.decode()
    [link] = [part.split('"')[0] for part in shown.split('href="') if words in part.split('"')[0]]
    assert signed_in(cast.officer).get(link.replace("&amp;", "&")).status_code == 200
    assert words not in signed_in(cast.leader).get(page).content.decode()


def test_activities_of_others_cannot_be_ticked(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    foreign = Programme.objects.create(
        office=cast.other_office, title="外县方案", year=2026, opened_by=cast.other_officer
    )
    theirs = Activity.objects.create(programme=foreign, title="外县", kind="other", position=1)
    press(signed_in(cast.officer), programme, "optional", pick=[f"{theirs.pk}-1", "x", "1-y"])
    theirs.refresh_from_db()
    assert theirs.duty == "required"
