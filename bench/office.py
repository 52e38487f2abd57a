"""A busy office to measure pages on: 500 activities, 120 units, 20,000 reports, drawn by lot."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

ACTIVITIES, UNITS, REPORTS = 500, 120, 20_000
LOG_INS = {"officer": "officer", "liaison": "liaison", "leader": "leader"}
_THINGS = (
    "读书会", "征文活动", "业务培训", "专题调研", "走访慰问", "文化展览", "志愿服务", "协商座谈",
    "安全检查", "知识竞赛",
)  # fmt: skip
_WHERE = ("湖畔", "城东", "城西", "望浦", "菱塘", "砚溪", "北岸", "南湖", "柳堤", "石桥")
_TEXT = (
    "按照方案安排，组织开展活动，参加人员认真交流，场地安全有序，资料已整理归档，下一步继续落实。"
)


def seed(activities: int = ACTIVITIES, units: int = UNITS, reports: int = REPORTS) -> Any:
    """The programme with everything in it; needs an empty database with its tables."""
    from banjie.people.models import Membership, Unit, User
    from banjie.programme.models import Area, Programme

    draw = random.Random(11)
    office = Unit.objects.create(name="临湖市协作办公室", short_name="协作办", kind="office")
    members = Unit.objects.bulk_create(
        Unit(name=f"临湖市{_WHERE[n % 10]}第{n}单位", short_name=f"{_WHERE[n % 10]}{n}")
        for n in range(units)
    )
    people = {
        duty: User.objects.create_user(login, duty, "Lin-hu 2026 spring")
        for duty, login in LOG_INS.items()
    }
    Membership.objects.create(user=people["officer"], unit=office, duty="officer")
    Membership.objects.create(user=people["leader"], unit=office, duty="leader")
    Membership.objects.create(user=people["liaison"], unit=members[0], duty="liaison")
    programme = Programme.objects.create(
        office=office, title="临湖市2026年协作工作方案", year=2026, opened_by=people["officer"]
    )
    areas = Area.objects.bulk_create(
        Area(programme=programme, number=f"{n}.", title=f"{where}片区重点工作", position=n)
        for n, where in enumerate(_WHERE, 1)
    )
    rows = _activities(draw, programme, areas, activities)
    _parts(draw, rows, members)
    _reports(draw, rows, members, people["liaison"], reports)
    return programme


def _activities(draw: random.Random, programme: Any, areas: list[Any], number: int) -> list[Any]:
    from banjie.programme.models import Activity, Schedule, Target

    rows = Activity.objects.bulk_create(
        Activity(
            programme=programme, area=draw.choice(areas), position=n, number=f"（{n}）",
            title=f"开展{draw.choice(_WHERE)}{draw.choice(_THINGS)}第{n}项", kind="other",
            place=f"{draw.choice(_WHERE)}文化中心", words=_TEXT,
        )
        for n in range(1, number + 1)
    )  # fmt: skip
    begins = [date(2026, 1, 5) + timedelta(draw.randrange(320)) for _row in rows]
    Schedule.objects.bulk_create(
        Schedule(
            activity=row, words=f"{day.month}月{day.day}日起", start=day,
            end=day + timedelta(draw.randrange(1, 60)),
        )
        for row, day in zip(rows, begins, strict=True)
    )  # fmt: skip
    Target.objects.bulk_create(
        Target(activity=row, measure="参加", value=Decimal(draw.randrange(50, 900)), unit="人次")
        for row in rows
    )
    return rows


def _parts(draw: random.Random, rows: list[Any], members: list[Any]) -> None:
    from banjie.programme.models import Assignment

    parts = []
    for row in rows:
        chosen = draw.sample(members, 4)
        roles = ("lead", "responsible", "responsible", "cooperating")
        parts += [
            Assignment(activity=row, role=role, unit=unit, position=n)
            for n, (role, unit) in enumerate(zip(roles, chosen, strict=True))
        ]
    Assignment.objects.bulk_create(parts, batch_size=2000)


def _reports(
    draw: random.Random, rows: list[Any], members: list[Any], writer: Any, number: int
) -> None:
    from banjie.programme.models import Figure, Report

    made = (_report(draw, rows, members, writer) for _n in range(number))
    while some := list(islice(made, 2000)):
        Figure.objects.bulk_create(
            Figure(
                report=report, measure="参加", value=Decimal(draw.randrange(5, 200)), unit="人次"
            )
            for report in Report.objects.bulk_create(some)
        )


def _report(draw: random.Random, rows: list[Any], members: list[Any], writer: Any) -> Any:
    from banjie.programme.models import Report

    state = draw.choice(["accepted"] * 17 + ["submitted", "returned", "draft"])
    return Report(
        activity=draw.choice(rows),
        unit=draw.choice(members),
        state=state,
        held_on=date(2026, 1, 5) + timedelta(draw.randrange(250)),
        written_by=writer,
        text=_TEXT * draw.randrange(1, 6),
        completes=state == "accepted" and draw.random() < 0.01,
        reason="请补充。" if state == "returned" else "",
    )
