"""Saying something: a case with those behind it, its points, and the code to come back by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction

from banjie.common import clock
from banjie.consultation.actions.states import move
from banjie.consultation.codes import digest, new_code
from banjie.consultation.models import AccessCode, Case, Channel, Point, State, Submitter
from banjie.people.models import Unit, User


@dataclass(frozen=True, slots=True)
class CaseContent:
    """What is said: `said` by field of its kind, `points` what is asked, one answer each."""

    kind: str
    title: str
    said: Mapping[str, str]
    points: Sequence[str] = ()
    may_be_shown: bool = False
    unit: Unit | None = None
    post: str = ""


class Submitted(NamedTuple):
    """A new case; `code` is shown once to an author without an account, and '' for others."""

    case: Case
    code: str = ""


@transaction.atomic
def submit_case(
    content: CaseContent, *, office: Unit, channel: Channel | None = None, by: User | None = None,
    form_key: str | None = None,
) -> Submitted:  # fmt: skip
    """A case that waits for the check, with its lead submitter."""
    case = Case.objects.create(
        kind=content.kind, office=office, channel=channel, title=content.title,
        said=dict(content.said), may_be_shown=content.may_be_shown, form_key=form_key,
        submitted_on=clock.today(),
    )  # fmt: skip
    author = Submitter.objects.create(
        case=case, user=by, unit=content.unit, post=content.post, confirmed_on=clock.today()
    )
    asked = content.points or [content.said.get("proposal", "") or content.title]
    Point.objects.bulk_create(
        Point(case=case, order=at, text=text[:1000]) for at, text in enumerate(asked, start=1)
    )
    code = ""
    if by is None:
        code = new_code()
        AccessCode.objects.create(submitter=author, digest=digest(code))
    move(case, "submit", by=author, to=State.SUBMITTED)
    return Submitted(case, code)
