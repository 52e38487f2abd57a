"""The staff list of a peer, pretalx, measured in the same way and on the same machine as our pages.

    make bench-peers                    # installs it beside the readers, in .venv-bench
    .venv/bin/python bench/pretalx.py

Serves its own demonstration event (some 60 proposals) from SQLite with two workers, as
`bench/site.py` serves Banjie. Prints `name: value unit` and writes bench/out/pretalx.json.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.site import ROOT, measure, served_by

_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
_DATA = ROOT / ".venv-bench" / "pretalx"
_OUT = ROOT / "bench" / "out"
MAIL, PASSWORD = "staff@example.org", "Lin-hu 2026 spring"


def prepare(port: int) -> None:
    """Its settings, tables, front end, an account and its demonstration event."""
    _DATA.mkdir(parents=True, exist_ok=True)
    settings = _DATA / "pretalx.cfg"
    settings.write_text(
        f"[filesystem]\ndata={_DATA}\n[site]\nurl=http://127.0.0.1:{port}\ndebug=False\n"
        f"[database]\nbackend=sqlite3\nname={_DATA / 'db.sqlite3'}\n",
        "utf-8",
    )
    os.environ |= {
        "PRETALX_CONFIG_FILE": str(settings),
        "DJANGO_SUPERUSER_EMAIL": MAIL,
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "PRETALX_INIT_ORGANISER_NAME": "Linhu",
        "PRETALX_INIT_ORGANISER_SLUG": "linhu",
    }
    if (_DATA / "ready").exists():
        return
    for step in (
        ("migrate", "--noinput"),
        ("rebuild",),
        ("init", "--noinput"),
        ("create_test_event", "--stage", "schedule", "--seed", "7"),
    ):
        subprocess.run(
            [str(_PYTHON), "-m", "pretalx", *step], check=True, stdout=subprocess.DEVNULL
        )
    (_DATA / "ready").touch()


def signed_in(port: int) -> tuple[str, str]:
    """A staff session: its cookie, and the address of the list of proposals."""
    jar = http.cookiejar.CookieJar()
    site = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    at = f"http://127.0.0.1:{port}"
    form = site.open(f"{at}/orga/login/").read().decode()
    token = re.findall(r'csrfmiddlewaretoken"? [^>]*?value="?(\w+)', form)[0]
    said = {"csrfmiddlewaretoken": token, "login_email": MAIL, "login_password": PASSWORD}
    ask = urllib.request.Request(
        f"{at}/orga/login/", urllib.parse.urlencode(said).encode(), {"Referer": at}
    )
    site.open(ask).read()
    events = site.open(f"{at}/orga/event/").read().decode()
    slug = re.findall(r"/orga/event/([\w-]+)/", events)[0]
    cookie = "; ".join(f"{one.name}={one.value}" for one in jar)
    return cookie, f"/orga/event/{slug}/submissions/"


def main() -> None:
    if not _PYTHON.exists():
        sys.exit("pretalx is not installed: make bench-peers")
    port = 8345
    prepare(port)
    command = [
        str(_PYTHON), "-m", "gunicorn", "pretalx.wsgi", "--workers", "2", "--threads", "4",
        "--bind", f"127.0.0.1:{port}",
    ]  # fmt: skip
    found = {}
    with served_by(command, port, "/orga/login/") as server:
        cookie, address = signed_in(port)
        for name, value, unit in measure(port, server, "staff list", address, cookie):
            found[name] = {"value": value, "unit": unit}
            print(f"pretalx.{name}: {value:.4g} {unit}", flush=True)
    _OUT.mkdir(exist_ok=True)
    (_OUT / "pretalx.json").write_text(json.dumps(found, indent=1), "utf-8")


if __name__ == "__main__":
    main()
