"""The three flows: what each verdict does, who may give it, and what the database refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from banjie.approvals.actions import (
    Content,
    Signer,
    StepPlan,
    WrongState,
    agree,
    change_paper,
    pass_on,
    send_back,
    submit_paper,
)
from banjie.approvals.models import Paper, Round, Signature
from banjie.approvals.queries import papers_for, rounds_of, signer_choices, waiting_for
from banjie.common import once
from banjie.common.models import RuleProfile
from banjie.notices.models import Notice
from banjie.people.models import Membership, User
from tests.web.approvals.papers import draft, leader_of, officer_of
from tests.web.cast import Cast


def second_leader(cast: Cast) -> User:
    user = User.objects.create_user("leader-2", "第二位领导（测试）")
    Membership.objects.create(user=user, unit=cast.office, duty="leader")
    return user


def test_notices_are_in_the_language_of_the_site(cast: Cast) -> None:
    with translation.override("en"):
        send_back(draft(cast), reason="请补充。", by=cast.leader)
    assert [n.subject.partition("：")[0] for n in Notice.objects.order_by("pk")] == [
        "待签",
        "已退回",
    ]


def test_steps_go_in_order(cast: Cast) -> None:
    paper = draft(
        cast, StepPlan([officer_of(cast.office)]), StepPlan([leader_of(cast.office)]), flow="steps"
    )
    assert list(waiting_for(cast.officer)) == [paper]
    assert not waiting_for(cast.leader)
    with pytest.raises(WrongState):
        agree(paper, by=cast.leader)
    agree(paper, by=cast.officer)
    assert list(waiting_for(cast.leader)) == [paper]
    agree(paper, by=cast.leader)
    paper.refresh_from_db()
    assert paper.state == Paper.State.APPROVED
    assert not waiting_for(cast.leader)


@pytest.mark.parametrize(("mode", "signatures"), [("all", 2), ("any", 1)])
def test_countersigning_needs_all_and_either_signing_one(
    cast: Cast, mode: str, signatures: int
) -> None:
    step = StepPlan([officer_of(cast.office), leader_of(cast.office)], mode)
    paper = draft(cast, step, flow="steps")
    for number, user in enumerate((cast.officer, cast.leader), 1):
        if number <= signatures:
            agree(paper, by=user)
            paper.refresh_from_db()
            assert (paper.state == Paper.State.APPROVED) == (number == signatures)
    if mode == "any":
        with pytest.raises(WrongState):
            agree(paper, by=cast.leader)


def test_returned_paper_is_mended_and_goes_its_way_anew(cast: Cast) -> None:
    paper = draft(
        cast, StepPlan([officer_of(cast.office)]), StepPlan([leader_of(cast.office)]), flow="steps"
    )
    agree(paper, by=cast.officer)
    send_back(paper, reason="请写明新的日期。", by=cast.leader)
    paper.refresh_from_db()
    number = paper.number
    assert paper.state == Paper.State.RETURNED
    content = Content(
        addressee=cast.office, flow="steps", title=paper.title, body="拟延至10月20日举办。",
        steps=[StepPlan([leader_of(cast.office)])],
    )  # fmt: skip
    paper = change_paper(paper, content, submit=True, once_key=once.new_key(), by=cast.liaison)
    assert (paper.state, paper.number) == (Paper.State.OUT, number)
    agree(paper, by=cast.leader)
    newest, first = rounds_of(paper)
    assert (newest.body, first.body) == (
        "拟延至10月20日举办。",
        "因场馆检修，读书月拟延至10月举办。",
    )
    verdicts = [s.verdict for step in first.steps.all() for s in step.signatures.all()]
    assert verdicts == ["agreed", "returned"]


@pytest.mark.parametrize("left", ["shut", "without the post"])
def test_post_signs_where_the_chosen_account_left(cast: Cast, left: str) -> None:
    successor = User.objects.create_user("leader-2", "第二位负责人（测试）")
    Membership.objects.create(user=successor, unit=cast.office, duty="leader")
    chosen = Signer(cast.office.pk, "leader", cast.leader.pk)
    signed, paper = draft(cast, StepPlan([chosen])), draft(cast, StepPlan([chosen]))
    agree(signed, by=cast.leader)
    assert not waiting_for(successor)
    if left == "shut":
        User.objects.filter(pk=cast.leader.pk).update(is_active=False)
    else:
        Membership.objects.filter(user=cast.leader).delete()
    assert [*waiting_for(successor), *papers_for(successor)] == [paper, paper]
    assert (
        successor.may("approvals.sign", paper),
        successor.may("approvals.see_paper", signed),
    ) == (True, False)
    agree(paper, by=successor)
    paper.refresh_from_db()
    assert paper.state == Paper.State.APPROVED


def test_paper_is_passed_on_to_another_post(cast: Cast) -> None:
    paper = draft(cast)
    pass_on(paper, officer_of(cast.office), reason="请先核。", by=cast.leader)
    assert not waiting_for(cast.leader)
    assert paper in papers_for(cast.leader)
    agree(paper, by=cast.officer)
    paper.refresh_from_db()
    assert paper.state == Paper.State.APPROVED


def test_paper_is_passed_on_to_one_account_alone(cast: Cast) -> None:
    other = second_leader(cast)
    paper = draft(cast)
    pass_on(paper, Signer(cast.office.pk, "leader", other.pk), by=cast.leader)
    assert list(waiting_for(other)) == [paper]
    assert not waiting_for(cast.leader)


def test_post_that_signs_already_is_not_passed_to(cast: Cast) -> None:
    step = StepPlan([officer_of(cast.office), leader_of(cast.office)])
    paper = draft(cast, step, flow="steps")
    with pytest.raises(WrongState):
        pass_on(paper, officer_of(cast.office), by=cast.leader)
    assert list(waiting_for(cast.leader)) == [paper]


def test_nobody_signs_their_own_draft_even_holding_the_post(cast: Cast) -> None:
    Membership.objects.create(user=cast.liaison, unit=cast.office, duty="leader")
    paper = draft(cast)
    assert not waiting_for(cast.liaison)
    assert not cast.liaison.may("approvals.sign", paper)
    for act in (agree, lambda p, by: send_back(p, reason="不妥", by=by)):
        with pytest.raises(WrongState):
            act(paper, by=cast.liaison)
    with pytest.raises(WrongState):
        pass_on(paper, Signer(cast.library.pk, "liaison", cast.liaison.pk), by=cast.leader)


def test_database_refuses_a_verdict_on_ones_own_draft(cast: Cast) -> None:
    signature = Signature.objects.get(step__round__paper=draft(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(
            verdict="agreed", by=cast.liaison, at="2026-09-18T10:00Z"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(user=cast.liaison)


@pytest.mark.parametrize(
    "change",
    [{"verdict": "agreed"}, {"verdict": "returned", "at": "2026-09-18T10:00Z"}],
    ids=["without-signer", "without-reason"],
)
def test_database_refuses_half_a_verdict(cast: Cast, change: dict[str, str]) -> None:
    signature = Signature.objects.get(step__round__paper=draft(cast))
    values = change | ({"by": cast.leader} if "at" in change else {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(**values)


def test_filing_lapses_by_the_day_alone(cast: Cast, settings: Any) -> None:
    paper = draft(cast, flow="filing")
    # Five working days after Friday 18 September 2026: the 20th is worked, the 25th to 27th are off.
    assert (paper.due, paper.rule_value, paper.rule_unit) == (date(2026, 9, 24), 5, "working_day")
    settings.BANJIE_TODAY = "2026-09-24"
    assert not paper.settled
    assert list(waiting_for(cast.leader)) == [paper]
    settings.BANJIE_TODAY = "2026-09-25"
    assert paper.settled
    assert paper.state == Paper.State.OUT
    assert not waiting_for(cast.leader)
    with pytest.raises(WrongState):
        send_back(paper, reason="迟了", by=cast.leader)


def test_objection_in_time_brings_a_filing_back(cast: Cast) -> None:
    paper = draft(cast, flow="filing")
    send_back(paper, reason="与市级活动重复。", by=cast.leader)
    paper.refresh_from_db()
    assert not paper.settled
    again = change_paper(
        paper,
        Content(addressee=cast.office, flow="filing", title=paper.title, body="改期。",
                steps=[StepPlan([leader_of(cast.office)])]),
        submit=True, once_key=once.new_key(), by=cast.liaison,
    )  # fmt: skip
    assert again.state == Paper.State.OUT
    assert Round.objects.filter(paper=paper).count() == 2


def test_new_rule_moves_no_running_filing(cast: Cast) -> None:
    before = draft(cast, flow="filing")
    RuleProfile.objects.create(
        name="approvals.objection", value=1, unit="working_day", source="本单位报备办法",
        valid_from=date(2026, 9, 18),
    )  # fmt: skip
    before.refresh_from_db()
    after = draft(cast, flow="filing")
    assert (before.due, before.rule_value) == (date(2026, 9, 24), 5)
    assert (after.due, after.rule_value, after.rule_source) == (
        date(2026, 9, 20),
        1,
        "本单位报备办法",
    )


def test_everybody_hears_of_it_once(cast: Cast) -> None:
    paper = draft(cast)
    agree(paper, by=cast.leader)
    assert sorted(Notice.objects.values_list("kind", flat=True)) == ["paper.asked", "paper.decided"]


def test_draft_without_a_step_is_not_sent(cast: Cast) -> None:
    paper = draft(cast, submit=False)
    Round.objects.all().delete()
    with pytest.raises(WrongState):
        submit_paper(paper, by=cast.liaison)
    assert paper.number == ""


def test_whoever_mended_a_paper_is_not_offered_as_its_signer(cast: Cast) -> None:
    """Two leaders; the first mended the paper while it was another's draft."""
    second, alone = second_leader(cast), f"{cast.office.pk}:leader"
    paper = draft(cast, submit=False)
    content = Content(
        addressee=cast.office, flow="simple", title=paper.title, body="改期至10月。",
        steps=[StepPlan([leader_of(cast.office)])],
    )  # fmt: skip
    paper = change_paper(paper, content, submit=True, once_key=once.new_key(), by=cast.leader)

    def offered() -> list[str]:
        return [value for _unit, group in signer_choices(cast.liaison, paper) for value, _ in group]

    assert alone in offered()
    assert f"{alone}:{second.pk}" in offered()
    assert f"{alone}:{cast.leader.pk}" not in offered()
    with pytest.raises(WrongState):
        pass_on(paper, Signer(cast.office.pk, "leader", cast.leader.pk), by=second)
    second.memberships.all().delete()
    assert alone not in offered()  # nobody else holds the post
