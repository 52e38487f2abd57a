"""Tracking codes: the only way back to a case for an author without an account.

80 random bits in Crockford's base 32, sixteen places. What is kept is a slow hash with the site's
own key in it: whoever has the tables alone can neither read a code nor try codes against them.

The code of a public form follows from the random key in the form, which is kept nowhere: the same
form sent again is shown the same code, and nobody else is.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings
from django.core import signing

from banjie.consultation.models import ALPHABET

PLACES = 16
_BITS = 5 * PLACES
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})
_SALT = "consultation.form"


def _secret(purpose: str) -> bytes:
    return hashlib.sha256(f"banjie.{purpose}:{settings.SECRET_KEY}".encode()).digest()


def new_form_key() -> str:
    """A key for one form, signed: a key that somebody made up could be made up by another too."""
    return signing.Signer(salt=_SALT).sign(secrets.token_urlsafe(18))


def is_form_key(key: str) -> bool:
    """Whether the site gave this key out."""
    try:
        signing.Signer(salt=_SALT).unsign(key)
    except signing.BadSignature:
        return False
    return True


def form_digest(key: str) -> str:
    """What is kept of a form's key: it has 144 random bits, so a quick hash will do."""
    return hashlib.sha256(key.encode()).hexdigest()


def code_of_form(key: str) -> str:
    """The code that belongs to a form, the same each time."""
    mixed = hmac.digest(_secret("code-of-form"), key.encode(), "sha256")
    return _spelled(int.from_bytes(mixed) >> (256 - _BITS))


def new_code() -> str:
    return _spelled(secrets.randbits(_BITS))


def _spelled(number: int) -> str:
    """Sixteen places in four groups, as they are read out and typed."""
    places = "".join(ALPHABET[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return "-".join(places[at : at + 4] for at in range(0, PLACES, 4))


def digest(code: str) -> str:
    """The hash a code is found by; groups, case and letters that are misread do not matter."""
    plain = "".join(c for c in code.lower() if c.isalnum()).translate(_MISREAD)
    return hashlib.scrypt(
        plain.encode(), salt=_secret("tracking"), n=2**14, r=8, p=1, dklen=32
    ).hex()
