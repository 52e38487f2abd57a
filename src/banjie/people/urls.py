"""Addresses of the people room."""

from django.urls import path, re_path

from banjie.people.views import (
    account,
    accounts,
    audit,
    invited,
    lending,
    limits,
    matrix,
    outside,
    passes,
    signing,
)  # fmt: skip

app_name = "people"
urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign-in"),
    path("sign-in/done/", signing.signed_in, name="signed-in"),
    path("sign-in/by/<str:entry>/", outside.sign_in, name="outside-sign-in"),
    path("sign-in/by/<str:entry>/back/", outside.back, name="outside-back"),
    path("sign-out/", signing.SignOut.as_view(), name="sign-out"),
    path("file-link/", passes.make, name="file-pass"),
    path("file-link/<str:secret>/", passes.file_link, name="file-link"),
    path("invitation/<str:secret>/", invited.invitation, name="invitation"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/outside/", outside.all_logins, name="outside"),
    re_path(
        r"^account/outside/(?P<entry>[^/]+)/(?P<verb>bind|unbind)/$",
        outside.step,
        name="outside-step",
    ),
    path("account/export/", account.export, name="export"),
    path("account/close/", account.close, name="close"),
    path("account/lend/", lending.lend, name="lend"),
    path("account/lend/<int:pk>/back/", lending.take_back, name="take-back"),
    path("accounts/", accounts.all_accounts, name="accounts"),
    path("accounts/new/", accounts.invite, name="invite"),
    path("accounts/<int:pk>/", accounts.one_account, name="one-account"),
    re_path(
        r"^accounts/(?P<pk>\d+)/(?P<name>shut|reopen|factors|link)/$", accounts.step, name="step"
    ),
    path("accounts/duties/<int:pk>/end/", accounts.take_duty, name="take-duty"),
    path("rights/", matrix.who_may, name="matrix"),
    path("rules/", limits.all_limits, name="limits"),
    path("rules/<str:name>/", limits.one_limit, name="limit"),
    path("audit/", audit.audit_log, name="audit-log"),
]
