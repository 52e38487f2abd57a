from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common.models import AuditEntry
from banjie.people.actions import accounts
from banjie.people.models import SiteDuty, User
from tests.web import plans
from tests.web.cast import PASSWORD, Cast
from tests.web.common.test_audit import guards_gone


def credentials(login: str = "officer") -> dict[str, str]:
    return {"username": login, "password": PASSWORD}


def test_right_password_opens_today(cast: Cast, client: Client) -> None:
    answer = client.post(reverse("people:sign-in"), credentials(), follow=True)
    assert answer.redirect_chain[-1][0] == "/"


def test_wrong_password_says_so_and_not_which(cast: Cast, client: Client) -> None:
    wrong = client.post(reverse("people:sign-in"), credentials() | {"password": "wrong"})
    unknown = client.post(reverse("people:sign-in"), credentials("no-such-account"))
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_next_outside_the_site_is_not_followed(cast: Cast, client: Client) -> None:
    answer = client.post(f"{reverse('people:sign-in')}?next=https://example.org/", credentials())
    assert answer.headers["Location"] == "/"


def test_form_sent_after_the_log_in_expired_is_kept_and_sent_again(
    cast: Cast, client: Client
) -> None:
    draft = plans.draft_of(cast)
    address = reverse("programme:set-head", args=(draft.pk,))
    expired = client.post(address, {"title": "改过的标题", "year": "2026"})
    assert expired.status_code == 401
    signed = client.post(
        reverse("people:sign-in"),
        credentials() | {"kept": expired.context["kept"]},
        follow=True,
    )
    assert signed.context["path"] == address
    fields = {name: values[0] for name, values in signed.context["fields"].items()}
    client.post(address, fields)
    draft.refresh_from_db()
    assert draft.title == "改过的标题"


@pytest.mark.parametrize(
    ("name", "args"),
    [("people:password", ()), ("account_reauthenticate", ()), ("mfa_activate_totp", ()),
     ("notices:add-channel", ("feishu",))],
)  # fmt: skip
def test_what_is_secret_is_not_kept(
    cast: Cast, client: Client, name: str, args: tuple[str, ...]
) -> None:
    expired = client.post(reverse(name, args=args), {"password": PASSWORD})
    assert (expired.status_code, expired.context["kept"]) == (401, "")


def test_files_of_a_kept_form_are_named_as_lost(cast: Cast, client: Client) -> None:
    activity = plans.open_plan(cast).activities.get(title__contains="读书会")
    address = reverse("programme:new-report", args=(activity.pk,))
    photos = [plans.photo("开幕<b>.jpg"), plans.photo("闭幕.jpg")]
    expired = client.post(address, {"text": "举办读书会。", "papers": photos})
    signed = client.post(
        reverse("people:sign-in"),
        credentials() | {"kept": expired.context["kept"]},
        follow=True,
    )
    assert signed.context["files"] == ["开幕<b>.jpg", "闭幕.jpg"]
    assert "开幕&lt;b&gt;.jpg" in signed.content.decode()


def test_kept_form_that_was_tampered_with_is_refused(cast: Cast, client: Client) -> None:
    answer = client.post(reverse("people:sign-in"), credentials() | {"kept": "forged:1:2"})
    assert answer.status_code == 403


def test_partial_request_is_told_where_to_sign_in(cast: Cast, client: Client) -> None:
    draft = plans.draft_of(cast)
    answer = client.get(
        reverse("programme:paper", args=(draft.pk,)), headers={"HX-Request": "true"}
    )
    assert answer.status_code == 401
    assert answer.headers["X-Sign-In"] == reverse("people:sign-in")


def test_sign_in_over_the_page_hands_out_a_new_token(cast: Cast, client: Client) -> None:
    answer = client.post(f"{reverse('people:sign-in')}?part=form", credentials(), follow=True)
    assert b"data-csrf=" in answer.content


def test_closed_account_is_out_at_once(cast: Cast, signed_in: Callable[[User], Client]) -> None:
    client = signed_in(cast.officer)
    User.objects.filter(pk=cast.officer.pk).update(is_active=False)
    assert client.get("/").status_code == 302


def test_nobody_holds_two_site_duties(cast: Cast) -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        SiteDuty.objects.create(user=cast.auditor, duty="administrator")


def test_audit_log_lists_steps_for_the_auditor(
    cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    plans.send(cast)
    accounts.rename(cast.officer, "今天的名字")
    answer = signed_in(cast.auditor).get(reverse("people:audit-log"))
    assert "document.received" in {entry.verb for entry in answer.context["page"]}
    assert f"账号 {cast.officer.pk} · 今天的名字" in answer.content.decode()  # the log has no name


def test_auditor_checks_the_whole_log_when_asked(
    cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    plans.send(cast)
    client = signed_in(cast.auditor)
    assert "broken" not in client.get(reverse("people:audit-log")).context
    with guards_gone():
        AuditEntry.objects.filter(pk=AuditEntry.objects.first().pk).update(label="改过")
    answer = client.get(reverse("people:audit-log"), {"whole": ""})
    assert len(answer.context["broken"]) == 1
