"""A code of an app opens once, whichever worker is shown it: what was used lies in the database.

django-allauth remembers it in the cache, which workers do not share, and for less time than it
takes a code for good.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from banjie.common import clock
from banjie.people.models import UsedCode

GOOD_FOR = timedelta(seconds=(2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD)


def use(authenticator: Authenticator, code: str) -> bool:
    """Whether this is the first time; a recovery code is struck off by itself."""
    if authenticator.type != Authenticator.Type.TOTP:
        return True
    words = f"{authenticator.pk}\n{code}"
    used = salted_hmac("banjie.codes", words, algorithm="sha256").hexdigest()
    UsedCode.objects.filter(at__lt=clock.now() - GOOD_FOR).delete()
    try:
        with transaction.atomic():
            UsedCode.objects.create(digest=used)
    except IntegrityError:
        return False
    return True
