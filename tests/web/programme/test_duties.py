"""What units answer: yes, a change asked for, a unit below; and what the office answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.notices.models import Notice
from banjie.people.models import Membership, Unit, User
from banjie.programme.actions import duties as actions
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.plan import move_activity
from banjie.programme.models import Activity, Assignment
from banjie.programme.queries.duties import changes_asked_of
from banjie.programme.queries.overview import overview
from banjie.programme.queries.units import unit_shares
from tests.web import plans
from tests.web.cast import Cast

SignedIn = Callable[[User], Client]


@dataclass
class Branch:
    """A unit under the library, one under that, and their liaisons."""

    branch: Unit
    corner: Unit
    liaison: User
    reader: User


@pytest.fixture
def branch(cast: Cast) -> Branch:
    branch = Unit.objects.create(name="听荷分馆", parent=cast.library)
    corner = Unit.objects.create(name="听荷书角", parent=branch)
    users = []
    for login, unit in (("branch", branch), ("corner", corner)):
        user = User.objects.create_user(login, login)
        Membership.objects.create(user=user, unit=unit, duty="liaison")
        users.append(user)
    return Branch(branch, corner, *users)


@pytest.fixture
def part(activity: Activity, cast: Cast) -> Assignment:
    return activity.assignments.get(unit=cast.library)


def post(client: Client, name: str, *args: int, **data: Any) -> Any:
    return client.post(reverse(f"programme:{name}", args=args), data)


def answer_of(part: Assignment) -> str:
    part.refresh_from_db()
    return part.answer


def test_liaison_confirms_everything_chosen_in_one_go(
    cast: Cast, activity: Activity, signed_in: SignedIn
) -> None:
    client = signed_in(cast.liaison)
    page = client.get(reverse("programme:duties"))
    chosen = [f"{p.pk}:{p.activity.version}" for p in page.context["waiting"]]
    assert len(chosen) == 2
    post(client, "confirm-duties", part=chosen)
    mine = Assignment.objects.filter(unit=cast.library)
    assert {(p.answer, p.answered_by) for p in mine} == {("confirmed", cast.liaison)}
    assert not client.get(reverse("programme:duties")).context["waiting"]


def test_what_changed_since_the_page_was_drawn_is_not_confirmed(
    cast: Cast, part: Assignment, signed_in: SignedIn
) -> None:
    activity = part.activity
    move_activity(activity, by_days=7, version=activity.version, reason="", by=cast.officer)
    post(signed_in(cast.liaison), "confirm-duties", part=f"{part.pk}:{activity.version}")
    assert answer_of(part) == "waiting"


def test_part_of_another_unit_is_not_confirmed(
    cast: Cast, part: Assignment, signed_in: SignedIn
) -> None:
    said = f"{part.pk}:{part.activity.version}"
    assert post(signed_in(cast.stranger), "confirm-duties", part=said).status_code == 404
    assert post(signed_in(cast.handler), "confirm-duties", part=said).status_code == 404
    assert answer_of(part) == "waiting"


def test_change_asked_for_reaches_the_office_with_its_reason(
    cast: Cast, part: Assignment, signed_in: SignedIn
) -> None:
    client = signed_in(cast.liaison)
    version = part.activity.version
    assert post(client, "ask-change", part.pk, version=version).status_code == 422
    post(client, "ask-change", part.pk, version=version, reason="5月会场整修，请改到6月")
    assert answer_of(part) == "change"
    office = signed_in(cast.officer)
    assert [asked.reason for asked in changes_asked_of(cast.officer)] == [part.reason]
    assert not changes_asked_of(cast.other_officer)
    assert Notice.objects.get(unit=cast.office, key__contains=":asked:").body.endswith(
        "5月会场整修，请改到6月"
    )
    page = office.get(reverse("programme:edit-activity", args=(part.activity_id,)))
    assert page.context["asked"] == [part]


def test_office_declines_with_a_reason_and_the_unit_is_asked_again(
    cast: Cast, part: Assignment, signed_in: SignedIn
) -> None:
    actions.ask_change(part, version=part.activity.version, reason="请改期", by=cast.liaison)
    office = signed_in(cast.officer)
    version = part.activity.version
    assert post(office, "decline-change", part.pk, version=version).status_code == 422
    post(office, "decline-change", part.pk, version=version, reason="与全市活动同步")
    assert (answer_of(part), part.reason) == ("waiting", "与全市活动同步")
    assert post(office, "decline-change", part.pk, version=1, reason="再").status_code == 403
    assert "与全市活动同步" in signed_in(cast.liaison).get("/duties/").content.decode()


def test_office_that_takes_the_request_asks_the_unit_again(cast: Cast, part: Assignment) -> None:
    version = part.activity.version
    actions.ask_change(part, version=version, reason="请改期", by=cast.liaison)
    move_activity(part.activity, by_days=30, version=version, reason="同意改期", by=cast.officer)
    assert (answer_of(part), part.reason) == ("waiting", "")


def test_work_is_handed_to_a_unit_below_who_sees_it_at_once(
    cast: Cast, part: Assignment, branch: Branch, signed_in: SignedIn
) -> None:
    address = reverse("programme:board", args=(part.activity.programme_id,))
    assert signed_in(branch.liaison).get(address).status_code == 404
    client = signed_in(cast.liaison)
    version = part.activity.version
    post(client, "hand-on", part.pk, version=version, unit=branch.branch.pk)
    handed = part.handed_to.get()
    assert (answer_of(part), handed.unit, handed.role) == ("handed", branch.branch, part.role)
    assert handed.answer == "waiting"
    assert signed_in(branch.liaison).get(address).status_code == 200
    assert Notice.objects.filter(unit=branch.branch).count() == 1
    post(signed_in(branch.liaison), "confirm-duties", part=f"{handed.pk}:{version}")
    page = client.get(reverse("programme:duty", args=(part.pk,)))
    assert [below.answer for below in page.context["below"]] == ["confirmed"]


def test_work_goes_only_down_the_branch(
    cast: Cast, part: Assignment, branch: Branch, signed_in: SignedIn
) -> None:
    client, version = signed_in(cast.liaison), part.activity.version
    for unit in (cast.museum, cast.library, cast.office):
        answer = post(client, "hand-on", part.pk, version=version, unit=unit.pk)
        assert answer.status_code == 422
    with pytest.raises(actions.NotBelow):
        actions.hand_on(part, cast.museum, version=version, by=cast.liaison)
    assert actions.hand_on(part, branch.corner, version=version, by=cast.liaison)
    assert answer_of(part) == "handed"


def test_handed_on_twice_is_handed_on_once(cast: Cast, part: Assignment, branch: Branch) -> None:
    made = [
        actions.hand_on(part, branch.branch, version=part.activity.version, by=cast.liaison)
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_work_handed_on_is_taken_back_before_it_is_answered(
    cast: Cast, part: Assignment, branch: Branch, signed_in: SignedIn
) -> None:
    version = part.activity.version
    actions.hand_on(part, branch.branch, version=version, by=cast.liaison)
    with pytest.raises(Stale):
        actions.confirm(part, version=version, by=cast.liaison)
    with pytest.raises(Stale):
        actions.ask_change(part, version=version, reason="请调整。", by=cast.liaison)
    page = signed_in(cast.liaison).get(reverse("programme:duty", args=(part.pk,)))
    assert reverse("programme:confirm-duties") not in page.content.decode()
    actions.take_back(part, by=cast.liaison)
    assert actions.confirm(part, version=version, by=cast.liaison).answer == "confirmed"


@pytest.mark.parametrize("version", ["x", "²", "9" * 5000])
def test_version_that_is_no_number_is_not_found(
    cast: Cast, part: Assignment, signed_in: SignedIn, version: str
) -> None:
    data = {"part": f"{part.pk}:{version}", "back": "9" * 5000}
    address = reverse("programme:confirm-duties")
    assert signed_in(cast.liaison).post(address, data).status_code == 404


def test_unit_that_handed_on_sees_the_reports_but_not_the_drafts(
    cast: Cast, part: Assignment, branch: Branch, signed_in: SignedIn
) -> None:
    activity = part.activity
    actions.hand_on(part, branch.branch, version=activity.version, by=cast.liaison)
    options = {"unit": branch.branch, "by": branch.liaison}
    sent = plans.report(activity, cast, **options)
    draft = plans.report(activity, cast, submit=False, held_on=date(2026, 4, 1), **options)
    client = signed_in(cast.liaison)
    assert client.get(reverse("programme:report", args=(sent.pk,))).status_code == 200
    assert client.get(reverse("programme:report", args=(draft.pk,))).status_code == 404
    assert client.get(reverse("programme:change-report", args=(sent.pk,))).status_code == 403
    page = client.get(reverse("programme:activity", args=(activity.pk,)))
    assert page.context["reports"] == [sent]


def test_work_taken_back_leaves_the_reports(
    cast: Cast, part: Assignment, branch: Branch, signed_in: SignedIn
) -> None:
    actions.hand_on(part, branch.branch, version=part.activity.version, by=cast.liaison)
    plans.report(part.activity, cast, unit=branch.branch, by=branch.liaison)
    client = signed_in(cast.liaison)
    post(client, "take-back", part.pk)
    assert (answer_of(part), part.handed_to.count()) == ("waiting", 0)
    assert part.activity.reports.count() == 1
    assert post(client, "take-back", part.pk).status_code == 403


def test_change_of_the_plan_asks_the_unit_below_and_tells_the_one_above(
    cast: Cast, part: Assignment, branch: Branch
) -> None:
    version = part.activity.version
    handed = actions.hand_on(part, branch.branch, version=version, by=cast.liaison)
    actions.confirm(handed, version=version, by=branch.liaison)
    Notice.objects.all().delete()
    move_activity(part.activity, by_days=7, version=version, reason="推迟", by=cast.officer)
    assert (answer_of(part), answer_of(handed)) == ("handed", "waiting")
    assert set(Notice.objects.values_list("unit__name", flat=True)) == {
        cast.library.name, branch.branch.name,
    }  # fmt: skip


def test_units_page_rolls_up_the_tree(
    cast: Cast, part: Assignment, branch: Branch, settings: Any
) -> None:
    settings.BANJIE_TODAY = "2026-12-20"
    activity = part.activity
    Assignment.objects.create(activity=activity, role="responsible", unit=branch.corner)
    shares = unit_shares(activity.programme, overview(activity.programme, 10))
    share = next(share for share in shares if share.unit == cast.library)
    assert [lower.unit for lower in share.below] == [branch.corner]
    assert (share.carried_below, share.overdue_below) == (1, 1)
    assert branch.corner not in {share.unit for share in shares}
