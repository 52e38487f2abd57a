"""Signing in by a log-in at another site, which answers over real HTTP in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.socialaccount.providers.feishu.client import FeishuOAuth2Client
from django.core import serializers
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from requests.exceptions import SSLError

from banjie.common.models import AuditEntry
from banjie.people import profiles
from banjie.people.actions import accounts, outside
from banjie.people.models import OutsideLogin, SiteDuty, User
from banjie.people.outside.calling import Calls
from banjie.people.outside.entries import Entry, read
from banjie.people.outside.kinds import DingTalkAdapter, FeishuAdapter, WeChatAdapter
from banjie.people.outside.wecom import WeComAdapter
from tests.web.cast import PASSWORD, Cast
from tests.web.people.elsewhere import (
    CLIENT,
    FORGED,
    SECRET,
    SUBJECT,
    Elsewhere,
    certified,
    elsewhere,
)
from tests.web.people.test_door import SECRET as APP

pytestmark = pytest.mark.any_database
SignedIn = Callable[[User], Client]
CITY = "city"


@pytest.fixture
def other(settings: Any) -> Iterator[Elsewhere]:
    """A town's log-in by OpenID Connect, taken by this site, which has not asked it yet."""
    cache.clear()
    with elsewhere() as site:
        settings.BANJIE_WEBHOOK_HTTP = True
        settings.BANJIE_LOGINS = [
            Entry("openid_connect", "临湖市统一登录", CLIENT, SECRET, CITY, site.address)
        ]
        yield site


def go(client: Client, other: Elsewhere, entry: str = CITY, **sent: Any) -> Any:
    """There and back, to sign in."""
    on = client.post(reverse("people:outside-sign-in", args=(entry,)), sent)
    return back(client, other.visited(on.headers["Location"]), entry)


def back(client: Client, state: str, entry: str = CITY, **more: str) -> Any:
    sent = {"code": "one-time", "state": state} | more
    return client.get(reverse("people:outside-back", args=(entry,)), sent)


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_bound_log_in_opens_the_account_and_nothing_of_the_person_is_kept(
    cast: Cast, other: Elsewhere, signed_in: SignedIn
) -> None:
    client = signed_in(cast.officer)
    client.post("/account/confirm/", {"password": PASSWORD})
    on = client.post(reverse("people:outside-step", args=(CITY, "bind")))
    assert back(client, other.visited(on.headers["Location"])).status_code == 302
    guest = Client()
    assert go(guest, other, next="/account/").headers["Location"] == "/account/"
    assert is_in(guest)
    rows = serializers.serialize("json", [*OutsideLogin.objects.all(), *AuditEntry.objects.all()])
    assert not [word for word in ("沈某某", "shen@example", SUBJECT) if word in rows]
    empty = (SocialAccount, SocialApp, SocialToken)
    assert not any(model.objects.exists() for model in empty)
    client.post(reverse("people:outside-step", args=(CITY, "unbind")))
    assert go(Client(), other).headers["Location"] == reverse("people:sign-in")
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert {"account.bound", "account.unbound"} <= set(verbs)


def test_nobody_gets_an_account_by_it(cast: Cast, other: Elsewhere) -> None:
    before, guest = User.objects.count(), Client()
    answer = guest.post(reverse("people:outside-sign-in", args=(CITY,)))
    page = guest.get(
        reverse("people:outside-back", args=(CITY,)),
        {"code": "x", "state": other.visited(answer.headers["Location"])}, follow=True,
    )  # fmt: skip
    assert page.redirect_chain[-1][0] == reverse("people:sign-in")
    assert (User.objects.count(), OutsideLogin.objects.exists()) == (before, False)
    assert not is_in(guest)


FORGERIES: dict[str, dict[str, Any]] = {
    "nonce": {"claims": {"nonce": "of-another-session"}},
    "issuer": {"claims": {"iss": "https://other.example"}},
    "audience": {"claims": {"aud": "another-site"}},
    "both-audiences": {"claims": {"aud": [CLIENT, "another-site"], "azp": "another-site"}},
    "expired": {"claims": {"exp": 1_000_000_000}},
    "no-subject": {"claims": {"sub": ""}},
    "signature": {"key": FORGED},
    "shared-secret": {"key": SECRET * 4, "algorithm": "HS256"},
    "unsigned": {"key": None, "algorithm": "none"},
}


@pytest.mark.parametrize("how", [*FORGERIES, "state", "session", "challenge", "cancelled", "moved"])
def test_what_was_forged_on_the_way_opens_nothing(cast: Cast, other: Elsewhere, how: str) -> None:
    outside.bind(cast.officer, CITY, SUBJECT)
    client = Client()
    on = client.post(reverse("people:outside-sign-in", args=(CITY,)))
    state = other.visited(on.headers["Location"])
    for name, value in FORGERIES.get(how, {}).items():
        setattr(other, name, value)
    match how:
        case "state":
            state = "0" * len(state)
        case "session":
            client = Client()
        case "challenge":
            other.challenge = "of-another-session"
        case "moved":
            other.moved = "http://127.0.0.1:9/"
    more = {"error": "access_denied"} if how == "cancelled" else {}
    assert back(client, state, **more).headers["Location"] == reverse("people:sign-in")
    assert not is_in(client)


@pytest.mark.parametrize(
    ("how", "value"),
    [("told", {"issuer": None}), ("claims", {"sub": "x" * 300}), ("kind", ""),
     ("address", "http://127.0.0.1:1")],
)  # fmt: skip
def test_other_site_that_fails_on_the_way_back_is_no_error_of_this_one(
    cast: Cast, other: Elsewhere, settings: Any, how: str, value: Any
) -> None:
    client = Client()
    on = client.post(reverse("people:outside-sign-in", args=(CITY,)))
    state = other.visited(on.headers["Location"])
    cache.clear()  # as in another worker
    setattr(other, how, value)
    settings.BANJIE_LOGINS = [settings.BANJIE_LOGINS[0]._replace(issuer=other.address)]
    assert back(client, state).headers["Location"] == reverse("people:sign-in")
    assert not is_in(client)


def test_what_a_site_says_of_itself_is_asked_once(cast: Cast, other: Elsewhere) -> None:
    for _n in range(2):
        go(Client(), other)
    assert [path for path in other.asked if "well-known" in path] == other.asked[:1]


def test_site_that_does_not_answer_is_not_asked_for_ever(
    cast: Cast, other: Elsewhere, settings: Any
) -> None:
    address = reverse("people:outside-sign-in", args=(CITY,))
    other.told = {"token_endpoint": None}
    most = profiles.current().tries.most
    answers = [Client().post(address).headers["Location"] for _n in range(most + 2)]
    assert set(answers) == {reverse("people:sign-in")}
    assert len(other.asked) == most
    other.told = {}
    other_network = Client(REMOTE_ADDR="203.0.113.7").post(address)
    assert other_network.headers["Location"].startswith(other.address)


def test_certificate_is_believed_by_the_authorities_of_the_setting(
    settings: Any, tmp_path: Path
) -> None:
    file = certified(tmp_path)
    with elsewhere(file) as site:
        settings.BANJIE_LOGINS = [Entry("openid_connect", "市", CLIENT, SECRET, CITY, site.address)]
        address = f"{site.address}/keys"
        with pytest.raises(SSLError):
            Calls().get(address)
        settings.CA_BUNDLE = str(file)
        assert Calls().get(address).ok


def test_way_back_is_good_once(cast: Cast, other: Elsewhere) -> None:
    outside.bind(cast.officer, CITY, SUBJECT)
    client = Client()
    on = client.post(reverse("people:outside-sign-in", args=(CITY,)))
    state = other.visited(on.headers["Location"])
    back(client, state)
    client.post(reverse("people:sign-out"))
    back(client, state)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("changed", "known"),
    [({}, True), ({"secret": "renewed", "name": "新名"}, True), ({"client": "another"}, False),
     ({"issuer": "https://other.example"}, False), ({"kind": "wecom", "issuer": ""}, False)],
)  # fmt: skip
def test_entry_that_leads_other_networkknows_nobody_any_more(
    cast: Cast, settings: Any, changed: dict[str, str], known: bool
) -> None:
    entry = Entry("openid_connect", "统一登录", CLIENT, SECRET, CITY, "https://sso.example/")
    settings.BANJIE_LOGINS = [entry]
    outside.bind(cast.officer, CITY, SUBJECT)
    settings.BANJIE_LOGINS = [entry._replace(**changed)]
    assert (outside.owner(CITY, SUBJECT) == cast.officer) is known


@pytest.mark.parametrize("how", ["shut", "closed", "new-password"])
def test_it_ends_with_what_it_opened(cast: Cast, other: Elsewhere, how: str) -> None:
    SiteDuty.objects.create(user=cast.nobody, duty="administrator")
    outside.bind(cast.officer, CITY, SUBJECT)
    inside = Client()
    go(inside, other)
    match how:
        case "shut":
            accounts.shut(cast.officer, by=cast.nobody)
        case "closed":
            accounts.close_account(cast.officer, by=cast.officer)
        case "new-password":
            _made, secret = accounts.send_link(cast.officer, by=cast.nobody)
            accounts.accept(secret, password="Ein langer Satz 42")
    guest = Client()
    go(guest, other)
    assert (is_in(inside), is_in(guest)) == (False, False)
    assert not OutsideLogin.objects.exists()


def test_second_factor_is_asked_all_the_same(cast: Cast, other: Elsewhere, settings: Any) -> None:
    settings.BANJIE_SECOND_FACTOR = ["officer"]
    outside.bind(cast.officer, CITY, SUBJECT)
    client = Client()
    go(client, other)
    assert client.get("/").headers["Location"] == reverse("mfa_index")
    TOTP.activate(cast.officer, APP)
    guest = Client()
    assert go(guest, other).headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(guest)


def test_log_in_is_bound_by_the_account_that_asked(
    cast: Cast, other: Elsewhere, signed_in: SignedIn
) -> None:
    client = signed_in(cast.officer)
    client.post("/account/confirm/", {"password": PASSWORD})
    on = client.post(reverse("people:outside-step", args=(CITY, "bind")))
    state = other.visited(on.headers["Location"])
    client.force_login(cast.liaison)  # somebody else sat down meanwhile
    back(client, state)
    assert not OutsideLogin.objects.exists()
    outside.bind(cast.officer, CITY, SUBJECT)
    outside.bind(cast.officer, CITY, SUBJECT)
    with pytest.raises(ValidationError):
        outside.bind(cast.liaison, CITY, SUBJECT)
    asked = signed_in(cast.liaison).post(reverse("people:outside-step", args=(CITY, "bind")))
    assert asked.headers["Location"] == reverse("people:outside")


KINDS: dict[str, Any] = {
    "wecom": (WeComAdapter, {
        "access_token_url": "/wecom/token", "person_url": "/wecom/person",
        "page_url": "/wecom/page", "inside_url": "/oauth2/authorize",
    }),
    "weixin": (WeChatAdapter, {"access_token_url": "/weixin/token"}),
    "feishu": (FeishuAdapter, {"access_token_url": "/feishu/token"}),
    "dingtalk": (DingTalkAdapter, {
        "access_token_url": "/dingtalk/token", "profile_url": "/dingtalk/me",
    }),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_signs_in(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    adapter, addresses = KINDS[kind]
    with elsewhere() as site:
        for name, path in addresses.items():
            monkeypatch.setattr(adapter, name, site.address + path)
        monkeypatch.setattr(
            FeishuOAuth2Client, "app_access_token_url", f"{site.address}/feishu/app"
        )
        settings.BANJIE_WEBHOOK_HTTP = True
        host = site.address.removeprefix("http://")
        settings.BANJIE_LOGINS = [
            Entry(kind, "测试", CLIENT, SECRET, kind, agent="7", hosts=(host,))
        ]
        outside.bind(cast.officer, kind, SUBJECT)
        client = Client()
        go(client, site, kind)
        assert is_in(client)
        if kind == "wecom":
            site.member = {"openid": "a-visitor-who-is-no-member"}
            assert go(Client(), site, kind).headers["Location"] == reverse("people:sign-in")


@pytest.mark.parametrize(
    ("agent", "page", "asked"),
    [("Mozilla/5.0 (iPhone) wxwork/4.1 MicroMessenger/7", "open.weixin.qq.com", "snsapi_base"),
     ("Mozilla/5.0 (X11; Linux)", "login.work.weixin.qq.com", "CorpApp")],
)  # fmt: skip
def test_wecom_asks_inside_its_app_without_scanning(
    db: None, client: Client, settings: Any, agent: str, page: str, asked: str
) -> None:
    settings.BANJIE_LOGINS = [Entry("wecom", "企业微信", "ww1", SECRET, "wecom", agent="1000002")]
    address = reverse("people:outside-sign-in", args=("wecom",))
    to = client.post(
        f"{address}?scope=snsapi_privateinfo&auth_params=agentid%3D1",
        headers={"User-Agent": agent, "Host": "elsewhere.example"},
    ).headers["Location"]  # fmt: skip
    assert f"//{page}/" in to
    assert asked in to
    assert "agentid=1000002" in to
    assert "privateinfo" not in to
    assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A8000%2Fsign-in%2Fby%2Fwecom%2Fback%2F" in to


@pytest.mark.parametrize("named", [[], ["http"], ["host"]])
def test_site_calls_nowhere_else(
    cast: Cast, other: Elsewhere, settings: Any, named: list[str]
) -> None:
    match named:
        case []:
            settings.BANJIE_LOGINS = []
        case ["http"]:
            settings.BANJIE_WEBHOOK_HTTP = False
        case _:
            settings.BANJIE_LOGINS = [
                settings.BANJIE_LOGINS[0]._replace(issuer="https://x.invalid")
            ]
    answer = Client().post(reverse("people:outside-sign-in", args=(CITY,)))
    assert answer.status_code == (302 if named else 404)
    assert other.asked == []


ROW = {"kind": "wecom", "name": "企业微信", "client": "ww1", "secret": "s"}


@pytest.mark.parametrize(
    "rows",
    [[{"kind": "nobody-knows"}], [{"kind": "openid_connect"}], [{"id": "weixin"}], [{}, {}],
     [{"id": "../x"}], [{"secrets": "typed wrong"}]],
)  # fmt: skip
def test_file_with_a_mistake_is_refused(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    file = tmp_path / "logins.json"
    file.write_text(json.dumps([ROW | row for row in rows]), "utf-8")
    with pytest.raises((ValueError, TypeError, ValidationError)):
        read(str(file))
    file.write_text(json.dumps([ROW]), "utf-8")
    assert [entry.id for entry in read(str(file))] == ["wecom"]
    assert read("") == []


def test_page_lets_its_buttons_lead_on(cast: Cast, other: Elsewhere) -> None:
    page = Client().get("/sign-in/")
    assert "临湖市统一登录" in page.content.decode()
    host = other.address.removeprefix("http://")
    assert f"form-action 'self' {host};" in page.headers["Content-Security-Policy"]


def test_page_of_the_account_tells_what_a_log_in_still_opens(
    cast: Cast, other: Elsewhere, signed_in: SignedIn, settings: Any
) -> None:
    outside.bind(cast.officer, CITY, SUBJECT)
    client = signed_in(cast.officer)
    client.post("/account/confirm/", {"password": PASSWORD})

    def standing() -> list[str]:
        return [row[2] for row in client.get(reverse("people:outside")).context["rows"]]

    assert standing() == ["bound"]
    OutsideLogin.objects.update(place="")  # bound by version 0.1.0
    assert standing() == ["bound"]
    guest = Client()
    go(guest, other)
    assert is_in(guest)
    (here,) = settings.BANJIE_LOGINS
    settings.BANJIE_LOGINS = [here._replace(issuer="https://moved.example")]
    assert standing() == ["elsewhere"]
    settings.BANJIE_LOGINS = []
    assert standing() == ["gone"]
    settings.BANJIE_LOGINS = [here]
    outside.unbind(cast.officer, CITY)
    assert standing() == ["free"]


def test_authorities_that_are_not_there_are_no_failure_of_the_site(
    cast: Cast, other: Elsewhere, settings: Any
) -> None:
    settings.CA_BUNDLE = "/no/such/authorities.pem"
    (here,) = settings.BANJIE_LOGINS
    settings.BANJIE_LOGINS = [here._replace(issuer="https://127.0.0.1:9")]
    answer = Client().post(reverse("people:outside-sign-in", args=(CITY,)))
    assert answer.headers["Location"] == reverse("people:sign-in")
