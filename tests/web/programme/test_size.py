"""Pages of a busy office stay small and ask the database little: 500 activities, 120 units."""

from __future__ import annotations

import pytest
from bench.office import seed
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banjie.people.models import User
from banjie.programme.models import Assignment

BYTES, QUERIES = 100_000, 12
MORE = {"dashboard": 15, "activity": 20}
"""Pages that bring several lists together."""


@pytest.mark.django_db
def test_lists_of_a_busy_office_are_small_and_ask_little() -> None:
    programme = seed(reports=2000)
    head = f"/programmes/{programme.pk}"
    pages = [
        ("officer", f"{head}/{view}/")
        for view in ("board", "list", "units", "gantt", "calendar", "changes", "evidence")
    ]
    part = Assignment.objects.select_related("activity").filter(role="lead")[0]
    pages += [
        ("officer", f"{head}/list/?unit={part.unit_id}&part=answers&area={part.activity.area_id}"),
        ("officer", f"/activities/{part.activity_id}/"), ("leader", f"{head}/dashboard/"),
    ]  # fmt: skip
    pages += [
        (who, page) for who in ("officer", "liaison") for page in ("/programmes/", "/reports/")
    ]
    pages += [("officer", "/supervision/"), ("officer", "/papers/"), ("officer", "/documents/")]
    trouble = []
    for login, address in pages:
        client = Client()
        client.force_login(User.objects.get(login=login))
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200, address
        most = MORE.get(str(answer.resolver_match.url_name), QUERIES)
        if len(answer.content) > BYTES or len(asked) > most:
            trouble.append(f"{login} {address}: {len(answer.content)} bytes, {len(asked)} queries")
    assert not trouble, "\n".join(trouble)
