"""The same step taken twenty times at the same moment is one step, on either database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from banjie.common import audit, once
from banjie.common.models import AuditEntry
from banjie.documents.actions import read_document, receive_document
from banjie.documents.models import Document, Reading
from banjie.people.models import Membership, Unit, User
from banjie.programme.actions.drafts import begin_draft
from banjie.programme.models import Activity, Cycle, Draft, Figure, Programme, Report
from tests.web import plans
from tests.web.cast import Cast, make_cast

HANDS = 20
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return plans.open_plan(cast).activities.get(title__contains="读书会")


def at_once(user: User, post: Callable[[Client], int], hands: int = HANDS) -> Counter[int]:
    """How often each status came back when so many hands of one account press together."""
    clients = [Client() for _ in range(hands)]
    for client in clients:
        client.force_login(user)
    barrier = Barrier(hands)

    def press(client: Client) -> int:
        barrier.wait()
        try:
            return post(client)
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        return Counter(pool.map(press, clients))


def steps(verb: str) -> int:
    assert audit.broken_links() == []
    return AuditEntry.objects.filter(verb=verb).count()


def test_report_form_sent_by_twenty_hands_is_one_report(cast: Cast, activity: Activity) -> None:
    address = reverse("programme:new-report", args=(activity.pk,))
    target = activity.targets.all()[0]
    data = {
        "once": once.new_key(),
        "unit": cast.library.pk,
        "held_on": "2026-09-12",
        "text": "举办第四期读书会。",
        f"target-{target.pk}": "1",
        "send": "submit",
    }
    answers = at_once(
        cast.liaison, lambda c: c.post(address, data | {"papers": [plans.photo()]}).status_code
    )
    assert answers == {302: HANDS}
    report = Report.objects.get()
    assert report.evidence.count() == Figure.objects.count() == 1
    assert steps("report.submitted") == 1


def test_report_accepted_by_twenty_hands_is_accepted_once(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast)
    address = reverse("programme:accept-report", args=(report.pk,))
    answers = at_once(cast.officer, lambda c: c.post(address).status_code)
    assert set(answers) <= {302, 403}
    assert answers[302] >= 1
    assert steps("report.accepted") == 1


def test_review_begun_by_twenty_hands_is_one_draft(cast: Cast) -> None:
    document = plans.send(cast)
    address = reverse("programme:begin-review", args=(document.pk,))
    assert at_once(cast.officer, lambda c: c.post(address).status_code) == {302: HANDS}
    assert Draft.objects.get().items.count() == 3
    assert steps("draft.begun") == 1


def test_programme_opened_by_twenty_hands_is_one_programme(cast: Cast) -> None:
    draft = plans.draft_of(cast)
    plans.settle(draft, cast)
    address = reverse("programme:open-draft", args=(draft.pk,))
    assert at_once(cast.officer, lambda c: c.post(address).status_code) == {302: HANDS}
    assert Activity.objects.count() == 3
    assert steps("programme.opened") == 1


@pytest.mark.parametrize(
    ("data", "status", "kept"), [(plans.PLAN.encode(), 302, 1), (b"", 422, 0)], ids=["good", "bad"]
)
def test_bytes_sent_by_twenty_hands_are_one_document(
    cast: Cast, data: bytes, status: int, kept: int
) -> None:
    def send(client: Client) -> int:
        file = SimpleUploadedFile("方案.txt", data)
        return client.post(
            reverse("documents:documents"), {"unit": cast.office.pk, "file": file}
        ).status_code

    assert at_once(cast.officer, send) == {status: HANDS}
    assert Document.objects.count() == Reading.objects.count() == kept
    assert steps("document.received") - steps("document.removed") == kept


def draft_of_office(cast: Cast, number: int, units: list[str]) -> Draft:
    """A settled draft of an office of its own; its plan names these units in this order."""
    office = Unit.objects.create(name=f"第{number}办公室", kind="office")
    Membership.objects.create(user=cast.officer, unit=office, duty="officer")
    text = plans.PLAN.replace("临湖市读书协会", "、".join(units))
    file = SimpleUploadedFile("方案.txt", text.encode())
    document = receive_document(file, unit=office, by=cast.officer).document
    read_document(document)
    draft = begin_draft(Document.objects.get(pk=document.pk), by=cast.officer)
    plans.settle(draft, cast)
    return draft


def test_plans_with_the_same_new_units_open_side_by_side(cast: Cast) -> None:
    units = ["甲县文化馆", "乙县图书馆", "丙县美术馆", "丁县博物馆"]
    drafts = [
        draft_of_office(cast, n, (units[n % 4 :] + units[: n % 4])[:: 1 if n % 2 else -1])
        for n in range(8)
    ]
    addresses = [reverse("programme:open-draft", args=(draft.pk,)) for draft in drafts]
    answers = at_once(cast.officer, lambda c: c.post(addresses.pop()).status_code, hands=8)
    assert answers == {302: 8}
    assert Programme.objects.count() == steps("programme.opened") == 8
    assert Unit.objects.filter(name__in=units).count() == len(units)


def test_part_confirmed_by_twenty_hands_is_confirmed_once(cast: Cast, activity: Activity) -> None:
    part = activity.assignments.get(unit=cast.library)
    address, said = reverse("programme:confirm-duties"), f"{part.pk}:{activity.version}"
    answers = at_once(cast.liaison, lambda c: c.post(address, {"part": said}).status_code)
    assert answers == {302: HANDS}
    part.refresh_from_db()
    assert (part.answer, steps("duty.confirmed")) == ("confirmed", 1)


def test_activity_moved_by_two_hands_moves_once(cast: Cast, activity: Activity) -> None:
    session = activity.occurrences.get(number=2)
    address = reverse("programme:edit-session", args=(activity.pk, session.pk))
    data = {"once": once.new_key(), "version": activity.version, "last": "2026-06-20"}
    answers = at_once(cast.officer, lambda c: c.post(address, data).status_code, hands=8)
    assert answers == {302: 8}
    assert activity.changes.count() == steps("activity.changed") == 1


def test_session_added_by_twenty_hands_is_one_session(cast: Cast, activity: Activity) -> None:
    address = reverse("programme:add-session", args=(activity.pk,))
    data = {"once": once.new_key(), "version": activity.version, "title": "岁末专场"}
    answers = at_once(cast.officer, lambda c: c.post(address, data).status_code)
    assert answers == {302: HANDS}
    assert activity.occurrences.filter(theme="岁末专场").count() == 1


def test_many_reports_sent_by_twenty_hands_are_there_once(cast: Cast, activity: Activity) -> None:
    row = f"{activity.pk}-{cast.library.pk}"
    data = {
        "once": once.new_key(), "row": row, "send": "now", f"{row}-held_on": "2026-09-12",
        f"{row}-text": "举办第四期读书会。",
    }  # fmt: skip
    address = reverse("programme:report-many")
    assert at_once(cast.liaison, lambda c: c.post(address, data).status_code) == {302: HANDS}
    assert Report.objects.count() == steps("report.submitted") == 1


def test_round_opened_by_twenty_hands_is_one_round(cast: Cast, activity: Activity) -> None:
    data = {
        "once": once.new_key(), "title": "上半年进展", "first": "2026-01-01",
        "last": "2026-06-30", "due": "2026-12-30",
    }  # fmt: skip
    address = reverse("programme:rounds", args=(activity.programme_id,))
    assert at_once(cast.officer, lambda c: c.post(address, data).status_code) == {302: HANDS}
    assert Cycle.objects.count() == steps("cycle.opened") == 1


def test_paper_entered_by_twenty_hands_is_one_report(cast: Cast, activity: Activity) -> None:
    data = {
        "once": once.new_key(), "unit": cast.library.pk, "held_on": "2026-03-21",
        "text": "首期读书会。",
    }  # fmt: skip
    address = reverse("programme:report-on-behalf", args=(activity.pk,))
    answers = at_once(
        cast.officer, lambda c: c.post(address, data | {"scan": plans.photo()}).status_code
    )
    assert answers == {302: HANDS}
    assert Report.objects.get().evidence.count() == steps("report.entered") == 1


def test_paper_taken_back_by_twenty_hands_is_taken_back_once(
    cast: Cast, activity: Activity
) -> None:
    report = plans.entered(activity, cast)
    address = reverse("programme:object-to-report", args=(report.pk,))
    answers = at_once(cast.liaison, lambda c: c.post(address, {"reason": "人次有误。"}).status_code)
    assert set(answers) <= {302, 403}
    assert steps("report.objected") == 1
    assert report.versions.count() == 1
