"""Taking a topic up, passing its stages, publishing its result, sending an item one level up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from banjie.common import audit, clock
from banjie.common.timed import begin
from banjie.documents.attachments import keep, look_into
from banjie.people.models import Unit, User
from banjie.topics.actions.states import WrongState, locked, locked_topic, tell
from banjie.topics.models import Referral, Stage, StageFile, Station, Topic
from banjie.topics.procedures import StageRule, procedures

State = Topic.State


@dataclass(frozen=True, slots=True)
class TopicContent:
    """What is to be talked over, and which unit raised it."""

    title: str
    question: str
    raised_by: Unit | None = None


@transaction.atomic
def add_topic(content: TopicContent, *, office: Unit, by: User) -> Topic:
    """A topic for the pool of an office (议题库); it runs once a plan with it is approved."""
    return _make(content, "consultation", office=office, by=by)


@transaction.atomic
def raise_item(content: TopicContent, *, station: Station, by: User) -> Topic:
    """An item that came up at a station: its stages begin at once, the first with its words."""
    station = locked(station, "raise_item", by=by)
    topic = _make(content, "station", office=station.office, station=station, by=by)
    start(topic)
    topic.stages.filter(order=1).update(told=topic.question)
    return topic


def _make(
    content: TopicContent, procedure: str, *, office: Unit, by: User, station: Station | None = None
) -> Topic:
    topic = Topic.objects.create(
        office=office, procedure=procedure, title=content.title, question=content.question,
        raised_by=content.raised_by, raised_at=station, station=station, entered_by=by,
    )  # fmt: skip
    audit.record(by=by, verb="topic.added", target=topic)
    return topic


@transaction.atomic
def change_topic(topic: Topic, content: TopicContent, *, by: User) -> Topic:
    """Word it better before it runs."""
    topic = locked(topic, "change_topic", by=by)
    topic.title, topic.question = content.title, content.question
    topic.raised_by = content.raised_by
    topic.save(update_fields=["title", "question", "raised_by"])
    audit.record(by=by, verb="topic.changed", target=topic)
    return topic


@transaction.atomic
def drop_topic(topic: Topic, *, reason: str, by: User) -> Topic:
    """Do not take it up, or not further, and say why."""
    topic = locked(topic, "drop_topic", by=by)
    topic.state, topic.dropped_reason = State.DROPPED, reason
    topic.save(update_fields=["state", "dropped_reason"])
    audit.record(by=by, verb="topic.dropped", target=topic)
    return topic


def start(topic: Topic) -> None:
    """Lay out its stages, those with a window already excepted, and open the first."""
    lay_out(topic)
    topic.state = State.RUNNING
    topic.save(update_fields=["state"])
    _open(topic.stages.get(order=1))


def lay_out(topic: Topic) -> None:
    """A row for every stage of its procedure, once."""
    if not topic.stages.exists():
        rules = procedures()[topic.procedure].stages
        Stage.objects.bulk_create(
            Stage(topic=topic, order=order, name=rule.name) for order, rule in enumerate(rules, 1)
        )


def _open(stage: Stage) -> None:
    rule: StageRule = stage.rule
    stage.begun_on = clock.today()
    if rule.limit:
        stage.run_by(begin(rule.limit))
    stage.save()


@transaction.atomic
def plan_window(stage: Stage, *, first: date | None, last: date | None, by: User) -> Stage:
    """When this stage is to take place."""
    stage = locked(stage, "plan_window", by=by)
    stage.planned_first, stage.planned_last = first, last
    stage.save(update_fields=["planned_first", "planned_last"])
    audit.record(by=by, verb="stage.planned", target=stage)
    return stage


def deliver(
    stage: Stage, *, told: str, where: str = "", files: Iterable[UploadedFile] = (), by: User,
) -> Stage:  # fmt: skip
    """Write down what the stage had to bring, with its files; may be mended until it is passed."""
    papers = [look_into(file) for file in files]
    with transaction.atomic():
        locked_topic(stage.topic)
        stage = locked(stage, "deliver", by=by)
        stage.told, stage.where = told, where
        stage.save(update_fields=["told", "where"])
        for paper in papers:
            StageFile.objects.create(stage=stage, attachment=keep(paper, by=by))
        audit.record(by=by, verb="stage.delivered", target=stage)
    return stage


@transaction.atomic
def pass_stage(stage: Stage, *, by: User) -> Topic:
    """Close the stage, whose deliverable lies there, and open the next; the last one ends it."""
    topic = locked_topic(stage.topic)
    stage = locked(stage, "pass_stage", by=by)
    return _go_on(topic, stage, by=by)


def _go_on(topic: Topic, stage: Stage, *, by: User) -> Topic:
    stage.done_on = clock.today()
    stage.save(update_fields=["done_on"])
    audit.record(by=by, verb="stage.passed", target=stage, stage=stage.name)
    following = topic.stages.filter(order=stage.order + 1).first()
    if following:
        _open(following)
    else:
        topic.state = State.DONE
        topic.save(update_fields=["state"])
    return topic


def begin_planned(topic: Topic, *, by: User) -> None:
    """A topic of a plan that was approved: chosen and planned, it begins its third stage.

    Both first stages passed with the plan itself; the caller's transaction holds the plan.
    """
    topic = locked_topic(topic)
    start(topic)
    for name in ("choose", "plan"):
        _go_on(topic, topic.stages.get(name=name), by=by)


@transaction.atomic
def show_result(topic: Topic, *, result: str, by: User) -> Topic:
    """Publish what came of it, in words of its own; they can be mended and shown anew."""
    topic = locked(topic, "show_result", by=by)
    topic.result, topic.shown_on = result, topic.shown_on or clock.today()
    topic.save(update_fields=["result", "shown_on"])
    audit.record(by=by, verb="topic.shown", target=topic)
    return topic


@transaction.atomic
def refer_up(topic: Topic, *, reason: str, by: User) -> Referral:
    """Send an item one level up (上报). It goes on there in the stage it stands in; both see it."""
    topic = locked(topic, "refer_up", by=by)
    left = topic.station
    above = left and left.parent
    if left is None or above is None:
        raise WrongState.at("refer_up")
    if not above.is_open:
        raise ValidationError(_("The station above is closed; open it first."))
    referral = Referral.objects.create(topic=topic, left=left, reached=above, reason=reason, by=by)
    topic.station = above
    topic.save(update_fields=["station"])
    audit.record(by=by, verb="topic.referred", target=topic, level=above.level)
    tell(
        above.unit, gettext_noop("An item comes up to you: %(title)s"), topic,
        kind="referred", key=f"referral:{referral.pk}", address=topic.get_absolute_url(), by=by,
    )  # fmt: skip
    return referral
