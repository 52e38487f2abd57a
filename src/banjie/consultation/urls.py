"""Addresses of the consultation room."""

from django.urls import path

from banjie.consultation.views import acts, cases, replies

app_name = "consultation"
urlpatterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/files/<str:key>/", cases.file, name="file-of-case"),
    path("cases/<int:pk>/file/", acts.file, name="file"),
    path("cases/<int:pk>/decline/", acts.decline, name="decline"),
    path("cases/<int:pk>/assign/", acts.assign, name="assign"),
    path("cases/<int:pk>/receive/", acts.receive, name="receive"),
    path("cases/<int:pk>/note/", acts.note, name="note"),
    path("cases/replies/", replies.ready, name="ready"),
    path("cases/templates/", replies.templates, name="templates"),
    path("cases/<int:pk>/draft-reply/", replies.draft_reply, name="draft-reply"),
    path("cases/<int:pk>/countersign/", replies.countersign, name="countersign"),
    path("cases/<int:pk>/sign-reply/", replies.sign_reply, name="sign-reply"),
    path("cases/<int:pk>/review-reply/", replies.review_reply, name="review-reply"),
    path("cases/<int:pk>/publish-reply/", replies.publish_reply, name="publish-reply"),
    path("cases/<int:pk>/log-contact/", replies.log_contact, name="log-contact"),
    path("cases/<int:pk>/write-opinion/", replies.write_opinion, name="write-opinion"),
    path("cases/<int:pk>/letters/<int:letter>/", replies.letter, name="letter"),
    path("cases/<int:pk>/letters/<int:letter>/paper/", replies.letter_paper, name="letter-paper"),
]
