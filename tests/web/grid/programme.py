"""Addresses of the programme room."""

from __future__ import annotations

from banjie.documents.sheets import SheetRow
from banjie.people import actions as people
from banjie.programme.actions import drafts, imports, reports, revisions
from banjie.programme.actions.programmes import open_programme
from banjie.programme.models import Activity, Draft, Programme, Report, Revision
from tests.web import plans
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain

# Drafts


def the_draft(cast: Cast, state: str) -> Draft:
    draft = plans.draft_of(cast)
    if state == "opened":
        plans.settle(draft, cast)
        open_programme(draft, by=cast.officer)
    elif state != "open":
        drafts.leave_draft(draft, state=state, by=cast.officer)
    return draft


def _begin(cast: Cast, _state: str) -> Call:
    return Call((plans.send(cast).pk,))


def _draft(cast: Cast, state: str) -> Call:
    return Call((the_draft(cast, state).pk,), {"title": "新标题", "year": 2026})


def _item(cast: Cast, state: str) -> Call:
    draft = the_draft(cast, state)
    item = draft.items.all()[0]
    return Call((draft.pk, item.pk), {"title": "新标题", "version": item.version, "kept": "0"})


# Programmes


def the_programme(cast: Cast, state: str) -> Programme:
    programme = plans.open_plan(cast)
    if state == "closed":
        programme.state = Programme.State.CLOSED
        programme.save()
    return programme


def the_activity(cast: Cast, state: str) -> Activity:
    return the_programme(cast, state).activities.get(title__contains="读书会")


def _programme(cast: Cast, state: str) -> Call:
    return Call((the_programme(cast, state).pk,))


def _activity(cast: Cast, state: str) -> Call:
    return Call((the_activity(cast, state).pk,))


# Feeds


def _feed_of_library(cast: Cast, _state: str) -> Call:
    return Call((cast.library.pk,))


def _feed(cast: Cast, state: str) -> Call:
    secret = people.make_feed_key(cast.library, by=cast.liaison)
    if state == "revoked":
        people.revoke_feed_key(cast.library, by=cast.liaison)
    return Call((secret,))


# Revisions


def the_revision(cast: Cast, state: str) -> Revision:
    programme = the_programme(cast, "at-work")
    draft = plans.draft_of(cast, plans.PLAN.replace("8月中旬", "9月中旬"))
    revision = revisions.begin_revision(programme, draft, by=cast.officer)
    if state == "given-up":
        revisions.discard_revision(revision, by=cast.officer)
    return revision


def _revise(cast: Cast, _state: str) -> Call:
    programme = the_programme(cast, "at-work")
    draft = plans.draft_of(cast, plans.PLAN.replace("8月中旬", "9月中旬"))
    return Call((draft.pk,), {"programme": programme.pk})


def _revision(cast: Cast, state: str) -> Call:
    revision = the_revision(cast, state)
    item = revision.draft.items.all()[0]
    return Call((revision.pk,), {"keep": "", "item": item.pk})


# Imports


def _import(cast: Cast, state: str) -> Call:
    rows = [
        SheetRow(1, {"A": "工作任务", "B": "责任单位"}),
        SheetRow(2, {"A": "举办讲座", "B": "协作办"}),
    ]
    sent = imports.receive_sheet(
        the_programme(cast, "at-work"), name="任务分解表.xlsx", rows=rows, by=cast.officer
    )
    if state == "given-up":
        imports.discard_import(sent, by=cast.officer)
    return Call((sent.pk,), {"reason": "按任务分解表调整。"})


# Reports


def the_report(cast: Cast, state: str) -> Report:
    activity = the_activity(cast, "at-work")
    report = plans.report(activity, cast, submit=state != "draft", files=[plans.photo()])
    if state == "returned":
        reports.return_report(report, reason="请补充地点。", by=cast.officer)
    elif state in ("accepted", "closed"):
        reports.accept_report(report, by=cast.officer)
    if state == "closed":
        Programme.objects.update(state=Programme.State.CLOSED)
    return report


def _report(cast: Cast, state: str) -> Call:
    return Call((the_report(cast, state).pk,), {"reason": "请补充"})


def _evidence(cast: Cast, state: str) -> Call:
    report = the_report(cast, state)
    return Call((report.pk, report.evidence.get().attachment.key))


_BY_WAY: dict[Way, tuple[str, ...]] = {
    plain: ("programmes", "new-programme", "feeds"),
    _begin: ("begin-review",),
    _draft: (
        "review", "paper", "set-head", "answer-parties", "add-item", "merge-items", "keep-draft",
        "discard-draft", "open-draft",
    ),
    _item: ("item", "edit-item", "keep-item", "split-item"),
    _programme: ("board", "list", "calendar", "gantt", "units", "export", "export-paper", "changes", "roll", "close", "send-sheet"),
    _import: ("import", "discard-import"),
    _revise: ("revise",),
    _revision: ("revision", "pair-item", "discard-revision"),
    _activity: ("activity", "new-report", "merge-activity"),
    _feed_of_library: ("make-feed", "revoke-feed"),
    _feed: ("feed",),
    _report: ("report", "change-report", "accept-report", "return-report", "correct-report"),
    _evidence: ("evidence",),
}  # fmt: skip
WAYS: dict[str, Way] = {
    f"programme:{name}": way for way, names in _BY_WAY.items() for name in names
}
