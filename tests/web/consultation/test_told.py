"""Every told step reaches the authors with an account; nothing is sent to anybody unnamed."""

from __future__ import annotations

from banjie.consultation import actions
from banjie.consultation.actions import Say
from banjie.consultation.models import Event, Grade, Submitter
from banjie.notices.models import Notice
from tests.web.cast import Cast
from tests.web.consultation import cases


def test_every_told_step_reaches_its_author_once(cast: Cast) -> None:
    case = cases.at(cast, "replied", by=cast.nobody)
    told = Event.objects.filter(case=case, told=True).exclude(step="submit")
    notices = Notice.objects.filter(user=cast.nobody)
    assert notices.count() == told.count() > 3
    assert notices.filter(kind="case.answered").count() == 1
    assert all(notice.address == f"/cases/mine/{case.pk}/" for notice in notices)


def test_joint_authors_hear_what_the_lead_did_and_not_the_lead(cast: Cast) -> None:
    case = cases.at(cast, "replied", by=cast.nobody)
    Submitter.objects.create(
        case=case, lead=False, user=cast.auditor, confirmed_on=case.submitted_on
    )
    before = Notice.objects.filter(user=cast.nobody).count()
    actions.rate(cases.author(case), Say(Grade.SATISFIED, Grade.SATISFIED))
    assert Notice.objects.filter(user=cast.nobody).count() == before
    assert Notice.objects.filter(user=cast.auditor).count() == 1


def test_nothing_is_sent_for_a_case_of_nobody_named(cast: Cast) -> None:
    case = cases.at(cast, "closed")
    assert not Notice.objects.filter(address__startswith="/cases/mine/").exists()
    assert not Notice.objects.filter(key__startswith=f"case:{case.pk}:told").exists()
