"""A stretch of text taken for an activity, before its fields are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from banjie_reader.model import Span


class Place(NamedTuple):
    """The index of the heading above an activity, and of the activity it is a step of."""

    heading: int | None
    parent: int | None


@dataclass(slots=True)
class Candidate:
    """Where an activity stands, and which rule found it.

    `fields` are stretches that belong to it although they lie elsewhere (a table's cell, the
    value of a heading such as 二、活动时间), by field name.
    """

    span: Span
    title: Span
    rule: str
    number: str | None = None
    section: int | None = None
    fields: dict[str, list[Span]] = field(default_factory=dict)
    step: bool = False  # a part of the activity around it
    own: Span | None = None  # where its fields are read, when its steps follow inside the span
