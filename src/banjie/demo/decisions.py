"""A request that was approved, a filing still open to objection, an item supervised to its end.

Told on the days on which the story has them happen, by the steps people take.
"""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from banjie.approvals import actions as approvals
from banjie.approvals.models import Paper
from banjie.approvals.queries import waiting_for
from banjie.common import clock, once
from banjie.demo.clock import SITE_FURNISHED, at
from banjie.people.models import Membership, Unit, User
from banjie.programme.models import Activity, Programme
from banjie.supervision import actions as supervision
from banjie.supervision.models import CHECKS, Item

LIBRARY = "临湖市图书馆"
READING = "举办“湖畔共读”双月读书会"
STUDY, HEALTH = "开展社区养老服务专题调研", "临湖市卫生健康委员会"


def load_decisions(programme: Programme, *, picture: bytes) -> None:
    """Everything of this page; the files of the answers show `picture`."""
    officer, leader = User.objects.get(login="officer"), User.objects.get(login="leader")
    liaison = User.objects.get(login="liaison")
    office = programme.office
    with clock.told(SITE_FURNISHED):
        approvals.set_letters(office, "临协办", by=officer)
        approvals.set_letters(Unit.objects.get(name=LIBRARY), "临图", by=officer)
    _request(programme, liaison, leader)
    _filing(office, liaison)
    late = programme.activities.get(title=STUDY, parent=None)
    _supervised(late, Unit.objects.get(name=HEALTH), officer, leader, picture)


def _signed_by_leader(office: Unit) -> list[approvals.StepPlan]:
    post = approvals.Signer(office.pk, Membership.Duty.LEADER)
    return [approvals.StepPlan([post])]


def _request(programme: Programme, liaison: User, leader: User) -> None:
    """The library asks to move a session; the officer countersigns, the leader approves."""
    office = programme.office
    activity = programme.activities.get(title=READING, parent=None)
    content = approvals.Content(
        addressee=office,
        flow=Paper.Flow.STEPS,
        title="第五期读书会调整至十月中旬举办",
        body="第五期读书会原定9月下旬在市图书馆水杉厅举办。因水杉厅消防设施检修至10月8日，"
        "拟将该期读书会调整至10月中旬举办，场地、主题和参加范围不变。",
        steps=[
            approvals.StepPlan([approvals.Signer(office.pk, Membership.Duty.OFFICER)]),
            *_signed_by_leader(office),
        ],
        about_address=reverse("programme:activity", args=(activity.pk,)),
        about_label=activity.title,
    )
    with clock.told(at("2026-09-10")):
        paper = approvals.draft_paper(
            content, unit=Unit.objects.get(name=LIBRARY), submit=True, once_key=once.new_key(),
            by=liaison,
        )  # fmt: skip
    with clock.told(at("2026-09-11")):
        approvals.agree(paper, reason="场地情况属实。", by=User.objects.get(login="officer"))
    with clock.told(at("2026-09-14")):
        approvals.agree(paper, reason="同意，请提前告知参加人员。", by=leader)


def _filing(office: Unit, liaison: User) -> None:
    """The library tells of an exhibition; the office may still object."""
    content = approvals.Content(
        addressee=office,
        flow=Paper.Flow.FILING,
        title="“老地名里的临湖”图片展",
        body="市图书馆拟于10月12日至31日在一楼大厅举办“老地名里的临湖”图片展，展出馆藏老照片80幅，免费开放。",
        steps=_signed_by_leader(office),
    )
    with clock.told(at("2026-09-17")):
        approvals.draft_paper(
            content, unit=Unit.objects.get(name=LIBRARY), submit=True, once_key=once.new_key(),
            by=liaison,
        )  # fmt: skip


def _supervised(late: Activity, unit: Unit, officer: User, leader: User, picture: bytes) -> None:
    """Opened over an overdue activity, urged twice, sent back once, verified, struck off."""
    liaison = User.objects.get(memberships__unit=unit, memberships__duty=Membership.Duty.LIAISON)
    content = supervision.ItemContent(
        limit="supervision.due.overdue",
        title="社区养老服务专题调研报告逾期未报",
        demand="说明调研报告未按期报送的原因，完成报告并附座谈、问卷等佐证材料。",
        result_form="书面报告",
        lead=unit,
        leader=approvals.Signer(late.programme.office_id, Membership.Duty.LEADER),
        activity=late,
    )
    with clock.told(at("2026-07-06")):
        item = supervision.open_item(
            content, office=late.programme.office, once_key=once.new_key(), by=officer
        )
    with clock.told(at("2026-07-07")):
        approvals.agree(waiting_for(leader)[0], reason="同意立项。", by=leader)
        item = supervision.issue_item(item, by=officer)
    with clock.told(at("2026-07-08")):
        supervision.receive_item(item, by=liaison)
    for day in (12, 17):
        with clock.told(at(f"2026-07-{day}", 8)):
            supervision.remind_items()
        _answered(item, liaison, officer, picture, final=day == 17)
    with clock.told(at("2026-07-22")):
        evidence = item.answers.get(version=2).files.all()[0]
        supervision.strike_off(item, evidence, note="材料齐全。", by=officer)


def _answered(item: Item, liaison: User, officer: User, picture: bytes, *, final: bool) -> None:
    """The unit answers and the office finds it wanting, or, at the second time, right."""
    text = "调研报告已形成，附座谈记录和问卷汇总；因夜间照护专题补充走访，报送晚于原定时间。"
    with clock.told(at("2026-07-20" if final else "2026-07-14")):
        content = supervision.AnswerContent(
            text=text if final else "调研已基本完成，报告正在修改。",
            post="主要负责同志" if final else "分管负责同志",
            files=[SimpleUploadedFile("问卷汇总.png" if final else "走访记录.png", picture)],
        )
        answer = supervision.write_answer(item, content, by=liaison)
    with clock.told(at("2026-07-21" if final else "2026-07-15")):
        checks = dict.fromkeys(CHECKS, True) | ({} if final else {"done": False, "form": False})
        reason = "" if final else "请附调研报告，并写明逾期原因。"
        supervision.verify(answer, checks=checks, reason=reason, by=officer)
