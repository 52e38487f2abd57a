"""Whatever is sent, nothing breaks, and every answer is one that the description promises.

`BANJIE_API_EXAMPLES` is how many requests are drawn for each call; more of them look deeper.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from ninja import Schema
from pytest_django.plugin import DjangoDbBlocker
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from banjie.api.views.docs import described
from banjie.config.wsgi import application
from banjie.consultation.models import Template
from banjie.documents.sheets import SheetRow
from banjie.programme.actions.imports import receive_sheet
from banjie.programme.actions.revisions import begin_revision
from banjie.programme.models import Programme
from banjie.supervision.actions import object_to
from tests.web import plans
from tests.web.api.caller import key_of
from tests.web.approvals import papers
from tests.web.cast import Cast, make_cast
from tests.web.consultation import cases
from tests.web.grid.notices import the_notice
from tests.web.grid.reporting import the_summary
from tests.web.supervision import cases as items
from tests.web.topics import things

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
EXAMPLES = int(os.environ.get("BANJIE_API_EXAMPLES", "3"))
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_headers_conformance, response_schema_conformance,
]  # fmt: skip
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@dataclass(frozen=True)
class Town:
    """A small programme at work with its neighbours.

    `keys` are of those who call in turn; `there` has the numbers of things that are there.
    """

    keys: Iterator[str]
    there: dict[str, list[int]]
    cast: Cast


def _topics(cast: Cast) -> dict[str, list[int]]:
    """A topic whose recommendation was answered, one that is looked into, an item at a station."""
    done = things.answered(cast, things.outcome(cast, things.at(cast, "outcome")))
    looked_into = things.pooled(cast, title="又一议题")
    item = things.raised(cast, things.stations(cast)[2])
    session = done.topic.sessions.get()
    found: dict[str, Any] = {
        "topics": [done.topic, looked_into, item], "topics/stages": item.stages.all(),
        "topics/sessions": [session], "topics/minutes": session.minutes.all(),
        "topics/outcomes": [done], "topics/answers": done.reply.answers.all(),
        "topics/stations": [item.station], "topics/plans": [done.topic.plan],
        "topics/texts": [things.text(cast)], "topics/fields": [things.knowledge(cast)],
    }  # fmt: skip
    return {name: [one.pk for one in rows] for name, rows in found.items()}


def _supervised(cast: Cast) -> dict[str, list[int]]:
    """Items that were answered, taken over and verified; and one whose verdict is objected to."""
    stages = ("answered", "received", "verified", "answered")
    found = [items.at(cast, stage, title=f"第{n}个事项") for n, stage in enumerate(stages)]
    verdict = items.sent_back(cast, found[-1])
    objection = object_to(verdict, reason="已经解决。", by=cast.liaison)
    return {
        "supervision": [item.pk for item in found],
        "supervision/answers": [item.answers.get().pk for item in (found[0], found[2])],
        "supervision/verdicts": [verdict.pk],
        "supervision/objections": [objection.pk],
    }


def _planned(cast: Cast, programme: Programme) -> dict[str, list[int]]:
    """A draft under review, one that revises the programme, a workbook, a summary."""
    draft = plans.draft_of(cast, plans.PLAN.replace("8月中旬", "9月中旬"))
    revised = plans.draft_of(cast, plans.PLAN.replace("10月8日", "10月9日"))
    revision = begin_revision(programme, revised, by=cast.officer)
    rows = [
        SheetRow(1, {"A": "工作任务", "B": "责任单位"}),
        SheetRow(2, {"A": "举办讲座", "B": "协作办"}),
    ]
    sent = receive_sheet(programme, name="任务分解表.xlsx", rows=rows, by=cast.officer)
    found: dict[str, Any] = {
        "drafts": [draft, revised], "drafts/items": draft.items.all(), "revisions": [revision],
        "imports": [sent], "summaries": [the_summary(cast)],
    }  # fmt: skip
    return {name: [one.pk for one in rows] for name, rows in found.items()}


def _seeded() -> Town:
    cast = make_cast()
    activity = plans.open_plan(cast).activities.get(title__contains="读书会")
    activity.phases.create(position=1, title="筹备")
    there = {
        "programmes": [activity.programme_id],
        "activities": [activity.pk],
        "duties": [activity.assignments.get(unit=cast.library).pk],
        "reports": [
            plans.report(activity, cast, files=[plans.photo()]).pk,
            plans.report(activity, cast, submit=False).pk,
        ],
        "rounds": [plans.open_round(activity.programme, cast).pk],
        "units": [cast.library.pk],
        "papers": [papers.draft(cast).pk],
        **_supervised(cast),
        **_planned(cast, activity.programme),
        "cases": [cases.at(cast, "submitted").pk, cases.at(cast, "received").pk],
        **_topics(cast),
        "reply-templates": [
            Template.objects.create(unit=cast.library, name="常用", opening="您的来信收悉。").pk
        ],
        "documents": [plans.send(cast, "一、举办讲座。2026年5月8日。").pk],
        "notices": [the_notice(cast, "sent").pk],
    }
    keys = cycle([key_of(user) for user in (cast.officer, cast.liaison, cast.stranger)])
    return Town(keys, there, cast)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """Seeded once for all calls, and gone afterwards; no call closes the connection it stands on."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        yield _seeded()
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _aim(case: Case, town: Town) -> None:
    """Half of what is drawn is about something that is there, told by a unit that has a part."""
    path = case.path_parameters
    if isinstance(number := path.get("pk"), int) and number % 2:
        room, *below = case.path.split("/")[3:]
        inner = f"{room}/{below[0]}" if below else ""
        known = town.there.get(inner) or town.there[room]
        path["pk"] = known[number // 2 % len(known)]
        if isinstance(case.body, dict) and "unit" in case.body:
            case.body["unit"] = town.cast.library.pk


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: Case, town: Town) -> None:
    _aim(case, town)
    answer = case.call(headers={"Authorization": f"Bearer {next(town.keys)}"})
    assert answer.status_code != 401
    case.validate_response(answer, checks=CHECKS)


def _written(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of every body that is sent."""
    for methods in schema["paths"].values():
        for said in methods.values():
            for content in said.get("requestBody", {}).get("content", {}).values():
                name = content["schema"].get("$ref", "").rpartition("/")[2]
                for field in schema["components"]["schemas"].get(name, content["schema"])[
                    "properties"
                ]:
                    yield name, field


DECIDED = {
    ("RefuseReturn", "answer"), ("Reassign", "answer"), ("DecideExtension", "answer"),
    ("Promise", "state"), ("DecideTime", "answer"),
}  # fmt: skip
"""Words of a decision, and whether a promise was kept: said by those who decide it."""


def test_no_light_and_no_state_can_be_sent() -> None:
    computed = {pair for pair in _written(described()) if pair[1] in ("light", "state", "answer")}
    assert computed == DECIDED


def test_every_write_wants_its_key() -> None:
    for path, methods in described()["paths"].items():
        for method, said in methods.items():
            wanted = [p["name"] for p in said.get("parameters", []) if p["required"]]
            assert ("Idempotency-Key" in wanted) == (method != "get"), (method, path)


def test_it_is_described_in_english() -> None:
    said = json.dumps(described(), ensure_ascii=False).replace("Banjie 办结", "")
    assert re.findall(r"[\u2e80-\u9fff]+", said) == []


def _kinds(base: type) -> Iterator[type]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds(kind)


def test_no_two_schemas_share_a_name() -> None:
    """The description holds one schema a name: the second would stand for both."""
    ours = {kind for kind in _kinds(Schema) if kind.__module__.startswith("banjie.api.schemas")}
    twice = [name for name, times in Counter(kind.__name__ for kind in ours).items() if times > 1]
    assert not twice
