"""Addresses of the supervision room."""

from django.urls import path

from banjie.supervision.views import acts, items, reports

app_name = "supervision"
urlpatterns = [
    path("supervision/", items.items, name="items"),
    path("supervision/new/", items.new_item, name="new"),
    path("supervision/report/", reports.report, name="report"),
    path("supervision/report/items/", reports.rows, name="report-rows"),
    path("supervision/report/file/", reports.document, name="report-document"),
    path("supervision/report/sheet/", reports.sheet, name="report-sheet"),
    path("supervision/<int:pk>/", items.item, name="item"),
    path("supervision/<int:pk>/change/", items.change_item, name="change"),
    path("supervision/<int:pk>/issue/", acts.issue, name="issue"),
    path("supervision/<int:pk>/receive/", acts.receive, name="receive"),
    path("supervision/<int:pk>/answer/", acts.answer, name="answer"),
    path("supervision/<int:pk>/urge/", acts.urge, name="urge"),
    path("supervision/<int:pk>/strike-off/", acts.strike_off, name="strike-off"),
    path("supervision/<int:pk>/archive/", acts.archive, name="archive"),
    path("supervision/<int:pk>/reopen/", acts.reopen, name="reopen"),
    path("supervision/<int:pk>/ask-extension/", acts.ask_extension, name="ask-extension"),
    path("supervision/<int:pk>/decide-extension/", acts.decide_extension, name="decide-extension"),
    path("supervision/<int:pk>/notice/", items.notice_paper, name="notice-paper"),
    path("supervision/<int:pk>/letters/<int:count>/", items.letter, name="letter"),
    path("supervision/<int:pk>/files/<str:key>/", items.evidence, name="evidence"),
    path("supervision/answers/<int:pk>/verify/", acts.verify, name="verify"),
    path("supervision/verdicts/<int:pk>/object/", acts.object_to, name="object"),
    path("supervision/objections/<int:pk>/decide/", acts.decide, name="decide"),
]
