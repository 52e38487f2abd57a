"""The plan of the year, a topic waiting for its reply, stations with items, a text open to all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from banjie.approvals import actions as approvals
from banjie.approvals.models import Paper
from banjie.common import clock
from banjie.consultation.codes import new_form_key
from banjie.demo.clock import SITE_FURNISHED, at
from banjie.people.models import Membership, Unit, User
from banjie.programme.models import Programme
from banjie.topics import actions
from banjie.topics.models import AnnualPlan, Session, Stage, Station, Topic

STORY = Path(__file__).parent / "linhu" / "topics.json"
Duty = Membership.Duty
Row = dict[str, Any]


def load_topics(programme: Programme, *, of_unit: Callable[[Unit, str], User]) -> None:
    """Everything of this page; `of_unit` gives the account of a unit with a duty."""
    story = json.loads(STORY.read_text("utf-8"))
    town = Town(programme, of_unit, User.objects.get(login="officer"))
    with clock.told(SITE_FURNISHED):
        pool = {row["key"]: town.pooled(row) for row in story["pool"]}
        stations: dict[str, Station] = {}
        for row in story["stations"]:
            stations[row["key"]] = town.station(row, stations.get(row.get("parent", "")))
    planned = story["planned"]
    town.plan(story["year"], [pool[key] for key in planned["topics"]], planned)
    for row in story["told"]:
        town.tell(pool[row["topic"]], row, by=town.officer)
    held = story["session"]
    town.hold(pool[held["topic"]], held, by=town.officer)
    town.recommend(pool[story["outcome"]["topic"]], story["outcome"])
    for row in story["items"]:
        town.item(stations[row["station"]], row)
    town.text(pool[story["text"]["topic"]], story["text"])


def _unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


@dataclass(frozen=True)
class Town:
    """Who takes the steps; each method is one stretch of the story."""

    programme: Programme
    of_unit: Callable[[Unit, str], User]
    officer: User

    def pooled(self, row: Row) -> Topic:
        content = actions.TopicContent(row["title"], row["question"], _unit(row["raised_by"]))
        return actions.add_topic(content, office=self.programme.office, by=self.officer)

    def station(self, row: Row, parent: Station | None) -> Station:
        hours = {int(day): (_time(opens), _time(closes))
                 for day, (opens, closes) in row["hours"].items()}  # fmt: skip
        said = {name: row[name] for name in ("name", "where", "host", "about")}
        content = actions.StationContent(
            **said, unit=_unit(row["unit"]), hours=hours, parent=parent
        )
        return actions.open_station(content, office=self.programme.office, by=self.officer)

    def plan(self, year: int, topics: list[Topic], row: Row) -> None:
        """Chosen, approved by the leader, begun."""
        office = self.programme.office
        with clock.told(at(row["opened_on"])):
            plan = actions.open_plan(
                office=office, year=year, programme=self.programme, by=self.officer,
            )  # fmt: skip
            actions.choose(plan, topics, by=self.officer)
            leader = approvals.Signer(office.pk, Duty.LEADER)
            plan = actions.send_plan(plan, leader=leader, by=self.officer)
        with clock.told(at(row["agreed_on"])):
            paper = Paper.objects.get(about_address=plan.get_absolute_url())
            approvals.agree(paper, reason="同意。", by=self.of_unit(office, Duty.LEADER))
        with clock.told(at(row["fixed_on"])):
            actions.fix_plan(AnnualPlan.objects.get(pk=plan.pk), by=self.officer)

    def tell(self, topic: Topic, row: Row, *, by: User) -> None:
        """What the open stage brought; it is passed unless the row leaves it open."""
        with clock.told(at(row["on"])):
            actions.deliver(
                _open_stage(topic),
                told=row["text"],
                where=row.get("where", ""),
                by=by,
            )
        if not row.get("open"):
            self.go_on(topic, row["on"], by=by)

    def go_on(self, topic: Topic, day: str | date, *, by: User) -> None:
        with clock.told(at(day, 16)):
            actions.pass_stage(_open_stage(topic), by=by)

    def hold(self, topic: Topic, row: Row, *, by: User) -> None:
        """Planned, announced, held, minuted."""
        content = actions.SessionContent(
            day=date.fromisoformat(row["day"]), begins=_time(row["begins"]), place=row["place"],
            agenda=row["agenda"], attends=[_unit(name) for name in row.get("attends", ())],
            sits_in=[_unit(name) for name in row.get("sits_in", ())], bring=row.get("bring", ""),
            answer_to=row.get("answer_to", ""),
        )  # fmt: skip
        with clock.told(at(row["planned_on"])):
            session = actions.plan_session(topic, content, by=by)
            actions.send_notice(session, by=by)
        with clock.told(at(row["minuted_on"])):
            actions.write_minutes(
                Session.objects.get(pk=session.pk), heads=row["heads"], lines=row["lines"], by=by
            )
        self.go_on(topic, row["minuted_on"], by=by)

    def recommend(self, topic: Topic, row: Row) -> None:
        content = actions.OutcomeContent(
            row["title"], _unit(row["addressee"]), row["opening"], row["asks"]
        )
        with clock.told(at(row["written_on"])):
            outcome = actions.write_outcome(topic, content, by=self.officer)
        with clock.told(at(row["sent_on"])):
            actions.send_outcome(outcome, by=self.officer)
        self.go_on(topic, row["sent_on"], by=self.officer)

    def item(self, station: Station, row: Row) -> None:
        """Raised at a station, told of stage by stage, talked over or sent up."""
        by = self.of_unit(station.unit, Duty.LIAISON)
        first = date.fromisoformat(row["on"])
        with clock.told(at(first)):
            topic = actions.raise_item(
                actions.TopicContent(row["title"], row["question"]), station=station,
                by=by,
            )  # fmt: skip
        self.go_on(topic, first, by=by)
        for number, text in enumerate(row["told"], start=1):
            self.tell(topic, {"on": first + timedelta(days=number), "text": text}, by=by)
        if "up" in row:
            with clock.told(at(row["up"]["on"])):
                actions.refer_up(topic, reason=row["up"]["reason"], by=by)
            return
        self.hold(topic, row["session"], by=by)
        self.go_on(topic, row["session"]["minuted_on"], by=by)  # what was agreed stands there

    def text(self, topic: Topic, row: Row) -> None:
        content = actions.TextContent(
            title=row["title"], intro=row["intro"], paragraphs=row["paragraphs"],
            last=date.fromisoformat(row["last"]), topic=topic,
        )  # fmt: skip
        with clock.told(at(row["on"])):
            text = actions.open_text(content, office=self.programme.office, by=self.officer)
        for said in row["comments"]:
            with clock.told(at(said["on"])):
                paragraph = text.paragraphs.get(order=said["paragraph"])
                actions.comment(paragraph, said["text"], form_key=new_form_key())


def _open_stage(topic: Topic) -> Stage:
    return topic.stages.get(begun_on__isnull=False, done_on=None)


def _time(words: str) -> time:
    return time.fromisoformat(words)
