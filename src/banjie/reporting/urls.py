"""Addresses of the reporting room; `/` itself stands in the root addresses."""

from django.urls import path

from banjie.reporting.views import dashboard, inbox
from banjie.reporting.views import summaries as views

app_name = "reporting"
urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/take/", inbox.take, name="take"),
    path("inbox/row/<str:name>/", inbox.inbox_row, name="inbox-row"),
    path("programmes/<int:pk>/dashboard/", dashboard.dashboard, name="dashboard"),
    path("programmes/<int:pk>/dashboard/months/<str:month>/", dashboard.month, name="month"),
    path("programmes/<int:pk>/dashboard/targets/", dashboard.target, name="target"),
    path("programmes/<int:pk>/summaries/", views.summaries, name="summaries"),
    path("summaries/<int:pk>/", views.summary, name="summary"),
    path("summaries/<int:pk>/file/", views.summary_file, name="summary-file"),
    path("summaries/<int:pk>/figures/<str:code>/", views.figure, name="figure"),
]
