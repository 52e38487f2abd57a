"""What an account must do before anything else: choose a password, set up a second factor."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from banjie.common import clock
from banjie.people import profiles
from banjie.people.models import User


def comes_first(request: HttpRequest, user: User) -> str:
    """The name of the address this account has to go to before all others; '' when it may go on."""
    if must_choose(user):
        return "people:password"
    return "mfa_index" if lacks_second_factor(request, user) else ""


def must_choose(user: User) -> bool:
    """Somebody else chose the password, or it is older than the profile allows."""
    days = profiles.current().password.days
    too_old = bool(days) and user.password_set_at + timedelta(days=days) < clock.now()
    return user.password_given or too_old


def needs_second_factor(user: User) -> bool:
    """One of its duties asks for it."""
    asked = profiles.current().second_factor
    if not asked:
        return False
    held = {duty for _unit, duty in user.duties} | {user.site_duty_name}
    return bool(held & asked)


def lacks_second_factor(request: HttpRequest, user: User) -> bool:
    """Must have one, and neither used one to sign in nor has one since."""
    if not needs_second_factor(user):
        return False
    used = any(record["method"] == "mfa" for record in get_authentication_records(request, user))
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return not used and not Authenticator.objects.filter(user=user, type__in=kinds).exists()
