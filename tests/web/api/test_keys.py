"""The life of a key: shown once, kept as a hash, narrow, short, revocable."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banjie.api import actions
from banjie.api.models import AccessKey
from banjie.common import audit, clock, once
from banjie.common.models import AuditEntry
from banjie.people.models import Membership, User
from tests.web import plans
from tests.web.api.caller import Caller, key_of
from tests.web.cast import PASSWORD, Cast

SignedIn = Callable[[User], Client]
FORM = {"name": "夜间统计", "days": "30"}


def test_key_is_shown_once_and_kept_as_a_hash(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.liaison)
    asked = client.post(reverse("api:keys"), FORM | {"once": once.new_key()})
    assert not AccessKey.objects.exists()
    page = client.post(asked.headers["Location"], {"password": PASSWORD})
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert secret not in client.get(reverse("api:keys")).content.decode()
    key = AccessKey.objects.get()
    assert secret not in (key.digest, key.name)
    assert (key.read_only, key.last_day) == (True, date(2026, 10, 18))
    assert Caller(secret=secret)("GET", "/units").status_code == 200
    assert not AuditEntry.objects.filter(detail__icontains=secret).exists()


def test_form_sent_twice_makes_one_key_and_shows_no_second_secret(
    cast: Cast, signed_in: SignedIn
) -> None:
    client, form = signed_in(cast.liaison), FORM | {"once": once.new_key()}
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("api:keys"), form)
    again = client.post(reverse("api:keys"), form, follow=True)
    assert AccessKey.objects.count() == 1
    assert again.context["secret"] == ""


@pytest.mark.parametrize("days", ["0", "366", "", "ever"])
def test_key_of_more_than_a_year_is_refused(cast: Cast, signed_in: SignedIn, days: str) -> None:
    form = FORM | {"once": once.new_key(), "days": days}
    assert signed_in(cast.liaison).post(reverse("api:keys"), form).status_code == 422
    with pytest.raises(ValueError, match="366"):
        actions.make_key(name="久", days=366, read_only=True, once_key="k", by=cast.liaison)


def test_key_works_through_its_last_day_and_no_longer(cast: Cast) -> None:
    caller = Caller(secret=key_of(cast.liaison, days=30))
    noon = timezone.make_aware(datetime.combine(clock.today(), datetime.min.time()))
    for days, status in ((0, 200), (30, 200), (31, 401)):
        with clock.told(noon + timedelta(days=days, hours=12)):
            assert caller("GET", "/programmes").status_code == status, days


def test_key_that_only_reads_writes_nothing(cast: Cast) -> None:
    report = plans.report(plans.open_plan(cast).activities.all()[0], cast)
    caller = Caller(secret=key_of(cast.officer, read_only=True))
    assert caller.get(f"/reports/{report.pk}")["state"] == "submitted"
    answer = caller("POST", f"/reports/{report.pk}/accept")
    assert (answer.status_code, answer.json()["code"]) == (403, "read-only")
    assert caller.get(f"/reports/{report.pk}")["state"] == "submitted"


def test_key_revoked_stops_at_once(cast: Cast, signed_in: SignedIn) -> None:
    caller = Caller(cast.liaison)
    key = AccessKey.objects.get()
    address = reverse("api:revoke-key", args=(key.pk,))
    signed_in(cast.stranger).post(address)
    assert caller("GET", "/units").status_code == 200
    signed_in(cast.liaison).post(address)
    assert caller("GET", "/units").status_code == 401
    signed_in(cast.liaison).post(address)
    assert [e.verb for e in audit.history(key)] == ["key.revoked", "key.made"]


def test_key_follows_its_account(cast: Cast) -> None:
    """A duty that ended ends for the key too, and a closed account closes its keys."""
    caller = Caller(cast.officer)
    plans.open_plan(cast)
    assert len(caller.get("/programmes")["items"]) == 1
    Membership.objects.filter(user=cast.officer).delete()
    assert caller.get("/programmes")["items"] == []
    User.objects.filter(pk=cast.officer.pk).update(is_active=False)
    assert caller("GET", "/programmes").status_code == 401


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer bj_wrong", "Basic YTpi", "bj_wrong"])
def test_strangers_are_told_to_sign_in_in_their_language(db: None, sent: str) -> None:
    headers = {"Authorization": sent, "Accept-Language": "en"}
    answer = Client().get("/api/v1/programmes", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json() == {
        "code": "not-signed-in",
        "message": "Sign in, or send a key that still works.",
        "where": [],
    }


def test_session_writes_only_with_its_csrf_token(cast: Cast) -> None:
    report = plans.report(plans.open_plan(cast).activities.all()[0], cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer)
    address, headers = f"/api/v1/reports/{report.pk}/accept", {"Idempotency-Key": "k"}
    answer = client.post(address, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    token = client.get(reverse("api:keys")).cookies["csrftoken"].value
    answer = client.post(address, headers=headers | {"X-CSRFToken": token})
    assert answer.status_code == 200


def test_session_of_a_page_reads_without_a_key(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.liaison).get("/api/v1/units")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
