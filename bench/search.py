"""The search over 20,000 reports: how long a page of answers takes, and what the index costs.

    .venv/bin/python bench/search.py                                            # SQLite
    .venv/bin/python tests/with_postgres.py .venv/bin/python bench/search.py    # PostgreSQL

Works on an empty database of its own. Prints `name: value unit` and writes bench/out/search.*.json,
a file for each database. A number as argument seeds so many reports.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.asking import Figure, client_of, own_site, tell, timed

# Two-character words of ordinary reports: what is looked for has to be told from much like it.
_WORDS = """
阅读 活动 图书 书香 湖畔 夜读 讲座 培训 征文 朗诵 展览 读者 市民 学校 社区 志愿 服务 组织 开展 举办
参加 交流 推广 经典 诗歌 作品 收集 评选 表彰 宣传 场地 安全 保障 资料 整理 总结 计划 推进 落实 协调
配合 督办 民政 政务 大厅 现场 照片 名单 签到 反馈 意见 建议 改进 效果 明显 顺利 完成 按期 报送 领导
"""
WORDS = _WORDS.split()
RARE = "观鸟"
QUERIES = {
    "in every report": "活动",
    "in one of a hundred": RARE,
    "one character": "书",
    "two words": "督办 民政",
    "four characters": "民政政务",
    "traditional": "圖書推廣",
    "nothing": "鲸鱼",
    "narrowed to reports": "活动&kind=report",
}


def seed(reports: int) -> None:
    """One office with so many reports on 200 activities, 40 of them of one library."""
    from banjie.people.models import Membership, Unit, User
    from banjie.programme.models import Activity, Assignment, Programme, Report

    draw = random.Random(7)
    office = Unit.objects.create(name="临湖市协作办公室", kind="office")
    units = [Unit.objects.create(name=f"临湖市第{n}图书馆") for n in range(1, 6)]
    officer = User.objects.create_user("officer", "officer")
    liaison = User.objects.create_user("liaison", "liaison")
    Membership.objects.create(user=officer, unit=office, duty="officer")
    Membership.objects.create(user=liaison, unit=units[0], duty="liaison")
    programme = Programme.objects.create(
        office=office, title="阅读推广工作方案", year=2026, opened_by=officer
    )
    activities = Activity.objects.bulk_create(
        Activity(
            programme=programme, position=n, number=f"{n}.", kind="other",
            title="".join(draw.choices(WORDS, k=5)), words="".join(draw.choices(WORDS, k=30)),
        )
        for n in range(200)
    )  # fmt: skip
    Assignment.objects.bulk_create(
        Assignment(activity=activity, role="lead", unit=unit)
        for activity in activities
        for unit in units
    )
    begin = date(2020, 1, 1)
    Report.objects.bulk_create(
        (
            Report(
                activity=draw.choice(activities), unit=draw.choice(units), state="accepted",
                held_on=begin + timedelta(days=draw.randrange(2000)), written_by=liaison,
                text=_text(draw, rare=n % 100 == 0),
            )
            for n in range(reports)
        ),
        batch_size=2000,
    )  # fmt: skip


def _text(draw: random.Random, *, rare: bool) -> str:
    """Some 220 characters in clauses; "活动" is in each."""
    clauses = ["".join(draw.choices(WORDS, k=draw.randrange(3, 8))) for _ in range(20)]
    return "，".join(["活动", *clauses, *([RARE] if rare else [])]) + "。"


def cost() -> Iterator[Figure]:
    """Making the index of everything, in seconds and in times the size of the text."""
    from django.db import connection
    from django.db.models import Sum
    from django.db.models.functions import Length

    from banjie.search import actions
    from banjie.search.models import Entry

    begin = time.perf_counter()
    done = sum(number for _source, number in actions.reindex())
    spent = time.perf_counter() - begin
    yield "reindex", done / spent, "things/s"
    characters = Entry.objects.aggregate(n=Sum(Length("text") + Length("title")))["n"]
    sizes = {
        "sqlite": "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search_words%%'",
        "postgresql": "SELECT pg_relation_size('search_entry_lexemes')",
    }
    with connection.cursor() as cursor:
        cursor.execute(sizes[connection.vendor])
        size = cursor.fetchone()[0]
    yield "index", size / (3 * characters), "× the text in UTF-8"


def pages(login: str) -> Iterator[Figure]:
    """A page of answers as this account gets it."""
    client = client_of(login)
    for name, query in QUERIES.items():
        yield from timed(f"{login}.{name}", partial(client.get, f"/search/?q={query}"))


def main(reports: int) -> None:
    with own_site() as vendor:
        seed(reports)
        tell("search", vendor, cost(), pages("officer"), pages("liaison"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 20_000)
