"""Planning a session, telling those invited, writing its minutes, carrying its points on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_noop

from banjie.approvals import actions as approvals
from banjie.common import audit, clock, once
from banjie.common.timed import ahead_of, begin
from banjie.consultation.actions import CaseContent, OnPaper, enter_case
from banjie.documents.attachments import Paper, keep, look_into
from banjie.people.models import Unit, User
from banjie.people.rules import HANDLER, LEADER, LIAISON
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.plan import add_activity
from banjie.programme.models import ActivityKind, Programme
from banjie.topics.actions.states import WrongState, locked, tell
from banjie.topics.models import (
    AgendaItem,
    Attendance,
    Carried,
    Deadline,
    Invitation,
    Minute,
    Session,
    SessionFile,
    Topic,
)

MARK = "会"
Kind = Deadline.Kind


@dataclass(frozen=True, slots=True)
class SessionContent:
    """When and where, what about, and who is asked: units, in one of two standings."""

    day: date
    begins: time
    place: str
    agenda: Sequence[str]
    attends: Iterable[Unit] = ()
    sits_in: Iterable[Unit] = ()
    bring: str = ""
    answer_to: str = ""
    files: Iterable[UploadedFile] = ()


def plan_session(topic: Topic, content: SessionContent, *, by: User) -> Session:
    """A session to come, with the last days for its notice, its papers and its minutes.

    Raises ValidationError where one of them cannot be computed.
    """
    files = [look_into(file) for file in content.files]
    with transaction.atomic():
        topic = locked(topic, "plan_session", by=by)
        session = _fill(Session(topic=topic, planned_by=by), content, files, by)
        audit.record(by=by, verb="session.planned", target=session)
    return session


def change_session(session: Session, content: SessionContent, *, by: User) -> Session:
    """Another day, place or agenda; those already told are told again."""
    files = [look_into(file) for file in content.files]
    with transaction.atomic():
        session = _fill(locked(session, "change_session", by=by), content, files, by)
        audit.record(by=by, verb="session.changed", target=session)
        if session.notice_on:
            _tell_invited(session, f"changed:{once.new_key()}", by=by)
    return session


def _fill(session: Session, content: SessionContent, files: list[Paper], by: User) -> Session:
    session.day, session.begins = content.day, content.begins
    session.place, session.bring = content.place, content.bring
    session.answer_to = content.answer_to
    session.save()
    clocks = {
        Kind.NOTICE: ahead_of("topics.notice", session.day),
        Kind.PAPERS: ahead_of("topics.papers", session.day),
        Kind.MINUTES: begin("topics.minutes", session.day),
    }
    for kind, clock_of in clocks.items():
        known = session.deadlines.filter(kind=kind).first()
        deadline = known or Deadline(session=session, kind=kind)
        deadline.run_by(clock_of)
        deadline.save()
    _replace_lists(session, content)
    for file in files:
        SessionFile.objects.create(session=session, attachment=keep(file, by=by))
    if files:
        session.deadlines.filter(kind=Kind.PAPERS, done_on=None).update(done_on=clock.today())
    return session


def _replace_lists(session: Session, content: SessionContent) -> None:
    session.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(session=session, order=order, text=text[:300])
        for order, text in enumerate(content.agenda, 1)
    )
    asked = {unit.pk: Invitation.Standing.SITS_IN for unit in content.sits_in}
    asked |= {unit.pk: Invitation.Standing.ATTENDS for unit in content.attends}
    session.invitations.all().delete()
    Invitation.objects.bulk_create(
        Invitation(session=session, unit_id=unit, standing=standing)
        for unit, standing in asked.items()
    )


@transaction.atomic
def send_notice(session: Session, *, by: User) -> Session:
    """Give the notice its number and tell the units that are asked."""
    session = locked(session, "send_notice", by=by)
    approvals.take_number(session, session.topic.office, MARK)
    session.notice_on = clock.today()
    session.save()
    session.deadlines.filter(kind=Kind.NOTICE).update(done_on=clock.today())
    audit.record(by=by, verb="session.noticed", target=session)
    _tell_invited(session, "notice", by=by)
    return session


def _tell_invited(session: Session, what: str, *, by: User) -> None:
    for invitation in session.invitations.select_related("unit"):
        tell(
            invitation.unit, gettext_noop("Notice of a session: %(title)s"), session.topic,
            kind="session", key=f"session:{session.pk}:{what}:{invitation.unit_id}"[:150],
            address=session.get_absolute_url(), by=by, duties=(LIAISON, HANDLER, LEADER),
        )  # fmt: skip


@transaction.atomic
def write_minutes(
    session: Session, *, heads: Mapping[str, int], lines: Mapping[str, Sequence[str]], by: User
) -> Session:
    """Who was there, as counts by group, and what was agreed, seen differently, left open.

    May be written anew until a point of it became something.
    """
    session = locked(session, "write_minutes", by=by)
    session.attendance.all().delete()
    Attendance.objects.bulk_create(
        Attendance(session=session, group=group, heads=n) for group, n in heads.items() if n
    )
    session.minutes.all().delete()
    Minute.objects.bulk_create(
        Minute(session=session, standing=standing, order=order, text=text[:1000])
        for standing, texts in lines.items()
        for order, text in enumerate(texts, 1)
    )
    session.held_on, session.minutes_on = session.day, session.minutes_on or clock.today()
    session.save(update_fields=["held_on", "minutes_on"])
    session.deadlines.filter(kind=Kind.MINUTES).update(done_on=session.minutes_on)
    audit.record(by=by, verb="session.minuted", target=session)
    return session


@transaction.atomic
def carry_to_activity(minute: Minute, *, programme: Programme, title: str, by: User) -> Carried:
    """An agreed point becomes an activity of a programme; `WrongState` once that was closed."""
    minute = locked(minute, "carry", by=by)
    plain = {"number": "", "title": title, "kind": ActivityKind.OTHER, "words": minute.text}
    try:
        activity = add_activity(
            programme, plain=plain, area=None, parent=None, once_key=once.new_key(), by=by
        )
    except Stale:
        raise WrongState("the programme is closed") from None
    return _carried(Carried(minute=minute, activity=activity, by=by))


@transaction.atomic
def carry_to_case(minute: Minute, *, title: str, by: User) -> Carried:
    """An agreed point becomes a suggestion to the office, in the words of the minutes.

    The unit that raised it stands behind it; the officer who carries it on is no author of it.
    """
    minute = locked(minute, "carry", by=by)
    topic = minute.session.topic
    content = CaseContent(
        kind="suggestion", title=title,
        said={
            "situation": topic.question[:1000], "analysis": topic.title,
            "proposal": minute.text,
        },
        points=[minute.text], unit=topic.raised_by or topic.office,
    )  # fmt: skip
    case = enter_case(
        content, OnPaper("meeting", clock.today()), office=topic.office, by=by,
        once_key=once.new_key(),
    )  # fmt: skip
    return _carried(Carried(minute=minute, case=case, by=by))


@transaction.atomic
def carry_no_further(minute: Minute, *, reason: str, by: User) -> Carried:
    """An agreed point that needs nothing more, and why."""
    minute = locked(minute, "carry", by=by)
    return _carried(Carried(minute=minute, reason=reason, by=by))


def _carried(carried: Carried) -> Carried:
    carried.save()
    audit.record(by=carried.by, verb="minute.carried", target=carried.minute)
    return carried
