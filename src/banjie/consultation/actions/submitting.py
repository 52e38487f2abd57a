"""Saying something: a case with those behind it, its points, and the code to come back by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from banjie.common import audit, clock, once
from banjie.common.files import Checked, store_attachment
from banjie.common.limits import in_days
from banjie.consultation.actions.joining import invite
from banjie.consultation.actions.staging import drop_staged, settle_staged
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.codes import code_of_form, digest, form_digest, new_code
from banjie.consultation.models import (
    AccessCode,
    Case,
    CaseFile,
    Channel,
    Contact,
    Point,
    Staged,
    State,
    Submitter,
)
from banjie.consultation.sealing import seal
from banjie.people.models import Unit, User

POINT_MOST = 1000


@dataclass(frozen=True, slots=True)
class CaseContent:
    """What is said: `said` by field of its kind, `points` what is asked, one answer each.

    `joint` are accounts and units asked to stand behind it too; `contact` one telephone or mail;
    `kept` the files of an earlier look at the same form.
    """

    kind: str
    title: str
    said: Mapping[str, str]
    points: Sequence[str] = ()
    may_be_shown: bool = False
    unit: Unit | None = None
    post: str = ""
    joint: Sequence[User | Unit] = ()
    contact: str = ""
    files: Sequence[Checked] = ()
    kept: Sequence[Staged] = ()


class Submitted(NamedTuple):
    """A new case; `code` is shown once to an author without an account, and '' for others."""

    case: Case
    code: str = ""


@dataclass(frozen=True, slots=True)
class OnPaper:
    """How something reached the office that enters it: from paper, by telephone, at a meeting."""

    source: str
    received_on: date
    scan: Checked | None = None


@transaction.atomic
def submit_case(
    content: CaseContent, *, office: Unit, channel: Channel | None = None, by: User | None = None,
    form_key: str | None = None, once_key: str = "", draft: Case | None = None,
) -> Submitted:  # fmt: skip
    """A case that waits for the check, or first for its joint submitters.

    Raises `once.AlreadyDone` for an account's form that was carried out before.
    """
    claimed = once.claim(once_key, by=by) if once_key else None
    case, author = _write(content, office, channel, by, draft)
    if form_key:  # before any file is kept: the same form again ends here
        case.form_key = form_digest(form_key)
        case.save(update_fields=["form_key"])
    _keep_whole(case, author, content, by, form_key or once_key)
    code = ""
    if by is None:
        code = code_of_form(form_key) if form_key else new_code()
        AccessCode.objects.create(submitter=author, digest=digest(code))
    invited = invite(case) if by else []
    if not invited:
        case.submitted_on = clock.today()
    move(case, "submit", by=author, to=State.GATHERING if invited else State.SUBMITTED)
    if claimed:
        once.settle(claimed, str(case.pk))
    return Submitted(case, code)


def submit_openly(content: CaseContent, *, channel: Channel, form_key: str) -> Submitted:
    """From somebody without an account. The same form again gives the same case and code."""
    try:
        return submit_case(content, office=channel.office, channel=channel, form_key=form_key)
    except IntegrityError:
        found = sent_before(form_key)
        if found is None:
            raise
        return found


def sent_before(form_key: str) -> Submitted | None:
    """What came of this form, if it was carried out."""
    case = Case.objects.filter(form_key=form_digest(form_key)).first()
    return Submitted(case, code_of_form(form_key)) if case else None


@transaction.atomic
def save_draft(
    content: CaseContent, *, office: Unit, channel: Channel | None = None, by: User,
    once_key: str = "", draft: Case | None = None,
) -> Case:  # fmt: skip
    """Keep it as far as it is written; only its author sees it. Files go along when it is sent:
    those of this form are deleted.
    """
    claimed = once.claim(once_key, by=by) if once_key else None
    case, _author = _write(content, office, channel, by, draft)
    drop_staged(once_key, by)
    if claimed:
        once.settle(claimed, str(case.pk))
    return case


@transaction.atomic
def discard_draft(draft: Case, *, by: User) -> None:
    """Delete a draft and all that is in it."""
    locked(draft, "submit", by=author_of(draft, by)).delete()


@transaction.atomic
def drop_left_drafts() -> int:
    """Delete the drafts of accounts that were closed: nobody else sees them, and whose they were
    comes no more (个人信息保护法 第四十七条). How many.
    """
    closed = Submitter.objects.filter(lead=True, user__is_active=False, user__kept_until=None)
    left = Case.objects.select_for_update(of=("self",)).filter(state=State.DRAFT)
    return len([draft.delete() for draft in left.filter(pk__in=closed.values("case"))])


@transaction.atomic
def enter_case(
    content: CaseContent, paper: OnPaper, *, office: Unit, by: User, once_key: str
) -> Case:
    """Enter what somebody said on paper, by telephone or at a meeting, with its scan.

    No code is made: whoever enters a case must not be able to come back as its author.
    """
    if office.pk not in by.units("officer"):
        raise WrongState("entered by an officer of the office")
    claimed = once.claim(once_key, by=by)
    case, author = _write(content, office, None, None, None)
    case.entered_by, case.entered_from = by, paper.source
    case.submitted_on = paper.received_on
    _keep_whole(case, author, content, by, once_key)
    if paper.scan:
        CaseFile.objects.create(
            case=case, attachment=store_attachment(paper.scan, by=by), scan=True
        )
    move(case, "submit", by=author, to=State.SUBMITTED)
    audit.record(by=by, verb="case.enter", target=case, source=paper.source)
    once.settle(claimed, str(case.pk))
    return case


def author_of(case: Case, user: User) -> Submitter:
    """The lead submitter that this account is; raises `WrongState` for another's case."""
    found = case.submitters.filter(lead=True, user=user).first()
    if found is None:
        raise WrongState.at("submit")
    return found


def _write(
    content: CaseContent, office: Unit, channel: Channel | None, by: User | None,
    draft: Case | None,
) -> tuple[Case, Submitter]:  # fmt: skip
    """The words and those behind them, as a draft: new, or over the one there was."""
    case, author = Case(), Submitter(user=by)
    if draft and by:
        author = author_of(draft, by)
        case = locked(draft, "submit", by=author)
    case.kind, case.title, case.said = content.kind, content.title, dict(content.said)
    case.office, case.channel, case.may_be_shown = office, channel, content.may_be_shown
    case.save()
    author.case, author.unit, author.post = case, content.unit, content.post
    author.confirmed_on = clock.today()
    author.save()
    case.submitters.filter(lead=False).delete()
    Submitter.objects.bulk_create(
        Submitter(case=case, lead=False, user=one if isinstance(one, User) else None,
                  unit=one if isinstance(one, Unit) else None)
        for one in content.joint
    )  # fmt: skip
    _ask(case, content.points)
    return case, author


def _ask(case: Case, points: Sequence[str]) -> None:
    case.points.all().delete()
    Point.objects.bulk_create(
        Point(case=case, order=at, text=text[:POINT_MOST]) for at, text in enumerate(points, 1)
    )


def _keep_whole(
    case: Case, author: Submitter, content: CaseContent, by: User | None, key: str
) -> None:
    """What only a case that is sent has: a point at least, its files, a contact."""
    if not content.title:
        raise ValidationError(_("A title is wanted."))
    if not content.points:
        _ask(case, [content.said.get("proposal", "") or content.title])
    for one in content.kept:
        CaseFile.objects.create(case=case, attachment=one.attachment, scan=one.scan)
    for checked in content.files:
        CaseFile.objects.create(case=case, attachment=store_attachment(checked, by=by))
    settle_staged(key, content.kept, by)
    if content.contact:
        Contact.objects.create(
            submitter=author, sealed=seal(content.contact),
            delete_on=in_days("case.contact_longest"),
        )  # fmt: skip
