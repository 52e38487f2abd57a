"""What an author sees of the own case, with an account or with a code; and how a code finds it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from banjie.common import clock
from banjie.consultation.asking import decided_extensions
from banjie.consultation.codes import digest
from banjie.consultation.models import (
    GONE_ON,
    AccessCode,
    Case,
    Contact,
    Follower,
    Letter,
    State,
    Submitter,
    Visibility,
)
from banjie.consultation.queries import page
from banjie.consultation.queries.after import promises_to
from banjie.consultation.queries.replies import ReplyRow, letters_of, reply_row
from banjie.people.models import User
from banjie.people.rules import LEADER, LIAISON


class Found(NamedTuple):
    """Whom a code belongs to: an author, or nobody but a follower of a published case."""

    case: Case
    author: Submitter | None


def found_by_code(code: str) -> Found | None:
    """The case of a code; None for a wrong one and one that has ended.

    Every code costs the same: one slow hash and both look-ups.
    """
    hashed, living = digest(code), Q(ends_on=None) | Q(ends_on__gte=clock.today())
    own = AccessCode.objects.filter(living, digest=hashed).select_related("submitter__case__office")
    followed = Follower.objects.filter(living, digest=hashed, case__visibility=Visibility.PUBLIC)
    access, follower = own.first(), followed.select_related("case__office").first()
    if access:
        return Found(access.submitter.case, access.submitter)
    return Found(follower.case, None) if follower else None


def going_on(author: Submitter) -> list[Submitter]:
    """This author's rows on what its case went on as; empty for one that did not."""
    rows = author.everywhere().exclude(case__state__in=GONE_ON).select_related("case__office")
    return [row for row in rows if row.origin_id]


def turned(found: Found, asked: str) -> Found:
    """The one of an author's cases with the number `asked`; without it the one that its case went
    on as, where there is but one.
    """
    rows = going_on(found.author) if found.author else []
    named = [row for row in rows if str(row.case_id) == asked]
    for row in named or (rows if len(rows) == 1 else []):
        return Found(row.case, row)
    return found


class LetterRow(NamedTuple):
    """A letter to the author with the reply it carries."""

    letter: Letter
    row: ReplyRow


def letter_rows(case: Case) -> list[LetterRow]:
    """The letters of a case, the oldest first."""
    return [LetterRow(letter, reply_row(letter.reply, letter)) for letter in letters_of(case)]


def author_page(case: Case, author: Submitter | None) -> dict[str, Any]:
    """What the page of an author draws. A follower (no author) reads what is published."""
    return {
        "case": case,
        "author": author,
        "others": [row.case for row in going_on(author) if row != author] if author else [],
        "said": page.said_of(case),
        "timeline": page.timeline(case, told_only=True),
        "screenings": page.screenings_of(case) if author else (),
        "suspensions": page.suspensions_of(case) if author else (),
        "decided": decided_extensions(case) if author else (),
        "letters": letter_rows(case),
        "handlers": [part.unit.name for part in page.handlers_of(case) if part.ended_on is None],
        "has_contact": bool(author and Contact.objects.filter(submitter=author.first).exists()),
        "may_withdraw": bool(author and author.may("consultation.withdraw", case)),
        "may_rate": bool(author and author.may("consultation.rate", case)),
        "may_reopen": bool(author and author.may("consultation.reopen", case)),
        "ratings": author.ratings.all() if author else (),
        "promises": promises_to(case),
        "may_be_closed_off": bool(
            author
            and author.confirmed_on
            and (case.may_be_shown or case.visibility == Visibility.PUBLIC)
        ),
    }


def standing_behind(user: User) -> QuerySet[Submitter]:
    """Where this account is an author, itself or for a unit that has not answered yet."""
    asked = Q(user=None, lead=False, unit__in=user.units(LEADER, LIAISON))
    return Submitter.objects.filter(Q(user=user) | asked).select_related("case__office", "unit")


def author_for(user: User, case: Case) -> Submitter | None:
    """The author's part of this account in a case; its own before that of a unit."""
    return (
        standing_behind(user)
        .filter(case=case)
        .order_by("-lead", F("user_id").asc(nulls_last=True), "pk")
        .first()
    )


def own_cases(user: User) -> QuerySet[Case]:
    """Cases this account stands behind or is asked to, the newest first; a draft is its writer's
    alone, whoever is named in it.
    """
    mine = standing_behind(user).filter(case=OuterRef("pk"))
    mine = mine.exclude(lead=False, case__state=State.DRAFT)
    return Case.objects.filter(Exists(mine)).select_related("office", "channel").order_by("-pk")


def own_drafts(user: User) -> QuerySet[Case]:
    return own_cases(user).filter(state=State.DRAFT)


def asked_to_confirm(user: User) -> QuerySet[Submitter]:
    """Where this account, or a unit it speaks for, is asked to stand behind a joint case."""
    return standing_behind(user).filter(
        lead=False, confirmed_on=None, case__state=State.GATHERING, confirm_by__isnull=False
    )


def has_contact(user: User, case: Case) -> bool:
    """Whether the author left a contact that this account may look at."""
    may = user.may("consultation.see_contact", case)
    left = Q(submitter__case=case) | Q(submitter__carried__case=case)
    return bool(may and Contact.objects.filter(left).exists())
