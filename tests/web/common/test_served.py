"""The served site as a stranger finds it: the same process that `banjie serve` is, behind a proxy."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.web.common.test_outside import GUESSES, HEADERS

pytestmark = pytest.mark.any_database

HOST = "banjie.example"
TELLING = ("Traceback", "site-packages", "settings.py", "DEBUG", "django", "sqlite")
"""What no page tells a stranger."""
_MEGABYTE = 1024 * 1024


@dataclass
class Site:
    """The site that is served, and what it said when it started."""

    port: int
    log: Path

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        """As a proxy asks for somebody who came by HTTPS; `Host` and others can be forged."""
        said = {"Host": HOST, "X-Forwarded-Proto": "https", "Connection": "close"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            link.request(method, path, body, said)
            answer = link.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        finally:
            link.close()

    def tell(self, raw: bytes) -> bytes:
        """What comes back for these bytes; nothing more, once the site has hung up."""
        found = b""
        with (
            socket.create_connection(("127.0.0.1", self.port), timeout=30) as link,
            suppress(OSError),
        ):
            link.sendall(raw)
            link.shutdown(socket.SHUT_WR)
            while piece := link.recv(65536):
                found += piece
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("served")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {name: said for name, said in os.environ.items() if "BANJIE" not in name} | {
        "BANJIE_SITE_URL": f"https://{HOST}", "BANJIE_HOSTS": HOST, "BANJIE_PROXIES": "1",
        "BANJIE_DATA": str(data), "BANJIE_SECOND_FACTOR": "",
        "DJANGO_SETTINGS_MODULE": "banjie.config.settings",
    }  # fmt: skip
    command = [sys.executable, "-m", "banjie.cli", "serve", "--port", str(port)]
    found = Site(port, data / "said")
    with found.log.open("wb") as said:
        process = subprocess.Popen(command, env=environment, stderr=said)
    try:
        _wait(found, process)
        yield found
    finally:
        process.terminate()
        process.wait(60)


def _wait(site: Site, process: subprocess.Popen[bytes]) -> None:
    for _try in range(3000):
        assert process.poll() is None, site.log.read_text()
        try:
            assert site.ask("GET", "/readyz")[0] == 200
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the site does not come up")


@pytest.fixture(scope="module")
def account(site: Site) -> list[str]:
    """The cookies that the very first account of the site is given, by the link of its set-up."""
    link = re.search(rf"https://{HOST}(/invitation/\S+)", site.log.read_text())
    assert link
    _status, headers, page = site.ask("GET", link[1])
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    password = "Lin-hu 2026 spring and autumn"
    form = {"name": "小周", "login": "first", "password": password, "again": password}
    body = urlencode(form | {"csrfmiddlewaretoken": token[1]}).encode()
    status, headers, page = site.ask(
        "POST", link[1], body, Cookie=headers["Set-Cookie"].split(";")[0],
        Referer=f"https://{HOST}/", Content_Type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert status == 302, page
    return headers.get_all("Set-Cookie") or []


def _carried(cookies: list[str]) -> str:
    return "; ".join(cookie.split(";")[0] for cookie in cookies)


def test_cookies_are_the_hosts_alone(site: Site, account: list[str]) -> None:
    """ASVS 5.0, 3.3.1 to 3.3.4: the prefix, Secure, SameSite, and none that a script can read."""
    cookies = [*account, *(site.ask("GET", "/sign-in/")[1].get_all("Set-Cookie") or [])]
    assert {cookie.split("=")[0] for cookie in cookies} >= {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in cookies:
        said = {part.strip() for part in cookie.split(";")[1:]}
        assert said >= {"Secure", "HttpOnly", "Path=/"}, cookie
        assert said & {"SameSite=Lax", "SameSite=Strict"}, cookie
        assert cookie.startswith("__Host-"), cookie
        assert not [part for part in said if part.startswith("Domain")], cookie


@pytest.mark.parametrize("path", ["/", "/account/", "/programmes/", "/audit/", "/nowhere/"])
def test_nothing_behind_the_door_is_kept_by_a_browser(
    site: Site, account: list[str], path: str
) -> None:
    """ASVS 5.0, 14.3.2."""
    _status, headers, _page = site.ask("GET", path, Cookie=_carried(account))
    assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["/sign-in/", "/t/", "/nowhere/", "/healthz", "/api/v1/programmes/", "/p/cases/"]
)
def test_headers_stand_on_what_is_served(site: Site, path: str) -> None:
    _status, headers, page = site.ask("GET", path)
    for name, words in HEADERS.items():
        assert words in headers[name], name
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "no-store" in headers["Cache-Control"]
    assert "'unsafe" not in headers["Content-Security-Policy"]
    assert not re.search(r"\d", headers.get("Server", "")), "its version is nobody's business"
    assert not {"X-Powered-By", "Access-Control-Allow-Origin"} & set(headers)
    assert not [word for word in TELLING if word in page]


def test_pages_run_no_script_of_their_own(site: Site) -> None:
    """Why the policy needs no nonce: scripts are files of the site, or data."""
    _status, _headers, page = site.ask("GET", "/sign-in/")
    scripts = re.findall("<script([^>]*)>", page)
    assert scripts
    assert not [said for said in scripts if "src=" not in said and "application/json" not in said]


@pytest.mark.parametrize("guess", GUESSES)
def test_guess_at_a_folder_finds_nothing_served(site: Site, guess: str) -> None:
    status, headers, page = site.ask("GET", guess)
    assert status in (302, 400, 404)
    assert headers.get("Location", "/sign-in/?").startswith("/sign-in/?")
    assert not [word for word in TELLING if word in page]


@pytest.mark.parametrize(
    "method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND", "LOCK", "OPTIONS"]
)
def test_no_other_method_does_anything_served(site: Site, method: str) -> None:
    for path in ("/", "/sign-in/", "/healthz", "/static/common/js/"):
        status, headers, page = site.ask(method, path, b"", X_Echo="an-echo")
        assert status in (200, 302, 400, 401, 403, 404, 405, 501), (path, status)
        assert status != 200 or method == "OPTIONS" or path == "/healthz", path
        assert "an-echo" not in page
        assert "Access-Control-Allow-Methods" not in headers


@pytest.mark.parametrize(
    "forged",
    [{"Host": "evil.example"}, {"Host": f"{HOST}:80@evil.example"}, {"Host": f"{HOST}.evil.example"},
     {"X_Forwarded_Host": "evil.example"}, {"Forwarded": "host=evil.example"},
     {"X_Original_URL": "/audit/"}, {"X_Rewrite_URL": "/audit/"}],
    ids=str,
)  # fmt: skip
def test_forged_host_leads_nowhere(site: Site, forged: dict[str, str]) -> None:
    for path in ("/", "/sign-in/?next=/account/", "/nowhere/"):
        status, headers, page = site.ask("GET", path, **forged)
        assert status in (200, 302, 400, 404)
        assert "evil.example" not in page + str(headers)


def test_plain_http_is_led_to_https_of_this_site(site: Site) -> None:
    status, headers, _page = site.ask("GET", "/sign-in/", X_Forwarded_Proto="http")
    assert (status, headers["Location"]) == (301, f"https://{HOST}/sign-in/")


@pytest.mark.parametrize(
    "there",
    ["https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
     "javascript:alert(1)", "https:evil.example", "http:///evil.example", "/%0d%0aX-Hit:1",
     "\thttps://evil.example", "https://banjie.example@evil.example/", "//banjie.example.evil.example"],
)  # fmt: skip
def test_next_stays_on_the_site(site: Site, account: list[str], there: str) -> None:
    """Whoever is signed in is led on at once; whoever is not finds it in no form."""
    path = f"/sign-in/?{urlencode({'next': there})}"
    for carried in (_carried(account), ""):
        status, headers, page = site.ask("GET", path, Cookie=carried)
        assert status in (200, 302)
        leads = headers.get("Location", "/")
        assert re.match(r"/(?![/\\])", leads), leads
        assert "X-Hit" not in headers
        assert not re.search(r'(?:href|action)="[^"]*evil\.example', page.split("?")[0])
        hidden = re.search(r'name="next" value="([^"]*)"', page)
        assert not hidden or "evil" not in hidden[1]


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\nHost: banjie.example\r\nX-Long: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: banjie.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: banjie.example\r\n" + b"X-A: 1\r\n" * 5000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: banjie.example\r\nHost: evil.example\r\n\r\n",
        b"POST /sign-in/ HTTP/1.1\r\nHost: banjie.example\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /audit/ HTTP/1.1\r\n\r\n",
        b"POST /sign-in/ HTTP/1.1\r\nHost: banjie.example\r\nContent-Length: 4\r\n"
        b"Content-Length: 5\r\n\r\nabcde",
        b"GET / HTTP/1.1\r\nHost : banjie.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: banjie.example\r\nX_Forwarded_For: 1\r\nX-A: b\x00c\r\n\r\n",
        b"<script>alert(1)</script> / HTTP/1.1\r\nHost: banjie.example\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=["header", "address", "headers", "two hosts", "two lengths", "lengths", "space", "nought",
         "method", "tls"],
)  # fmt: skip
def test_ill_made_request_is_refused_once(site: Site, raw: bytes) -> None:
    """Refused before anything of it is read as a second request; nothing comes back as it was."""
    found = site.tell(raw)
    assert not found or re.match(rb"HTTP/1\.[01] (4\d\d|501) ", found), found[:200]
    assert found.count(b"HTTP/1.") <= 1
    assert b"<script>alert" not in found
    assert b"Traceback" not in found
    assert site.ask("GET", "/healthz")[0] == 200


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json"])
def test_body_too_large_is_refused(site: Site, kind: str) -> None:
    """More than any form; and a thousand fields too many."""
    for body in (b"a" * 3 * _MEGABYTE, b"&".join(b"a%d=1" % n for n in range(3000))):
        path = "/sign-in/" if "form" in kind else "/api/v1/reports/1/"
        status, _headers, page = site.ask("POST", path, body, Content_Type=kind)
        assert status in (400, 401, 403, 404, 405, 413)
        assert not [word for word in TELLING if word in page]


def test_log_of_the_scan_names_no_failure(site: Site) -> None:
    """Last: nothing a stranger tried has made the site fail."""
    site.ask("GET", "/healthz")
    assert not re.search(r'"status": 5|Error handling request|exited', site.log.read_text())
