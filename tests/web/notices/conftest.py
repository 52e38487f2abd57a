"""A notice of the office, a mail server and a receiver of posts, both real and on this machine."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from banjie.notices.actions import write_notice
from banjie.notices.actions.channels import add_channel
from banjie.notices.models import Channel, Notice
from banjie.people.models import User
from tests.web.cast import Cast

Write = Callable[..., Notice]


@pytest.fixture
def write(cast: Cast) -> Write:
    """Write a notice of the office to the library, unless the test says otherwise."""

    def make(**given: Any) -> Notice:
        said: dict[str, Any] = {
            "kind": "reminder.due",
            "key": "activity-7-due-5",
            "subject": "读书会报告还有5天到期",
            "body": "请于2026年9月23日前报送。",
            "address": "/activities/7/",
            "office": cast.office,
        }
        if "user" not in given:
            said["unit"] = cast.library
        return write_notice(**said | given)

    return make


@dataclass
class MailServer:
    """Takes mail, and answers the recipients it is told to refuse with these words."""

    refuse: dict[str, str] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name the server looks for
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    server = MailServer()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.DEFAULT_FROM_EMAIL = "banjie@linhu.example"
    yield server
    controller.stop()


@dataclass
class Receiver:
    """Where posts arrive; `answers` are given one after the other, the last one from then on."""

    port: int = 0
    answers: list[tuple[int, str]] = field(default_factory=lambda: [(200, '{"errcode": 0}')])
    posts: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def said(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _path, _headers, body in self.posts]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    kept = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.posts.append((self.path, dict(self.headers), body))
            status, words = kept.answers.pop(0) if len(kept.answers) > 1 else kept.answers[0]
            data = words.encode()
            self.send_response(status)
            for name, value in kept.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: Any) -> None:
            """Nothing on the console."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.BANJIE_WEBHOOK_HTTP = True
    settings.BANJIE_WEBHOOK_NETWORKS = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
    yield kept
    server.shutdown()
    server.server_close()


def by_mail(user: User, address: str = "liaison@linhu.example") -> Channel:
    return add_channel("email", values={"address": address}, by=user)


def by_bot(cast: Cast, receiver: Receiver, means: str = "wecom", secret: str = "") -> Channel:
    """The group of the library, at the receiver's address in the shape of this service."""
    paths = {
        "wecom": "/cgi-bin/webhook/send?key=a1b2-c3d4",
        "dingtalk": "/robot/send?access_token=a1b2c3d4",
        "feishu": "/open-apis/bot/v2/hook/a1b2-c3d4",
        "webhook": "/hooks/banjie",
    }
    values = {"url": receiver.address(paths[means])} | ({"secret": secret} if secret else {})
    return add_channel(means, values=values, unit=cast.library, by=cast.liaison)
