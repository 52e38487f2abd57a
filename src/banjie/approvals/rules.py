"""Who drafts, reads and signs papers. Pages and buttons ask here."""

from __future__ import annotations

import rules
from django.db.models import Exists, OuterRef, Q, QuerySet

from banjie.approvals.models import Paper, Signature
from banjie.common import audit
from banjie.people.models import Membership, Unit, User
from banjie.people.rules import LEADER, OFFICER


def holds(user: User, signature: Signature) -> bool:
    """Whether this account signs for that post: it has the duty, and nobody else was chosen who
    has it still.
    """
    if (signature.unit_id, signature.duty) not in user.duties:
        return False
    if signature.user_id in (None, user.pk):
        return True
    return Signature.objects.filter(chosen_left(), pk=signature.pk).exists()


def chosen_left() -> Q:
    """Of signatures that wait: the account that was chosen has the post no more, or is shut. Then
    whoever has it signs, or the paper would wait for ever.
    """
    has_it = Membership.objects.filter(
        user=OuterRef("user"), unit=OuterRef("unit"), duty=OuterRef("duty"), user__is_active=True
    )
    return Q(~Exists(has_it), user__isnull=False, verdict=Signature.Verdict.WAITING)


def authors_of(paper: Paper) -> QuerySet[User]:
    """Whoever drafted it or changed its words: nobody signs their own, whatever their duties."""
    changed = audit.history(paper).filter(verb="paper.changed").order_by()
    return User.objects.filter(Q(pk=paper.drafted_by_id) | Q(pk__in=changed.values("actor")))


def wrote_it(user: User, paper: Paper) -> bool:
    return authors_of(paper).filter(pk=user.pk).exists()


def signature_of(user: User, paper: Paper) -> Signature | None:
    """The signature that waits for this account in the step the paper stands at."""
    if paper.state != Paper.State.OUT or paper.lapsed or wrote_it(user, paper):
        return None
    waiting = Signature.objects.filter(
        step__round__paper=paper,
        step__round__number=paper.rounds.count(),
        step__position=paper.at_step,
        verdict=Signature.Verdict.WAITING,
    ).select_related("step", "unit")
    return next((found for found in waiting if holds(user, found)), None)


@rules.predicate
def serves_a_unit(user: User) -> bool:
    return bool(user.units())


@rules.predicate
def drafted_it(user: User, paper: Paper) -> bool:
    return paper.drafted_by_id == user.pk


@rules.predicate
def is_open(_user: User, paper: Paper) -> bool:
    """Not sent yet, or back from a signer."""
    return paper.state in (Paper.State.DRAFT, Paper.State.RETURNED)


@rules.predicate
def still_serves(user: User, paper: Paper) -> bool:
    return paper.unit_id in user.units()


@rules.predicate
def leads_unit(user: User, paper: Paper) -> bool:
    """Officer or leader of the unit a paper comes from, once it has left its drafter's desk."""
    return paper.state != Paper.State.DRAFT and paper.unit_id in user.units(OFFICER, LEADER)


@rules.predicate
def was_asked(user: User, paper: Paper) -> bool:
    """Asked to sign in some round, whatever came of it."""
    asked = Signature.objects.filter(
        step__round__paper=paper, step__round__sent_at__isnull=False, unit__in=user.units()
    )
    return any(holds(user, signature) for signature in asked)


@rules.predicate
def signs_now(user: User, paper: Paper) -> bool:
    return signature_of(user, paper) is not None


@rules.predicate
def officer_of(user: User, unit: Unit) -> bool:
    return unit.pk in user.units(OFFICER)


rules.add_perm("approvals.draft", serves_a_unit)
rules.add_perm("approvals.see_paper", drafted_it | leads_unit | was_asked)
rules.add_perm("approvals.change_paper", drafted_it & is_open & still_serves)
rules.add_perm("approvals.sign", signs_now & ~drafted_it)
rules.add_perm("approvals.set_letters", officer_of)
