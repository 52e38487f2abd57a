"""The code an authenticator app shows (RFC 6238), written once more, not asked of the product."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time


def code(secret: str) -> str:
    """The six figures of this moment."""
    step = struct.pack(">Q", int(time.time() // 30))
    made = hmac.new(base64.b32decode(secret), step, hashlib.sha1).digest()
    start = made[-1] & 15
    return f"{(struct.unpack('>I', made[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"
