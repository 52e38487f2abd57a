"""Reading commands work alone; `banjie serve`, `banjie demo`, `banjie manage …` are the site's,
and so are those that keep it (`KEEPING`): the same commands that `banjie manage` knows.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import Any

from banjie_reader.wording import sentence

DEMO_DAY = "2026-09-18"
KEEPING = {
    "backup": "write the whole site into one file, while it works",
    "restore": "fill an empty site from a backup",
    "audit": "check the audit log, copy it, or take off what is too old",
    "doctor": "what is wrong with this machine, and how to mend it",
    "daily": "all that has to happen once a day",
}


def main(argv: list[str]) -> int:
    """Run one command of the site; the exit status of the process."""
    parser = argparse.ArgumentParser(prog="banjie", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("read", "check", "when", "quantities"):  # named for --help; they never come here
        commands.add_parser(name, help=sentence(f"command.help.{name}", "en", {}))
    for name, words in (
        ("serve", "serve the site on its own data"),
        ("demo", "serve the site on the invented town of Linhu"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("--port", type=int, default=8000)
        command.add_argument("--host", default="127.0.0.1")
        command.add_argument("--workers", type=int, default=1)
    for name, words in KEEPING.items():
        commands.add_parser(name, help=words, add_help=False)
    commands.add_parser("manage", help="Django's own commands", add_help=False)
    options, rest = parser.parse_known_args(argv)
    if options.command == "manage":
        return _manage(rest)
    if options.command in KEEPING:
        return _manage([options.command, *rest])
    if rest:
        parser.error(f"unknown: {' '.join(rest)}")
    if options.command == "demo":
        _use_demo_settings(options)
    os.environ.setdefault("BANJIE_SITE_URL", f"http://{options.host}:{options.port}")
    _prepare()
    _require_ready()
    if options.command == "demo":
        _load_demo()
    else:
        _say_how_to_set_up()
    return _serve(options.host, options.port, options.workers)


def _manage(rest: list[str]) -> int:
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banjie.config.settings")
    execute_from_command_line(["banjie manage", *rest])
    return 0


def _use_demo_settings(options: argparse.Namespace) -> None:
    """The demonstration has its own data, its own day, and leaves everything else alone."""
    os.environ.setdefault("BANJIE_DATA", str(Path("var/demo").resolve()))
    os.environ.setdefault("BANJIE_TODAY", DEMO_DAY)
    os.environ.setdefault("BANJIE_PLACE", "临湖市")
    os.environ.setdefault("BANJIE_SECOND_FACTOR", "")
    os.environ.setdefault("BANJIE_SITE_URL", f"http://127.0.0.1:{options.port}")
    if options.host not in ("127.0.0.1", "localhost"):
        os.environ.setdefault("BANJIE_HOSTS", "*")


def _prepare() -> None:
    """Settings, tables, static files: all three are quick when there is nothing new."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banjie.config.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def _require_ready() -> None:
    """Nobody works here while what they do would not be kept, or not stand in the audit log."""
    from banjie.keeping.checks import LABELS, READY, State, examined

    for name, found in examined(READY):
        if found.state is State.FAULT:
            sys.exit(f"banjie: {LABELS[name]}: {found.where}: {found.what} → {found.mend}")


def _load_demo() -> None:
    from banjie.demo.cases import ways_in
    from banjie.demo.load import load_demo

    log_ins = load_demo()
    width = max(len(log_in.login) for log_in in log_ins)
    print("\n临湖市演示 · the invented town of Linhu", file=sys.stderr)
    print("本次有效的登录名与密码 · log-ins for this run only:", file=sys.stderr)
    for log_in in log_ins:
        print(
            f"  {log_in.login:<{width}}  {log_in.password}  {log_in.duty}（{log_in.unit}）",
            file=sys.stderr,
        )
    print("不用登录 · without an account:", file=sys.stderr)
    for address, code in ways_in():
        print(f"  {address}  {code}", file=sys.stderr)


def _say_how_to_set_up() -> None:
    """A new site has no account: one link, good for a day, makes the first. It is printed here and
    kept nowhere; each start of a site that is still new prints another one.
    """
    from django.conf import settings
    from django.urls import reverse

    from banjie.people.actions.accounts import set_up_link

    if secret := set_up_link():
        link = settings.SITE_URL + reverse("people:invitation", args=(secret,))
        print(f"\n新站点请打开 · set up this new site at:\n  {link}", file=sys.stderr)


def _serve(host: str, port: int, workers: int) -> int:
    """Serve with gunicorn's threads until interrupted.

    The workers share what was loaded so far: no connection to the database is handed down to them,
    and their garbage collection does not walk through it again and again. It comes once a page, not
    a dozen times: a page leaves some ten thousand things, nearly all of which go by themselves.
    """
    from django.conf import settings
    from django.db import connections
    from django.urls import resolve
    from gunicorn.app.base import BaseApplication

    from banjie.config.server_log import ServerLog
    from banjie.config.wsgi import application

    resolve("/")  # loads every view
    for left in settings.METRICS_FILES.glob("*.db"):  # of workers before this start
        left.unlink()
    connections.close_all()
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)

    class Site(BaseApplication):
        def load_config(self) -> None:
            for name, value in (
                ("bind", f"{host}:{port}"),
                ("workers", workers),
                ("worker_class", "gthread"),
                ("threads", 4),
                ("timeout", 120),
                ("loglevel", "warning"),
                ("logger_class", ServerLog),
                ("control_socket_disable", True),
            ):
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound here
    print(f"\n  http://{shown}:{port}/\n", file=sys.stderr, flush=True)
    Site().run()
    return 0
