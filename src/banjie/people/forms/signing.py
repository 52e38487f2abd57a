"""Signing in: the password, the second step, and the password asked again before what matters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from banjie.common import clock
from banjie.common.addresses import caller
from banjie.people import codes, profiles
from banjie.people.forms.accounts import NewcomerForm
from banjie.people.models import User
from banjie.people.tries import Tries


def too_many() -> ValidationError:
    """The same words whether there is such an account or not."""
    minutes = profiles.current().tries.minutes
    text = ngettext(
        "Too many wrong tries. Try again in %(n)s minute.",
        "Too many wrong tries. Try again in %(n)s minutes.",
        minutes,
    )
    return ValidationError(text % {"n": minutes}, code="too_many")


class SignInForm(AuthenticationForm):
    """Log-in name and password. Django takes as long over a name that no account has."""

    error_messages = {  # noqa: RUF012 - Django's own form of declaring messages
        "invalid_login": _("The log-in name and the password do not match. Try again."),
        "inactive": _("This account is closed."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through unchanged
        self.fields["username"].label = _("Log-in name")
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        address = caller(self.request) if self.request else ""
        tries = Tries("password", self.cleaned_data.get("username", ""), address)
        if not tries.begin():
            raise too_many()
        values = super().clean()
        tries.forgive()
        return values

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        """A password that was given away serves for some days only (ASVS 5.0, 6.4.1)."""
        super().confirm_login_allowed(user)  # type: ignore[arg-type]  # the stubs know Django's own
        days = timedelta(days=profiles.current().password.given_days)
        given = isinstance(user, User) and user.password_given
        if given and user.password_set_at + days < clock.now():  # type: ignore[attr-defined]  # one of ours
            raise self.get_invalid_login_error()


class _Counted(forms.Form):
    """A form for an account that is known by now: tries count wherever they come from, because a
    stranger does not get so far.
    """

    what = ""
    guessed = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields[self.guessed]
        field.widget.attrs.pop("placeholder", None)
        field.label = _("Code of the app") if self.guessed == "code" else _("Password")

    def _clean_fields(self) -> None:
        tries = Tries(self.what, str(self.user.pk))  # type: ignore[attr-defined]  # set by the forms below
        if not tries.begin():
            self.add_error(self.guessed, too_many())
            return
        super()._clean_fields()  # type: ignore[misc]  # Django's own step, without stubs
        if self.guessed not in self.errors:
            tries.forgive()


class _Once(_Counted):
    """A code that was shown already is a wrong one."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # of the forms it is mixed into
        if not codes.use(self.authenticator, normalize_user_code(code)):  # type: ignore[attr-defined]  # set by them
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(_Once, AuthenticateForm):
    """The code of the app, or a recovery code."""

    what, guessed = "code", "code"


class SetUpAppForm(_Counted, ActivateTOTPForm):
    """The first code of a new app."""

    what, guessed = "code", "code"


class ConfirmByCodeForm(_Once, ReauthenticateByCodeForm):
    """The same once more, before what matters."""

    what, guessed = "code", "code"


class ConfirmByPasswordForm(_Counted, ReauthenticateForm):
    """The password once more, before what matters."""

    what, guessed = "confirm", "password"


class NewPasswordForm(forms.Form):
    """A password of one's own.."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same once more"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = " ".join(
            password_validation.password_validators_help_texts()
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, second = values.get("password"), values.get("again")
        if first and second and first != second:
            self.add_error("again", _("The two are not the same."))
        elif first:
            self._judge(first)
        return values

    def _judge(self, password: str) -> None:
        try:
            password_validation.validate_password(password, self.user)
        except ValidationError as error:
            self.add_error("password", error)
        if self.user.pk and self.user.check_password(password):
            self.add_error("password", _("That is the password you have now."))


class ChangePasswordForm(NewPasswordForm):
    """The old password and the new one."""

    field_order = ("old", "password", "again")
    old = forms.CharField(
        label=_("Password you have now"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        tries = Tries("confirm", str(self.user.pk))
        if not tries.begin():
            raise too_many()
        if not self.user.check_password(old):
            raise ValidationError(_("This is not the password you have now."))
        tries.forgive()
        return old


class FirstAccountForm(NewcomerForm, NewPasswordForm):
    """The first account of a new site: whoever sets it up names it."""

    field_order = ("name", "login", "password", "again")

    def clean_login(self) -> str:
        self.user.login = super().clean_login()  # a password is held against it
        return self.user.login
