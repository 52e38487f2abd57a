"""`python -m tests.torture`: so many kills, and what was amiss afterwards."""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests.torture import __doc__ as about
from tests.torture.amiss import amiss, schema
from tests.torture.hands import Cases, Hand, Papers, Workbooks, contacts_due, marks, prepared
from tests.torture.site import Receiver, Site

# What is taken back and made again: an index that follows from the rest, and guards.
_FORTH_AND_BACK = (("search", "zero"), ("supervision", "0001"))


def tortured(
    site: Site, hands: list[Hand], options: argparse.Namespace, place: Path, due: Any
) -> int:
    """Kill so many times: half of them the process that answers, while requests are open. How
    often it was, in the time given.
    """
    end = time.monotonic() + 60 * options.minutes
    for number in range(1, options.kills + 1):
        if time.monotonic() > end:
            return number - 1
        time.sleep(random.uniform(0.05, 2))
        while not site.workers() or not sum(site.open.values()):
            if any(hand.failure for hand in hands):
                return number - 1
            time.sleep(0.01)
        match number % 10:
            case 1:
                site.killed_meanwhile("daily", longest=5)
            case 3:
                due()
                site.killed_meanwhile("manage", "purge_contacts", longest=3)
            case 5:
                site.kill_all()
                for way in (random.choice(_FORTH_AND_BACK), ()):
                    site.killed_meanwhile("manage", "migrate", *way, longest=4)
                site.start()
            case 7:
                site.killed_meanwhile("backup", str(place), longest=5)
            case 9:
                site.kill_sender()
                site.start_sender()
            case _:
                site.kill_worker()
    return int(options.kills)


def main() -> int:
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=600, help="stop killing after so many")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    random.seed(options.seed)
    with tempfile.TemporaryDirectory(prefix="banjie-torture-") as folder:
        os.environ |= {
            "BANJIE_DATA": folder, "BANJIE_TODAY": "2026-09-18", "BANJIE_SECOND_FACTOR": "",
            "BANJIE_WEBHOOK_HTTP": "1", "BANJIE_WEBHOOK_NETWORKS": "127.0.0.0/8",
            "DJANGO_SETTINGS_MODULE": "banjie.config.settings",
        }  # fmt: skip
        import django

        django.setup()
        return _run(options, Path(folder, "backups"))


def _run(options: argparse.Namespace, place: Path) -> int:
    from django.core.management import call_command
    from django.db import connection

    begun = time.monotonic()
    site, receiver, stop = Site(), Receiver(), threading.Event()
    setting = prepared(receiver.address)
    drawn = schema()
    kinds = (Papers, Workbooks, Cases, Cases, Cases)
    hands: list[Hand] = [kind(site, setting, stop) for kind in kinds]
    contacts = contacts_due(setting)
    site.start()
    site.start_sender()
    try:
        for hand in hands:
            hand.start()
        kills = tortured(
            site, hands, options, place, lambda: contacts.update(contacts_due(setting))
        )
    finally:
        stop.set()
        for hand in hands:
            hand.join()
        site.kill_all()
        site.kill_sender()
    call_command("daily", stdout=io.StringIO())
    found = [str(hand.failure) for hand in hands if hand.failure]
    found += amiss(hands, contacts, receiver, place)
    found += ["contacts are left"] if marks() else []
    found += [f"the tables are drawn otherwise: {odd}" for odd in schema() ^ drawn]
    told = f"{connection.vendor}: {kills} kills in {time.monotonic() - begun:.0f} s"
    _tell(f"{told}, seed {options.seed}", site, hands, receiver, found)
    if found:
        sys.stdout.writelines(site.log.read_text("utf-8").splitlines(keepends=True)[-20:])
    return bool(found)


def _tell(told: str, site: Site, hands: list[Hand], receiver: Receiver, found: list[str]) -> None:
    steps = sum(len(done) for hand in hands for done in hand.acknowledged.values())
    papers = sum(len(hand.papers) for hand in hands)
    lines = [
        f"{told}; acknowledged: {steps} steps, {papers} papers, "
        f"{sum(hand.workbooks for hand in hands)} workbooks; posts: {receiver.taken.total()}",
        f"left without an answer: {dict(site.hit)}",
        f"stopped in the middle: {dict(site.stopped)}",
        *(f"AMISS {one}" for one in found),
        f"amiss: {len(found)}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
