"""Kill the site at random moments while people work on it, then look whether anything is amiss.

`python -m tests.torture --kills 200` (or `make torture N=200`) serves the site on data of its own.
Several hands take cases from submission to rating and send papers, by the API, each write under a
key of its own; what is not answered is asked again under the same key. Meanwhile the worker that
answers is killed (SIGKILL) while requests are open, now and then the whole server, and the daily
work and backups in the middle of theirs. At the end every answer that was given must hold, nothing
may stand there twice or by half, and the audit log must be whole.
"""

from __future__ import annotations

import argparse
import http.client
import io
import json
import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

PORT = 8799
HANDS = 4
STEPS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    # who takes the step, the step, what is sent along
    ("officer", "file", lambda s: {}),
    ("officer", "assign", lambda s: {"main": s["library"]}),
    ("liaison", "receive", lambda s: {}),
    ("handler", "draft-reply", lambda s: {"outcome": "A", "answers": {"1": "三季度增设。"}}),
    ("head", "sign-reply", lambda s: {"agreed": True, "post": "馆长"}),
    ("officer", "review-reply", lambda s: {"agreed": True}),
    ("officer", "publish-reply", lambda s: {}),
    ("nobody", "rate", lambda s: {"attitude": 3, "result": 3}),
)


class Odd(Exception):
    """The site did what it must not."""


class Site:
    """The served site, and the ways it is killed."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.open: Counter[str] = Counter()  # requests by step, as they stand
        self.hit: Counter[str] = Counter()  # requests that a kill left without an answer
        self.lock = threading.Lock()

    def start(self) -> None:
        serve = [sys.executable, "-m", "banjie.cli", "serve", "--port", str(PORT)]
        log = Path(os.environ["BANJIE_DATA"], "served.log")
        with log.open("ab") as said:
            self.process = subprocess.Popen(serve, stderr=said, start_new_session=True)
        for _try in range(1200):
            if self.process.poll() is not None:
                raise Odd(f"the site does not start: {log.read_text()[-2000:]}")
            try:
                return self.ask("GET", "/readyz") and None
            except OSError:
                time.sleep(0.1)
        raise Odd("the site does not come up")

    def workers(self) -> list[int]:
        pid = self.process.pid if self.process else 0
        said = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
        return [int(word) for word in said.split()]

    def kill_worker(self) -> None:
        for pid in self.workers():
            os.kill(pid, signal.SIGKILL)

    def kill_all(self) -> None:
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            link.request(method, path, body, {"Connection": "close", **(headers or {})})
            answer = link.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as error:
            raise ConnectionError from error
        finally:
            link.close()

    def write(self, step: str, path: str, body: bytes, kind: str, secret: str) -> Any:
        """One write, asked under one key until it is answered."""
        headers = {
            "Authorization": f"Bearer {secret}", "Content-Type": kind, "Accept-Language": "en",
            "Idempotency-Key": secrets.token_urlsafe(12),
        }  # fmt: skip
        while True:
            with self.lock:
                self.open[step] += 1
            try:
                status, said = self.ask("POST", f"/api/v1{path}", body, headers)
            except OSError as error:
                with self.lock:
                    self.hit[step] += not isinstance(error, ConnectionRefusedError)
                time.sleep(0.05)
                continue
            finally:
                with self.lock:
                    self.open[step] -= 1
            if status not in (200, 201):
                raise Odd(f"{step} {path}: {status} {said[:300]!r}")
            return json.loads(said)


class Hand(threading.Thread):
    """Takes one case after the other through its steps, or sends one paper after the other."""

    def __init__(
        self, site: Site, setting: dict[str, Any], stop: threading.Event, *, papers: bool
    ) -> None:
        super().__init__()
        self.site, self.setting, self.stop = site, setting, stop
        self.work = self._paper if papers else self._case
        self.acknowledged: dict[int, list[str]] = {}
        self.papers: list[int] = []
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.work()
        except Exception as error:  # told by the main thread
            self.failure = error

    def _case(self) -> None:
        words = {"situation": "座位不足。", "analysis": "座位未分开。", "proposal": "增设自习室。"}
        said = {"channel": self.setting["channel"], "title": "关于增设自习室的建议", "said": words}
        case = self._json("submit", "/cases", said, "nobody")["id"]
        done = self.acknowledged[case] = ["submit"]
        for who, step, body in STEPS:
            if self.stop.is_set():
                return
            self._json(step, f"/cases/{case}/{step}", body(self.setting), who)
            done.append(step.replace("-", "_"))

    def _json(self, step: str, path: str, said: Any, who: str) -> Any:
        body = json.dumps(said).encode()
        return self.site.write(step, path, body, "application/json", self.setting["keys"][who])

    def _paper(self) -> None:
        mark, words = secrets.token_hex(8), secrets.token_hex(16)
        fields = (
            f'--{mark}\r\nContent-Disposition: form-data; name="unit"\r\n\r\n'
            f"{self.setting['office']}\r\n"
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
            f"Content-Type: text/plain\r\n\r\n"
            f"临湖市阅读方案 {words}\n一、举办读书会。2026年5月8日在市图书馆举办。\r\n--{mark}--\r\n"
        )
        kind, secret = f"multipart/form-data; boundary={mark}", self.setting["keys"]["officer"]
        got = self.site.write("upload", "/documents", fields.encode(), kind, secret)
        self.papers.append(got["id"])


def prepared() -> dict[str, Any]:
    """Tables, the cast with keys, a channel, and contacts whose day has come."""
    from django.core.management import call_command

    from banjie.api import actions as keys
    from banjie.common import once
    from banjie.consultation.models import Channel, Contact
    from tests.web.cast import make_cast
    from tests.web.consultation import cases

    call_command("migrate", verbosity=0, interactive=False)
    cast = make_cast()
    for _number in range(20):
        cases.at(cast, "submitted", contact="13800009999")
    Contact.objects.update(delete_on="2026-09-18")
    channel = Channel.objects.create(office=cast.office, kind="suggestion", name="意见箱")
    who = {"officer": cast.officer, "liaison": cast.liaison, "handler": cast.handler}
    who |= {"nobody": cast.nobody, "head": cases.head_of(cast)}
    made = {
        name: keys.make_key(
            name="torture", days=30, read_only=False, once_key=once.new_key(), by=user
        )
        for name, user in who.items()
    }
    return {
        "keys": made, "channel": channel.pk, "office": cast.office.pk,
        "library": cast.library.pk, "before": marks(),
    }  # fmt: skip


def marks() -> set[str]:
    from banjie.consultation.models import Contact
    from banjie.consultation.sealing import contact_mark

    return {contact_mark(contact) for contact in Contact.objects.all()}


def killed_meanwhile(*words: str) -> None:
    """Run a command and kill it somewhere in the middle."""
    begun = subprocess.Popen(
        [sys.executable, "-m", "banjie.cli", *words],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(random.uniform(0.5, 5))
    begun.kill()
    begun.wait()


def tortured(site: Site, hands: list[Hand], kills: int, place: Path) -> None:
    """Kill so many times; every tenth time something else than the worker."""
    for number in range(1, kills + 1):
        time.sleep(random.uniform(0.05, 2))
        while not site.workers() or not sum(site.open.values()):
            if any(hand.failure for hand in hands):
                return
            time.sleep(0.01)
        match number % 20:
            case 5:
                killed_meanwhile("daily")
            case 10:
                site.kill_all()
                site.start()
            case 15:
                killed_meanwhile("backup", str(place))
            case _:
                site.kill_worker()


def amiss(hands: list[Hand], before: set[str], place: Path) -> list[str]:
    """What does not hold."""
    from banjie.common import audit
    from banjie.common.models import AuditEntry
    from banjie.consultation.models import Case, Event, Letter, Rating
    from banjie.consultation.sealing import deleted_marks
    from banjie.documents.models import Document
    from banjie.keeping import backups
    from banjie.keeping.checks import READY, State, examined

    found = [f"audit log: {row}" for row in (*audit.broken_links(), *audit.faults())]
    found += [f"{n}: {f.what}" for n, f in examined(READY) if f.state is State.FAULT]
    said = {case: steps for hand in hands for case, steps in hand.acknowledged.items()}
    ours = Case.objects.filter(channel__isnull=False)
    if set(ours.values_list("pk", flat=True)) != said.keys():
        found.append(f"cases: {ours.count()} there, {len(said)} acknowledged")
    for case, steps in said.items():
        logged = AuditEntry.objects.filter(target_type="consultation.case", target_id=case)
        verbs = Counter(
            verb.removeprefix("case.") for verb in logged.values_list("verb", flat=True)
        )
        events = Counter(Event.objects.filter(case=case).values_list("step", flat=True))
        for told, name in ((verbs, "log"), (events, "timeline")):
            if {step: n for step, n in told.items() if step in steps or n > 1} != dict.fromkeys(
                steps, 1
            ):
                found.append(f"case {case}: acknowledged {steps}, {name} {dict(told)}")
        rated, sent = (
            Rating.objects.filter(case=case).count(),
            Letter.objects.filter(case=case).count(),
        )
        if (rated, sent) != ("rate" in steps, "publish_reply" in steps):
            found.append(f"case {case}: {rated} ratings, {sent} letters")
    papers = [number for hand in hands for number in hand.papers]
    kept = {paper.pk: paper for paper in Document.objects.all()}
    if sorted(papers) != sorted(kept):
        found.append(f"papers: {len(kept)} there, {len(papers)} acknowledged")
    found += [
        f"paper {n}: no file" for n, paper in kept.items() if not Path(paper.file.path).exists()
    ]
    if before - marks() - deleted_marks():
        found.append("contacts are gone and not on the list of deletions")
    for path in place.glob("banjie-*.tar"):
        with backups.opened(path, "") as tar:
            if backups.MANIFEST not in tar.getnames():
                found.append(f"{path.name} is half a backup")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    random.seed(options.seed)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="banjie-torture-") as folder:
        os.environ |= {
            "BANJIE_DATA": folder, "BANJIE_TODAY": "2026-09-18",
            "DJANGO_SETTINGS_MODULE": "banjie.config.settings",
        }  # fmt: skip
        import django

        django.setup()
        return _run(options, Path(folder, "backups"), begun)


def _run(options: argparse.Namespace, place: Path, begun: float) -> int:
    from django.core.management import call_command
    from django.db import connection

    site, stop = Site(), threading.Event()
    setting = prepared()
    hands = [Hand(site, setting, stop, papers=number == 0) for number in range(HANDS)]
    connection.close()
    site.start()
    try:
        for hand in hands:
            hand.start()
        tortured(site, hands, options.kills, place)
    finally:
        stop.set()
        for hand in hands:
            hand.join()
        site.kill_all()
    call_command("daily", stdout=io.StringIO())
    found = [str(hand.failure) for hand in hands if hand.failure]
    found += amiss(hands, setting["before"], place)
    found += ["contacts are left"] if marks() else []
    steps = sum(len(done) for hand in hands for done in hand.acknowledged.values())
    papers = sum(len(hand.papers) for hand in hands)
    tell = sys.stdout.write
    tell(f"{connection.vendor}: {options.kills} kills in {time.monotonic() - begun:.0f} s, ")
    tell(f"seed {options.seed}; acknowledged: {steps} steps, {papers} papers; ")
    tell(f"left without an answer: {dict(site.hit)}\n")
    for one in found:
        tell(f"AMISS {one}\n")
    tell(f"amiss: {len(found)}\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
