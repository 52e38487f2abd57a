"""The only way out for posts: https, to the address that was checked, nothing followed.

The name is resolved once; every address it has must be public, or lie in a network that the
setting `BANJIE_WEBHOOK_NETWORKS` names; the connection goes to those very addresses, so a name that
changes its mind in between gains nothing (server-side request forgery, DNS rebinding).
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from banjie.notices.sending.reasons import NotSent

SECONDS = 10  # for the whole exchange, not for each packet
ANSWER_LIMIT = 64 * 1024
_PORTS = {"https": 443, "http": 80}
_NAT64 = IPv6Network("64:ff9b::/96")


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: bytes


class Way(NamedTuple):
    """A checked address: its parts, and the IP addresses it may be reached at."""

    parts: SplitResult
    host: str
    port: int
    ips: tuple[str, ...]


def check(url: str) -> Way:
    """The way to this address; raises `NotSent` for one that the site may not call."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise NotSent("form") from None
    if parts.scheme not in _PORTS or (parts.scheme == "http" and not settings.BANJIE_WEBHOOK_HTTP):
        raise NotSent("scheme")
    if not host or parts.username is not None or not url.isascii() or not url.isprintable():
        raise NotSent("form")
    port = port or _PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise NotSent("unknown-host", again=True) from None
    ips = tuple(str(row[4][0]) for row in found)
    if not all(may_be_called(ip) for ip in ips):
        raise NotSent("network")
    return Way(parts, host, port, ips)


def may_be_called(ip: str) -> bool:
    """Whether the site may speak to this IP address."""
    address = _within(ip_address(ip.partition("%")[0]))
    if any(address in allowed for allowed in settings.BANJIE_WEBHOOK_NETWORKS):
        return True
    return address.is_global and not address.is_multicast


def _within(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one carries inside, else itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None) or address


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Post it and read the answer; raises `NotSent` unless the answer is 2xx."""
    way = check(url)
    try:
        answer = _exchange(way, body, headers)
    except (OSError, http.client.HTTPException):
        raise NotSent("unreachable", again=True) from None
    if 300 <= answer.status < 400:
        raise NotSent("redirect", detail=answer.status)
    if not 200 <= answer.status < 300:
        later = answer.status in (408, 429) or answer.status >= 500
        raise NotSent("refused", again=later, detail=answer.status)
    return answer


def _connected(way: Way) -> socket.socket:
    """To the first of the checked addresses that answers; raises OSError if none does."""
    *others, last = way.ips
    for ip in others:
        with suppress(OSError):
            return socket.create_connection((ip, way.port), timeout=SECONDS)
    return socket.create_connection((last, way.port), timeout=SECONDS)


def _exchange(way: Way, body: bytes, headers: Mapping[str, str]) -> Answer:
    connection = http.client.HTTPConnection(way.host, way.port, timeout=SECONDS)
    connection.default_port = _PORTS[way.parts.scheme]  # else the Host header names the port
    sock = _connected(way)

    def cut_off() -> None:
        with suppress(OSError):  # it has just ended by itself
            sock.shutdown(socket.SHUT_RDWR)

    end = threading.Timer(SECONDS, cut_off)
    end.start()
    try:
        if way.parts.scheme == "https":
            trust = ssl.create_default_context()
            sock = trust.wrap_socket(sock, server_hostname=way.host, do_handshake_on_connect=False)
            sock.do_handshake()
        connection.sock = sock
        target = way.parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request("POST", target, body, dict(headers))
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(ANSWER_LIMIT))
    finally:
        end.cancel()
        sock.close()
