"""How often an account may be tried. Kept in the database, so that all workers count together.

Five wrong tries from one network stop that network's tries at this account for fifteen minutes.
The owner, who comes from another network, is never stopped by what a stranger does, and the count
is the same for a name that no account has. What is counted is known by a keyed digest alone.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils.crypto import salted_hmac

from banjie.common import clock
from banjie.common.addresses import prefix
from banjie.people import profiles
from banjie.people.models import SignInTry


class Tries:
    """The tries at one account from one network, or (`address` left out) from anywhere."""

    def __init__(self, what: str, name: str, address: str = "") -> None:
        words = "\n".join((what, name, prefix(address)))
        self.digest = salted_hmac("banjie.tries", words, algorithm="sha256").hexdigest()

    def begin(self) -> bool:
        """Count a try before it is made, so that many at once are no way round; False when there
        were too many.
        """
        limit = profiles.current().tries
        SignInTry.objects.filter(at__lt=clock.now() - timedelta(minutes=limit.minutes)).delete()
        counted = SignInTry.objects.create(digest=self.digest)
        if SignInTry.objects.filter(digest=self.digest).count() <= limit.most:
            return True
        counted.delete()  # a try that was not made does not keep the door shut longer
        return False

    def forgive(self) -> None:
        """They were no wrong tries after all."""
        SignInTry.objects.filter(digest=self.digest).delete()
