"""What a process that parses files from outside takes away from itself before it begins.

Such programs are started by `banjie_reader.inputs.apart.ask`, without the keys of the site.
"""

from __future__ import annotations

import ctypes
import sys

from banjie_reader.inputs.pdf.child import limit_self

MEMORY = 768 * 1024 * 1024  # of addresses; what is in use stays below the 512 MB of one reading
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def confined(seconds: int) -> bool:
    """So much processor time, so much memory, and no network; whether the last could be taken."""
    limit_self(seconds, MEMORY)
    return _without_network()


def _without_network() -> bool:
    """A network of its own with nothing in it, where the kernel lets anybody have one; if it did.

    Where it does not the file is opened all the same: `banjie doctor` says so.
    """
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK) == 0)
