"""The check: filed with a number, not filed on a coded ground, or going on as other cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from banjie.approvals import actions as approvals
from banjie.common import clock
from banjie.consultation.actions.lasting import set_ends
from banjie.consultation.actions.states import locked, move
from banjie.consultation.kinds import kind_rule
from banjie.consultation.models import Case, CaseFile, Point, Screening, State, Submitter
from banjie.people.models import User


@transaction.atomic
def file_case(case: Case, *, by: User) -> Case:
    """Take it up (立案): the next number of its kind."""
    case = locked(case, "file", by=by)
    approvals.take_number(case, case.office, kind_rule(case.kind).mark)
    case.filed_on = clock.today()
    Screening.objects.create(case=case, step="file", by=by)
    return move(case, "file", by=by, to=State.FILED)


@transaction.atomic
def decline_case(case: Case, *, ground: str, routed_to: str, note: str = "", by: User) -> Case:
    """Do not take it up (不立案), saying on which ground and where it can be taken instead."""
    case = locked(case, "decline", by=by)
    said = {"ground": ground, "routed_to": routed_to, "note": note}
    _end(case, Screening(case=case, step="decline", by=by, **said))
    return move(case, "decline", by=by, to=State.DECLINED, ground=ground)


def _end(case: Case, found: Screening) -> None:
    """What the check found is recorded before anybody is told; the caller moves the case."""
    found.save()
    case.ground, case.closed_on = found.ground, found.on


@transaction.atomic
def transfer_case(case: Case, *, kind: str, ground: str, note: str = "", by: User) -> Case:
    """Let it go on in another channel: a new case of that kind waits for the check there."""
    case = locked(case, "transfer", by=by)
    if kind == case.kind:
        raise ValidationError({"kind": _("It is one of this kind already.")})
    _end(case, Screening(case=case, step="transfer", ground=ground, note=note, by=by))
    move(case, "transfer", by=by, to=State.TRANSFERRED, ground=ground)
    points = [point.text for point in case.points.all()]
    return _goes_on(case, "transfer", NewCase(case.title, case.said, points), by, kind=kind)


class NewCase(NamedTuple):
    """What a case goes on as: its title, what is said by field, and the points it asks."""

    title: str
    said: Mapping[str, str]
    points: Sequence[str]


@transaction.atomic
def split_case(case: Case, parts: Sequence[NewCase], *, note: str = "", by: User) -> list[Case]:
    """Let it go on as two or more cases (一事一案), each of which answers the same authors."""
    case = locked(case, "split", by=by)
    if len(parts) < 2:
        raise ValidationError(_("A case is split into two parts or more."))
    Screening.objects.create(case=case, step="split", note=note, by=by)
    case.closed_on = clock.today()
    move(case, "split", by=by, to=State.SPLIT)
    return [_goes_on(case, "split", part, by, kind=case.kind) for part in parts]


def _goes_on(case: Case, step: str, part: NewCase, by: User, *, kind: str) -> Case:
    """A new case from an old one, with its authors, its files and the day it was sent. Nobody else
    reads it before it is checked: the old one was published, not these words in this channel.
    """
    new = Case.objects.create(
        kind=kind, office=case.office, channel=case.channel, came_from=case,
        state=State.SUBMITTED, title=part.title, said=dict(part.said),
        may_be_shown=case.may_be_shown, submitted_on=case.submitted_on,
        entered_by=case.entered_by, entered_from=case.entered_from,
    )  # fmt: skip
    Point.objects.bulk_create(
        Point(case=new, order=at, text=text) for at, text in enumerate(part.points, start=1)
    )
    Submitter.objects.bulk_create(
        _carried(author, new) for author in case.submitters.all() if author.confirmed_on
    )
    CaseFile.objects.bulk_create(
        CaseFile(case=new, attachment_id=kept.attachment_id, scan=kept.scan)
        for kept in case.files.all()
    )
    set_ends(new)
    return move(new, step, by=by)


def _carried(author: Submitter, case: Case) -> Submitter:
    return Submitter(
        case=case, lead=author.lead, user_id=author.user_id, unit_id=author.unit_id,
        post=author.post, confirmed_on=author.confirmed_on, origin_id=author.origin_id or author.pk,
    )  # fmt: skip
