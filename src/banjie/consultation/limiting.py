"""How often an address may try. Kept in this process's memory alone, and nowhere else.

An address is known by a digest under a random key that is thrown away after two windows, of its
prefix only (IPv4 /24, IPv6 /48): not even the memory tells who was here. With several workers each
counts by itself.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from banjie.common.addresses import prefix

log = logging.getLogger(__name__)


@dataclass
class Window:
    """The tries of one stretch of time, under a key of its own."""

    number: int
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    tries: Counter[bytes] = field(default_factory=Counter)


class Limiter:
    """At most `most` tries from one prefix within `minutes`; a try is counted before it is made,
    so many at once are no way round.
    """

    def __init__(self, most: int, minutes: int) -> None:
        self.most, self.seconds = most, minutes * 60
        self._lock = threading.Lock()
        self._windows: list[Window] = []

    def begin(self, address: str) -> bool:
        """Count a try; False when there were too many."""
        with self._lock:
            windows = self._current()
            if sum(w.tries[_digest(w, address)] for w in windows) >= self.most:
                return False
            windows[-1].tries[_digest(windows[-1], address)] += 1
            return True

    def forgive(self, address: str) -> None:
        """It was no wrong try after all."""
        with self._lock:
            for window in reversed(self._current()):
                if window.tries[_digest(window, address)] > 0:
                    window.tries[_digest(window, address)] -= 1
                    return

    def forget(self) -> None:
        with self._lock:
            self._windows = []

    def _current(self) -> list[Window]:
        """This window and the one before it; older ones are gone with their keys."""
        number = int(time.monotonic() // self.seconds)
        self._windows = [w for w in self._windows if w.number >= number - 1]
        if not self._windows or self._windows[-1].number != number:
            self._windows.append(Window(number))
        return self._windows


def _digest(window: Window, address: str) -> bytes:
    return hashlib.blake2b(prefix(address).encode(), key=window.key, digest_size=16).digest()


class Alarm:
    """Says once an hour that there were too many misses, from wherever they came."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._hour, self._misses = 0, 0

    def miss(self) -> None:
        with self._lock:
            hour = int(time.monotonic() // 3600)
            if hour != self._hour:
                self._hour, self._misses = hour, 0
            self._misses += 1
            if self._misses == self.most:
                log.warning("tracking codes: %s wrong within the hour", self.most)


CODES = Limiter(most=5, minutes=15)
SENDING = Limiter(most=30, minutes=15)
POSTERS = Limiter(most=30, minutes=15)
LOOKING = Limiter(most=300, minutes=15)
MISSES = Alarm(most=1000)
