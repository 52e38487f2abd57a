"""Opens one file: reads standard input, its name is the argument, writes one line of JSON."""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

from banjie_reader.errors import OverLimit, ReadingError
from banjie_reader.inputs import open_source
from banjie_reader.inputs.limits import SECONDS
from banjie_reader.inputs.pdf.child import limit_self

MEMORY = 768 * 1024 * 1024  # of addresses; what is in use stays below the 512 MB of one reading
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def without_network() -> bool:
    """A network of its own with nothing in it, where the kernel lets anybody have one; if it did.

    Where it does not the file is opened all the same: `banjie doctor` says so.
    """
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK) == 0)


def answer(data: bytes, name: str) -> dict[str, Any]:
    try:
        found = open_source(data, name)
    except MemoryError:
        return _refused(OverLimit(reason="time", limit=SECONDS))
    except ReadingError as error:
        return _refused(error)
    return {
        "text": found.text,
        "format": found.format,
        "pieces": found.pieces,
        "unread_pages": found.unread_pages,
    }


def _refused(error: ReadingError) -> dict[str, Any]:
    return {"error": type(error).__name__, "values": error.values}


if __name__ == "__main__":
    limit_self(SECONDS, MEMORY)
    network = {"network": "off" if without_network() else "on"}
    found = answer(sys.stdin.buffer.read(), sys.argv[1])
    json.dump(network | found, sys.stdout, default=str)
