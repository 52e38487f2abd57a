from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from banjie.people.models import Unit, User


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
def test_site_duty_needs_no_unit() -> None:
    make("shen", "--duty", "auditor")
    assert User.objects.get().may("people.read_audit")


@pytest.mark.django_db
def test_duty_in_no_unit_is_refused() -> None:
    with pytest.raises(CommandError):
        make("wang", "--duty", "officer")
