"""The site that is killed, the worker beside it, and the receiver that counts what is sent."""

from __future__ import annotations

import http.client
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-m", "banjie.cli")


class Odd(Exception):
    """The site did what it must not."""


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


class Receiver:
    """Where the worker's posts arrive, counted by notice."""

    def __init__(self, port: int = 0) -> None:
        taken = self.taken = Counter[str]()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                taken[json.loads(body)["id"]] += 1
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args: Any) -> None:
                """Nothing on the console."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/hooks/torture"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()


class Site:
    """The served site, and the ways it is killed."""

    def __init__(self) -> None:
        self.port = free_port()
        self.log = Path(os.environ["BANJIE_DATA"], "served.log")
        self.process: subprocess.Popen[bytes] | None = None
        self.sender: subprocess.Popen[bytes] | None = None
        self.open: Counter[str] = Counter()  # requests by step, as they stand
        self.hit: Counter[str] = Counter()  # requests that a kill left without an answer
        self.stopped: Counter[str] = Counter()  # commands that were killed before they had ended
        self.lock = threading.Lock()

    def start(self) -> None:
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(
                [*COMMAND, "serve", "--port", str(self.port)], stderr=said, start_new_session=True
            )
        for _try in range(1200):
            if self.process.poll() is not None:
                raise Odd(f"the site does not start: {self.log.read_text()[-2000:]}")
            try:
                self.ask("GET", "/readyz")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise Odd("the site does not come up")

    def start_sender(self) -> None:
        """The worker that sends notices, one round a second."""
        self.sender = subprocess.Popen(
            [*COMMAND, "manage", "deliver", "--every", "1"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill_sender(self) -> None:
        if self.sender:
            self.stopped["deliver"] += self.sender.poll() is None
            self.sender.kill()
            self.sender.wait()

    def workers(self) -> list[int]:
        pid = self.process.pid if self.process else 0
        said = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
        return [int(word) for word in said.split()]

    def kill_worker(self) -> None:
        for pid in self.workers():
            os.kill(pid, signal.SIGKILL)

    def kill_all(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def killed_meanwhile(self, *words: str, longest: float) -> None:
        """Run a command and kill it somewhere in the middle."""
        begun = subprocess.Popen(
            [*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(random.uniform(0.3, longest))
        self.stopped[" ".join(word for word in words if "/" not in word)] += begun.poll() is None
        begun.kill()
        begun.wait()

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, path, body, {"Connection": "close", **(headers or {})})
            answer = link.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as error:
            raise ConnectionError from error
        finally:
            link.close()

    def answered(
        self, step: str, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> bytes:
        """One request, asked until it is answered."""
        while True:
            with self.lock:
                self.open[step] += 1
            try:
                status, said = self.ask(method, path, body, headers)
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
            return said

    def write(self, step: str, path: str, body: bytes, kind: str, secret: str) -> Any:
        """One write under one key."""
        headers = {
            "Authorization": f"Bearer {secret}", "Content-Type": kind, "Accept-Language": "en",
            "Idempotency-Key": secrets.token_urlsafe(12),
        }  # fmt: skip
        return json.loads(self.answered(step, "POST", f"/api/v1{path}", body, headers))
