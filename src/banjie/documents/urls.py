"""Addresses of the documents room."""

from django.urls import path

from banjie.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<int:pk>/", views.document, name="document"),
    path("documents/<int:pk>/file/", views.original, name="original"),
    path("documents/<int:pk>/remove/", views.remove, name="remove"),
]
