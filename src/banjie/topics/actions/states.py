"""What every step begins with: the row locked, the rule asked again; and whom a step tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext

from banjie.notices.actions import one_line, site_language, write_notice
from banjie.people.models import Unit, User
from banjie.topics.models import Topic
from banjie.topics.refusals import REFUSED
from banjie.topics.rules import WORKING

Thing = TypeVar("Thing", bound=models.Model)


class WrongState(Exception):
    """The thing has moved on since the page was drawn, or this account may not take the step."""

    @classmethod
    def at(cls, step: str) -> WrongState:
        """It says who may take the step, and when."""
        return cls(str(REFUSED[step]))


def locked(thing: Thing, step: str, *, by: User) -> Thing:
    """The thing as it is now, locked; raises `WrongState` unless the rule still allows the step."""
    rows = type(thing)._default_manager.select_for_update(no_key=True, of=("self",))
    current: Thing = rows.get(pk=thing.pk)
    if not by.may(f"topics.{step}", current):
        raise WrongState.at(step)
    return current


def locked_topic(topic: Topic) -> Topic:
    """The topic's own row: what happens in its stages waits here."""
    return Topic.objects.select_for_update(no_key=True, of=("self",)).get(pk=topic.pk)


def tell(
    unit: Unit, said: str, topic: Topic, *, kind: str, key: str, address: str, by: User,
    duties: Iterable[str] = WORKING,
) -> None:  # fmt: skip
    """A notice to one unit; `said` is an English text with the topic's `title` in it."""
    with site_language():
        write_notice(
            kind=f"topics.{kind}",
            key=f"topics:{key}",
            unit=unit,
            duties=duties,
            office=topic.office,
            subject=one_line(gettext(said) % {"title": topic.title}),
            address=address,
            by=by,
        )
