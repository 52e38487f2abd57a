"""A file sealed piece by piece: written and read as a stream, and refused when anything is amiss.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM: every piece
is sealed under its number and whether it is the last, so none can be altered, moved or cut off. The
key follows from a pass phrase by scrypt with a salt of the file's own.
"""

from __future__ import annotations

import hashlib
import io
import secrets
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"BANJIE-SEALED-1\n"
_SALT, _PREFIX, _TAG, _PIECE = 16, 7, 16, 1 << 20


class Unsealable(Exception):
    """Not sealed with this key, or not whole."""


def _box(phrase: str, salt: bytes) -> AESGCM:
    memory = 2**27  # n·r·128 bytes, and some
    key = hashlib.scrypt(phrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=memory, dklen=32)
    return AESGCM(key)


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


class SealingWriter(io.RawIOBase):
    """What is written here arrives sealed in `below`. Whole only once `finish` was called."""

    def __init__(self, below: IO[bytes], phrase: str) -> None:
        self._below, self._kept, self._number = below, bytearray(), 0
        salt, self._prefix = secrets.token_bytes(_SALT), secrets.token_bytes(_PREFIX)
        self._box, self._head = _box(phrase, salt), MAGIC + salt + self._prefix
        below.write(self._head)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are what tar writes
        self._kept += data
        while len(self._kept) > _PIECE:  # the last piece is sealed as such, when closing
            self._seal(bytes(self._kept[:_PIECE]), last=False)
            del self._kept[:_PIECE]
        return len(data)

    def finish(self) -> None:
        """Seal the last piece; without it the file is refused as cut off."""
        self._seal(bytes(self._kept), last=True)
        self._kept.clear()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last)
        self._below.write(self._box.encrypt(nonce, piece, self._head))
        self._number += 1


class SealedReader(io.RawIOBase):
    """The words behind a sealed file, each piece checked before any of it is given out.

    Raises `Unsealable`.
    """

    def __init__(self, below: IO[bytes], phrase: str) -> None:
        self._below, self._open, self._number = below, io.BytesIO(), 0
        self._head = below.read(len(MAGIC) + _SALT + _PREFIX)
        salt = self._head[len(MAGIC) : len(MAGIC) + _SALT]
        self._prefix = self._head[len(MAGIC) + _SALT :]
        if not self._head.startswith(MAGIC) or len(self._prefix) != _PREFIX:
            raise Unsealable
        self._box = _box(phrase, salt)
        self._next = below.read(_PIECE + _TAG)
        if not self._next:  # even nothing is sealed as one piece
            raise Unsealable

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._open.read(size)
        while (size < 0 or len(data) < size) and self._unseal():
            data += self._open.read(size - len(data) if size > 0 else -1)
        return data

    def _unseal(self) -> bool:
        """Open the next piece; False after the last one."""
        if not self._next:
            return False
        piece, self._next = self._next, self._below.read(_PIECE + _TAG)
        nonce = _nonce(self._prefix, self._number, not self._next)
        try:
            self._open = io.BytesIO(self._box.decrypt(nonce, piece, self._head))
        except InvalidTag as error:
            raise Unsealable from error
        self._number += 1
        return True
