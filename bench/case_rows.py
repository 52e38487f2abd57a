"""A busy office of cases to measure pages on, drawn by lot; a small one beside it to compare with.

Four kinds, 40 units, five years: one in ten is still open, one in four published. Letters, ratings,
call-backs and reopenings are there as far as the guards of the database want them.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import islice
from typing import Any

TODAY = date(2026, 9, 18)
UNITS, DAYS, SMALL = 40, 1825, 60
COMMON, RARE = "停车", "观鸟"
_SAID_PLACES = """
湖畔路 城东大街 望浦巷 菱塘桥 砚溪村 北岸广场 南湖公园 柳堤 石桥社区 云台小区 书院街 东门菜场 西津渡
青莲小学 第二中学 体育馆 图书馆 文化宫 汽车站 码头 湿地 老粮仓 工业园 物流园
梅岭 竹园 桂花里 荷塘 松林路
"""
_SAID_THINGS = """
停车位 路灯 公交站 人行道 充电桩 健身器材 垃圾分类点 读书角 托管班 食堂 电梯 雨水管网
绿化带 步道 座椅 公厕 母婴室 标识牌 监控 减速带 信号灯 护栏 宣传栏 活动室 医务室 快递柜 自习室
长廊 停车场 便民窗口
"""
_SAID_DEEDS = "增设 完善 改造 修复 延长开放 加强管理 统一规划 定期维护 规范使用 合理布局"
_PLACES, _THINGS, _DEEDS = _SAID_PLACES.split(), _SAID_THINGS.split(), _SAID_DEEDS.split()
_KINDS = ("suggestion", "suggestion", "proposal", "information", "request", "request")
_OPEN = ("submitted", "filed", "handling", "handling", "handling", "replied", "rework")
_OVER = ("closed",) * 17 + ("declined", "declined", "withdrawn")
_ANSWERED = ("closed", "replied", "rework")
_AT_WORK = ("handling", "replied", "rework", "closed")


def seed(cases: int) -> dict[str, Any]:
    """Two offices with their cases, the log-ins and the address of a channel.

    Needs an empty database with its tables.
    """
    from banjie.consultation.models import Channel, Poster
    from banjie.people.models import Membership, Unit, User

    draw = random.Random(13)
    office = Unit.objects.create(name="临湖市协作办公室", short_name="协作办", kind="office")
    small = Unit.objects.create(name="临湖市北岸镇办公室", short_name="北岸办", kind="office")
    units = Unit.objects.bulk_create(
        Unit(name=f"临湖市第{n}单位", short_name=f"单位{n}") for n in range(1, UNITS + 1)
    )
    for login, duty, unit in (
        ("officer", "officer", office),
        ("liaison", "liaison", units[0]),
        ("small", "officer", small),
    ):
        user = User.objects.create_user(login, login)
        Membership.objects.create(user=user, unit=unit, duty=duty)
    officer = User.objects.get(login="officer")
    channel = Channel.objects.create(office=office, kind="suggestion", name="建言直通车")
    _fill(draw, office, units, officer, cases)
    _fill(draw, small, units, officer, SMALL)
    return {"units": units, "poster": Poster.objects.create(channel=channel, place="市民中心")}


def title(draw: random.Random) -> str:
    """What people ask for; 停车 is in one of fifteen, 观鸟 in one of a thousand."""
    thing = "观鸟亭" if draw.random() < 0.001 else draw.choice(_THINGS)
    return f"关于在{draw.choice(_PLACES)}{draw.choice(_DEEDS)}{thing}的建议"


def _fill(draw: random.Random, office: Any, units: list[Any], officer: Any, number: int) -> None:
    """So many cases, some thousand at a time; a guard wants the handlers there before the work."""
    serials = iter(range(1, number + 1))
    while batch := list(islice(serials, 5000)):
        _some(draw, office, units, officer, batch)


def _some(
    draw: random.Random, office: Any, units: list[Any], officer: Any, serials: list[int]
) -> None:
    from banjie.consultation.models import Case, Submitter

    states = [_state(draw) for _serial in serials]
    cases = Case.objects.bulk_create(
        _case(draw, office, serial, state) for serial, state in zip(serials, states, strict=True)
    )
    authors = Submitter.objects.bulk_create(
        Submitter(case=c, confirmed_on=c.submitted_on) for c in cases
    )
    rows = list(zip(cases, states, authors, strict=True))
    _work(draw, [row for row in rows if row[1] in _AT_WORK], units, officer)
    for state in {*_AT_WORK}:
        reached = [case.pk for case, its, _author in rows if its == state]
        Case.objects.filter(pk__in=reached).update(state=state)


def _state(draw: random.Random) -> str:
    return draw.choice(_OPEN if draw.random() < 0.1 else _OVER)


def _case(draw: random.Random, office: Any, serial: int, state: str) -> Any:
    from banjie.consultation.models import Case

    back = draw.randrange(60) if state in _OPEN else draw.randrange(60, DAYS)
    sent = TODAY - timedelta(back)
    at_work = state in _AT_WORK
    sort = draw.choice(_KINDS)
    return Case(
        office=office, kind=sort, state="filed" if at_work else state, title=title(draw),
        said={"situation": f"{draw.choice(_PLACES)}的{draw.choice(_THINGS)}不足，居民多有反映。"},
        visibility="public" if state == "closed" and draw.random() < 0.25 else "office",
        submitted_on=sent, ground="empty" if state == "declined" else "",
        filed_on=sent + timedelta(1) if at_work else None,
        assigned_on=sent + timedelta(2) if at_work else None,
        replied_on=sent + timedelta(draw.randrange(5, 60)) if state in _ANSWERED else None,
        closed_on=sent + timedelta(70) if state in _OVER else None,
        due=sent + timedelta(40) if at_work else None,
        letters="临协办", mark="建", year=sent.year, serial=serial,
    )  # fmt: skip


def _work(draw: random.Random, rows: list[Any], units: list[Any], officer: Any) -> None:
    """Handlers, and replies, letters and ratings of what was answered."""
    from banjie.consultation.models import Handling, Letter, Rating, Reply

    parts = Handling.objects.bulk_create(
        Handling(
            case=case, unit=draw.choice(units), role="sole", since=case.assigned_on, due=case.due,
            receive_by=case.assigned_on + timedelta(5),
            received_on=case.assigned_on + timedelta(draw.randrange(8)),
        )
        for case, _state_now, _author in rows
    )  # fmt: skip
    done = [(part, row) for part, row in zip(parts, rows, strict=True) if row[1] in _ANSWERED]
    replies = Reply.objects.bulk_create(
        Reply(
            handling=part, state="out", outcome=draw.choice("AAABBCD"), drafted_by=officer,
            sent_on=row[0].replied_on, opening="您好，现答复如下。",
        )
        for part, row in done
    )  # fmt: skip
    Letter.objects.bulk_create(
        Letter(
            reply=reply, case=row[0], unit=part.unit, on=row[0].replied_on, letters="临",
            mark="复", year=row[0].replied_on.year, serial=row[0].pk,
        )
        for reply, (part, row) in zip(replies, done, strict=True)
    )  # fmt: skip
    Rating.objects.bulk_create(
        Rating(
            submitter=author, case=case, round=0, attitude=draw.choice((3, 3, 3, 2, 1)),
            result=draw.choice((3, 3, 2, 2, 1)), on=case.replied_on + timedelta(3),
        )
        for _part, (case, state, author) in done
        if state == "closed" and draw.random() < 0.6
    )  # fmt: skip
