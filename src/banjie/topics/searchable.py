"""What of this room can be found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from banjie.people.models import Unit
from banjie.search import sources
from banjie.search.sources import Source, Words
from banjie.topics.models import Outcome, Topic
from banjie.topics.queries.topics import outcomes_for, topics_for


def _topic(topic: Topic) -> Words:
    return Words(topic.title, f"{topic.office.name}\n{topic.question}", topic.entered_on)


def _outcome(outcome: Outcome) -> Words:
    day = outcome.sent_on or outcome.topic.entered_on
    return Words(str(outcome), f"{outcome.addressee.name}\n{outcome.opening}", day)


sources.register(
    Source(
        "topic",
        _("topics"),
        Topic,
        words=_topic,
        visible=topics_for,
        address="topics:topic",
        follows=("office",),
        rests_on={Unit: "office"},
    )
)
sources.register(
    Source(
        "outcome",
        _("recommendations"),
        Outcome,
        words=_outcome,
        visible=outcomes_for,
        address="topics:outcome",
        follows=("addressee", "topic"),
        rests_on={Unit: "addressee"},
    )
)
