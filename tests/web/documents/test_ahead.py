"""Files are opened and figures counted before a transaction begins, whoever begins it: while it
takes its time, nobody else could write.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from banjie.common import files, once
from banjie.documents import sheets
from banjie.documents.attachments import look_ahead, look_into
from banjie.people.models import User
from banjie.programme.models import Programme
from banjie.reporting.queries import measures
from banjie.supervision.models import Answer
from banjie.topics.models import SessionFile, StageFile
from tests.web import plans
from tests.web.api.caller import Caller
from tests.web.cast import Cast
from tests.web.programme.test_imports import GOOD, workbook
from tests.web.supervision import cases
from tests.web.topics import things

SESSION = {
    "day": date(2026, 12, 1), "begins": "09:00", "place": "市图书馆", "agenda": "协商讨论",
}  # fmt: skip
Look = Callable[[Any, str], list[bool]]


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Look:
    """Note of each call of a function whether a transaction was begun within the test's own."""

    def watch(module: Any, name: str) -> list[bool]:
        inside: list[bool] = []
        real = getattr(module, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            inside.append(bool(connection.savepoint_ids))
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, watched)
        return inside

    return watch


def test_pages_look_into_files_first(
    cast: Cast, signed_in: Callable[[User], Client], look: Look
) -> None:
    item = cases.at(cast, "received")
    stage = things.now(things.at(cast, "inquiry"))
    planned = things.session(cast, stage.topic)
    inside = look(files, "_redrawn")
    for who, name, thing, said in (
        (cast.officer, "topics:deliver", stage, {"told": "走访三个社区。"}),
        (cast.officer, "topics:new-session", stage.topic, SESSION),
        (cast.officer, "topics:change-session", planned, SESSION),
        (cast.liaison, "supervision:answer", item, {"text": "已完成。", "post": "馆长"}),
    ):
        sent = said | {"once": once.new_key(), "papers": [plans.photo()]}
        answer = signed_in(who).post(reverse(name, args=(thing.pk,)), sent)
        assert answer.status_code == 302, (name, answer.content.decode())
    assert inside == [False] * 4
    kept = (StageFile.objects.count(), SessionFile.objects.count(), Answer.objects.count())
    assert kept == (1, 2, 1)


def test_calls_look_into_files_and_count_first(
    cast: Cast, programme: Programme, look: Look
) -> None:
    item = cases.at(cast, "received")
    drawn, read, counted = (
        look(files, "_redrawn"),
        look(sheets, "rows_apart"),
        look(measures, "facts"),
    )
    officer, unit = Caller(cast.officer), Caller(cast.liaison)
    answer = {"text": "已完成。", "post": "馆长", "file": plans.photo()}
    for made in (
        unit.send(f"/supervision/{item.pk}/answer", answer),
        officer.send(f"/programmes/{programme.pk}/imports", {"file": workbook([GOOD])}),
        officer("POST", f"/programmes/{programme.pk}/summaries", {"opening": "全年平稳。"}),
    ):
        assert made.status_code in (200, 201), made.content.decode()
    assert (drawn, read, counted) == ([False], [False], [False])


def test_who_may_not_take_the_step_has_no_file_opened(cast: Cast, look: Look) -> None:
    item = cases.at(cast, "received")
    drawn = look(files, "_redrawn")
    sent = {"text": "已完成。", "post": "馆长", "file": plans.photo()}
    assert Caller(cast.officer).send(f"/supervision/{item.pk}/answer", sent).status_code == 403
    assert not drawn


@pytest.mark.parametrize("content", [b"", b"MZ no picture"])
def test_file_refused_ahead_is_refused_by_name_at_the_form(
    cast: Cast, signed_in: Callable[[User], Client], content: bytes
) -> None:
    item = cases.at(cast, "received")
    paper = SimpleUploadedFile("现场.png", content)
    sent = {"once": once.new_key(), "text": "已完成。", "post": "馆长", "papers": [paper]}
    page = signed_in(cast.liaison).post(reverse("supervision:answer", args=(item.pk,)), sent)
    assert page.status_code == 422
    assert "现场.png" in page.content.decode() or not content


def test_file_is_opened_once_and_said_the_same_of_again(look: Look) -> None:
    drawn = look(files, "_redrawn")
    sound, bad = plans.photo(), SimpleUploadedFile("现场.png", b"MZ no picture")
    look_ahead([sound, bad])
    assert look_into(sound) is look_into(sound)
    for _twice in range(2):
        with pytest.raises(ValidationError):
            look_into(bad)
    assert len(drawn) == 2
