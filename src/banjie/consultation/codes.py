"""Tracking codes: the only way back to a case for an author without an account.

80 random bits in Crockford's base 32, sixteen places. What is kept is a slow hash with the site's
own key in it: whoever has the tables alone can neither read a code nor try codes against them.
"""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings

from banjie.consultation.models import ALPHABET

PLACES = 16
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})


def new_code() -> str:
    """Sixteen places in four groups, as they are read out and typed."""
    places = "".join(secrets.choice(ALPHABET) for _place in range(PLACES))
    return "-".join(places[at : at + 4] for at in range(0, PLACES, 4))


def digest(code: str) -> str:
    """The hash a code is found by; groups, case and letters that are misread do not matter."""
    plain = "".join(c for c in code.lower() if c.isalnum()).translate(_MISREAD)
    key = hashlib.sha256(b"banjie.tracking:" + settings.SECRET_KEY.encode()).digest()
    return hashlib.scrypt(plain.encode(), salt=key, n=2**14, r=8, p=1, dklen=32).hex()
