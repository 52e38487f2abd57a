"""Addresses of the people room."""

from django.urls import path

from banjie.people import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("rules/", views.all_limits, name="limits"),
    path("rules/<str:name>/", views.one_limit, name="limit"),
    path("audit/", views.audit_log, name="audit-log"),
]
