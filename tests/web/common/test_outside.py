"""The site from outside: headers, cookies, methods, guesses at folders, settings of production."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client, RequestFactory

from banjie.common.addresses import caller, prefix

PAGES = ("/", "/sign-in/", "/healthz", "/t/", "/nowhere/", "/api/v1/openapi.json", "/invitation/x/")
GUESSES = (
    "/admin/", "/.git/config", "/.git/HEAD", "/.env", "/.svn/entries", "/.DS_Store", "/backup.zip",
    "/backup.sql", "/db.sqlite3", "/banjie.sqlite3", "/var/banjie.sqlite3", "/secret_key", "/var/",
    "/files/", "/media/", "/uploads/", "/static/", "/static/../settings.py", "/static/%2e%2e/settings.py",
    "/static/..%2f..%2fsecret_key", "/settings.py", "/manage.py", "/requirements.txt", "/Makefile",
    "/server-status", "/phpinfo.php", "/wp-login.php", "/console/", "/debug/", "/__debug__/",
    "/metrics", "/actuator/env", "/swagger.json", "/graphql", "/id_rsa", "/etc/passwd",
    "//etc/passwd", "/accounts/signup/", "/accounts/login/", "/account/email/", "/password/reset/",
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Permissions-Policy": "camera=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PRODUCTION = """
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("check", deploy=True, fail_level="WARNING")
client = Client(headers={"Host": "banjie.example", "X-Forwarded-Proto": "https"})
answer = client.get("/sign-in/?part=form")
plain = Client(headers={"Host": "banjie.example"}).get("/sign-in/?part=form")
print(json.dumps({
    "cookies": {name: str(cookie.OutputString()) for name, cookie in answer.cookies.items()},
    "hsts": answer.headers["Strict-Transport-Security"],
    "plain": plain.headers.get("Location"),
}))
"""


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_headers_stand_on_every_kind_of_answer(page: str) -> None:
    answer = Client().get(page)
    for name, words in HEADERS.items():
        assert words in answer.headers[name], name
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(answer.headers)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "method", ["TRACE", "TRACK", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND"]
)
def test_no_other_method_does_anything(method: str) -> None:
    for page in ("/", "/sign-in/", "/healthz", "/account/", "/api/v1/openapi.json"):
        answer = Client(enforce_csrf_checks=True).generic(method, page)
        assert answer.status_code in (302, 401, 403, 404, 405), page


@pytest.mark.django_db
@pytest.mark.parametrize("guess", GUESSES)
def test_guess_at_a_folder_finds_nothing(guess: str) -> None:
    answer = Client(raise_request_exception=False).get(guess)
    assert answer.status_code in (302, 400, 404)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/sign-in/?")


def test_production_is_clean_and_its_cookies_are_the_hosts_alone(tmp_path: Any) -> None:
    environment = os.environ | {
        "BANJIE_SITE_URL": "https://banjie.example", "BANJIE_HOSTS": "banjie.example",
        "BANJIE_PROXIES": "1", "BANJIE_DATA": str(tmp_path), "BANJIE_SECRET_KEY": "",
        "DJANGO_SETTINGS_MODULE": "banjie.config.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", PRODUCTION], env=environment, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["hsts"] == "max-age=31536000; includeSubDomains"
    assert said["plain"] == "https://banjie.example/sign-in/?part=form"
    assert list(said["cookies"]) == ["__Host-csrftoken"]
    assert all("Secure" in cookie and "Path=/" in cookie for cookie in said["cookies"].values())


@pytest.mark.parametrize(
    ("proxies", "claimed", "seen"),
    [(0, "203.0.113.9", "10.0.0.1"), (1, "203.0.113.9", "203.0.113.9"),
     (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"), (2, "1.2.3.4, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
     (1, "", "10.0.0.1")],
)  # fmt: skip
def test_nobody_claims_another_address(
    settings: Any, proxies: int, claimed: str, seen: str
) -> None:
    settings.BANJIE_PROXIES = proxies
    request = RequestFactory(REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": claimed}).get("/")
    assert caller(request) == seen


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2::5", "2001:db8:1::/48"), ("nonsense", ""),
     ("::ffff:203.0.113.9", "203.0.113.0/24"), ("203.0.113.77:4711", "203.0.113.0/24"),
     ("[2001:db8:1::5]:443", "2001:db8:1::/48"), ("[::ffff:203.0.113.9]:80", "203.0.113.0/24"),
     ("::ffff:198.51.100.1", "198.51.100.0/24"), (":80", ""), ("", "")],
)  # fmt: skip
def test_address_is_known_by_its_network(address: str, network: str) -> None:
    assert prefix(address) == network
