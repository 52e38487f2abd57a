"""Authors with an account: drafts, joint cases, taking back; and what an officer enters for others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from banjie.common import audit, clock, once
from banjie.consultation import actions
from banjie.consultation.models import Case, Channel, Submitter
from banjie.consultation.queries import authors
from banjie.notices.models import Notice
from banjie.people.models import User
from tests.web import plans
from tests.web.cast import Cast
from tests.web.consultation import cases

SignIn = Callable[[User], Client]
WORDS = {"title": "关于增设自习室的提案", **cases.SAID}


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return Channel.objects.create(office=cast.office, kind="proposal", name="提案", phone="12345")


def joint(cast: Cast, **values: object) -> Case:
    """A proposal of the stranger that the library and another account are asked to join."""
    asked = [cast.library, cast.nobody]
    return cases.submitted(cast, by=cast.stranger, kind="proposal", joint=asked, **values)


def part(case: Case, user: User) -> Submitter:
    found = authors.author_for(user, case)
    assert found is not None
    return found


def test_a_joint_case_is_sent_when_everybody_confirmed(cast: Cast) -> None:
    case = joint(cast)
    assert (case.state, case.submitted_on) == ("gathering", None)
    assert Notice.objects.filter(kind="reminder.confirm").count() == 2
    actions.confirm_case(part(case, cast.liaison), by=cast.liaison)
    case.refresh_from_db()
    assert case.state == "gathering"
    actions.confirm_case(part(case, cast.nobody), by=cast.nobody)
    case.refresh_from_db()
    assert (case.state, case.submitted_on) == ("submitted", date(2026, 9, 18))
    assert case.submitters.exclude(confirmed_on=None).count() == 3


def test_who_stands_aside_is_gone_and_the_others_go_on(cast: Cast) -> None:
    case = joint(cast)
    actions.stand_aside(part(case, cast.liaison))
    actions.confirm_case(part(case, cast.nobody), by=cast.nobody)
    case.refresh_from_db()
    assert (case.state, case.submitters.count()) == ("submitted", 2)


def test_who_is_silent_falls_away_in_time_and_cannot_come_back(cast: Cast) -> None:
    case = joint(cast)
    actions.confirm_case(part(case, cast.nobody), by=cast.nobody)
    silent = part(case, cast.liaison)
    assert actions.end_all_gatherings() == 0
    Submitter.objects.filter(pk=silent.pk).update(confirm_by="2026-09-17")
    assert actions.end_all_gatherings() == 1
    assert actions.end_all_gatherings() == 0
    case.refresh_from_db()
    assert (case.state, case.submitters.count()) == ("submitted", 2)
    with pytest.raises(actions.WrongState):
        actions.confirm_case(silent, by=cast.liaison)


def test_nobody_confirms_twice_or_for_another(cast: Cast) -> None:
    case = joint(cast)
    mine = part(case, cast.liaison)
    actions.confirm_case(mine, by=cast.liaison)
    with pytest.raises(actions.WrongState):
        actions.confirm_case(mine, by=cast.liaison)
    for stranger in (cast.other_officer, cast.auditor, cast.officer):
        assert authors.author_for(stranger, case) is None


def test_one_account_stands_behind_a_case_once(cast: Cast) -> None:
    case = cases.submitted(cast, by=cast.liaison, kind="proposal", joint=[cast.library])
    unit = case.submitters.get(unit=cast.library)
    with pytest.raises(ValidationError):
        actions.confirm_case(unit, by=cast.liaison)


def test_an_information_item_has_one_submitter(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        cases.submitted(cast, by=cast.stranger, kind="information", joint=[cast.library])
    assert not Case.objects.exists()


def test_a_draft_is_kept_changed_sent_or_deleted(
    cast: Cast, channel: Channel, signed_in: SignIn
) -> None:
    client = signed_in(cast.stranger)
    new = f"{reverse('consultation:new')}?channel={channel.pk}"
    sent = {"title": "未完", "once": once.new_key(), "later": "1", "points": "一\n二",
            "joint_accounts": "nobody", "joint_units": [cast.library.pk]}  # fmt: skip
    assert client.post(new, sent).status_code == 302
    draft = Case.objects.get()
    assert (draft.state, draft.events.count()) == ("draft", 0)
    address = reverse("consultation:draft", args=(draft.pk,))
    page = client.get(address)
    assert page.context["form"]["joint_accounts"].value() == "nobody"
    assert signed_in(cast.liaison).get(address).status_code == 404
    assert signed_in(cast.officer).get(draft.get_absolute_url()).status_code == 404
    whole = WORDS | {"once": once.new_key()}
    assert client.post(address, whole).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.submitters.count()) == ("submitted", 1)
    other = actions.save_draft(
        cases.content(), office=cast.office, channel=channel, by=cast.stranger
    )
    assert signed_in(cast.liaison).post(
        reverse("consultation:discard", args=(other.pk,))
    ).status_code == 302  # fmt: skip
    assert Case.objects.count() == 2
    client.post(reverse("consultation:discard", args=(other.pk,)))
    assert Case.objects.count() == 1


def test_the_same_form_of_an_account_is_one_case(
    cast: Cast, channel: Channel, signed_in: SignIn
) -> None:
    client, form = signed_in(cast.stranger), WORDS | {"once": once.new_key()}
    address = f"{reverse('consultation:new')}?channel={channel.pk}"
    answers = {client.post(address, form).headers["Location"] for _ in "123"}
    assert answers == {reverse("consultation:own-case", args=(Case.objects.get().pk,))}


@pytest.mark.parametrize(("stage", "state"), [("submitted", "withdrawn"), ("filed", "filed")])
def test_a_case_is_taken_back_while_nobody_works_on_it(
    cast: Cast, signed_in: SignIn, stage: str, state: str
) -> None:
    case = cases.at(cast, stage, by=cast.stranger)
    signed_in(cast.liaison).post(reverse("consultation:withdraw", args=(case.pk,)))
    case.refresh_from_db()
    assert case.state == stage
    signed_in(cast.stranger).post(reverse("consultation:withdraw", args=(case.pk,)))
    case.refresh_from_db()
    assert case.state == state


def test_the_author_with_an_account_reads_the_reply(cast: Cast, signed_in: SignIn) -> None:
    case = cases.at(cast, "replied", by=cast.stranger)
    page = signed_in(cast.stranger).get(reverse("consultation:own-case", args=(case.pk,)))
    assert "将于三季度增设自习室。" in page.content.decode()
    other = signed_in(cast.nobody).get(reverse("consultation:own-case", args=(case.pk,)))
    assert other.status_code == 404


def entry(cast: Cast, **values: object) -> dict[str, object]:
    said = {"once": once.new_key(), "office": cast.office.pk, "source": "paper",
            "received_on": "2026-09-16", "scan": plans.photo(), "post": "居民代表"}  # fmt: skip
    return WORDS | said | values


def test_what_came_on_paper_is_entered_once_with_its_scan(cast: Cast, signed_in: SignIn) -> None:
    client, form = signed_in(cast.officer), entry(cast)
    address = reverse("consultation:enter")
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302
    case = Case.objects.get()
    assert (case.entered_by, case.entered_from) == (cast.officer, "paper")
    assert case.submitted_on == date(2026, 9, 16)
    assert case.files.get().scan
    author = case.submitters.get()
    assert author.user is None
    assert not hasattr(author, "code")
    assert [line.verb for line in audit.history(case)] == ["case.enter"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"scan": ""}, "scan"),
        ({"received_on": "2026-09-19"}, "received_on"),
        ({"source": "rumour"}, "source"),
        ({"scan": SimpleUploadedFile("a.exe", b"MZ")}, "scan"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused(
    cast: Cast, signed_in: SignIn, values: dict[str, object], field: str
) -> None:
    answer = signed_in(cast.officer).post(reverse("consultation:enter"), entry(cast, **values))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Case.objects.exists()


def test_an_officer_enters_for_the_own_office_alone(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.other_officer).post(reverse("consultation:enter"), entry(cast))
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_a_channel_is_opened_once_and_its_posters_are_taken_back_one_by_one(
    cast: Cast, signed_in: SignIn
) -> None:
    client, form = signed_in(cast.officer), {
        "once": once.new_key(), "office": cast.office.pk, "kind": "suggestion", "name": "临湖建言",
        "phone": "0000-1234567", "public": "on", "is_open": "on",
    }  # fmt: skip
    for _ in "12":
        client.post(reverse("consultation:new-channel"), form)
    channel = Channel.objects.get()
    more = {"once": once.new_key(), "place": "图书馆大厅"}
    for _ in "12":
        client.post(reverse("consultation:add-poster", args=(channel.pk,)), more)
    first, second = channel.posters.all()
    client.post(reverse("consultation:revoke-poster", args=(first.pk,)))
    assert Client().get(first.get_absolute_url()).status_code == 410
    assert Client().get(second.get_absolute_url()).status_code == 200
    page = client.get(reverse("consultation:print-poster", args=(second.pk,))).content.decode()
    assert second.get_absolute_url() in page
    assert "<svg" in page
    assert signed_in(cast.other_officer).post(
        reverse("consultation:revoke-poster", args=(second.pk,))
    ).status_code == 404  # fmt: skip


def test_an_inner_channel_has_no_public_page(cast: Cast) -> None:
    inner = Channel.objects.create(
        office=cast.office, kind="information", name="信息", public=False, phone="1"
    )
    poster = inner.posters.create()
    assert Client().get(poster.get_absolute_url()).status_code == 404
    assert clock.today() == poster.made_on
