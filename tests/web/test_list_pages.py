"""Every page that lists rows asks the database at most twelve times and stays below 100 kB, whoever
looks; of three times as many rows it asks as much.

What opens a session, tells who asks, and the header's notices are among the twelve.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banjie.people.filters import save_filter
from banjie.people.models import User
from banjie.programme.models import Activity, Assignment
from banjie.topics.models import Topic
from tests.web import plans
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.search.sown import SOWN, topics
from tests.web.topics import things

QUERIES, BYTES = 12, 100_000

PAGES = """
/inbox/?reason=decide /search/?q=读书会 /notices/ /notices/outbox/ /notices/channels/
/documents/ /papers/ /rights/ /rules/ /rules/light.due_soon/ /api/keys/
/programmes/ /programmes/new/ /duties/ /feeds/ /reports/ /reports/many/
/programmes/{programme}/board/ /programmes/{programme}/list/ /programmes/{programme}/list/?unit={unit}
/programmes/{programme}/calendar/?month=2026-10 /programmes/{programme}/gantt/
/programmes/{programme}/units/ /programmes/{programme}/changes/ /programmes/{programme}/close/
/programmes/{programme}/roll/ /programmes/{programme}/rounds/ /programmes/{programme}/evidence/
/programmes/{programme}/summaries/
/programmes/{programme}/dashboard/months/2026-03/
/programmes/{programme}/dashboard/targets/?measure=参加&unit=人次
/cases/ /cases/?q=自习室&state=open&unit={unit} /cases/mine/ /cases/channels/ /cases/replies/ /cases/templates/
/cases/figures/received/counted/ /p/cases/ /p/cases/figures/
/supervision/ /supervision/report/ /supervision/report/items/?by=all&key=all&figure=due
/topics/ /topics/plans/ /topics/stations/ /topics/texts/ /topics/experts/ /p/topics/
"""
OVERVIEWS = {
    "/": 18, "/programmes/{programme}/dashboard/": 16, "/cases/figures/": 17,
    "/cases/figures/?by=kind": 12, "/cases/figures/?by=unit": 15,
}  # fmt: skip
"""Pages that bring many lists or counts together, and how often each may ask."""
OF_AUDITORS = ("/accounts/", "/audit/")
EVERY = (*PAGES.split(), *OVERVIEWS)
ASKED = {"officer": EVERY, "liaison": EVERY, "auditor": OF_AUDITORS}


def _sow(cast: Cast, activity: Activity, number: int) -> None:
    """A row of everything, and each with rows of its own."""
    twin = Activity.objects.create(
        programme=activity.programme, area=activity.area, title=f"读书会之{number}", kind="meeting",
        position=50 + number,
    )  # fmt: skip
    Assignment.objects.create(activity=twin, unit=cast.library, role="lead")
    twin.schedules.create(words="10月9日", start=date(2026, 10, 9), end=date(2026, 10, 10))
    twin.changes.create(kind="date", reason="场地检修。", by=cast.officer, after=["10月9日"])
    twin.targets.create(measure="参加", value=5, unit="人次")
    twin.phases.create(title="筹备", position=1, start=date(2026, 9, 1), end=date(2026, 9, 30))
    plans.report(twin, cast, files=[plans.photo()])
    plans.open_round(activity.programme, cast, title=f"第{number}轮")
    for sow in SOWN:
        if sow is not topics or number == 1:  # there is one plan of a year
            sow(cast, activity)
    things.pooled(cast, title=f"议题{number}")
    things.outcome(cast, Topic.objects.get(title__endswith="观察点"), title=f"建议{number}")
    cases.merged(cast)
    cases.back_asked(cast)
    cases.more_asked(cast)
    cases.stopped(cast)
    cases.again(cast)
    for user in (cast.officer, cast.liaison):
        cases.submitted(cast, by=user)
        save_filter("cases", f"第{number}个", f"q={number}", by=user)
        save_filter("programme", f"第{number}个", f"q={number}", by=user)
    things.station(cast, f"议事室{number}", cast.library)
    things.text(cast)
    things.knowledge(cast, f"图书馆学{number}")


def _asked(cast: Cast, programme: int) -> Iterator[tuple[str, str, int, int]]:
    """Who and where, the queries and the bytes of each page that is open to them."""
    at = {"programme": programme, "unit": cast.library.pk}
    for login, pages in ASKED.items():
        client = Client()
        client.force_login(User.objects.get(login=login))
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(page.format(**at))
            if answer.status_code == 200:
                yield login, page, len(queries), len(answer.content)


@pytest.mark.any_database
def test_lists_are_small_and_ask_little_whatever_the_rows(cast: Cast, activity: Activity) -> None:
    _sow(cast, activity, 1)
    once = {(who, page): asked for who, page, asked, _size in _asked(cast, activity.programme_id)}
    _sow(cast, activity, 2)
    _sow(cast, activity, 3)
    trouble, seen = [], set()
    for who, page, asked, size in _asked(cast, activity.programme_id):
        seen.add(page)
        before, most = once[who, page], OVERVIEWS.get(page, QUERIES)
        if not asked == before <= most or size > BYTES:
            trouble.append(f"{who} {page}: {before}, then {asked} queries, {size} bytes")
    assert not trouble, "\n".join(trouble)
    assert seen == {*EVERY, *OF_AUDITORS}
