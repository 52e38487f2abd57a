"""A virus scanner beside the site, where `BANJIE_CLAMD` names one: clamd, by its own protocol.

The file goes over the socket in pieces (INSTREAM), so the scanner needs no access to our disk.
"""

from __future__ import annotations

import logging
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
        logging.getLogger(__name__).warning("the virus scanner gives no answer: %s", error)
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
    with _line() as line:
        line.settimeout(SECONDS)
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


def _line() -> socket.socket:
    """To a socket in the file system, or to `host:port`."""
    where: str = settings.BANJIE_CLAMD
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(where)
        return line
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
