"""Things of every source with one secret word in them, some of them hidden from most of the cast.

A room that makes something findable adds a function here: things its page shows to some and not to
others, the word in their titles and texts.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from banjie.consultation.actions import submit_case
from banjie.consultation.models import Visibility
from banjie.programme.actions import reports as actions
from banjie.programme.models import Activity, Programme, Report
from tests.web import plans, uploads
from tests.web.approvals.papers import draft
from tests.web.cast import Cast
from tests.web.consultation import cases as said
from tests.web.search.filed import file
from tests.web.supervision import cases
from tests.web.topics import things

SECRET = "朱鹮"


def documents(cast: Cast, _activity: Activity) -> None:
    """One of each office."""
    file(cast, SECRET, f"{SECRET}本办")
    file(cast, SECRET, f"{SECRET}邻县", unit=cast.other_office)


def programmes(cast: Cast, activity: Activity) -> None:
    """The word in a programme and an activity at work; a programme of the other office."""
    for titled in (activity.programme, activity):
        titled.title = f"{SECRET}{titled.title}"
        titled.save()
    Programme.objects.create(
        office=cast.other_office, title=f"{SECRET}邻县方案", year=2026, opened_by=cast.other_officer
    )


def reports(cast: Cast, activity: Activity) -> None:
    """A report in each state, with a file."""
    for state in Report.State.values:
        papers = [SimpleUploadedFile(f"{SECRET}{state}.pdf", uploads.pdf())]
        text = f"{SECRET}{state}"
        report = plans.report(
            activity, cast, text=text, files=papers, submit=state != Report.State.DRAFT
        )
        if state == Report.State.RETURNED:
            actions.return_report(report, reason=f"{SECRET}的地点", by=cast.officer)
        elif state == Report.State.ACCEPTED:
            actions.accept_report(report, by=cast.officer)


def papers(cast: Cast, _activity: Activity) -> None:
    """A draft, and a request that waits for a signature."""
    draft(cast, title=f"{SECRET}观察月", submit=False)
    draft(cast, title=f"{SECRET}保护周")


def items(cast: Cast, _activity: Activity) -> None:
    """One being opened, one handed over; with them the papers that ask for it."""
    for stage in ("opening", "issued"):
        cases.at(cast, stage, title=f"{SECRET}{stage}")


def topics(cast: Cast, _activity: Activity) -> None:
    """A topic in the pool, one whose library got a recommendation, a draft of another."""
    things.pooled(cast, title=f"{SECRET}栖息地")
    topic = things.at(cast, "outcome", title=f"{SECRET}观察点")
    for sent in (True, False):
        things.outcome(cast, topic, title=f"{SECRET}保护{sent}", sent=sent)


def said_cases(cast: Cast, _activity: Activity) -> None:
    """One to check, one that the library handles, one that was hidden, one of the other office."""
    said.at(cast, "submitted", title=f"{SECRET}待审查")
    said.at(cast, "received", title=f"{SECRET}办理中")
    hidden = said.at(cast, "received", title=f"{SECRET}已隐藏")
    hidden.visibility, hidden.hidden_reason = Visibility.HIDDEN, "涉及个人隐私"
    hidden.save()
    submit_case(said.content(title=f"{SECRET}邻县"), office=cast.other_office)


SOWN: tuple[Callable[[Cast, Activity], None], ...] = (
    documents, programmes, reports, papers, items, topics, said_cases,
)  # fmt: skip
