"""A virus scanner beside the site, where `BANJIE_CLAMD` names one: clamd, by its own protocol.

The file goes over the socket in pieces (INSTREAM), so the scanner needs no access to our disk. That
it gives no answer is told by `banjie doctor`, not in the log: a line there would tell when somebody
who stays unnamed sent a file.
"""

from __future__ import annotations

import socket
import struct

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SECONDS = 30
_PIECE = 1 << 16


class NoAnswer(Exception):
    """The scanner is away, too slow, or cannot tell."""


def require_harmless(data: bytes, name: str) -> None:
    """Raises ValidationError for a file in which the scanner found something.

    Where it gives no answer the file is refused as well, unless `BANJIE_CLAMD_ABSENT` is `admit`.
    """
    if not settings.BANJIE_CLAMD:
        return
    try:
        harmless = _is_harmless(data)
    except (NoAnswer, OSError) as error:
        if settings.BANJIE_CLAMD_ABSENT == "admit":
            return
        raise ValidationError(
            _("“%(name)s” cannot be checked for viruses now. What you wrote is kept; try later."),
            params={"name": name},
        ) from error
    if not harmless:
        raise ValidationError(
            _("“%(name)s” holds a virus, says the scanner. It was not taken."),
            params={"name": name},
        )


def _is_harmless(data: bytes) -> bool:
    with _line(SECONDS) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        said = line.makefile("rb").read(1000).rstrip(b"\0").decode("utf-8", "replace")
    if said.endswith(" FOUND"):
        return False
    if said != "stream: OK":
        raise NoAnswer(said)
    return True


def ping() -> None:
    """Raises `NoAnswer` or `OSError` where the scanner is not at work."""
    with _line(5) as line:
        line.sendall(b"zPING\0")
        said = line.makefile("rb").read(1000)
    if said != b"PONG\0":
        raise NoAnswer(said.decode("utf-8", "replace"))


def place() -> str | tuple[str, int]:
    """A socket in the file system, or host and port. Raises `NoAnswer` where it is neither."""
    where: str = settings.BANJIE_CLAMD
    if where.startswith("/"):
        return where
    host, _colon, port = where.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 1 << 16:
        raise NoAnswer(_("neither the path of a socket nor host:port"))
    return host.strip("[]"), int(port)


def _line(seconds: float) -> socket.socket:
    where = place()
    if isinstance(where, tuple):
        return socket.create_connection(where, timeout=seconds)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(seconds)
    line.connect(where)
    return line
