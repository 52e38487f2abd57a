"""Reads: my papers, what waits for my signature, who may be asked to sign."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from django.db.models import Count, F, Prefetch, Q, QuerySet

from banjie.approvals.models import Paper, Round, Signature
from banjie.approvals.rules import authors_of, chosen_left
from banjie.common import clock
from banjie.common.models import AuditEntry
from banjie.people.models import Membership, Unit, User
from banjie.people.rules import LEADER, OFFICER


def _mine(user: User) -> Q:
    """Signatures that this account holds."""
    held = Q(pk__in=())
    for unit, duty in user.duties:
        held |= Q(unit=unit, duty=duty)
    return held & (Q(user=None) | Q(user=user.pk) | chosen_left())


def papers_for(user: User) -> QuerySet[Paper]:
    """Drafted by me, signed by me, or sent by a unit that I am officer or leader of."""
    asked = Signature.objects.filter(_mine(user), step__round__sent_at__isnull=False)
    led = Q(unit__in=user.units(OFFICER, LEADER)) & ~Q(state=Paper.State.DRAFT)
    return Paper.objects.filter(
        Q(drafted_by=user) | led | Q(pk__in=asked.values("step__round__paper"))
    ).select_related("unit", "addressee", "drafted_by")


def waiting_for(user: User) -> QuerySet[Paper]:
    """Papers that stand at a step in which I sign, oldest first; filings while one may object."""
    now = Signature.objects.filter(
        _mine(user),
        verdict=Signature.Verdict.WAITING,
        step__position=F("step__round__paper__at_step"),
        step__round__in=_latest(),
    )
    return (
        Paper.objects.filter(
            Q(due=None) | Q(due__gte=clock.today()) | ~Q(flow=Paper.Flow.FILING),
            state=Paper.State.OUT,
            pk__in=now.values("step__round__paper"),
        )
        .exclude(Q(drafted_by=user) | Q(pk__in=_mended_by(user)))
        .select_related("unit", "addressee")
        .order_by("submitted_at", "pk")
    )


def _mended_by(user: User) -> QuerySet[AuditEntry, int]:
    """The papers whose words this account changed: it signs none of them (`rules.wrote_it`)."""
    changed = AuditEntry.objects.filter(
        actor=user, verb="paper.changed", target_type=Paper._meta.label_lower
    )
    return changed.values_list("target_id", flat=True)


def _latest() -> QuerySet[Round, int]:
    """The newest round of every paper that is being signed."""
    return (
        Round.objects.filter(paper__state=Paper.State.OUT)
        .annotate(last=Count("paper__rounds"))
        .filter(number=F("last"))
        .values_list("pk", flat=True)
    )


def open_drafts_of(user: User) -> QuerySet[Paper]:
    """My drafts and what came back to me, newest first."""
    return Paper.objects.filter(
        drafted_by=user, state__in=(Paper.State.DRAFT, Paper.State.RETURNED)
    ).select_related("unit", "addressee")


def papers_about(address: str, user: User) -> QuerySet[Paper]:
    """The papers about a page of the site that this account may read."""
    return papers_for(user).filter(about_address=address)


def rounds_of(paper: Paper) -> list[Round]:
    """The rounds with their steps and signatures, the newest first."""
    signatures = Signature.objects.select_related("unit", "user", "by", "passed_to__unit")
    found = paper.rounds.prefetch_related(Prefetch("steps__signatures", signatures))
    return list(found.order_by("-number"))


Choice = tuple[str, str]


def signer_choices(user: User, paper: Paper | None = None) -> list[tuple[str, list[Choice]]]:
    """Whom this account may ask to sign, by unit: posts that somebody holds who may, then accounts.

    Never itself, nor whoever has a hand in the words of `paper`. A value is `unit:duty`, or
    `unit:duty:account`; single accounts are officers and leaders.
    """
    held = (
        Membership.objects.filter(user__is_active=True)
        .exclude(user=user)
        .exclude(user__in=authors_of(paper) if paper else ())
        .select_related("unit", "user")
        .order_by("unit__name", "unit_id", "duty", "user__name")
    )
    return [(unit.name, _of_unit(list(rows))) for unit, rows in groupby(held, attrgetter("unit"))]


def _of_unit(rows: Iterable[Membership]) -> list[Choice]:
    posts = {f"{row.unit_id}:{row.duty}": str(row.get_duty_display()) for row in rows}
    single = [
        (f"{row.unit_id}:{row.duty}:{row.user_id}", f"{row.user.name}（{row.get_duty_display()}）")
        for row in rows
        if row.duty in (OFFICER, LEADER)
    ]
    return [*posts.items(), *single]


def letters_of(unit: Unit) -> str:
    """What the unit's document numbers begin with; never 第, which no number begins with."""
    if kept := getattr(unit, "letters", None):
        return str(kept.letters)
    shown = "".join(c for c in unit.brief if c.isprintable() and not c.isspace())
    return shown.lstrip("第")[:12]
