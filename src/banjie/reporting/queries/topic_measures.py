"""What was talked over in a year: topics by stage, sessions, recommendations and the replies to
them, items of stations, texts open for comment; each number with the rows it was counted from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from banjie.people.models import Unit
from banjie.programme.models import Programme
from banjie.reporting.queries.measures import Measured, Record
from banjie.topics.models import (
    AnnualPlan,
    AskAnswer,
    Attendance,
    Carried,
    Minute,
    OpenText,
    Outcome,
    Progress,
    Referral,
    Session,
    Station,
    Topic,
)
from banjie.topics.procedures import procedures, worded
from banjie.topics.queries.outcomes import standing_of
from banjie.topics.queries.topics import listed

MOST = 200
"""So many rows are listed one by one; more are added up by the station or the plan they belong
to.
"""


class Name(NamedTuple):
    """A figure as the annex of the paper calls it, and in what it counts."""

    label: str
    unit: str = "件"


NAMES: Mapping[str, Name] = {
    "planned": Name("列入年度协商计划的议题"),
    "chosen": Name("已列入计划、尚未启动的议题"),
    "running": Name("正在进行的议题"),
    "done": Name("已完成全部环节的议题"),
    "dropped": Name("不再办理的议题"),
    "sessions": Name("召开的协商会议", "次"),
    "heads": Name("参加协商会议（人次）", "人次"),
    "agreed": Name("形成的共识", "条"),
    "differing": Name("存在的分歧", "条"),
    "pending": Name("尚待协商的意见", "条"),
    "activities": Name("由共识转成的活动", "项"),
    "cases": Name("由共识转成的意见建议"),
    "settled": Name("无需另行办理的共识", "条"),
    "sent": Name("报送的建议案"),
    "asks": Name("建议案提出的建议", "条"),
    "due": Name("应反馈的建议案"),
    "in-time": Name("按期反馈的建议案"),
    "after": Name("逾期反馈的建议案"),
    "late": Name("逾期未反馈的建议案"),
    "waiting": Name("尚在反馈期限内的建议案"),
    "adopted": Name("采纳的建议", "条"),
    "partly": Name("部分采纳的建议", "条"),
    "not": Name("未采纳的建议", "条"),
    "kept": Name("采纳后已经落实的建议", "条"),
    "stations": Name("开放的协商议事室", "个"),
    "items": Name("协商议事室收集的议题"),
    "items-running": Name("议事室正在办理的议题"),
    "items-done": Name("议事室办结的议题"),
    "items-dropped": Name("议事室不再办理的议题"),
    "climbed": Name("向上一级议事室上报", "次"),
    "texts": Name("公开征求意见"),
    "texts-told": Name("已公布征求意见结果"),
    "comments": Name("已公布结果的征求意见收到的意见", "条"),
}


class Row(NamedTuple):
    """One row behind a figure: its words, its page, what it adds, and what it belongs to."""

    label: str
    address: str
    value: int = 1
    of: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """The figures by name, as they stood on `as_of`; of the topics at work, by the stage that each
    stands in.
    """

    as_of: date
    year: int
    first: date
    last: date
    counted: Mapping[str, Measured]
    stages: Sequence[tuple[str, Measured]]

    def __getitem__(self, name: str) -> Measured:
        return self.counted[name]


def topic_facts(programme: Programme, as_of: date) -> TopicFacts | None:
    """Of the year of a programme, as far as it has come; None where nothing was talked over."""
    first, last = date(programme.year, 1, 1), min(as_of, date(programme.year, 12, 31))
    span, office = (first, last), programme.office
    approved = AnnualPlan.objects.filter(office=office, year=programme.year, fixed_on__lte=last)
    planned = _topics(Topic.objects.filter(plan__in=approved))
    rows: dict[str, list[Row]] = {
        **_by_state(planned, {"planned": "", "chosen": "chosen", "running": "running",
                              "done": "done", "dropped": "dropped"}),
        **_sessions(Session.objects.filter(topic__office=office, held_on__range=span)),
        **_outcomes(Outcome.objects.filter(topic__office=office, sent_on__range=span)),
        **_stations(office, span),
        **_texts(OpenText.objects.filter(office=office, begun_on__range=span)),
    }  # fmt: skip
    counted = {name: _measured(f"topics.{name}", NAMES[name], rows[name]) for name in NAMES}
    if not any(counted[name].records for name in ("planned", "sessions", "sent", "items", "texts")):
        return None
    return TopicFacts(as_of, programme.year, first, last, counted, list(_by_stage(planned)))


def _measured(measure: str, name: Name, rows: Sequence[Row]) -> Measured:
    if len(rows) > MOST:
        sums = Counter[tuple[str, str]]()
        for row in rows:
            sums[row.of] += row.value
        rows = [Row(*whose, value) for whose, value in sums.items()]
    records = (Record(row.label, Decimal(row.value), rows=row.address) for row in rows)
    return Measured(measure, name.label, name.unit, tuple(records))


def _topics(found: QuerySet[Topic]) -> list[Topic]:
    return list(listed(found.select_related("plan", "raised_at")).order_by("pk"))


def _belongs(topic: Topic) -> tuple[str, str]:
    """The station where it came up, or the plan it stands in, or the list of all."""
    if topic.raised_at:
        return topic.raised_at.name, topic.raised_at.get_absolute_url()
    if topic.plan:
        return f"{topic.plan.year}年度协商计划", topic.plan.get_absolute_url()
    return "协商议题", reverse("topics:topics")


def _of(topic: Topic, label: str = "", address: str = "", value: int = 1) -> Row:
    return Row(label or str(topic), address or topic.get_absolute_url(), value, _belongs(topic))


def _by_state(topics: Iterable[Topic], names: Mapping[str, str]) -> dict[str, list[Row]]:
    """By name of the figure, the topics in its state; '' stands for all."""
    found = list(topics)
    return {
        name: [_of(topic) for topic in found if state in ("", topic.state)]
        for name, state in names.items()
    }


def _by_stage(topics: Iterable[Topic]) -> Iterable[tuple[str, Measured]]:
    """In the order of the procedure, each stage in which a topic at work stands."""
    at = [topic for topic in topics if topic.state == Topic.State.RUNNING]
    for procedure in procedures().values():
        for stage in procedure.stages:
            rows = [
                _of(topic)
                for topic in at
                if topic.runs == procedure and vars(topic)["at_stage"] == stage.name
            ]
            if rows:
                label = worded(stage.label, "zh-hans")
                name = Name(f"处于{label}环节的议题")
                yield label, _measured(f"topics.at.{stage.name}", name, rows)


def _sessions(found: QuerySet[Session]) -> dict[str, list[Row]]:
    """Sessions held, how many were there, what the minutes hold and what it became."""
    sessions = {one.pk: one for one in found.select_related("topic__plan", "topic__raised_at")}

    def by_session(values: Iterable[tuple[int, int]]) -> list[Row]:
        told = ((sessions[pk], number) for pk, number in values if number)
        return [
            _of(one.topic, f"{one.topic} · {one.held_on}", one.get_absolute_url(), number)
            for one, number in told
        ]

    mine = {"session__in": sessions}
    heads = Attendance.objects.filter(**mine).order_by("session").values_list("session")
    lines = Minute.objects.filter(**mine).order_by("session").values_list("session")
    carried = Carried.objects.filter(minute__session__in=sessions).order_by("minute__session")
    became = carried.values_list("minute__session")
    nothing = became.filter(activity=None, case=None)
    return {
        "sessions": by_session((pk, 1) for pk in sessions),
        "heads": by_session(heads.annotate(Sum("heads"))),
        **{
            standing: by_session(lines.filter(standing=standing).annotate(Count("pk")))
            for standing in Minute.Standing.values
        },
        "activities": by_session(became.filter(activity__isnull=False).annotate(Count("pk"))),
        "cases": by_session(became.filter(case__isnull=False).annotate(Count("pk"))),
        "settled": by_session(nothing.annotate(Count("pk"))),
    }


def _outcomes(found: QuerySet[Outcome]) -> dict[str, list[Row]]:
    """Recommendations sent, whether their reply came in time, and what it says to each point."""
    sent = {
        one.pk: one
        for one in found.select_related("topic__plan", "topic__raised_at", "reply")
        .annotate(points=Count("asks"))
        .order_by("pk")
    }

    def row(one: Outcome, value: int = 1) -> Row:
        return _of(one.topic, str(one), one.get_absolute_url(), value)

    by_standing: dict[str, list[Row]] = {
        name: [] for name in ("in-time", "after", "late", "waiting")
    }
    for one in sent.values():
        by_standing[standing_of(one)].append(row(one))
    done = Progress.objects.filter(done=True).values("answer")
    mine = AskAnswer.objects.filter(ask__outcome__in=sent).order_by("ask__outcome")
    answers = mine.values_list("ask__outcome")

    def points(rows: Any) -> list[Row]:
        return [row(sent[pk], number) for pk, number in rows.annotate(Count("pk"))]

    return {
        "sent": [row(one) for one in sent.values()],
        "asks": [row(one, vars(one)["points"]) for one in sent.values()],
        **by_standing,
        "due": [each for name in ("in-time", "after", "late") for each in by_standing[name]],
        **{
            verdict: points(answers.filter(verdict=verdict)) for verdict in AskAnswer.Verdict.values
        },
        "kept": points(answers.filter(pk__in=done)),
    }


def _stations(office: Unit, span: tuple[date, date]) -> dict[str, list[Row]]:
    """Rooms that are open, what came up in the period, what climbed in it."""
    rooms = Station.objects.filter(office=office, is_open=True)
    items = Topic.objects.filter(office=office, raised_at__isnull=False, entered_on__range=span)
    names = {"items": "", "items-running": "running", "items-done": "done",
             "items-dropped": "dropped"}  # fmt: skip
    climbed = Referral.objects.filter(topic__office=office, on__range=span)
    return {
        "stations": [
            Row(room.name, room.get_absolute_url(), of=(str(office), reverse("topics:stations")))
            for room in rooms
        ],
        **_by_state(_topics(items), names),
        "climbed": [
            _of(one.topic, str(one))
            for one in climbed.select_related(
                "topic__plan", "topic__raised_at", "left", "reached"
            )
        ],
    }  # fmt: skip


def _texts(found: QuerySet[OpenText]) -> dict[str, list[Row]]:
    """Texts opened; how much was said to them once their result is published, not before."""
    row = partial(Row, of=("公开征求意见", reverse("topics:texts")))
    opened = list(found.annotate(said=Count("paragraphs__comments")).order_by("pk"))
    told = [text for text in opened if text.published_on]
    return {
        "texts": [row(text.title, text.get_absolute_url()) for text in opened],
        "texts-told": [row(text.title, text.get_absolute_url()) for text in told],
        "comments": [
            row(text.title, text.get_absolute_url(), vars(text)["said"])
            for text in told
            if vars(text)["said"]
        ],
    }
