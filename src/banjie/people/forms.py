"""Signing in."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Log-in name and password."""

    error_messages = {  # noqa: RUF012 - Django's own form of declaring messages
        "invalid_login": _("The log-in name and the password do not match. Try again."),
        "inactive": _("This account is closed."),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through unchanged
        self.fields["username"].label = _("Log-in name")
        self.fields["password"].label = _("Password")
