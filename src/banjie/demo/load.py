"""Fills an empty site with the invented town of Linhu, by the same steps a person takes.

The plan is really read from its DOCX; names are matched or answered, the programme is opened, the
units' reports are written, sent and decided on through the ordinary actions.
"""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from PIL import Image, ImageDraw

from banjie.common import clock, once
from banjie.consultation.actions import release_figures
from banjie.demo.answers import load_answers
from banjie.demo.cases import load_cases
from banjie.demo.clock import PLAN_RECEIVED, PROGRAMME_OPENED, SITE_FURNISHED, at
from banjie.demo.decisions import load_decisions
from banjie.demo.linhu.plan import TITLE
from banjie.demo.telling import load_telling
from banjie.demo.topics import load_topics
from banjie.documents.actions import read_document, receive_document
from banjie.notices.actions import write_notice
from banjie.people.actions import one_time_password
from banjie.people.models import Membership, SiteDuty, Unit, UnitAlias, User
from banjie.programme.actions.drafts import answer_parties, begin_draft
from banjie.programme.actions.programmes import open_programme
from banjie.programme.actions.reports import (
    Content,
    FigureLine,
    accept_report,
    return_report,
    write_report,
)
from banjie.programme.models import Activity, Programme, Report
from banjie.programme.queries.drafts import party_questions

LINHU = Path(__file__).parent / "linhu"
OFFICE = "临湖市协作委员会办公室"
POSTS = ("主任", "副主任", "领导", "负责人", "秘书长")


class LogIn(NamedTuple):
    """An account of the demonstration and its password for this run."""

    login: str
    password: str
    duty: str
    unit: str


class Member(NamedTuple):
    login: str
    name: str
    duty: str
    unit: str


CAST = (
    Member("officer", "项目专员", Membership.Duty.OFFICER, OFFICE),
    Member("liaison", "图书馆联络员", Membership.Duty.LIAISON, "临湖市图书馆"),
    Member("handler", "教育局承办人", Membership.Duty.HANDLER, "临湖市教育局"),
    Member("leader", "办公室负责同志", Membership.Duty.LEADER, OFFICE),
    Member("head", "图书馆负责同志", Membership.Duty.LEADER, "临湖市图书馆"),
    Member("member", "协作委员", "", ""),
)
KEEPERS = (
    Member("administrator", "系统管理员", SiteDuty.Duty.ADMINISTRATOR, ""),
    Member("security", "安全管理员", SiteDuty.Duty.SECURITY, ""),
    Member("auditor", "审计员", SiteDuty.Duty.AUDITOR, ""),
)
DUTIES: dict[str, str] = {Membership.Duty.LIAISON: "联络员", Membership.Duty.LEADER: "负责同志"}


def load_demo() -> list[LogIn]:
    """Load the town once, whole or not at all; give every account a fresh password."""
    with transaction.atomic():
        if not Programme.objects.exists():
            with clock.told(SITE_FURNISHED):
                _units()
                officer = _accounts()
            programme = _programme(officer)
            load_answers(programme, officer=officer, liaison_of=_liaison_of)
            _reports(programme, officer)
            load_telling(programme, officer=officer, liaison_of=_liaison_of, scan=lake(42))
            load_decisions(programme, picture=lake(41))
            load_cases(programme, of_unit=_account_of)
            load_topics(programme, of_unit=_account_of)
            with clock.told(at("2026-09-17", 6)):
                release_figures()
            _notices(programme, officer)
    return [_new_password(member) for member in (*CAST, *KEEPERS)]


def _new_password(member: Member) -> LogIn:
    user = User.objects.get(login=member.login)
    password = one_time_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    return LogIn(member.login, password, user.name, member.unit or "全站")


def _units() -> None:
    rows = json.loads((LINHU / "units.json").read_text("utf-8"))
    for row in rows:
        unit = Unit.objects.create(
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            parent=Unit.objects.get(name=row["parent"]) if row["parent"] else None,
        )
        UnitAlias.objects.bulk_create(UnitAlias(unit=unit, name=name) for name in row["aliases"])


def _accounts() -> User:
    """The cast, who keeps the site, a liaison without a password for each unit that reports."""
    for member in CAST:
        user = User.objects.create_user(member.login, member.name)
        if member.unit:
            unit = Unit.objects.get(name=member.unit)
            Membership.objects.create(user=user, unit=unit, duty=member.duty)
    for member in KEEPERS:
        user = User.objects.create_user(member.login, member.name)
        SiteDuty.objects.create(user=user, duty=member.duty)
    return User.objects.get(login="officer")


def _liaison_of(unit: Unit) -> User:
    return _account_of(unit, Membership.Duty.LIAISON)


def _account_of(unit: Unit, duty: str) -> User:
    """The unit's account with this duty; one nobody can sign in as where the cast has none."""
    found = User.objects.filter(memberships__unit=unit, memberships__duty=duty).first()
    if found is None:
        found = User.objects.create_user(f"{duty}-{unit.pk}", f"{unit.brief}{DUTIES[duty]}")
        Membership.objects.create(user=found, unit=unit, duty=duty)
    return found


def _programme(officer: User) -> Programme:
    """Upload, read, review, open: the four steps an officer takes."""
    name = f"{TITLE}.docx"
    upload = SimpleUploadedFile(name, (LINHU / name).read_bytes())
    with clock.told(PLAN_RECEIVED):
        received = receive_document(upload, unit=Unit.objects.get(name=OFFICE), by=officer)
        read_document(received.document)
        draft = begin_draft(received.document, by=officer)
    questions = party_questions(draft, list(draft.items.all()))
    answers = {
        question.name: "post" if question.name.endswith(POSTS) else "new"
        for question in questions
        if not question.settled
    }
    with clock.told(PROGRAMME_OPENED):
        answer_parties(draft, answers, by=officer)
        return open_programme(draft, by=officer)


def _reports(programme: Programme, officer: User) -> None:
    rows = json.loads((LINHU / "reports.json").read_text("utf-8"))
    for number, row in enumerate(rows):
        activity = programme.activities.get(title=row["title"], parent=None)
        unit = Unit.objects.get(name=row["unit"])
        sent = at(row["submitted_on"], 9, 30)
        with clock.told(sent):
            report = _report(activity, unit, row, picture=number % 2 == 0, seed=number)
        with clock.told(sent + timedelta(days=1)):
            if row["state"] == Report.State.ACCEPTED:
                accept_report(report, by=officer)
            elif row["state"] == Report.State.RETURNED:
                return_report(report, reason=row["reason"], by=officer)


def _report(
    activity: Activity, unit: Unit, row: dict[str, Any], *, picture: bool, seed: int
) -> Report:
    targets = list(activity.targets.all())
    lines = []
    for figure in row["figures"]:
        same = [target for target in targets if target.unit == figure["unit"]]
        target = same[0] if len(same) == 1 else None
        measure = target.measure if target else figure["measure"]
        lines.append(FigureLine(measure, Decimal(str(figure["value"])), figure["unit"], target))
    content = Content(
        held_on=date.fromisoformat(row["held_on"]),
        held_until=date.fromisoformat(row["held_until"]) if row["held_until"] else None,
        place=row["place"],
        text=row["text"],
        completes=row["completes"],
        phase=activity.phases.filter(title=row.get("phase", "")).first(),
        occurrence=activity.occurrences.filter(number=row.get("session", 0)).first(),
        figures=lines,
        files=[SimpleUploadedFile(f"现场照片{seed + 1}.png", lake(seed))] if picture else [],
    )
    return write_report(
        activity, content, unit=unit, submit=True, once_key=once.new_key(), by=_liaison_of(unit)
    )


def _notices(programme: Programme, officer: User) -> None:
    """A reminder that went out, and urgings that wait in the outbox."""
    for number, row in enumerate(json.loads((LINHU / "notices.json").read_text("utf-8"))):
        activity = programme.activities.get(title=row["activity"], parent=None)
        with clock.told(at(row["written_on"], 9)):
            write_notice(
                kind=row["kind"],
                key=f"linhu.{number}",
                unit=Unit.objects.get(name=row["unit"]),
                duties=[Membership.Duty.LIAISON],
                subject=row["subject"],
                body=row["body"],
                address=reverse("programme:activity", args=(activity.pk,)),
                office=programme.office,
                by=officer,
            )


def lake(seed: int) -> bytes:
    """A drawn picture of a lake under a sun, a little different each time: PNG bytes."""
    picture = Image.new("RGB", (1200, 800), (214, 228, 226))
    draw = ImageDraw.Draw(picture)
    sun = 200 + seed * 137 % 800
    draw.ellipse((sun, 120, sun + 120, 240), fill=(201, 92, 66))
    for row, colour in enumerate(((150, 178, 172), (110, 148, 142), (70, 118, 112))):
        top = 380 + row * 60 + seed * 29 % 40
        peaks = [(x, top - (x * (row + 2) + seed * 71) % 140) for x in range(0, 1201, 120)]
        draw.polygon([(0, 800), *peaks, (1200, 800)], fill=colour)
    draw.rectangle((0, 600, 1200, 800), fill=(44, 96, 98))
    for wave in range(8):
        left = 60 + (wave * 149 + seed * 53) % 1000
        draw.line(
            (left, 630 + wave * 20, left + 130, 630 + wave * 20), fill=(150, 190, 188), width=4
        )
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
