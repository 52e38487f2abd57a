"""Addresses of the programme room."""

from django.urls import path

from banjie.programme.views import calendar, drafts, exports, feeds, items, programmes, reports

app_name = "programme"
urlpatterns = [
    path("documents/<int:document_pk>/review/", drafts.begin, name="begin-review"),
    path("drafts/<int:pk>/", drafts.review, name="review"),
    path("drafts/<int:pk>/paper/", drafts.paper, name="paper"),
    path("drafts/<int:pk>/head/", drafts.set_head, name="set-head"),
    path("drafts/<int:pk>/units/", drafts.answer_parties, name="answer-parties"),
    path("drafts/<int:pk>/add/", items.add_item, name="add-item"),
    path("drafts/<int:pk>/merge/", items.merge_items, name="merge-items"),
    path("drafts/<int:pk>/keep/", drafts.keep_draft, name="keep-draft"),
    path("drafts/<int:pk>/discard/", drafts.discard_draft, name="discard-draft"),
    path("drafts/<int:pk>/open/", drafts.open_draft, name="open-draft"),
    path("drafts/<int:pk>/items/<int:item_pk>/", items.item_card, name="item"),
    path("drafts/<int:pk>/items/<int:item_pk>/edit/", items.edit_item, name="edit-item"),
    path("drafts/<int:pk>/items/<int:item_pk>/keep/", items.keep_item, name="keep-item"),
    path("drafts/<int:pk>/items/<int:item_pk>/split/", items.split_item, name="split-item"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<int:pk>/board/", programmes.board, name="board"),
    path("programmes/<int:pk>/list/", programmes.activity_list, name="list"),
    path("programmes/<int:pk>/calendar/", calendar.calendar, name="calendar"),
    path("programmes/<int:pk>/gantt/", calendar.gantt, name="gantt"),
    path("programmes/<int:pk>/units/", programmes.units, name="units"),
    path("programmes/<int:pk>/export.xlsx", exports.export_sheet, name="export"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/<int:pk>/make/", feeds.make_feed, name="make-feed"),
    path("feeds/<int:pk>/revoke/", feeds.revoke_feed, name="revoke-feed"),
    path("feeds/<str:secret>.ics", feeds.feed, name="feed"),
    path("activities/<int:pk>/", programmes.activity, name="activity"),
    path("activities/<int:pk>/report/", reports.new_report, name="new-report"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/change/", reports.change_report, name="change-report"),
    path("reports/<int:pk>/accept/", reports.accept, name="accept-report"),
    path("reports/<int:pk>/return/", reports.send_back, name="return-report"),
    path("reports/<int:pk>/files/<str:key>/", reports.evidence, name="evidence"),
]
