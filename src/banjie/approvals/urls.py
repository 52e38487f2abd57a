"""Addresses of the approvals room."""

from django.urls import path

from banjie.approvals import views

app_name = "approvals"
urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/new/<str:flow>/", views.new_paper, name="new"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/change/", views.change_paper, name="change"),
    path("papers/<int:pk>/agree/", views.agree, name="agree"),
    path("papers/<int:pk>/return/", views.send_back, name="return"),
    path("papers/<int:pk>/pass/", views.pass_on, name="pass-on"),
    path("papers/<int:pk>/file/", views.document, name="document"),
    path("papers/<int:pk>/files/<str:key>/", views.attachment, name="attachment"),
    path("papers/letters/<int:pk>/", views.letters, name="letters"),
]
