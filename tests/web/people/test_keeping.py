"""Accounts: invited by a link, shut, given and lent duties, seen and closed by their owner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from banjie.common import clock, limits, once
from banjie.common.models import AuditEntry
from banjie.people.actions import accounts, choose_password, duties, sweeping
from banjie.people.models import FeedKey, Invitation, Membership, SiteDuty, User
from banjie.people.queries import owndata
from tests.web.api.caller import key_of
from tests.web.cast import PASSWORD, Cast

SignedIn = Callable[[User], Client]
NEW = "Ein langer Satz 42"
WORDS = {"password": NEW, "again": NEW}


@pytest.fixture
def administrator(cast: Cast) -> User:
    SiteDuty.objects.create(user=cast.nobody, duty="administrator")
    return User.objects.get(pk=cast.nobody.pk)


def test_invited_person_chooses_a_password_once(
    administrator: User, cast: Cast, signed_in: SignedIn
) -> None:
    form = {
        "once": once.new_key(), "name": "新联络员", "login": "lianluo", "duty": "liaison",
        "unit": cast.library.name,
    }  # fmt: skip
    page = signed_in(administrator)
    link = page.post(reverse("people:invite"), form).context["link"]
    assert page.post(reverse("people:invite"), form).status_code == 302  # the same form once more
    assert link.startswith("http://127.0.0.1:8000/invitation/")  # never from the Host header
    guest, address = Client(), link.removeprefix("http://127.0.0.1:8000")
    assert guest.post(address, WORDS).status_code == 302
    assert guest.get("/").status_code == 200
    assert User.objects.get(login="lianluo").duties == {(cast.library.pk, "liaison")}
    assert Client().post(address, WORDS).status_code == 404
    assert link.rsplit("/", 2)[1] not in str(list(Invitation.objects.values()))


@pytest.mark.parametrize("how", ["expired", "renewed", "shut", "chosen"])
def test_link_that_is_over_opens_nothing(administrator: User, cast: Cast, how: str) -> None:
    made, secret = accounts.send_link(cast.officer, by=administrator)
    match how:
        case "expired":
            Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
        case "renewed":
            accounts.send_link(cast.officer, by=administrator)
        case "shut":
            accounts.shut(cast.officer, by=administrator)
        case "chosen":
            choose_password(cast.officer, PASSWORD)
    answer = Client().post(reverse("people:invitation", args=(secret,)), WORDS)
    unknown = Client().get(reverse("people:invitation", args=("nobody-knows-it",)))
    said = [[template.name for template in one.templates] for one in (answer, unknown)]
    assert (answer.status_code, said[0]) == (404, said[1])
    assert User.objects.get(pk=cast.officer.pk).check_password(PASSWORD)
    assert made.login == "officer"


def test_new_password_by_link_ends_sessions(
    administrator: User, cast: Cast, signed_in: SignedIn
) -> None:
    page = signed_in(cast.officer)
    key_of(cast.officer)
    FeedKey.objects.create(user=cast.officer, unit=cast.office, digest="f" * 64)
    _made, secret = accounts.send_link(cast.officer, by=administrator)
    accounts.accept(secret, password=NEW)
    assert page.get("/").status_code == 302
    assert not cast.officer.access_keys.exists()
    assert not cast.officer.feed_keys.exists()


def test_shut_account_has_no_keys_when_it_opens_again(administrator: User, cast: Cast) -> None:
    key_of(cast.officer)
    accounts.shut(cast.officer, by=administrator)
    accounts.reopen(cast.officer, by=administrator)
    assert not cast.officer.access_keys.exists()


def test_used_link_keeps_no_name(administrator: User, cast: Cast) -> None:
    _made, secret = accounts.invite("xinren", name="新人", by=administrator)
    accounts.accept(secret, password=NEW)
    with pytest.raises(accounts.LinkOver):
        accounts.accept(secret, password=NEW)
    assert not Invitation.objects.exists()
    logged = str(list(AuditEntry.objects.values()))
    assert "account.invited" in logged
    assert not [word for word in ("xinren", "新人") if word in logged]


def test_first_administrator_is_made_once(db: None) -> None:
    first, second = accounts.set_up_link(), accounts.set_up_link()
    who = WORDS | {"name": "管理员", "login": "guanli"}
    assert Client().post(reverse("people:invitation", args=(first,)), who).status_code == 404
    assert Client().post(reverse("people:invitation", args=(second,)), who).status_code == 302
    assert User.objects.get().site_duty_name == "administrator"
    assert accounts.set_up_link() == ""


def test_last_administrator_stays(administrator: User, cast: Cast) -> None:
    for act in (accounts.shut, accounts.close_account):
        with pytest.raises(ValidationError):
            act(administrator, by=administrator)
    duties.give(cast.leader, duty="administrator", by=administrator)
    accounts.shut(administrator, by=administrator)


@pytest.mark.parametrize("second", ["administrator", "security"])
def test_no_account_has_two_of_the_three(administrator: User, cast: Cast, second: str) -> None:
    with pytest.raises(ValidationError):
        duties.give(cast.auditor, duty=second, by=administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteDuty.objects.create(user=cast.auditor, duty=second)
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteDuty.objects.filter(user=cast.auditor).update(duty="everything")


CONFIRM = "/account/confirm/"


def confirm(client: Client) -> None:
    client.post(CONFIRM, {"password": PASSWORD})


@pytest.mark.parametrize(
    ("who", "whose", "status"),
    [("administrator", "administrator", 403), ("administrator", "auditor", 403),
     ("security", "auditor", 200), ("security", "administrator", 200),
     ("security", "security", 403), ("security", "officer", 403), ("auditor", "officer", 403),
     ("administrator", "officer", 200)],
)  # fmt: skip
def test_way_in_is_renewed_by_somebody_who_gains_nothing_by_it(
    administrator: User, cast: Cast, signed_in: SignedIn, who: str, whose: str, status: int
) -> None:
    SiteDuty.objects.create(user=cast.stranger, duty="security")
    people = {
        "administrator": administrator, "security": cast.stranger, "auditor": cast.auditor,
        "officer": cast.officer,
    }  # fmt: skip
    client = signed_in(people[who])
    confirm(client)
    for name in ("link", "factors"):
        answer = client.post(reverse("people:step", args=(people[whose].pk, name)), follow=True)
        assert answer.status_code == status


STEPS = {
    "shut": "account.shut",
    "reopen": "account.reopened",
    "factors": "",
    "link": "account.invited",
}


@pytest.mark.parametrize("name", STEPS)
def test_steps_are_the_administrators(
    administrator: User, cast: Cast, signed_in: SignedIn, name: str
) -> None:
    User.objects.filter(pk=cast.handler.pk).update(is_active=name != "reopen")
    address = reverse("people:step", args=(cast.handler.pk, name))
    assert signed_in(cast.auditor).post(address).status_code == 403
    client = signed_in(administrator)
    assert client.post(address).headers["Location"].startswith(CONFIRM)
    confirm(client)
    assert client.post(address).status_code in (200, 302)
    written = AuditEntry.objects.filter(verb=STEPS[name], actor=administrator)
    assert written.exists() is bool(STEPS[name])


def test_nobody_gives_duties_to_themselves(administrator: User, signed_in: SignedIn) -> None:
    address = reverse("people:one-account", args=(administrator.pk,))
    form = {"once": once.new_key(), "duty": "security", "unit": ""}
    assert signed_in(administrator).post(address, form).status_code == 403


def lend(cast: Cast, to: User, until: date) -> Membership:
    return duties.lend(cast.liaison.memberships.get(), to, until=until)


def test_lent_duty_ends_by_itself(cast: Cast, settings: Any) -> None:
    lend(cast, cast.handler, clock.today())
    assert User.objects.get(pk=cast.handler.pk).units("liaison") == {cast.library.pk}
    settings.BANJIE_TODAY = str(clock.today() + timedelta(days=1))
    assert not User.objects.get(pk=cast.handler.pk).units("liaison")
    lend(cast, cast.handler, clock.today())  # what is over makes room
    assert Membership.ever.filter(lent_by=cast.liaison).count() == 1
    assert duties.end_loans() == 0
    settings.BANJIE_TODAY = str(clock.today() + timedelta(days=1))
    assert [duties.end_loans(), duties.end_loans()] == [1, 0]
    assert Membership.ever.filter(user=cast.liaison).count() == 1


def test_what_was_lent_is_not_lent_on(cast: Cast) -> None:
    lent = lend(cast, cast.handler, clock.today())
    with pytest.raises(ValidationError):
        duties.lend(lent, cast.stranger, until=clock.today())
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.ever.filter(pk=lent.pk).update(until=None)


@pytest.mark.parametrize(
    ("login", "days", "status"),
    [("handler", 5, 302), ("handler", -1, 422), ("handler", 400, 422), ("stranger", 5, 422),
     ("nobody-at-all", 5, 422)],
)  # fmt: skip
def test_duty_is_lent_to_colleagues_up_to_a_day(
    cast: Cast, signed_in: SignedIn, login: str, days: int, status: int
) -> None:
    form = {
        "once": once.new_key(), "duty": cast.liaison.memberships.get().pk, "login": login,
        "until": clock.today() + timedelta(days=days),
    }  # fmt: skip
    assert signed_in(cast.liaison).post(reverse("people:lend"), form).status_code == status


def test_lender_takes_back_and_a_taken_duty_takes_its_loan_along(cast: Cast) -> None:
    duties.take_back(lend(cast, cast.handler, clock.today()), by=cast.liaison)
    lend(cast, cast.handler, clock.today())
    duties.take(cast.liaison.memberships.get(), by=cast.officer)
    assert not Membership.objects.filter(unit=cast.library, duty="liaison").exists()


def test_what_a_shut_account_had_lent_is_over_and_stays_so(administrator: User, cast: Cast) -> None:
    lend(cast, cast.handler, clock.today())
    accounts.shut(cast.liaison, by=administrator)
    assert not User.objects.get(pk=cast.handler.pk).units("liaison")
    said = [(line.verb, line.label) for line in AuditEntry.objects.order_by("-pk")[:2]]
    assert said == [
        ("account.shut", cast.liaison.logged_as),
        ("duty.taken_back", cast.handler.logged_as),
    ]
    accounts.reopen(cast.liaison, by=administrator)
    assert User.objects.get(pk=cast.liaison.pk).units("liaison") == {cast.library.pk}
    assert not User.objects.get(pk=cast.handler.pk).units("liaison")


def test_export_has_what_is_kept_and_no_secret(cast: Cast, signed_in: SignedIn) -> None:
    FeedKey.objects.create(user=cast.liaison, unit=cast.library, digest="f" * 64)
    answer = signed_in(cast.liaison).get(reverse("people:export"))
    assert answer.json()["account"]["login"] == "liaison"
    assert answer.json()["own"]["people.membership.user"][0]["duty"] == "liaison"
    assert "f" * 64 not in answer.content.decode()
    assert cast.liaison.password not in answer.content.decode()


def test_name_is_corrected_by_its_owner(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.liaison).post(reverse("people:account"), {"name": "王联络"})
    assert User.objects.get(pk=cast.liaison.pk).name == "王联络"


def test_closed_account_leaves_its_work_and_not_its_name(cast: Cast, signed_in: SignedIn) -> None:
    FeedKey.objects.create(user=cast.liaison, unit=cast.library, digest="f" * 64)
    client = signed_in(cast.liaison)
    address = reverse("people:close")
    asked = client.post(address)
    client.post(asked.headers["Location"], {"password": PASSWORD})
    client.post(address)
    closed = User.objects.get(pk=cast.liaison.pk)
    assert (closed.is_active, closed.has_usable_password()) == (False, False)
    assert "liaison" not in closed.login + closed.name
    assert owndata.kinds(closed) == []
    assert client.get("/").status_code == 302
    assert not Client().login(username="liaison", password=PASSWORD)


def test_name_of_a_shut_account_has_its_time(
    administrator: User, cast: Cast, settings: Any
) -> None:
    for user in (cast.liaison, cast.handler):
        accounts.shut(user, by=administrator)
    accounts.reopen(cast.handler, by=administrator)
    accounts.invite("never-came", name="没来的人", by=administrator)
    ends = limits.in_days("account.kept")
    settings.BANJIE_TODAY = str(ends)
    assert sweeping.close_left() == 0
    settings.BANJIE_TODAY = str(ends + timedelta(days=1))
    assert [sweeping.close_left(), sweeping.close_left()] == [1, 0]
    names = set(User.objects.values_list("login", flat=True))
    assert ("liaison" in names, "handler" in names) == (False, True)
    logged = str(list(AuditEntry.objects.values()))
    assert "account.closed" in logged
    assert not [word for word in (cast.liaison.login, cast.liaison.name) if word in logged]
    Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert [sweeping.forget_links(), sweeping.forget_links()] == [1, 0]


def test_account_that_cannot_be_closed_keeps_no_other(administrator: User, cast: Cast) -> None:
    left = [administrator.pk, cast.handler.pk, cast.liaison.pk]
    over = clock.today() - timedelta(days=1)
    User.objects.filter(pk__in=left).update(is_active=False, kept_until=over)
    with pytest.raises(ExceptionGroup) as wrong:  # the last administrator
        sweeping.close_left()
    assert [type(one) for one in wrong.value.exceptions] == [ValidationError]
    closed = User.objects.filter(pk__in=left, login__startswith="closed-")
    assert set(closed.values_list("pk", flat=True)) == set(left[1:])


def test_account_opened_again_while_others_are_closed_stays(
    administrator: User, cast: Cast
) -> None:
    over = clock.today() - timedelta(days=1)
    User.objects.filter(pk=cast.handler.pk).update(is_active=False, kept_until=over)
    found = User.objects.get(pk=cast.handler.pk)
    accounts.reopen(cast.handler, by=administrator)
    assert not accounts.close_left(found)
    assert User.objects.get(pk=cast.handler.pk).login == cast.handler.login
