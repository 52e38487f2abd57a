"""Runs what opens a dangerous kind of file in a process of its own.

A large C++ library inside the reader could take it down, or all of its memory; apart, it can spoil
nothing but one reading.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from banjie_reader.errors import OverLimit, ReadingError

_SPENT = (-9, -24)  # killed by the kernel: no memory left, no processor time left
# Where programs, packages and a place for files of the moment are, and the language; the second row
# is for Windows. Keys and passwords of whatever calls the reader stay with it.
_HANDED_DOWN = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "HOME", "TMPDIR", "LANG",
                "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "USERPROFILE")  # fmt: skip


def surroundings() -> dict[str, str]:
    """What a program that opens files may know of the environment."""
    told = os.environ.items()
    return {name: said for name, said in told if name in _HANDED_DOWN or name.startswith("LC_")}


def ask(
    program: Sequence[str], data: bytes, *, seconds: int, died: ReadingError
) -> Iterator[dict[str, Any]]:
    """The answers, one line of JSON each, of a Python program that is given `data`.

    Its death, and words that are no such lines, are the document's fault: too costly, or what
    `died` says.
    """
    command = [sys.executable, "-P", *program]
    try:
        child = subprocess.run(  # noqa: S603 - our own program, no word of it from outside
            command, input=data, capture_output=True, timeout=seconds, check=False,
            env=surroundings(),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise OverLimit(reason="time", limit=seconds) from error
    if child.returncode in _SPENT:
        raise OverLimit(reason="time", limit=seconds)
    if child.returncode != 0:
        raise died
    for line in child.stdout.splitlines():
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise died from error
        if not isinstance(answer, dict):
            raise died
        yield answer
