"""What of people is kept no longer: taken away once a day.

How long somebody was away is not known, because when they were here is not kept; an account ends
when somebody shuts it, and from that day its name has its time.
"""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from banjie.common import clock
from banjie.people import profiles
from banjie.people.actions import accounts
from banjie.people.actions.passes import LASTS
from banjie.people.codes import GOOD_FOR
from banjie.people.models import FilePass, Invitation, SignInTry, UsedCode, User


def close_left() -> int:
    """Close for good the accounts whose time after they were shut is over: what is the person's own
    goes, and so does the name (个人信息保护法 第十九条, 第四十七条).

    One that cannot be closed keeps none of the others; what was wrong is raised after the last.
    """
    closed, wrong = 0, []
    for user in User.objects.filter(kept_until__lt=clock.today()).order_by("pk"):
        try:
            closed += accounts.close_left(user)
        except (ValidationError, DatabaseError) as error:
            wrong.append(error)
    if wrong:
        raise ExceptionGroup(f"{len(wrong)} accounts could not be closed", wrong)
    return closed


def forget_links() -> int:
    """Links that nobody opened in time, with the name they were made for."""
    return Invitation.objects.filter(expires_at__lt=clock.now()).delete()[0]


def forget_tries() -> int:
    """Wrong tries, codes and links to a file that count no longer."""
    minutes = profiles.current().tries.minutes
    tries = SignInTry.objects.filter(at__lt=clock.now() - timedelta(minutes=minutes)).delete()[0]
    tries += FilePass.objects.filter(made_at__lt=clock.now() - LASTS).delete()[0]
    return tries + UsedCode.objects.filter(at__lt=clock.now() - GOOD_FOR).delete()[0]
