"""Addresses of the people room, and those of django-allauth."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.urls import reverse

from banjie.common import clock, once
from banjie.people.actions import accounts, passes
from banjie.people.models import Membership
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.grid.calls import Call, Way, plain


def _limit(_cast: Cast, state: str) -> Call:
    return Call(("light.due_soon" if state == "known" else "light.unheard-of",))


def _invitation(cast: Cast, state: str) -> Call:
    made, secret = accounts.invite("new-one", name="新同事", by=cast.officer)
    if state == "over":
        made.expires_at = clock.now() - timedelta(minutes=1)
        made.save(update_fields=["expires_at"])
    return Call((secret,))


def _person(cast: Cast, _state: str) -> Call:
    return Call((cast.stranger.pk,), {"once": once.new_key(), "duty": "", "unit": ""})


def _step(cast: Cast, state: str) -> Call:
    return Call((cast.stranger.pk, state))


def _held(cast: Cast, _state: str) -> Call:
    return Call((cast.stranger.memberships.get().pk,))


def _lent(cast: Cast, _state: str) -> Call:
    made = Membership.objects.create(
        user=cast.handler, unit=cast.library, duty="liaison", lent_by=cast.liaison,
        until=clock.today(),
    )  # fmt: skip
    return Call((made.pk,))


def _login(_cast: Cast, _state: str) -> Call:
    return Call(("not-taken-here",))


def _log_in(_cast: Cast, state: str) -> Call:
    return Call(("not-taken-here", state))


def _key(cast: Cast, _state: str) -> Call:
    made = Authenticator.objects.create(
        user=cast.liaison, type="webauthn", data={"name": "key", "credential": {}}
    )
    return Call((made.pk,))


def _file(cast: Cast) -> str:
    """A file of a case that the library handles."""
    case = cases.at(cast, "handling")
    key = cases.with_file(case, cast).attachment.key
    return reverse("consultation:file-of-case", args=(case.pk, key))


def _file_pass(cast: Cast, state: str) -> Call:
    return Call(data={"address": _file(cast) if state == "file" else reverse("people:account")})


def _file_link(cast: Cast, state: str) -> Call:
    by = cast.liaison if state == "living" else cast.stranger
    return Call((passes.make_pass(_file(cast), by=by),))


WAYS: dict[str, Way] = dict.fromkeys(
    (
        "people:sign-in", "people:sign-out", "people:signed-in", "people:audit-log",
        "people:limits", "people:account", "people:password", "people:export", "people:close",
        "people:lend", "people:outside", "people:matrix", "people:accounts", "people:invite", "account_login", "mfa_authenticate",
        "mfa_login_webauthn", "account_reauthenticate", "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn",
        "mfa_add_webauthn",
    ),
    plain,
) | {
    "people:limit": _limit,
    "people:invitation": _invitation,
    "people:one-account": _person,
    "people:step": _step,
    "people:take-duty": _held,
    "people:take-back": _lent,
    "mfa_remove_webauthn": _key,
    "people:file-pass": _file_pass,
    "people:file-link": _file_link,
    "people:outside-sign-in": _login,
    "people:outside-back": _login,
    "people:outside-step": _log_in,
}  # fmt: skip
