"""Where posts may go: nowhere but the public internet, or a network the office names."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from banjie.notices.sending import egress
from banjie.notices.sending.reasons import NotSent
from tests.web.notices.conftest import Receiver


@pytest.mark.parametrize(
    ("ip", "allowed"),
    [
        ("1.1.1.1", True),
        ("2606:4700:4700::1111", True),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("172.31.255.255", False),
        ("172.32.0.1", True),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("100.100.100.200", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.1.2.3", False),
        ("::ffff:1.1.1.1", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b::101:101", True),
        ("2002:7f00:1::", False),
        ("2002:c0a8:101::", False),
    ],
)
def test_network_is_judged(ip: str, allowed: bool) -> None:
    assert egress.may_be_called(ip) == allowed


@pytest.mark.parametrize(
    ("ip", "allowed"),
    [
        ("10.8.1.9", True),
        ("10.9.1.9", False),
        ("fd00:8::5", True),
        ("::ffff:10.8.1.9", True),
        ("127.0.0.1", False),
    ],
)
def test_closed_network_opens_by_its_name_alone(settings: Any, ip: str, allowed: bool) -> None:
    settings.BANJIE_WEBHOOK_NETWORKS = [ip_network("10.8.0.0/16"), ip_network("fd00:8::/32")]
    assert egress.may_be_called(ip) == allowed


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://1.1.1.1/x", "scheme"),
        ("ftp://1.1.1.1/x", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://127.0.0.1/", "scheme"),
        ("//1.1.1.1/", "scheme"),
        ("", "scheme"),
        ("https://", "form"),
        ("https://user:word@1.1.1.1/", "form"),
        ("https://1.1.1.1:99999/", "form"),
        ("https://[::1", "form"),
        ("https://1.1.1.1/a b\r\nHost: x", "form"),
        ("https://1.1.1.1/\r\n", "form"),
        ("https://127.0.0.1/", "network"),
        ("https://localhost/", "network"),
        ("https://[::1]/", "network"),
        ("https://2130706433/", "network"),
        ("https://0x7f.1/", "network"),
        ("https://169.254.169.254/latest/meta-data/", "network"),
        ("https://no-such-host.invalid/", "unknown-host"),
    ],
)
def test_address_is_refused(url: str, reason: str) -> None:
    with pytest.raises(NotSent) as trouble:
        egress.check(url)
    assert trouble.value.reason == reason


def test_way_keeps_the_address_that_was_checked(settings: Any) -> None:
    way = egress.check("https://1.1.1.1:8443/a?b=c")
    assert (way.host, way.port, set(way.ips)) == ("1.1.1.1", 8443, {"1.1.1.1"})


def test_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.answers, receiver.headers = [(307, "")], {"Location": receiver.address("/b")}
    with pytest.raises(NotSent, match="307"):
        egress.post(receiver.address("/a"), b"{}", {})
    assert [path for path, _headers, _body in receiver.posts] == ["/a"]


def test_host_and_target_are_those_of_the_address(receiver: Receiver) -> None:
    egress.post(receiver.address("/a?b=c#d"), b"{}", {})
    [(path, headers, _body)] = receiver.posts
    assert (path, headers["Host"]) == ("/a?b=c", f"127.0.0.1:{receiver.port}")


def test_closed_port_is_unreachable_and_worth_another_try(receiver: Receiver) -> None:
    with pytest.raises(NotSent) as trouble:
        egress.post("http://127.0.0.1:1/", b"{}", {})
    assert (trouble.value.reason, trouble.value.again) == ("unreachable", True)


def test_plain_server_behind_https_is_unreachable(receiver: Receiver) -> None:
    with pytest.raises(NotSent):
        egress.post(receiver.address("/").replace("http:", "https:"), b"{}", {})
    assert receiver.posts == []


@pytest.fixture
def tls_port(receiver: Receiver, tmp_path: Path) -> Iterator[int]:
    """The receiver's port behind TLS, with a fresh certificate for the name `localhost`."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl on this machine to make a certificate with")
    kept, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", key, "-out", kept],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(kept, key)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.posts.append((self.path, dict(self.headers), b""))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            """Nothing on the console."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_args: None  # type: ignore[method-assign]  # a refused handshake
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_certificate_of_the_name_is_taken(
    receiver: Receiver, tls_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection goes to an IP address, yet the certificate is held against the name."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    assert egress.post(f"https://localhost:{tls_port}/hook", b"{}", {}).status == 204
    assert receiver.posts[0][1]["Host"] == f"localhost:{tls_port}"


@pytest.mark.parametrize(("name", "trusted"), [("localhost", False), ("127.0.0.1", True)])
def test_certificate_of_another_is_refused(
    receiver: Receiver, tls_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    name: str, trusted: bool,
) -> None:  # fmt: skip
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    with pytest.raises(NotSent) as trouble:
        egress.post(f"https://{name}:{tls_port}/hook", b"{}", {})
    assert (trouble.value.reason, receiver.posts) == ("unreachable", [])


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_other_side_that_drips_is_cut_off(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    """A byte now and then keeps every single wait short; the whole is short all the same."""
    monkeypatch.setattr(egress, "SECONDS", 1)
    listener = socket.create_server(("127.0.0.1", 0))
    begin = {"http": b"HTTP/1.1 200 OK\r\nX-Long: ", "https": b"\x16\x03\x03\x0f\xff"}

    def drip() -> None:
        peer, _address = listener.accept()
        with peer:
            try:
                for byte in begin[scheme] + b"x" * 60:
                    peer.send(bytes([byte]))
                    time.sleep(0.1)
            except OSError:
                return

    threading.Thread(target=drip, daemon=True).start()
    began = time.monotonic()
    with pytest.raises(NotSent):
        egress.post(f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/", b"{}", {})
    assert 0.9 < time.monotonic() - began < 3
    listener.close()
