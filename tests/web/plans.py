"""Small plans of the invented town, read and opened the way the site does it."""

from __future__ import annotations

import io
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from banjie.common import once
from banjie.documents.actions import read_document, receive_document
from banjie.documents.models import Document
from banjie.programme.actions.cycles import Round, open_cycle
from banjie.programme.actions.drafts import answer_parties, begin_draft
from banjie.programme.actions.programmes import open_programme
from banjie.programme.actions.reports import Content, FigureLine, write_report
from banjie.programme.models import Activity, Cycle, Draft, Programme, Report
from banjie.programme.queries.drafts import party_questions
from tests.web.cast import Cast

PLAN = """临湖市2026年阅读推广工作方案

为推动全民阅读，现制定如下方案：
一、指导思想
坚持公益、普惠、便民，建设书香城市。
二、活动安排
（一）举办“湖畔夜读”读书会。2026年3月—11月，每两个月举办一期，在市图书馆举行，全年不少于5场，参加不少于300人次。（牵头单位：市图书馆，责任单位：协作办，配合单位：临湖市读书协会）
（二）开展“我与临湖”主题征文活动。2026年10月8日至10月31日，面向全市征集作品不少于100篇。（责任单位：市图书馆，配合单位：市作家协会）
（三）举办阅读推广人培训班。2026年8月中旬，在开放大学举办。（责任单位：临湖开放大学）
三、工作要求
各单位要加强组织领导，确保取得实效。

临湖市协作办公室
2026年2月3日
"""


# What a form tells apart only with care: words said twice, words over two lines, no number.
HARD: dict[str, Any] = {
    "when": [
        {"text": "春季", "start": "2026-03-01", "end": "2026-04-01", "recurrence": None,
         "span": [3, 5], "assumed": "year", "rule": "season"},
        {"text": "春季", "start": "2027-03-01", "end": None, "recurrence": "FREQ=MONTHLY",
         "span": [9, 11], "assumed": "month", "rule": "season"},
    ],
    "where": [
        {"text": "湖滨\n书屋", "span": [20, 25], "rule": "place"},
        {"text": "东门书屋", "span": [30, 34], "rule": "place"},
        {"text": "东门书屋", "span": [40, 44], "rule": "place"},
    ],
    "targets": [
        {"text": "若干场讲座", "of": "", "value": None, "unit": "场", "approx": "", "span": [50, 55]},
        {"text": "绿地0.125公顷", "of": "绿地", "value": 0.125, "unit": "公顷", "span": [60, 69]},
        {"text": "约3.375%", "of": "", "value": 3.375, "unit": "%", "span": [70, 76]},
    ],
    "participants": {"text": "全体\n市民", "span": [80, 85]},
    "report_deadline": {"text": "年\n底前", "start": None, "end": "2027-01-01", "recurrence": None,
                        "span": [90, 94], "assumed": ""},
}  # fmt: skip


# What a paper says at length: more than one would type, and than the columns of an activity hold.
LONG: dict[str, Any] = {
    "when": [{"text": "春季" * 60, "start": None, "end": None, "recurrence": None, "span": [3, 123],
              "assumed": "", "rule": "season"}],
    "where": [{"text": "湖滨书屋" * 80, "span": [20, 340], "rule": "place"}],
    "targets": [{"text": "图书" * 60 + "1" + "册" * 30, "of": "图书" * 60, "value": 1.0,
                 "unit": "册" * 30, "approx": "", "span": [50, 200]}],
    "participants": {"text": "市民" * 300, "span": [80, 680]},
    "report_deadline": {"text": "年底" * 60, "start": None, "end": "2027-01-01", "recurrence": None,
                        "span": [90, 210], "assumed": ""},
}  # fmt: skip


def send(cast: Cast, text: str = PLAN, name: str = "方案.txt") -> Document:
    upload = SimpleUploadedFile(name, text.encode())
    document = receive_document(upload, unit=cast.office, by=cast.officer).document
    read_document(document)
    document.refresh_from_db()
    return document


def draft_of(cast: Cast, text: str = PLAN) -> Draft:
    return begin_draft(send(cast, text), by=cast.officer)


def settle(draft: Draft, cast: Cast, posts: Collection[str] = ()) -> None:
    """Answer every open name with a new unit, or with a post."""
    questions = party_questions(draft, list(draft.items.all()))
    answers = {q.name: "post" if q.name in posts else "new" for q in questions if not q.settled}
    answer_parties(draft, answers, by=cast.officer)


def open_plan(cast: Cast, text: str = PLAN) -> Programme:
    draft = draft_of(cast, text)
    settle(draft, cast)
    return open_programme(draft, by=cast.officer)


def report(activity: Activity, cast: Cast, **values: Any) -> Report:
    """A submitted report of the library: one session, forty participations."""
    targets = list(activity.targets.all())
    figures = [
        FigureLine(t.measure, Decimal(n), t.unit, t) for t, n in zip(targets, (1, 40), strict=False)
    ]
    content = {
        "held_on": date(2026, 3, 21),
        "place": "市图书馆",
        "text": "首期读书会交流了地方志。",
        "figures": figures or [FigureLine("参加", Decimal(40), "人次")],
    } | {name: values.pop(name) for name in list(values) if name in Content.__slots__}
    options = {
        "unit": cast.library, "submit": True, "once_key": once.new_key(), "by": cast.liaison,
    } | values  # fmt: skip
    return write_report(activity, Content(**content), **options)


def entered(activity: Activity, cast: Cast, **values: Any) -> Report:
    """A report of the library that the office typed from its paper."""
    return report(activity, cast, scan=photo("报告表.jpg"), by=cast.officer, **values)


def open_round(programme: Programme, cast: Cast, **values: Any) -> Cycle:
    """A round over the first half of the year, to be answered by the end of November."""
    wanted = {
        "title": "上半年进展",
        "first": date(2026, 1, 1),
        "last": date(2026, 6, 30),
        "due": date(2026, 11, 30),
    }
    return open_cycle(programme, Round(**wanted | values), once_key=once.new_key(), by=cast.officer)


def photo(name: str = "照片.jpg", colour: str = "teal") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")
