"""What of django-allauth is ours: who may sign up, what is said, how secrets are kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from banjie.common.sealing import box
from banjie.people.outside.calling import Calls
from banjie.people.outside.entries import entries


class Accounts(DefaultAccountAdapter):
    """Accounts are made by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:  # noqa: ARG002 - allauth's signature
        messages.error(request, gettext("This account is closed."))
        return redirect("people:sign-in")


class SecondFactors(DefaultMFAAdapter):
    """Keys of second factors are sealed before they are kept."""

    def encrypt(self, text: str) -> str:
        return box("banjie.second-factor").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box("banjie.second-factor").decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return gettext("Banjie")


class OutsideLogins(DefaultSocialAccountAdapter):
    """Log-ins at other sites: named by the setting alone, and told apart by a table of ours; those
    of django-allauth, which keep a profile and the time of the last sign-in, stay empty.
    """

    def list_apps(
        self, _request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[Any]:
        from allauth.socialaccount.models import SocialApp  # not before all apps are there

        return [
            SocialApp(
                provider=entry.kind, provider_id=entry.id, name=entry.name,
                client_id=entry.client, secret=entry.secret, settings=entry._asdict(),
            )
            for entry in entries()
            if provider in (None, entry.id) and client_id in (None, entry.client)
        ]  # fmt: skip

    def get_requests_session(self) -> Calls:
        return Calls()

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Everything from here on is ours."""
        from banjie.people.outside.arriving import arrived  # likewise

        raise ImmediateHttpResponse(arrived(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_more: Any) -> None:
        from banjie.people.outside.arriving import refused  # likewise

        raise ImmediateHttpResponse(refused(request))
