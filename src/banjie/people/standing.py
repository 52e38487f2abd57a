"""What an account must do before anything else: choose a password, set up a second factor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from banjie.common import clock
from banjie.people import profiles
from banjie.people.models import User

_APP, _PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN
_ALWAYS = ("people:sign-out", "people:signed-in")
_ON_THE_WAY = {
    "people:password": ("people:password",),
    "mfa_index": ("mfa_", "account_"),
    "mfa_reauthenticate": ("mfa_reauthenticate",),
    "mfa_reauthenticate_webauthn": ("mfa_reauthenticate",),
}
"""What comes first → the addresses, by the beginnings of their names, that lead through it."""


def comes_first(request: HttpRequest, user: User) -> str:
    """The name of the address this session has to go to before all others; '' when it may go on.

    Whoever has a second factor uses it before anything of the account can be changed.
    """
    lacking = lacks_second_factor(request, user)
    kinds = _kinds(user) if lacking else frozenset()
    if kinds:
        return "mfa_reauthenticate" if _APP in kinds else "mfa_reauthenticate_webauthn"
    if must_choose(user):
        return "people:password"
    return "mfa_index" if lacking else ""


def leads_there(address: str, first: str) -> bool:
    """The address of this name is open to a session with this before it."""
    return address.startswith(_ALWAYS + _ON_THE_WAY[first])


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
    """Must have one, and this very session has neither used one nor set one up."""
    if not needs_second_factor(user):
        return False
    records = get_authentication_records(request, user)
    return not any(record["method"] == "mfa" for record in records)


def _kinds(user: User) -> frozenset[str]:
    """The kinds of second factor the account has set up; codes for a rainy day are none."""
    found = Authenticator.objects.filter(user=user, type__in=(_APP, _PASSKEY))
    return frozenset(found.values_list("type", flat=True))


@receiver(authenticator_added)
def note_set_up(request: Any, user: Any, authenticator: Authenticator, **_others: Any) -> None:
    """The session in which a second factor is set up has shown it; all others are asked for it."""
    if authenticator.type in (_APP, _PASSKEY):
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=str(authenticator.type)
        )
