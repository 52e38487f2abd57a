"""Topics of the tests: the office runs them, the library is asked, the museum has no part."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from banjie.approvals.actions import Signer, agree
from banjie.common import clock
from banjie.people.models import Membership, Unit, User
from banjie.topics import actions
from banjie.topics.actions import (
    OutcomeContent,
    Said,
    SessionContent,
    StationContent,
    TextContent,
    TopicContent,
)
from banjie.topics.models import (
    AnnualPlan,
    Draw,
    Knowledge,
    OpenText,
    Outcome,
    Session,
    Stage,
    Station,
    Topic,
)
from tests.web import plans
from tests.web.cast import PASSWORD, Cast

STAGES = ("choose", "plan", "inquiry", "session", "outcome", "reply", "done")
LINES = {
    "agreed": ["年内增设四处社区借阅点。", "周末延长开放两小时。"],
    "differing": ["是否收取押金。"],
    "pending": ["夜间照明由谁维护。"],
}


def content(**values: Any) -> TopicContent:
    said = {"title": "社区借阅点怎么布局", "question": "湖东片区居民借书要走四公里，布局需要商量。"}
    return TopicContent(**said | values)


def pooled(cast: Cast, **values: Any) -> Topic:
    return actions.add_topic(content(**values), office=cast.office, by=cast.officer)


def planned(cast: Cast, *topics: Topic, approved: bool = True, begun: bool = True) -> AnnualPlan:
    """The plan of the year with these topics, approved by the leader, and begun."""
    plan = actions.open_plan(office=cast.office, year=2026, programme=None, by=cast.officer)
    actions.choose(plan, topics, by=cast.officer)
    actions.send_plan(plan, leader=Signer(cast.office.pk, "leader"), by=cast.officer)
    plan = AnnualPlan.objects.get(pk=plan.pk)
    assert plan.paper
    if approved:
        agree(plan.paper, by=cast.leader)
    if approved and begun:
        actions.fix_plan(AnnualPlan.objects.get(pk=plan.pk), by=cast.officer)
    return AnnualPlan.objects.get(pk=plan.pk)


def tell(topic: Topic, *, by: User) -> Stage:
    """Enter what the open stage brought."""
    stage = now(topic)
    return actions.deliver(stage, told="走访三个社区，座谈两次。", by=by)


def now(topic: Topic) -> Stage:
    stage = Topic.objects.get(pk=topic.pk).open_stage
    assert stage
    return stage


def pass_on(topic: Topic, *, by: User) -> Topic:
    return actions.pass_stage(now(topic), by=by)


def session(cast: Cast, topic: Topic, *, by: User | None = None, **values: Any) -> Session:
    """A session today, with the library asked."""
    said = {
        "day": clock.today(), "begins": time(9), "place": "市图书馆三楼会议室",
        "agenda": ["介绍调研情况", "协商讨论"], "attends": [cast.library],
    } | values  # fmt: skip
    return actions.plan_session(topic, SessionContent(**said), by=by or cast.officer)


def minuted(cast: Cast, topic: Topic, *, by: User | None = None) -> Session:
    by = by or cast.officer
    held = session(cast, topic, by=by)
    actions.send_notice(held, by=by)
    return actions.write_minutes(held, heads={"residents": 18, "members": 6}, lines=LINES, by=by)


def outcome(cast: Cast, topic: Topic, *, sent: bool = True, **values: Any) -> Outcome:
    said = {
        "title": "优化社区借阅点布局", "addressee": cast.library, "opening": "经调研和协商，形成以下建议。",
        "asks": ["年内增设四处社区借阅点。", "周末延长开放两小时。", "公布流动书车路线。"],
    } | values  # fmt: skip
    made = actions.write_outcome(topic, OutcomeContent(**said), by=cast.officer)
    return actions.send_outcome(made, by=cast.officer) if sent else made


ANSWERS = {
    1: Said("adopted", "已选定四处场地，11月底前开放。"),
    2: Said("partly", "周六延长两小时，周日人手不足。"),
    3: Said("not", "书车路线随学期调整，不便固定公布。"),
}


def answered(cast: Cast, made: Outcome) -> Outcome:
    actions.reply(made, ANSWERS, post="馆长", by=cast.liaison)
    return Outcome.objects.get(pk=made.pk)


def at(cast: Cast, stage: str, **values: Any) -> Topic:
    """A consultation topic that stands in `stage`; "done" is through all of them."""
    topic = pooled(cast, **values)
    if stage == "pool":
        return topic
    planned(cast, topic, begun=stage not in ("choose", "plan"))
    for name in STAGES[2 : STAGES.index(stage)] if stage in STAGES else ():
        if name == "inquiry":
            tell(topic, by=cast.officer)
        elif name == "session":
            minuted(cast, topic)
        elif name == "outcome":
            outcome(cast, topic)
        else:
            answered(cast, topic.outcomes.get())
        pass_on(topic, by=cast.officer)
    return Topic.objects.get(pk=topic.pk)


def stations(cast: Cast) -> tuple[Station, Station, Station]:
    """County, town and village: run by the office, by the museum, by the library."""
    county = station(cast, "临湖市协商议事室", cast.office)
    town = station(cast, "湖东街道议事室", cast.museum, parent=county)
    return county, town, station(cast, "柳岸社区议事室", cast.library, parent=town)


def station(cast: Cast, name: str, unit: Unit, **values: Any) -> Station:
    said = {
        "name": name, "unit": unit, "where": "湖东路8号一楼", "host": "社区主任",
        "hours": {3: (time(14), time(17))},
    } | values  # fmt: skip
    return actions.open_station(StationContent(**said), office=cast.office, by=cast.officer)


def raised(cast: Cast, at: Station, *, by: User | None = None, **values: Any) -> Topic:
    return actions.raise_item(
        content(**{"title": "柳岸小区停车怎么办"} | values),
        station=at, by=by or cast.officer,
    )  # fmt: skip


def text(cast: Cast, *, days: int = 40, **values: Any) -> OpenText:
    """A text of two paragraphs, open for `days` from today."""
    said = {
        "title": "社区借阅点管理办法（征求意见稿）", "intro": "请逐条提出意见。",
        "paragraphs": ["第一条 借阅点每周开放不少于五天。", "第二条 图书每季度轮换。"],
        "last": clock.today() + timedelta(days=days),
    } | values  # fmt: skip
    return actions.open_text(TextContent(**said), office=cast.office, by=cast.officer)


def closed(found: OpenText) -> OpenText:
    """Its time is over."""
    OpenText.objects.filter(pk=found.pk).update(last=date(2026, 9, 1), short_reason="时限已过")
    return OpenText.objects.get(pk=found.pk)


def knowledge(cast: Cast, name: str = "图书馆学") -> Knowledge:
    return actions.add_knowledge(name, office=cast.office, by=cast.officer)


def crowd(cast: Cast, field: Knowledge, size: int) -> list[User]:
    """Accounts of the museum that joined the field."""
    users = [User.objects.create_user(f"expert{n}", f"专家{n}", PASSWORD) for n in range(size)]
    for user in users:
        Membership.objects.create(user=user, unit=cast.museum, duty="handler")
        actions.join(field, by=user)
    return users


def announced(cast: Cast, topic: Topic, field: Knowledge, wanted: int | None = 2) -> Draw:
    return actions.announce(topic, field, wanted=wanted, by=cast.officer)


def attachment_key(topic: Topic, cast: Cast) -> str:
    """A file in the open stage of a topic."""
    actions.deliver(now(topic), told="", files=[plans.photo()], by=cast.officer)
    return str(topic.stages.get(files__isnull=False).files.get().attachment.key)
