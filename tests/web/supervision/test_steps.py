"""An item from opening to strike-off, and back; what each step asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from banjie.approvals.actions import WrongState, agree, send_back
from banjie.approvals.queries import waiting_for
from banjie.common import once
from banjie.common.models import AuditEntry, RuleProfile
from banjie.notices.models import Notice
from banjie.people.models import Membership, User
from banjie.supervision import actions
from banjie.supervision.models import Item, Objection, Verdict
from banjie.supervision.queries.items import alike, items_for, repeated
from banjie.supervision.queries.ledger import ledger
from tests.web import plans
from tests.web.cast import Cast
from tests.web.supervision import cases


def second_officer(cast: Cast) -> User:
    user = User.objects.create_user("officer-2", "第二位经办人（测试）")
    Membership.objects.create(user=user, unit=cast.office, duty="officer")
    return user


def test_item_goes_from_opening_to_strike_off(cast: Cast) -> None:
    item = cases.at(cast, "struck")
    assert item.state == Item.State.STRUCK
    assert item.number == "协作办督〔2026〕1号"
    # Twenty days after 18 September end on 8 October, a working day.
    assert (item.begun_on, item.due, item.rule_value) == (date(2026, 9, 18), date(2026, 10, 8), 20)
    verbs = list(
        AuditEntry.objects.filter(target_type="supervision.item").values_list("verb", flat=True)
    )
    assert verbs[::-1] == [
        "item.opened", "item.issued", "item.received", "item.answered", "item.verified", "item.struck",
    ]  # fmt: skip


def test_opening_waits_for_the_leader(cast: Cast) -> None:
    item = cases.opened(cast)
    with pytest.raises(actions.WrongState):
        actions.issue_item(item, by=cast.officer)
    assert not items_for(cast.liaison)
    assert "书面报告" in item.paper.body
    assert item.paper.about_address == item.get_absolute_url()


def test_opening_that_came_back_is_mended_and_sent_again(cast: Cast) -> None:
    item = cases.opened(cast)
    send_back(item.paper, reason="请明确完成标准。", by=cast.leader)
    changed = actions.change_item(
        Item.objects.get(pk=item.pk),
        cases.content(cast, demand="9月底前完成修缮并验收。"),
        once_key=once.new_key(), by=cast.officer,
    )  # fmt: skip
    paper = Item.objects.get(pk=changed.pk).paper
    assert (paper.state, paper.rounds.count()) == ("out", 2)
    assert "9月底前" in paper.body


def test_leader_who_mended_an_opening_does_not_approve_it(cast: Cast) -> None:
    Membership.objects.create(user=cast.leader, unit=cast.office, duty="officer")
    leader, item = User.objects.get(pk=cast.leader.pk), cases.opened(cast)
    send_back(item.paper, reason="请明确完成标准。", by=leader)
    changed = actions.change_item(
        Item.objects.get(pk=item.pk), cases.content(cast), once_key=once.new_key(), by=leader
    )
    with pytest.raises(WrongState):
        agree(changed.paper, by=leader)
    assert not waiting_for(leader)


def test_each_unit_takes_over_once(cast: Cast) -> None:
    item = cases.at(cast, "received", cooperating=[cast.museum])
    assert [part.received_at is not None for part in item.parts.all()] == [True, False]
    with pytest.raises(actions.WrongState):
        actions.receive_item(item, by=cast.handler)
    actions.receive_item(item, by=cast.stranger)


def test_answer_waits_for_receipt_and_for_the_verdict_before(cast: Cast) -> None:
    with pytest.raises(actions.WrongState):
        cases.answer(cast, cases.at(cast, "issued"))
    item = cases.at(cast, "answered")
    with pytest.raises(actions.WrongState):
        cases.answer(cast, item)


def test_answers_are_versions(cast: Cast) -> None:
    item = cases.at(cast, "answered")
    cases.sent_back(cast, item)
    cases.answer(cast, item, text="问题已解决。")
    assert [(a.version, a.text) for a in item.answers.all()] == [
        (1, "已完成修缮。"),
        (2, "问题已解决。"),
    ]
    assert item.answers.all()[0].files.count() == 1


def test_final_answer_rests_on_a_file(cast: Cast) -> None:
    item = cases.at(cast, "received")
    with pytest.raises(ValidationError):
        cases.answer(cast, item, files=[])
    assert cases.answer(cast, item, files=[], interim=True)


def test_late_answer_says_why(cast: Cast, settings: Any) -> None:
    item = cases.at(cast, "received")
    settings.BANJIE_TODAY = "2026-10-09"
    with pytest.raises(ValidationError):
        cases.answer(cast, item)
    late = cases.answer(cast, item, late_reason="施工受阻。", interim=True, files=[])
    assert late.interim
    cases.answer(cast, item, late_reason="施工受阻。")


@pytest.mark.parametrize("missing", cases.CHECKS)
def test_answer_passes_with_every_check_alone(cast: Cast, missing: str) -> None:
    item = cases.at(cast, "answered")
    verdict = actions.verify(
        item.answers.get(),
        checks=cases.EVERY | {missing: False},
        reason="请补充。",
        by=cast.officer,
    )
    item.refresh_from_db()
    assert (verdict.passed, item.state) == (False, Item.State.ISSUED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(passed=True)


def test_answer_of_a_helping_unit_does_not_end_the_item(cast: Cast) -> None:
    item = cases.at(cast, "received", cooperating=[cast.museum])
    actions.receive_item(item, by=cast.stranger)
    said = actions.AnswerContent(text="已协助。", post="馆长", files=[plans.photo()])
    helping = actions.write_answer(item, said, by=cast.stranger)
    assert actions.verify(helping, checks=cases.EVERY, by=cast.officer).passed
    item.refresh_from_db()
    assert item.state == Item.State.ISSUED


def test_reopening_is_counted_and_needs_a_new_answer(cast: Cast) -> None:
    item = cases.at(cast, "struck")
    actions.reopen(item, reason="验收发现渗漏。", by=cast.officer)
    item.refresh_from_db()
    assert (item.state, item.verified_on) == (Item.State.ISSUED, None)
    with pytest.raises(actions.WrongState):
        actions.strike_off(item, item.answers.get().files.get(), by=cast.officer)
    again = cases.answer(cast, item, text="渗漏已修复。")
    actions.verify(again, checks=cases.EVERY, by=cast.officer)
    actions.strike_off(item, again.files.get(), by=cast.officer)
    assert item.strike_offs.filter(reopened_at__isnull=False).count() == 1


def test_author_of_a_verdict_does_not_decide_on_the_objection(cast: Cast) -> None:
    item = cases.at(cast, "answered")
    objection = actions.object_to(
        cases.sent_back(cast, item), reason="问题已解决，见附件。", by=cast.liaison
    )
    with pytest.raises(actions.WrongState):
        actions.decide_objection(objection, upheld=False, decision="维持。", by=cast.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(
            upheld=False, decision="维持。", decided_by=cast.officer, decided_at="2026-09-18T10:00Z"
        )
    assert "未达：问题解决" in ledger([Item.objects.get(pk=item.pk)])[0]
    actions.decide_objection(objection, upheld=True, decision="予以采纳。", by=second_officer(cast))
    assert "经复核认可" in ledger([Item.objects.get(pk=item.pk)])[0]
    item.refresh_from_db()
    assert item.state == Item.State.VERIFIED
    assert (objection.due, objection.rule_value) == (date(2026, 10, 19), 30)


@pytest.mark.parametrize(
    ("since", "state"),
    [("nothing", "verified"), ("interim", "verified"), ("waiting", "issued"), ("back", "issued")],
)
def test_upheld_objection_ends_no_item_over_a_newer_answer(
    cast: Cast, since: str, state: str
) -> None:
    item = cases.at(cast, "answered")
    old = cases.sent_back(cast, item)
    objection = actions.object_to(old, reason="问题已解决，见附件。", by=cast.liaison)
    if since != "nothing":
        newer = cases.answer(cast, item, text="已补充材料。", interim=since == "interim")
    if since == "back":
        actions.verify(
            newer, checks=cases.EVERY | {"form": False}, reason="请盖章。", by=cast.officer
        )
    actions.decide_objection(objection, upheld=True, decision="予以采纳。", by=cast.leader)
    item.refresh_from_db()
    assert item.state == state
    if since == "waiting":
        actions.verify(newer, checks=cases.EVERY, by=cast.officer)
        item.refresh_from_db()
        assert item.state == Item.State.VERIFIED


@pytest.mark.parametrize(("day", "open_still"), [("2026-10-19", True), ("2026-10-20", False)])
def test_unit_objects_within_its_time(
    cast: Cast, settings: Any, day: str, open_still: bool
) -> None:
    # Thirty days after 18 September end on Sunday 18 October, so on Monday the 19th.
    verdict = cases.sent_back(cast, cases.at(cast, "answered"))
    settings.BANJIE_TODAY = day
    assert cast.liaison.may("supervision.object", Verdict.objects.get(pk=verdict.pk)) == open_still


def test_helping_unit_does_not_object_for_the_lead(cast: Cast) -> None:
    item = cases.at(cast, "answered", cooperating=[cast.museum])
    verdict = cases.sent_back(cast, item)
    with pytest.raises(actions.WrongState):
        actions.object_to(verdict, reason="问题已解决。", by=cast.stranger)
    assert actions.object_to(verdict, reason="问题已解决。", by=cast.handler).unit == cast.library


def test_unit_objects_to_a_verdict_once(cast: Cast) -> None:
    verdict = cases.sent_back(cast, cases.at(cast, "answered"))
    actions.object_to(verdict, reason="不同意。", by=cast.liaison)
    with pytest.raises(actions.WrongState):
        actions.object_to(verdict, reason="不同意。", by=cast.handler)


@pytest.mark.parametrize(
    ("limit", "days"),
    [("decision", 30), ("meeting", 20), ("instruction_urgent", 5), ("instruction", 15),
     ("instruction_hard", 30), ("letter", 15), ("overdue", 15)],
)  # fmt: skip
def test_limit_and_source_belong_together(cast: Cast, limit: str, days: int) -> None:
    item = cases.at(cast, "issued", limit=f"supervision.due.{limit}")
    assert item.rule_value == days
    assert item.source == limit.partition("_")[0]
    assert item.rule_source


def test_new_rules_move_no_running_clock(cast: Cast) -> None:
    item = cases.at(cast, "answered")
    verdict = cases.sent_back(cast, item)
    objection = actions.object_to(verdict, reason="不同意。", by=cast.liaison)
    before = [(row.due, row.rule_value) for row in (item, verdict, objection)]
    for name in ("supervision.due.meeting", "supervision.objection", "supervision.review"):
        RuleProfile.objects.create(
            name=name, value=2, unit="working_day", source="本地办法", valid_from=date(2026, 9, 18)
        )
    for row in (item, verdict, objection):
        row.refresh_from_db()
    assert [(row.due, row.rule_value) for row in (item, verdict, objection)] == before
    assert cases.at(cast, "issued", title="另一事项").due == date(2026, 9, 21)


WORKING = {"unit": "working_day", "source": "本地办法", "valid_from": date(2026, 9, 1)}


@pytest.mark.parametrize(
    ("rule", "stage"),
    [("supervision.due.meeting", "approved"), ("supervision.objection", "answered"),
     ("supervision.review", "sent-back")],
)  # fmt: skip
def test_year_without_a_calendar_is_said_wherever_a_day_is_computed(
    cast: Cast, rule: str, stage: str
) -> None:
    RuleProfile.objects.create(name=rule, value=90, **WORKING)
    item = cases.at(cast, "answered" if stage == "sent-back" else stage)
    steps = {
        "approved": lambda: actions.issue_item(item, by=cast.officer),
        "answered": lambda: cases.sent_back(cast, item),
        "sent-back": lambda: actions.object_to(
            cases.sent_back(cast, item), reason="不同意。", by=cast.liaison
        ),
    }
    with pytest.raises(ValidationError, match="2027"):
        steps[stage]()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("读书会场馆修缮进度", "读书会场馆修缮的进度", True),
        ("读书会场馆修缮进度", "关于读书会场馆修缮进度", True),
        ("读书会场馆修缮进度", "征文活动评审安排", False),
        ("", "", True),
    ],
)
def test_titles_alike(one: str, other: str, same: bool) -> None:
    assert (alike(one, other) >= 0.6) == same


def test_same_matter_of_another_office_counts_too(cast: Cast, settings: Any) -> None:
    item = cases.opened(cast)
    assert repeated("读书会场馆修缮的进度", [cast.library], None) == [item]
    assert repeated("读书会场馆修缮的进度", [cast.museum], None) == []
    settings.BANJIE_TODAY = "2026-10-19"
    assert repeated("读书会场馆修缮的进度", [cast.library], None) == []


def test_same_activity_is_the_same_matter(cast: Cast, activity: Any) -> None:
    item = cases.opened(cast, activity=activity)
    assert repeated("完全不同的题目", [cast.library], activity) == [item]


def test_units_and_office_hear_of_every_step(cast: Cast) -> None:
    cases.at(cast, "struck")
    kinds = sorted(
        Notice.objects.filter(key__startswith="supervision:").values_list("kind", flat=True)
    )
    assert kinds == [
        "report.supervision",
        "supervision.issued",
        "supervision.struck",
        "supervision.verdict",
    ]


def test_notices_are_in_the_language_of_the_site(cast: Cast) -> None:
    with translation.override("en"):
        item = cases.at(cast, "answered")
        objection = actions.object_to(
            cases.sent_back(cast, item), reason="已完成。", by=cast.liaison
        )
        actions.decide_objection(objection, upheld=True, decision="采纳。", by=cast.leader)
        actions.strike_off(item, item.answers.get().files.get(), by=cast.officer)
        actions.reopen(item, reason="验收发现渗漏。", by=cast.officer)
    told = Notice.objects.filter(key__startswith="supervision:").order_by("pk")
    assert [notice.subject.partition("：")[0] for notice in told] == [
        "督办", "已答复", "退回补办", "提出异议", "异议成立", "销号", "重新立办",
    ]  # fmt: skip
