"""Addresses of the reporting room; `/` itself stands in the root addresses."""

from django.urls import path

from banjie.reporting import views

app_name = "reporting"
urlpatterns = [
    path("programmes/<int:pk>/summaries/", views.summaries, name="summaries"),
    path("summaries/<int:pk>/", views.summary, name="summary"),
    path("summaries/<int:pk>/file/", views.summary_file, name="summary-file"),
    path("summaries/<int:pk>/figures/<str:code>/", views.figure, name="figure"),
]
