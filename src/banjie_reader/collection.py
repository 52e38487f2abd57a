"""The interpreter's search for reference cycles, put off while a text is read.

A reading makes many small objects that live as long as it does, and no cycles. The interpreter
takes their growing number for a sign of garbage and looks through all of them again and again: a
tenth of the time of a long paper, for nothing found.
"""

from __future__ import annotations

import gc
from threading import Lock


class _Pause:
    """Counts who wants quiet: the switch is one for the whole process, readings may be several."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._holders = 0
        self._was_on = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._holders:
                self._was_on = gc.isenabled()
                gc.disable()
            self._holders += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._holders -= 1
            if not self._holders and self._was_on:
                gc.enable()


paused = _Pause()  # for `with paused:`; after the last one, it is as before the first
