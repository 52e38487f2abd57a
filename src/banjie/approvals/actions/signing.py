"""The verdicts: agree, return with a reason, pass on. Nobody signs their own draft."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from banjie.approvals.actions.asking import ask, ask_one, tell
from banjie.approvals.actions.drafting import Signer
from banjie.approvals.actions.states import WrongState, locked
from banjie.approvals.models import Paper, Signature, Step
from banjie.approvals.rules import authors_of, signature_of
from banjie.common import audit, clock
from banjie.people.models import User

Verdict = Signature.Verdict


def _signing(paper: Paper, by: User, asked: int | None) -> tuple[Paper, Signature]:
    """The paper, locked, and the signature that waits for this account in its step.

    `asked` is the one a form was drawn for: sent again, it never signs the next one too.
    """
    paper = locked(paper, Paper.State.OUT)
    signature = signature_of(by, paper)
    if signature is None or asked not in (None, signature.pk):
        raise WrongState("nothing waits for this account")
    return paper, signature


def _sign(signature: Signature, verdict: str, reason: str, by: User) -> None:
    signature.verdict, signature.reason = verdict, reason
    signature.by, signature.at = by, clock.now()
    signature.save(update_fields=["verdict", "reason", "by", "at"])


@transaction.atomic
def agree(paper: Paper, *, reason: str = "", signature: int | None = None, by: User) -> Paper:
    """Sign. A step that is complete hands the paper on; the last one approves it.

    On a filing it says "no objection" before the time is over.
    """
    paper, waiting = _signing(paper, by, signature)
    _sign(waiting, Verdict.AGREED, reason, by)
    audit.record(by=by, verb="paper.agreed", target=paper, step=paper.at_step)
    if _complete(waiting.step):
        _advance(paper, waiting.step)
    return paper


def _complete(step: Step) -> bool:
    signatures = step.signatures.exclude(verdict=Verdict.PASSED)
    if step.mode == Step.Mode.ANY:
        return signatures.filter(verdict=Verdict.AGREED).exists()
    return not signatures.exclude(verdict=Verdict.AGREED).exists()


def _advance(paper: Paper, done: Step) -> None:
    following = done.round.steps.filter(position=done.position + 1).first()
    if following:
        paper.at_step = following.position
        paper.save(update_fields=["at_step"])
        ask(paper, following)
        return
    _decide(paper, Paper.State.APPROVED, done)


def _decide(paper: Paper, state: str, step: Step) -> None:
    paper.state, paper.decided_at = state, clock.now()
    paper.save(update_fields=["state", "decided_at"])
    tell(paper, step.round.number)


@transaction.atomic
def send_back(paper: Paper, *, reason: str, signature: int | None = None, by: User) -> Paper:
    """Return it to its drafter, with the reason; on a filing this is the objection."""
    paper, waiting = _signing(paper, by, signature)
    _sign(waiting, Verdict.RETURNED, reason, by)
    _decide(paper, Paper.State.RETURNED, waiting.step)
    audit.record(by=by, verb="paper.returned", target=paper, reason=reason)
    return paper


@transaction.atomic
def pass_on(
    paper: Paper, to: Signer, *, reason: str = "", signature: int | None = None, by: User
) -> Paper:
    """Let another post or account sign instead (转办). Raises `WrongState` if it signs already."""
    paper, waiting = _signing(paper, by, signature)
    if to.user_id and authors_of(paper).filter(pk=to.user_id).exists():
        raise WrongState("nobody signs their own words")
    _sign(waiting, Verdict.PASSED, reason, by)
    try:
        with transaction.atomic():
            waiting.passed_to = Signature.objects.create(
                step=waiting.step, unit_id=to.unit_id, duty=to.duty, user_id=to.user_id,
                drafted_by=paper.drafted_by,
            )  # fmt: skip
    except IntegrityError:
        raise WrongState("this post signs in this step already") from None
    waiting.save(update_fields=["passed_to"])
    audit.record(by=by, verb="paper.passed", target=paper, step=paper.at_step)
    ask_one(paper, waiting.passed_to)
    return paper
