"""The addresses of django-allauth that the site has, under the names by which it calls them.

Whatever it has beside these (signing up, mail addresses, resetting a password by mail) is not here.
"""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from banjie.people.views import account, signing

urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", signing.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("account/confirm/", reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", base.reauthenticate, name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/second/", account.Factors.as_view(), name="mfa_index"),
    path("account/second/app/", app.activate_totp, name="mfa_activate_totp"),
    path("account/second/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/second/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/second/codes/new/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("account/second/passkeys/", account.Factors.as_view(), name="mfa_list_webauthn"),
    path("account/second/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "account/second/passkeys/<int:pk>/remove/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
]
