from __future__ import annotations

import io
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client

from banjie.people.actions import accounts, outside
from banjie.people.models import FeedKey, Unit, User
from banjie.people.outside.entries import Entry
from banjie.people.queries import owndata
from tests.web.people.test_door import SECRET


def make(*words: str) -> tuple[str, str]:
    out = io.StringIO()
    call_command("account", *words, stdout=out)
    login, password = out.getvalue().split()
    return login, password


@pytest.mark.django_db
def test_first_officer_can_sign_in(client: Client) -> None:
    login, password = make("wang", "--unit", "临湖市协作办公室", "--duty", "officer")
    assert client.login(username=login, password=password)
    assert User.objects.get().may("documents.upload")
    assert Unit.objects.get().kind == Unit.Kind.OFFICE


@pytest.mark.django_db
def test_password_is_renewed_and_the_duties_stay(client: Client) -> None:
    _login, old = make("wang", "--unit", "临湖市图书馆", "--duty", "liaison")
    _login, new = make("wang")
    assert not client.login(username="wang", password=old)
    assert client.login(username="wang", password=new)
    assert User.objects.get().memberships.count() == 1


@pytest.mark.django_db
def test_renewed_password_is_the_one_way_in(client: Client, settings: Any) -> None:
    settings.BANJIE_LOGINS = [Entry("wecom", "企业微信", "ww1", "between-us", "wecom")]
    login, password = make("wang", "--unit", "临湖市图书馆", "--duty", "liaison")
    user = User.objects.get()
    client.login(username=login, password=password)
    TOTP.activate(user, SECRET)
    outside.bind(user, "wecom", "0042")
    FeedKey.objects.create(user=user, unit=Unit.objects.get(), digest="f" * 64)
    _made, secret = accounts.send_link(user, by=user)
    make("wang")
    assert client.get("/account/").status_code == 302
    with pytest.raises(accounts.LinkOver):
        accounts.invitation(secret)
    assert [kind.label for kind in owndata.kinds(User.objects.get())] == ["职责"]


def test_what_is_kept_has_a_name_in_words() -> None:
    own = {
        relation.related_model._meta.label_lower
        for relation, _rows in owndata.tables(User(pk=0))
        if owndata.is_own(relation)
    }
    assert own == owndata.LABELS.keys()


@pytest.mark.django_db
def test_site_duty_needs_no_unit() -> None:
    make("shen", "--duty", "auditor")
    assert User.objects.get().may("people.read_audit")


@pytest.mark.django_db
def test_duty_in_no_unit_is_refused() -> None:
    with pytest.raises(CommandError):
        make("wang", "--duty", "officer")
