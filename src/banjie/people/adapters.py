"""What of django-allauth is ours: who may sign up, what is said, how secrets are kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from banjie.common.sealing import box


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
