"""Addresses of the notices room."""

from django.urls import path

from banjie.notices.views import channels, inbox, outbox

app_name = "notices"
urlpatterns = [
    path("notices/", inbox.notices, name="notices"),
    path("notices/<int:pk>/", inbox.notice, name="notice"),
    path("notices/read/", inbox.read_all, name="read-all"),
    path("notices/outbox/", outbox.outbox, name="outbox"),
    path("notices/outbox/step/", outbox.take_step, name="take-step"),
    path("notices/outbox/<int:pk>/", outbox.sent_notice, name="sent-notice"),
    path("notices/outbox/<int:pk>/again/", outbox.send_again, name="send-again"),
    path("notices/channels/", channels.channels, name="channels"),
    path("notices/channels/add/<slug:means>/", channels.add_channel, name="add-channel"),
    path(
        "notices/channels/add/<slug:means>/unit/<int:pk>/",
        channels.add_channel,
        name="add-unit-channel",
    ),
    path("notices/channels/<int:pk>/try/", channels.try_channel, name="try-channel"),
    path("notices/channels/<int:pk>/remove/", channels.remove_channel, name="remove-channel"),
]
