"""Before and after: chains without circles, dates proposed and never moved by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common.models import AuditEntry
from banjie.people.models import User
from banjie.programme.actions import dependencies as actions
from banjie.programme.actions import duties
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.dropping import drop_activity
from banjie.programme.actions.merging import merge_activities
from banjie.programme.models import Activity, Dependency, Programme
from banjie.programme.queries.dependencies import chain, links_of, proposal
from tests.web.cast import Cast

SignedIn = Callable[[User], Client]


@pytest.fixture
def three(programme: Programme) -> list[Activity]:
    """读书会 3月—11月, 征文 10月8日—31日, 培训班 8月中旬."""
    return list(programme.activities.all())


def test_circle_is_refused_and_its_chain_named(
    cast: Cast, three: list[Activity], signed_in: SignedIn
) -> None:
    first, second, third = three
    actions.add_dependency(first, second, by=cast.officer)
    actions.add_dependency(second, third, by=cast.officer)
    assert chain(first, third) == [first, second, third]
    with pytest.raises(actions.Circle) as circle:
        actions.add_dependency(third, first, by=cast.officer)
    assert circle.value.titles == [str(activity) for activity in three]
    address = reverse("programme:add-before", args=(first.pk,))
    page = signed_in(cast.officer).post(address, {"before": third.pk}, follow=True)
    assert f"{first} → {second} → {third}" in page.content.decode()
    assert Dependency.objects.count() == 2


def test_nothing_comes_before_itself(cast: Cast, three: list[Activity]) -> None:
    with pytest.raises(actions.Circle):
        actions.add_dependency(three[0], three[0], by=cast.officer)


def test_said_twice_is_said_once_and_taken_away_again(
    cast: Cast, three: list[Activity], signed_in: SignedIn
) -> None:
    client, address = signed_in(cast.officer), reverse("programme:add-before", args=(three[1].pk,))
    for _ in range(2):
        client.post(address, {"before": three[2].pk})
    link = Dependency.objects.get()
    assert [found.dependency for found in links_of(three[1])[0]] == [link]
    assert [found.dependency for found in links_of(three[2])[1]] == [link]
    client.post(reverse("programme:remove-before", args=(three[1].pk, link.pk)))
    assert not Dependency.objects.exists()


def test_merged_activity_leaves_what_waits_to_the_one_that_takes_it_in(
    cast: Cast, three: list[Activity]
) -> None:
    first, second, third = three
    actions.add_dependency(first, second, by=cast.officer)
    actions.add_dependency(second, third, by=cast.officer)
    fourth = Activity.objects.create(
        programme=first.programme, position=9, title="阅读推广展示", kind=first.kind
    )
    merge_activities(second, into=fourth, reason="合办", by=cast.officer)
    assert chain(first, third) == [first, fourth, third]
    merge_activities(fourth, into=third, reason="合办", by=cast.officer)  # no longer before itself
    assert [(link.before, link.after) for link in Dependency.objects.all()] == [(first, third)]


def test_merging_closes_no_circle(cast: Cast, three: list[Activity]) -> None:
    first, second, third = three
    actions.add_dependency(first, second, by=cast.officer)
    actions.add_dependency(second, third, by=cast.officer)
    merge_activities(first, into=third, reason="合办", by=cast.officer)
    assert [(link.before, link.after) for link in Dependency.objects.all()] == [(second, third)]
    assert AuditEntry.objects.filter(verb="dependency.removed").count() == 1


# 前: last day, 后: first and last day → proposal (days, first, last)
PROPOSALS = [
    ("2026-10-31", "2026-10-20", "2026-10-22", (12, "2026-11-01", "2026-11-03")),
    ("2026-10-31", "2026-10-31", "2026-10-31", (1, "2026-11-01", "2026-11-01")),
    ("2026-10-31", "2026-11-01", "2026-11-05", None),
    ("2026-10-31", "2026-10-20", None, (12, "2026-11-01", None)),
    (None, "2026-10-20", "2026-10-22", None),
    ("2026-10-31", None, "2026-10-22", None),
]


@pytest.mark.parametrize(("ends", "begins", "until", "expected"), PROPOSALS)
def test_proposal_follows_the_end_of_what_comes_before(
    three: list[Activity], ends: str | None, begins: str | None, until: str | None,
    expected: tuple[int, str, str | None] | None,
) -> None:  # fmt: skip
    def day(said: str | None, plus: int = 0) -> date | None:
        return date.fromordinal(date.fromisoformat(said).toordinal() + plus) if said else None

    before, after = three[0], three[1]
    before.schedules.all().delete()
    after.schedules.all().delete()
    before.schedules.create(words="前", start=date(2026, 1, 1), end=day(ends, 1))
    after.schedules.create(words="后", start=day(begins), end=day(until, 1))
    found = proposal(Dependency.objects.create(before=before, after=after))
    told = found and (found.days, str(found.first), str(found.last) if found.last else None)
    assert told == expected


def test_nothing_waits_for_work_that_was_dropped(cast: Cast, three: list[Activity]) -> None:
    first, second, _third = three
    actions.add_dependency(first, second, by=cast.officer)
    assert links_of(second)[0][0].proposal
    drop_activity(first, version=first.version, reason="不再举办。", by=cast.officer)
    assert links_of(second) == ([], [])


def test_taken_proposal_goes_the_way_of_every_change(
    cast: Cast, three: list[Activity], signed_in: SignedIn
) -> None:
    contest, training = three[1], three[2]
    part = contest.assignments.get(unit=cast.library)
    duties.confirm(part, version=contest.version, by=cast.liaison)
    training.schedules.update(end=date(2026, 10, 21))
    link = actions.add_dependency(training, contest, by=cast.officer)
    contest.refresh_from_db()
    assert contest.schedules.get().start == date(2026, 10, 8)
    client = signed_in(cast.officer)
    address = reverse("programme:take-proposal", args=(contest.pk, link.pk))
    page = client.get(address)
    found = page.context["proposal"]
    assert (found.days, found.first, found.last) == (13, date(2026, 10, 21), date(2026, 11, 13))
    data: dict[str, Any] = {"version": contest.version, "days": 13}
    assert client.post(address, data).status_code == 422
    client.post(address, data | {"reason": "待培训结束"})
    time = contest.schedules.get()
    assert (time.start, time.end) == (date(2026, 10, 21), date(2026, 11, 14))
    assert time.words == "2026年10月21日至11月13日"
    part.refresh_from_db()
    assert part.answer == "waiting"
    change = contest.changes.get()
    assert (change.kind, change.reason) == ("date", "待培训结束")
    assert client.get(address).status_code == 403


def test_proposal_that_is_no_longer_the_same_is_not_taken(
    cast: Cast, three: list[Activity]
) -> None:
    link = actions.add_dependency(three[0], three[1], by=cast.officer)
    with pytest.raises(Stale):
        actions.take_proposal(link, days=1, version=three[1].version, reason="", by=cast.officer)
    assert three[1].schedules.get().start == date(2026, 10, 8)
