"""The door: tries, second factors, sessions, what an account must do first."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.messages.storage import default_storage
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from banjie.common import clock
from banjie.common.models import AuditEntry
from banjie.people import profiles
from banjie.people.actions import choose_password, sweeping
from banjie.people.forms.signing import SignInForm
from banjie.people.models import SignInTry, UsedCode, User
from banjie.people.sessions import BEGUN, SEEN
from tests.web import plans
from tests.web.cast import PASSWORD, Cast
from tests.web.people.totp import code

SignedIn = Callable[[User], Client]
SECRET = base64.b32encode(b"twenty bytes of key!").decode()
SIGN_IN = "/sign-in/"


@pytest.fixture(autouse=True)
def no_code_was_used() -> None:
    """A code of the app works once: the memory of it lies in the cache, which no test rolls back."""
    cache.clear()


def sign_in(
    login: str = "officer", password: str = PASSWORD, *, address: str = "203.0.113.7", **more: Any
) -> tuple[Client, Any]:
    client = Client(REMOTE_ADDR=address)
    return client, client.post(SIGN_IN, {"username": login, "password": password} | more)


def set_up(user: User) -> None:
    TOTP.activate(user, SECRET)


def test_thousand_guesses_find_nothing_and_lock_nobody_out(cast: Cast) -> None:
    request = RequestFactory(REMOTE_ADDR="198.51.100.9").get(SIGN_IN)
    guesses = [*(f"Guess {n} of a stranger" for n in range(999)), PASSWORD]
    tried = [SignInForm(request, {"username": "officer", "password": guess}) for guess in guesses]
    assert not any(form.is_valid() for form in tried)  # not even the right one by then
    assert SignInTry.objects.count() == profiles.current().tries.most
    assert sign_in()[1].status_code == 302


def test_stopped_network_hears_the_same_of_a_name_that_is_nobodys(cast: Cast) -> None:
    def ask(login: str) -> list[str]:
        client = Client(REMOTE_ADDR="198.51.100.9")
        answers = [client.post(SIGN_IN, {"username": login, "password": "x"}) for _n in range(7)]
        return [str(answer.context["form"].non_field_errors()) for answer in answers]

    assert ask("officer") == ask("no-such-account")


def test_tries_are_over_after_fifteen_minutes(cast: Cast) -> None:
    for _n in range(6):
        sign_in(password="wrong")
    assert sign_in()[1].status_code == 200
    SignInTry.objects.update(at=clock.now() - timedelta(minutes=16))
    assert sign_in()[1].status_code == 302
    assert not SignInTry.objects.exists()


def test_second_step_comes_after_the_password(cast: Cast) -> None:
    set_up(cast.officer)
    client, answer = sign_in(next="/account/")
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get("/").status_code == 302
    assert client.post(answer.headers["Location"], {"code": "000000"}).status_code == 200
    inside = client.post(answer.headers["Location"], {"code": code(SECRET)})
    assert inside.headers["Location"] == "/account/"
    assert client.get("/").status_code == 200


def test_code_is_not_guessed_from_anywhere(cast: Cast) -> None:
    set_up(cast.officer)
    for n in range(6):
        client, answer = sign_in(address=f"203.0.{n}.1")
        client.post(answer.headers["Location"], {"code": "000000"})
    client.post(answer.headers["Location"], {"code": code(SECRET)})
    assert client.get("/").status_code == 302


def test_key_of_the_app_is_sealed(cast: Cast) -> None:
    set_up(cast.officer)
    assert SECRET not in str(Authenticator.objects.get().data)


def test_kept_form_outlives_the_second_step(cast: Cast) -> None:
    set_up(cast.officer)
    draft = plans.draft_of(cast)
    client = Client()
    expired = client.post(
        reverse("programme:set-head", args=(draft.pk,)), {"title": "改过的标题", "year": "2026"}
    )
    credentials = {"username": "officer", "password": PASSWORD, "kept": expired.context["kept"]}
    client.post(SIGN_IN, credentials)
    done = client.post(reverse("mfa_authenticate"), {"code": code(SECRET)}, follow=True)
    assert done.context["fields"]["title"] == ["改过的标题"]


def test_dialog_takes_the_second_step_too(cast: Cast) -> None:
    set_up(cast.officer)
    client = Client()
    credentials = {"username": "officer", "password": PASSWORD}
    asked = client.post(f"{SIGN_IN}?part=form", credentials, follow=True)
    assert b"<html" not in asked.content
    done = client.post(reverse("mfa_authenticate"), {"code": code(SECRET)}, follow=True)
    assert b"data-signed-in" in done.content


@pytest.mark.parametrize(
    ("duties", "role", "where"),
    [(["officer"], "officer", "mfa_index"), (["officer"], "liaison", ""),
     (["auditor"], "auditor", "mfa_index"), ([], "officer", "")],
)  # fmt: skip
def test_duty_that_asks_for_a_second_factor_gets_nowhere_without(
    cast: Cast, signed_in: SignedIn, settings: Any, duties: list[str], role: str, where: str
) -> None:
    settings.BANJIE_SECOND_FACTOR = duties
    client = signed_in(getattr(cast, role))
    answer = client.get("/")
    assert (answer.headers["Location"] if answer.status_code == 302 else "") == (
        reverse(where) if where else ""
    )
    assert client.get("/api/v1/programmes").status_code == (401 if where else 200)


@pytest.mark.parametrize(
    ("kind", "where"),
    [("totp", "mfa_reauthenticate"), ("webauthn", "mfa_reauthenticate_webauthn"),
     ("recovery_codes", "mfa_index")],
)  # fmt: skip
def test_session_of_the_password_alone_is_asked_once_a_factor_is_set_up(
    cast: Cast, settings: Any, kind: str, where: str
) -> None:
    settings.BANJIE_SECOND_FACTOR = ["officer"]
    there, _answer = sign_in()
    here, _answer = sign_in()
    factor = Authenticator.objects.create(user=cast.officer, type=kind, data={})
    request = RequestFactory().get("/")
    request.session = here.session
    authenticator_added.send(
        Authenticator, request=request, user=cast.officer, authenticator=factor
    )
    request.session.save()
    inside = kind != "recovery_codes"
    assert here.get("/").status_code == (200 if inside else 302)
    assert there.get("/").headers["Location"] == reverse(where)


def test_second_step_alone_lies_open_to_a_session_without_it(cast: Cast, settings: Any) -> None:
    settings.BANJIE_SECOND_FACTOR = ["officer"]
    client, _answer = sign_in()
    set_up(cast.officer)
    asked = reverse("mfa_reauthenticate")
    for name in ("mfa_index", "mfa_deactivate_totp", "account_reauthenticate", "people:password"):
        assert client.get(reverse(name)).headers["Location"] == asked, name
    assert client.post(asked, {"code": code(SECRET)}).status_code == 302
    assert client.get("/").status_code == 200


def test_shut_account_is_told_so_by_its_passkey(cast: Cast) -> None:
    request = RequestFactory().post("/")
    request.session = Client().session
    request._messages = default_storage(request)
    User.objects.filter(pk=cast.officer.pk).update(is_active=False)
    login = Login(user=User.objects.get(pk=cast.officer.pk))
    answer = perform_login(request, login)  # as the passkey's view does
    assert answer.headers["Location"] == SIGN_IN
    assert len(request._messages) == 1


def test_given_password_opens_the_page_of_passwords_alone(cast: Cast) -> None:
    User.objects.filter(pk=cast.officer.pk).update(password_given=True)
    client, _answer = sign_in()
    for name in ("today", "mfa_index", "account_reauthenticate", "mfa_add_webauthn"):
        assert client.get(reverse(name)).headers["Location"] == reverse("people:password"), name
    words = {"old": PASSWORD, "password": "Ein langer Satz 42", "again": "Ein langer Satz 42"}
    assert client.post(reverse("people:password"), words).status_code == 302
    assert client.get("/").status_code == 200
    assert sign_in(password="Ein langer Satz 42")[1].status_code == 302


def test_given_password_serves_a_week(cast: Cast) -> None:
    User.objects.filter(pk=cast.officer.pk).update(
        password_given=True, password_set_at=clock.now() - timedelta(days=8)
    )
    assert sign_in()[1].status_code == 200


def test_old_password_is_renewed_where_the_profile_says_so(
    cast: Cast, signed_in: SignedIn, settings: Any
) -> None:
    User.objects.update(password_set_at=clock.now() - timedelta(days=91))
    assert signed_in(cast.officer).get("/").status_code == 200
    settings.BANJIE_PROFILE = "djbh"
    assert signed_in(cast.officer).get("/").headers["Location"] == reverse("people:password")


def test_new_password_ends_the_other_sessions(cast: Cast) -> None:
    here, _answer = sign_in()
    there, _answer = sign_in()
    words = {"old": PASSWORD, "password": "Ein langer Satz 42", "again": "Ein langer Satz 42"}
    here.post(reverse("people:password"), words)
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert AuditEntry.objects.filter(verb="account.password").count() == 1


@pytest.mark.parametrize(
    ("role", "minutes", "hours", "ends"),
    [("officer", 29, 0, False), ("officer", 31, 0, True), ("auditor", 14, 0, False),
     ("auditor", 16, 0, True), ("officer", 0, 11, False), ("officer", 0, 13, True)],
)  # fmt: skip
def test_session_ends(
    cast: Cast, signed_in: SignedIn, role: str, minutes: int, hours: int, ends: bool
) -> None:
    client = signed_in(getattr(cast, role))
    session = client.session
    session[SEEN] -= minutes * 60
    session[BEGUN] -= hours * 3600
    session.save()
    assert client.get("/").status_code == (302 if ends else 200)
    assert Session.objects.exists() is not ends


def test_request_keeps_a_session_open_and_says_so_once_a_minute(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.officer)
    session = client.session
    session[SEEN] -= 20 * 60
    session.save()
    client.get("/")
    assert client.session[SEEN] > session[SEEN]


def test_session_is_new_after_signing_in(cast: Cast) -> None:
    client = Client()
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "1"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    client.post(SIGN_IN, {"username": "officer", "password": PASSWORD})
    assert client.session.session_key != planted


@pytest.mark.parametrize("name", ["asvs", "djbh"])
def test_profiles_say_where_they_come_from(name: str) -> None:
    profile = profiles.shipped()[name]
    assert profile.source
    assert profile.absolute_hours == 12
    assert profile.second_factor >= {"administrator", "security", "auditor"}


def test_password_chosen_by_its_owner_is_not_asked_again(cast: Cast) -> None:
    cast.officer.password_given = True
    choose_password(cast.officer, "Ein langer Satz 42")
    cast.officer.refresh_from_db()
    assert not cast.officer.password_given


def test_code_of_the_app_opens_once_whichever_worker_is_asked(cast: Cast) -> None:
    set_up(cast.officer)
    shown = code(SECRET)
    opened = []
    for _worker in range(2):
        cache.clear()  # another process has a memory of its own
        client, answer = sign_in()
        client.post(answer.headers["Location"], {"code": shown})
        opened.append(client.get("/").status_code)
    assert opened == [200, 302]
    assert Authenticator.objects.get().last_used_at is None  # when somebody was here is not kept
    UsedCode.objects.update(at=clock.now() - timedelta(minutes=2))
    assert sweeping.forget_tries() >= 1
    assert not UsedCode.objects.exists()


@pytest.mark.django_db(transaction=True)  # as on a site, where no test's transaction is around
@pytest.mark.parametrize(("profile", "noted"), [("asvs", []), ("djbh", [
    "account.sign_in_failed", "account.signed_in", "account.signed_out",
])])  # fmt: skip
def test_profile_says_whether_the_log_has_who_came(
    cast: Cast, settings: Any, profile: str, noted: list[str]
) -> None:
    settings.BANJIE_PROFILE = profile
    sign_in("nobody-at-all")
    sign_in(password="wrong")
    client, _answer = sign_in()
    assert client.get("/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/").status_code == 302
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == noted
