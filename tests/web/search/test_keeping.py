"""The index says what the things say, after every way of writing them; and can be made anew."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

import banjie
from banjie.demo.load import load_demo
from banjie.documents.actions import remove_document
from banjie.people.models import Unit
from banjie.programme.models import Activity, Report
from banjie.search import actions, sources
from banjie.search.models import Entry
from tests.web import plans
from tests.web.cast import Cast
from tests.web.search.filed import file, found, numbers

pytestmark = pytest.mark.django_db
MANY = ("bulk_create", "bulk_update")


def test_every_way_of_writing_the_demonstration_keeps_the_index() -> None:
    load_demo()
    assert list(actions.stale()) == []
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"document", "programme", "activity", "report", "evidence"} <= kinds


def test_write_that_goes_past_the_index_is_noticed(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast)
    Report.objects.filter(pk=report.pk).update(text="另一段话")
    assert list(actions.stale()) == [("report", report.pk)]
    actions.written(Report, pk=report.pk)
    assert list(actions.stale()) == []
    assert [entry.kind for entry in found(cast.officer, "另一段话")] == ["report"]


def test_who_writes_many_rows_at_once_says_so() -> None:
    """`bulk_create` and `bulk_update` go past `save`: the same function calls `written`."""
    names = {model.__name__ for s in sources.every() for model in (s.model, *s.rests_on)}
    silent = []
    for path in Path(banjie.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                called = {ast.unparse(n.func) for n in ast.walk(node) if isinstance(n, ast.Call)}
                many = {f"{name}.objects.{verb}" for name in names for verb in MANY}
                if called & many and not any(call.endswith("written") for call in called):
                    silent.append(f"{path.name}: {node.name}")
    assert silent == []


def test_new_unit_costs_the_index_nothing(django_assert_num_queries: Any) -> None:
    """Papers, programmes and cases name units: to a new one none of them points."""
    with django_assert_num_queries(1):
        Unit.objects.create(name="临湖市档案馆")


def test_changed_words_replace_the_old_ones(cast: Cast) -> None:
    document = file(cast, "旧词", "名称")
    document.reading.text = "新词"
    document.reading.save()
    assert numbers(cast.officer, "新词") == [document.pk]
    assert numbers(cast.officer, "旧词") == []


@pytest.mark.parametrize("thing", ["activity", "unit"])
def test_what_a_report_rests_on_changes_its_words(
    cast: Cast, activity: Activity, thing: str
) -> None:
    report = plans.report(activity, cast)
    if thing == "activity":
        activity.title = "灯塔活动"
        activity.save()
    else:
        cast.library.name = "灯塔图书馆"
        cast.library.save()
    assert report.pk in numbers(cast.officer, "灯塔", kind="report")
    assert list(actions.stale()) == []


def test_removed_thing_is_found_no_more(cast: Cast) -> None:
    document = plans.send(cast)
    assert numbers(cast.officer, "读书会") == [document.pk]
    remove_document(document, by=cast.officer)
    assert numbers(cast.officer, "读书会") == []
    assert list(actions.stale()) == []


def test_write_that_is_taken_back_takes_its_words_back(cast: Cast) -> None:
    with transaction.atomic():
        file(cast, "灯塔")
        transaction.set_rollback(True)
    assert numbers(cast.officer, "灯塔") == []
    assert list(actions.stale()) == []


def test_index_made_anew_is_the_same_and_may_be_made_again(
    cast: Cast, activity: Activity, capsys: pytest.CaptureFixture[str]
) -> None:
    plans.report(activity, cast)
    whole = set(Entry.objects.values_list("kind", "object_id", "words"))
    Entry.objects.all().delete()
    Entry.objects.bulk_create([_left_over("report"), _left_over("none-such")])
    with pytest.raises(CommandError):
        call_command("reindex", check=True)
    for _turn in range(2):
        call_command("reindex")
        assert set(Entry.objects.values_list("kind", "object_id", "words")) == whole
        call_command("reindex", check=True)
    assert "report: 1" in capsys.readouterr().out
    assert found(cast.officer, "读书会", kind="report")


def _left_over(kind: str) -> Entry:
    day = "2026-01-01"
    return Entry(kind=kind, object_id=10**6, opens=1, day=day, title="", text="", words="剩余")


class TestTurns:
    """Made anew some rows at a time."""

    AT_ONCE: ClassVar[int] = 3

    @pytest.mark.parametrize("things", [0, 1, 3, 4, 7])
    def test_every_thing_is_reached(
        self, cast: Cast, things: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(actions, "_AT_ONCE", self.AT_ONCE)
        for n in range(things):
            file(cast, f"灯塔{n}")
        Entry.objects.all().delete()
        done = {source.name: number for source, number in actions.reindex()}
        assert done["document"] == things
        assert len(numbers(cast.officer, "灯塔")) == things


def test_fixture_that_is_loaded_waits_for_reindex(cast: Cast) -> None:
    unit = Unit(pk=cast.library.pk, name="灯塔图书馆")
    unit.save_base(raw=True)
    assert list(actions.stale()) == []


WHOLE = {
    "sqlite": "INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)",
    "postgresql": "SELECT count(*) FROM search_entry WHERE lexemes IS NULL",
}


def test_the_index_is_whole(cast: Cast, activity: Activity) -> None:
    plans.report(activity, cast)
    activity.save()
    with connection.cursor() as cursor:
        cursor.execute(WHOLE[connection.vendor])
        assert connection.vendor == "sqlite" or cursor.fetchone() == (0,)
