"""What is found, in which order, on which page; the same on both databases."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from banjie.documents.models import Document
from banjie.people.models import User
from banjie.programme.models import Activity, Programme
from banjie.search.queries import PAGE
from tests.web import plans, uploads
from tests.web.cast import Cast
from tests.web.search.filed import file, found, numbers, page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("督办", "请将督办事项按期办结。"),
        ("民政", "市民政务服务大厅已经开放。"),
        ("政", "民政"),
        ("厅", "服务大厅"),
        ("督辦", "督办事项"),
        ("督办", "督辦事項"),
        ("圖書館", "临湖市图书馆"),
        ("2026年5月", "2026 年 5 月"),
        ("通知", "会 议 通 知"),
        ("协作会议", "召开协作\n会议"),
        ("ＷＩＦＩ", "阅览室WiFi开通"),
        ("夜读 图书馆", "在图书馆举行夜读活动"),
        ("“湖畔夜读”", "「湖畔夜读」读书会"),
        ("𠀀", "古籍𠀀字"),
        ("100%", "完成100%的任务"),
    ],
)
def test_found(cast: Cast, query: str, text: str) -> None:
    assert numbers(cast.officer, query) == []
    document = file(cast, text)
    assert numbers(cast.officer, query) == [document.pk]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("民政局", "民政工作由统计局负责"),
        ("督办 医院", "督办事项"),
        ("026", "2026年"),
        ("read", "reading"),
        ("文件湖畔", "湖畔"),  # from the title into the text
    ],
)
def test_not_found(cast: Cast, query: str, text: str) -> None:
    file(cast, text)
    assert numbers(cast.officer, query) == []


def test_title_comes_first_then_the_newest(cast: Cast) -> None:
    def of(day: int, name: str, text: str) -> int:
        document = file(cast, text, name)
        document.uploaded_at = datetime(2026, 3, day, tzinfo=UTC)
        document.save()
        return document.pk

    old_title = of(1, "督办通知", "正文")
    old, new = of(2, "其他", "督办"), of(9, "其他", "督办")
    twin = of(9, "其他", "督办督办督办")
    assert numbers(cast.officer, "督办") == [old_title, twin, new, old]


def test_pages_give_every_answer_once(cast: Cast) -> None:
    made = {file(cast, "夜读", "夜读" if n % 3 else "其他").pk for n in range(2 * PAGE + 5)}
    seen: list[int] = []
    address: dict[str, Any] = {"q": "夜读"}
    for _page in range(3):
        html = page(cast.officer, **address)
        seen += [int(number) for number in re.findall(r'href="/documents/(\d+)/"', html)]
        after = re.search(r'after=([^&"]+)" rel="next"', html)
        address = {"q": "夜读", "after": after[1] if after else ""}
    assert len(seen) == len(made)
    assert set(seen) == made
    assert not address["after"]


@pytest.mark.parametrize(
    "after", ["x", "1.2026-13-99.document.1", "1.2026-03-01.document.99999999999999999999", "\0"]
)
def test_place_that_makes_no_sense_is_left_out(cast: Cast, after: str) -> None:
    file(cast, "夜读")
    assert "<mark>夜读</mark>" in page(cast.officer, q="夜读", after=after)


def test_kinds_are_counted_and_narrowed_down_to(cast: Cast, activity: Activity) -> None:
    plans.report(activity, cast)
    html = page(cast.officer, q="读书会")
    counted = re.findall(r'class="switch search-kinds".*?</nav>', html, re.S)[0]
    assert [int(n) for n in re.findall(r'class="count">(\d+)<', counted)] == [3, 1, 1, 1]
    narrowed = page(cast.officer, q="读书会", kind="report")
    assert narrowed.count('class="hit"') == 1
    assert page(cast.officer, q="读书会", kind="none-such").count('class="hit"') == 3


def test_one_programme_alone(cast: Cast, programme: Programme) -> None:
    other = plans.open_plan(cast, plans.PLAN.replace("2026", "2027"))
    assert {e.programme for e in found(cast.officer, "读书会", kind="activity")} == {
        programme.pk,
        other.pk,
    }
    html = page(cast.officer, q="读书会", programme=other.pk)
    assert html.count('class="hit"') == 1
    assert other.title in html
    assert programme.title not in html


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "x", "1\0"])
def test_programme_that_cannot_be_is_left_out(cast: Cast, number: str) -> None:
    file(cast, "夜读")
    assert "<mark>夜读</mark>" in page(cast.officer, q="夜读", programme=number)


@pytest.mark.parametrize(
    ("name", "content", "query"),
    [
        ("签到.docx", uploads.docx("出席名单由借阅部汇总"), "借阅部"),
        ("统计.xlsx", uploads.xlsx("流通册次"), "流通册次"),
        ("名册.pdf", uploads.pdf(), "名册"),
    ],
)
def test_attached_file_is_found_by_its_text_or_at_least_its_name(
    cast: Cast, activity: Activity, name: str, content: bytes, query: str
) -> None:
    report = plans.report(activity, cast, files=[SimpleUploadedFile(name, content)])
    (entry,) = found(cast.liaison, query)
    assert (entry.kind, entry.opens) == ("evidence", report.pk)


def test_twelve_queries_are_enough_whatever_is_found(
    cast: Cast,
    activity: Activity,
    signed_in: Callable[[User], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(PAGE + 1):
        plans.report(activity, cast)
    client = signed_in(cast.officer)
    with django_assert_max_num_queries(12):
        client.get("/search/", {"q": "读书会"})


def test_words_around_a_hit_are_marked_and_escaped(cast: Cast) -> None:
    long = "前言" * 100
    file(cast, f"{long}<b>督辦</b>与督办" + "后记" * 100, "<i>督办</i>")
    html = page(cast.officer, q="督办")
    assert "&lt;i&gt;<mark>督办</mark>&lt;/i&gt;" in html
    assert "&lt;b&gt;<mark>督辦</mark>&lt;/b&gt;与<mark>督办</mark>" in html
    assert "…" in html
    assert long not in html


def test_words_are_shown_where_the_most_terms_stand_together(cast: Cast) -> None:
    file(cast, f"夜读开始。{'其他' * 100}图书馆的夜读。{'其他' * 100}图书馆")
    html = page(cast.officer, q="夜读 图书馆")
    assert "<mark>图书馆</mark>的<mark>夜读</mark>" in html
    assert "开始" not in html


def test_hit_across_a_wrapped_line_is_marked(cast: Cast) -> None:
    file(cast, "召开协作\n会议")
    assert "<mark>协作\n会议</mark>" in page(cast.officer, q="协作会议")


def test_nothing_found_says_what_was_searched_and_asks_for_less(cast: Cast) -> None:
    html = page(cast.officer, q="督办事项 医院", kind="report")
    assert "?q=%E7%9D%A3%E5%8A%9E%E4%BA%8B%E9%A1%B9" in html
    assert 'class="empty"' in html
    assert 'class="hit"' not in html


@pytest.mark.parametrize("query", ["", " ", "😀", "！？", "\0"])
def test_without_a_word_nothing_is_looked_for(cast: Cast, query: str) -> None:
    file(cast, "督办")
    html = page(cast.officer, q=query)
    assert 'class="hit"' not in html
    assert "search-kinds" not in html


def test_only_the_beginning_of_an_endless_query_is_looked_for(cast: Cast) -> None:
    file(cast, "督办" * 60)
    html = page(cast.officer, q="督办" * 5000)
    assert 'class="hit"' in html
    assert 'class="notice notice--info"' in html


def test_long_text_is_found_by_its_beginning(cast: Cast) -> None:
    document = file(cast, "卷首" + "湖水" * 70_000 + "卷末")
    assert numbers(cast.officer, "卷首") == [document.pk]
    assert numbers(cast.officer, "卷末") == []
    assert Document.objects.get(pk=document.pk).reading.text.endswith("卷末")
