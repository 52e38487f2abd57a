"""Addresses of the search room."""

from django.urls import path

from banjie.search import views

app_name = "search"
urlpatterns = [path("search/", views.search, name="search")]
