"""Telling those who sign that a paper waits, and the drafter what became of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from banjie.approvals.models import Paper, Signature, Step
from banjie.notices.actions import one_line, site_language, write_notice


def ask(paper: Paper, step: Step) -> None:
    """A notice to everybody who is to sign in this step."""
    for signature in step.signatures.filter(verdict=Signature.Verdict.WAITING):
        ask_one(paper, signature)


def ask_one(paper: Paper, signature: Signature) -> None:
    """A notice to one signer: the account that was chosen, or those who hold the post."""
    with site_language():
        subject = _("Filed: %(title)s") if paper.is_filing else _("To sign: %(title)s")
        write_notice(
            kind="paper.asked",
            key=f"paper:{paper.pk}:signature:{signature.pk}",
            unit=None if signature.user_id else signature.unit,
            user=signature.user,
            duties=() if signature.user_id else (signature.duty,),
            subject=one_line(subject % {"title": paper}),
            address=reverse("approvals:paper", args=(paper.pk,)),
            by=paper.drafted_by,
        )


def tell(paper: Paper, round_number: int) -> None:
    """A notice to the drafter: approved, or back with a reason."""
    with site_language():
        returned = paper.state == Paper.State.RETURNED
        subject = _("Returned: %(title)s") if returned else _("Approved: %(title)s")
        write_notice(
            kind="paper.decided",
            key=f"paper:{paper.pk}:round:{round_number}:{paper.state}",
            user=paper.drafted_by,
            subject=one_line(subject % {"title": paper}),
            address=reverse("approvals:paper", args=(paper.pk,)),
        )
