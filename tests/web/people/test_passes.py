"""A link to one file: from a browser that saves none to one that does, once, for its account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import clock
from banjie.common.models import AuditEntry
from banjie.people.actions import accounts, passes, take_keys
from banjie.people.models import FilePass, Membership, User
from tests.web.cast import Cast
from tests.web.consultation import cases

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile MicroMessenger/8.0"
WECOM = f"{WECHAT} wxwork/4.1"


@pytest.fixture
def address(cast: Cast) -> str:
    """A file of a case that the library handles."""
    case = cases.at(cast, "handling")
    key = cases.with_file(case, cast).attachment.key
    return reverse("consultation:file-of-case", args=(case.pk, key))


@pytest.fixture
def link(address: str, cast: Cast, signed_in: Callable[[User], Client]) -> str:
    """What the liaison of the library copies."""
    answer = signed_in(cast.liaison).post(reverse("people:file-pass"), {"address": address})
    assert answer.context["link"].startswith("http://127.0.0.1:8000/file-link/")
    return answer.context["link"].removeprefix("http://127.0.0.1:8000")


def opened(link: str, **headers: str) -> int:
    """What a browser without a session is answered."""
    return Client().get(link, headers=headers).status_code


@pytest.mark.parametrize("agent", [WECHAT, WECOM])
def test_a_browser_that_saves_none_is_offered_a_link(
    agent: str, address: str, cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(cast.liaison)
    assert client.get(address).headers["Content-Disposition"].startswith("attachment")
    offer = client.get(address, headers={"user-agent": agent})
    assert offer.context["address"] == address
    here = client.get(offer.context["here"], headers={"user-agent": agent})
    assert b"".join(here).startswith(b"%PDF")


def test_what_is_not_there_for_somebody_is_not_offered(
    address: str, cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    stranger = signed_in(cast.stranger)
    assert stranger.get(address, headers={"user-agent": WECHAT}).status_code == 404
    assert stranger.post(reverse("people:file-pass"), {"address": address}).status_code == 404


@pytest.mark.parametrize(
    "name", ["people:export", "people:account", "people:outside", "people:close", "today"]
)
@pytest.mark.parametrize("end", ["", "?a=b", "#x", "//evil.example"])
def test_nothing_but_files_is_linked(
    name: str, end: str, cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    said = {"address": reverse(name) + end}
    assert signed_in(cast.liaison).post(reverse("people:file-pass"), said).status_code == 404


def test_link_opens_its_file_without_a_session_and_is_told_of_once(
    link: str, address: str, cast: Cast
) -> None:
    client = Client()
    answer = client.get(link)
    assert b"".join(answer).startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(address).status_code == 302
    assert opened(link) == 200
    told = list(AuditEntry.objects.filter(verb__startswith="file.").order_by("pk"))
    assert [entry.verb for entry in told] == ["file.link_made", "file.link_used"]
    assert {entry.actor for entry in told} == {cast.liaison}
    assert {entry.detail["page"] for entry in told} == {"consultation:file-of-case"}


def test_browser_that_saves_none_and_a_question_by_head_use_nothing_up(link: str) -> None:
    assert opened(link, **{"user-agent": WECHAT}) == 200
    assert Client().head(link).status_code == 405
    assert b"".join(Client().get(link)).startswith(b"%PDF")


def test_secret_is_kept_nowhere(link: str) -> None:
    kept = FilePass.objects.get()
    secret = link.rstrip("/").rpartition("/")[2]
    assert len(secret) == 43
    assert secret not in "".join(map(str, vars(kept).values()))
    assert "?" not in link


@pytest.mark.parametrize(("made", "used", "status"), [(90, 50, 200), (90, 61, 404), (301, 5, 404)])
def test_used_link_answers_again_within_a_minute(
    made: int, used: int, status: int, link: str
) -> None:
    assert opened(link) == 200
    now = clock.now()
    FilePass.objects.update(
        made_at=now - timedelta(seconds=made), used_at=now - timedelta(seconds=used)
    )
    assert opened(link) == status
    assert AuditEntry.objects.filter(verb="file.link_used").count() == 1


def test_each_use_does_not_begin_the_minute_anew(link: str) -> None:
    opened(link)
    FilePass.objects.update(used_at=clock.now() - timedelta(seconds=50))
    before = FilePass.objects.get().used_at
    assert opened(link) == 200
    assert FilePass.objects.get().used_at == before


@pytest.mark.parametrize("why", ["no part in the unit", "account shut", "keys taken"])
def test_used_link_is_refused_at_once_to_who_may_no_more(why: str, link: str, cast: Cast) -> None:
    assert opened(link) == 200
    GONE[why](cast)
    assert opened(link) == 404


def _taken_from_the_library(cast: Cast) -> None:
    Membership.objects.filter(user=cast.liaison).delete()


GONE: dict[str, Callable[[Cast], object]] = {
    "too old": lambda _cast: FilePass.objects.update(
        made_at=clock.now() - passes.LASTS - timedelta(seconds=1)
    ),
    "no part in the unit": _taken_from_the_library,
    "account shut": lambda cast: accounts.shut(cast.liaison, by=cast.officer),
    "keys taken": lambda cast: take_keys(cast.liaison),
}


@pytest.mark.parametrize("why", GONE)
def test_link_is_refused_at_use(why: str, link: str, cast: Cast) -> None:
    GONE[why](cast)
    assert opened(link) == 404
    assert not AuditEntry.objects.filter(verb="file.link_used").exists()


def test_old_links_go(link: str, cast: Cast, address: str) -> None:
    GONE["too old"](cast)
    passes.make_pass(address, by=cast.liaison)
    assert FilePass.objects.count() == 1
