"""`python -m tests.torture.outage`: a day without mail server, webhooks, Redis and store of files.

The site is served with all four at ports where nobody listens. Cases go from submission to rating,
a paper is sent and read, a workbook fetched. Then real servers open at those ports: what waited
goes, each thing once, and files move to the store, are opened from there and are in the backup.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from fakeredis import TcpFakeServer
from moto.server import ThreadedMotoServer

from tests.torture.amiss import amiss
from tests.torture.hands import Cases, Hand, Papers, Workbooks, prepared
from tests.torture.site import Receiver, Site, free_port

CASES = 3
MAIL, HOOK, REDIS, STORE = (free_port() for _service in range(4))


class Mailbox:
    """A mail server that counts what arrives, by its message number."""

    def __init__(self) -> None:
        self.taken = Counter[str]()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the name the server looks for
        self.taken[str(message_from_bytes(envelope.content)["Message-ID"])] += 1
        return "250 OK"


def worked(site: Site, setting: dict[str, Any]) -> list[Hand]:
    """A few of everything, each answered."""
    stop = threading.Event()
    hands: list[Hand] = [Cases(site, setting, stop), Papers(site, setting, stop)]
    hands += [Workbooks(site, setting, stop)]
    for hand in hands:
        for _number in range(CASES):
            hand.work()
    return hands


def delivered(minutes: int) -> str:
    """One round of sending, so many minutes from now."""
    from banjie.common import clock
    from banjie.notices.actions import deliver_due

    tally = deliver_due(clock.now() + timedelta(minutes=minutes))
    return f"sent {tally.sent}, failed {tally.failed}, waiting {tally.waiting}"


def moved() -> str:
    from banjie.common.storage import StoreAway
    from banjie.keeping.actions import move_files

    try:
        return f"moved {move_files()}"
    except StoreAway:
        return "stay here"


def recovered() -> tuple[Mailbox, Receiver]:
    """All four are there."""
    import boto3

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    mailbox = Mailbox()
    Controller(mailbox, hostname="127.0.0.1", port=MAIL).start()
    redis = TcpFakeServer(("127.0.0.1", REDIS), server_type="redis")
    threading.Thread(target=redis.serve_forever, daemon=True).start()
    ThreadedMotoServer(ip_address="127.0.0.1", port=STORE, verbose=False).start()
    boto3.resource("s3", endpoint_url=os.environ["BANJIE_BUCKET_ADDRESS"]).Bucket("banjie").create()
    return mailbox, Receiver(HOOK)


def wrong(site: Site, setting: dict[str, Any], folder: Path) -> Iterator[str]:
    """The day from beginning to end, and what was not as it should be."""
    from banjie.documents.models import Document
    from banjie.keeping.actions import back_up
    from banjie.keeping.backups import opened

    hands = worked(site, setting)
    during = (delivered(0), moved())
    mailbox, receiver = recovered()
    after = (delivered(10), moved())
    again = (delivered(20), moved())
    tell(f"while all are away: {during}; after: {after}; once more: {again}")
    if not during[0].startswith("sent 0, failed 0, waiting ") or during[1] != "stay here":
        yield f"while all are away: {during}"
    if not after[0].endswith("failed 0, waiting 0") or after[1] != f"moved {CASES}":
        yield f"after: {after}"
    if again != ("sent 0, failed 0, waiting 0", "moved 0"):
        yield f"once more: {again}"
    if not mailbox.taken or max(mailbox.taken.values()) > 1:
        yield f"mails: {mailbox.taken.values()}"
    if not receiver.taken:
        yield "no post arrived"
    for paper in Document.objects.all():
        headers = {"Cookie": f"sessionid={setting['session']}"}
        status, data = site.ask("GET", f"/documents/{paper.pk}/file/", b"", headers)
        if (status, len(data), Path(paper.file.path).exists()) != (200, paper.size, False):
            yield f"paper {paper.pk}: {status}, {len(data)} bytes"
    with opened(back_up(folder / "backups").path, "") as tar:
        kept = sum(name.startswith("files/documents/") for name in tar.getnames())
    if kept != CASES:
        yield f"{kept} papers in the backup"
    yield from amiss(hands, set(), receiver, folder / "backups", in_store=True)


def tell(words: str) -> None:
    sys.stdout.write(words + "\n")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="banjie-outage-") as folder:
        os.environ |= {
            "BANJIE_DATA": folder, "BANJIE_TODAY": "2026-09-18", "BANJIE_SECOND_FACTOR": "",
            "BANJIE_WEBHOOK_HTTP": "1", "BANJIE_WEBHOOK_NETWORKS": "127.0.0.0/8",
            "BANJIE_MAIL_HOST": "127.0.0.1", "BANJIE_MAIL_PORT": str(MAIL),
            "BANJIE_MAIL_FROM": "banjie@linhu.example",
            "BANJIE_REDIS": f"redis://127.0.0.1:{REDIS}", "BANJIE_BUCKET": "banjie",
            "BANJIE_BUCKET_ADDRESS": f"http://127.0.0.1:{STORE}", "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": "us-east-1",
            "DJANGO_SETTINGS_MODULE": "banjie.config.settings",
        }  # fmt: skip
        import django
        from django.core.management import call_command

        django.setup()
        return _run(Path(folder), call_command)


def _run(folder: Path, call_command: Any) -> int:
    from django.db import connection

    from banjie.notices.actions.channels import add_channel

    setting = prepared(f"http://127.0.0.1:{HOOK}/hooks/torture")
    add_channel("email", values={"address": "a@linhu.example"}, by=setting["cast"].liaison)
    connection.close()
    site = Site()
    site.start()
    try:
        found = [*wrong(site, setting, folder)]
        call_command("daily", stdout=io.StringIO())
    finally:
        site.kill_all()
    for one in found:
        tell(f"AMISS {one}")
    tell(f"{connection.vendor}: amiss: {len(found)}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
