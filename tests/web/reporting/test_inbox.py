"""The inbox: every row has its reason, a unit's staff share it, and a full house stays light."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from banjie.common import clock
from banjie.common.models import AuditEntry
from banjie.people.models import Membership, User
from banjie.programme.actions import reports
from banjie.programme.models import Activity, Programme, Report, Schedule
from banjie.reporting.models import Taking
from banjie.reporting.queries.inbox import FIRST, REASONS, Desk, Group, Reason, colleagues, inbox
from tests.web import plans
from tests.web.approvals import papers
from tests.web.cast import Cast
from tests.web.supervision import cases

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def waits(user: User) -> dict[str, Group]:
    fresh = User.objects.get(pk=user.pk)
    return {group.reason.name: group for group in inbox(Desk(fresh))}


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return plans.open_plan(cast)


@pytest.fixture
def activity(programme: Programme) -> Activity:
    return programme.activities.get(title__contains="湖畔夜读")


def back(cast: Cast, activity: Activity) -> Report:
    report = plans.report(activity, cast)
    reports.return_report(report, reason="请补充照片", by=cast.officer)
    return report


SCENES: list[tuple[str, str, Callable[[Cast, Activity], Any]]] = [
    ("liaison", "owed", lambda c, a: None),
    ("liaison", "duties", lambda c, a: None),
    ("liaison", "later", lambda c, a: None),
    ("officer", "overdue", lambda c, a: None),
    ("leader", "overdue", lambda c, a: None),
    ("officer", "decide", lambda c, a: plans.report(a, c)),
    ("liaison", "returned", back),
    ("liaison", "begun", lambda c, a: plans.report(a, c, submit=False)),
    ("leader", "sign", lambda c, a: papers.draft(c)),
    ("liaison", "papers", lambda c, a: papers.draft(c, submit=False)),
    ("officer", "drafts", lambda c, a: plans.draft_of(c, plans.PLAN.replace("2026", "2027"))),
    ("officer", "hand-over", lambda c, a: cases.at(c, "approved")),
    ("liaison", "take-over", lambda c, a: cases.at(c, "issued")),
    ("handler", "answer-item", lambda c, a: cases.at(c, "received")),
    ("officer", "verify", lambda c, a: cases.at(c, "answered")),
    ("officer", "strike-off", lambda c, a: cases.at(c, "verified")),
]


def test_all_that_is_overdue_is_counted_not_only_the_rows_shown(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    before = signed_in(cast.liaison).get("/").context["late"]
    for n in range(FIRST + 1):
        late = programme.activities.create(title=f"第{n}项", kind="other", position=n)
        late.schedules.create(words="三月底前", end=clock.today() - timedelta(days=30))
        late.assignments.create(unit=cast.library, role="lead")
    assert signed_in(cast.liaison).get("/").context["late"] == before + FIRST + 1


@pytest.mark.parametrize(("who", "reason", "happens"), SCENES, ids=[s[1] + s[0] for s in SCENES])
def test_row_stands_under_its_reason_and_opens(
    cast: Cast,
    activity: Activity,
    signed_in: SignedIn,
    who: str,
    reason: str,
    happens: Callable[[Cast, Activity], Any],
) -> None:
    happens(cast, activity)
    entry = waits(getattr(cast, who))[reason].rows[0].entry
    client = signed_in(getattr(cast, who))
    assert entry.why
    assert client.get(entry.address).status_code == 200
    assert client.get(entry.act_address).status_code == 200
    page = client.get(reverse("reporting:inbox"), {"reason": reason})
    assert entry.title in page.content.decode()
    assert reason not in waits(cast.stranger)


def test_every_reason_has_a_name_of_its_own() -> None:
    assert len({reason.name for reason in REASONS}) == len(REASONS)


@pytest.mark.parametrize("reason", [r for r in REASONS if r.of], ids=lambda reason: reason.name)
def test_reason_can_concern_only_the_duties_it_names(cast: Cast, reason: Reason) -> None:
    others = [duty for duty in Membership.Duty.values if duty not in reason.of]
    user = User.objects.create_user("others", "旁人", "Lin-hu 2026 spring")
    for duty in others:
        Membership.objects.create(user=user, unit=cast.library, duty=duty)
    found = reason.found(Desk(user))
    assert not reason.concerns(user)
    if isinstance(found, QuerySet):
        with pytest.raises(EmptyResultSet):  # there can be none, whatever the rows
            str(found.query)
    assert not found


def test_what_was_sent_back_comes_first(cast: Cast, activity: Activity) -> None:
    back(cast, activity)
    assert next(iter(waits(cast.liaison))) == "returned"
    assert "请补充照片" in waits(cast.liaison)["returned"].rows[0].entry.why


@pytest.fixture
def colleague(cast: Cast) -> User:
    user = User.objects.create_user("second", "小周", "Lin-hu 2026 spring")
    Membership.objects.create(user=user, unit=cast.library, duty="liaison")
    return user


def test_nothing_is_handed_to_somebody_whose_loan_is_over(cast: Cast) -> None:
    yesterday = clock.today() - timedelta(days=1)
    lent = {"duty": "liaison", "until": yesterday, "lent_by": cast.liaison}
    Membership.objects.create(user=cast.nobody, unit=cast.library, **lent)
    Membership.objects.create(
        user=cast.stranger, unit=cast.library, **lent | {"until": clock.today()}
    )
    assert set(colleagues(cast.liaison, cast.library.pk)) == {cast.handler, cast.stranger}


def press(client: Client, row: str, do: str, **data: Any) -> int:
    address = reverse("reporting:inbox-row", args=(row,))
    return client.post(address, {"do": do, **data}).status_code


def test_row_is_taken_handed_over_given_back(
    cast: Cast, activity: Activity, colleague: User, signed_in: SignedIn
) -> None:
    back(cast, activity)
    row = waits(cast.liaison)["returned"].rows[0].name
    mine, theirs = signed_in(cast.liaison), signed_in(colleague)
    for _twice in range(2):
        assert mine.post(reverse("reporting:take"), {"row": row}).status_code == 302
    assert Taking.objects.get().user == cast.liaison
    assert cast.liaison.name in theirs.get("/").content.decode()
    assert press(mine, row, "hand-over", to=cast.officer.pk) == 422
    assert press(mine, row, "hand-over", to=colleague.pk) == 302
    assert Taking.objects.get().user == colleague
    assert press(theirs, row, "done") == 302
    assert Taking.objects.get().done
    assert press(theirs, row, "release") == 302
    assert not Taking.objects.exists()
    assert AuditEntry.objects.filter(verb__startswith="inbox.").count() == 5


def test_what_comes_back_again_is_a_new_row(
    cast: Cast, activity: Activity, colleague: User, signed_in: SignedIn
) -> None:
    report = back(cast, activity)
    row = waits(cast.liaison)["returned"].rows[0].name
    client = signed_in(cast.liaison)
    assert press(client, row, "done") == 302
    report.refresh_from_db()
    assert report.decided_at
    report.decided_at = report.decided_at.replace(year=2031)
    report.save()
    assert waits(cast.liaison)["returned"].rows[0].taking is None
    assert client.get(reverse("reporting:inbox-row", args=(row,))).status_code == 404


def test_strangers_take_nothing(cast: Cast, activity: Activity, signed_in: SignedIn) -> None:
    back(cast, activity)
    row = waits(cast.liaison)["returned"].rows[0].name
    for user in (cast.stranger, cast.officer, cast.nobody):
        client = signed_in(user)
        client.post(reverse("reporting:take"), {"row": row})
        assert press(client, row, "done") == 404
    assert not Taking.objects.exists()


@pytest.mark.parametrize("row", ["", "x", "returned", "returned:", "returned:x", "sign:1", "x:1:2"])
def test_strange_names_of_rows_are_answered(cast: Cast, signed_in: SignedIn, row: str) -> None:
    client = signed_in(cast.liaison)
    assert client.post(reverse("reporting:take"), {"row": row}).status_code == 302
    assert not Taking.objects.exists()


def test_full_house_stays_light(
    cast: Cast, activity: Activity, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    """A thousand reports wait, three hundred activities are overdue."""
    Report.objects.bulk_create(
        Report(
            activity=activity, unit=cast.library, state="submitted", held_on="2026-03-21",
            text="已开展", written_by=cast.liaison,
        )
        for _n in range(1000)
    )  # fmt: skip
    twins = Activity.objects.bulk_create(
        Activity(programme=activity.programme, title=f"读书会之{n}", kind="other", position=99 + n)
        for n in range(300)
    )
    Schedule.objects.bulk_create(
        Schedule(activity=twin, words="1月", start="2026-01-01", end="2026-02-01") for twin in twins
    )
    client = signed_in(cast.officer)
    with django_assert_max_num_queries(14):
        page = client.get("/")
    groups = {group.reason.name: group for group in page.context["groups"]}
    assert (groups["decide"].number, len(groups["decide"].rows)) == (1000, FIRST)
    assert (groups["overdue"].number, len(groups["overdue"].rows)) == (301, FIRST)
    assert len(page.content) < 60_000
    with django_assert_max_num_queries(12):
        listed = client.get(reverse("reporting:inbox"), {"reason": "decide", "page": "20"})
    assert len(listed.context["rows"]) == 50
    assert len(listed.content) < 100_000
