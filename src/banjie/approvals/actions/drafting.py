"""Writing a paper, mending it when it comes back, and sending it on its way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from banjie.approvals.actions.asking import ask
from banjie.approvals.actions.numbers import take_number
from banjie.approvals.actions.states import WrongState, locked
from banjie.approvals.models import Paper, PaperFile, Round, Signature, Step
from banjie.common import audit, clock, once
from banjie.common.timed import begin
from banjie.documents import attachments
from banjie.people.models import Unit, User

OBJECTION = "approvals.objection"
MARKS = {Paper.Flow.STEPS: "请", Paper.Flow.SIMPLE: "请", Paper.Flow.FILING: "备"}


@dataclass(frozen=True, slots=True)
class Signer:
    """A post that signs, narrowed to one account where `user_id` is given."""

    unit_id: int
    duty: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class StepPlan:
    """A step to come: who signs, and whether all of them must agree."""

    signers: Sequence[Signer]
    mode: str = Step.Mode.ALL


@dataclass(frozen=True, slots=True)
class Content:
    """What a paper says, and the way it is to go. `files` are added to those it has."""

    addressee: Unit
    flow: str
    title: str
    body: str
    steps: Sequence[StepPlan]
    about_address: str = ""
    about_label: str = ""
    files: Iterable[UploadedFile] = ()


def draft_paper(content: Content, *, unit: Unit, submit: bool, once_key: str, by: User) -> Paper:
    """A new paper, as a draft or sent at once.

    The same form sent twice raises `once.AlreadyDone` with the first paper's number.
    """
    files = [attachments.look_into(file) for file in content.files]
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        paper = _fill(Paper(unit=unit, drafted_by=by), content, files, by)
        if submit:
            _number(paper)
        audit.record(by=by, verb="paper.drafted", target=paper)
        if submit:
            paper = submit_paper(paper, by=by)
        once.settle(claimed, str(paper.pk))
    return paper


def change_paper(paper: Paper, content: Content, *, submit: bool, once_key: str, by: User) -> Paper:
    """Mend a draft or a paper that came back; its next round gets these words and steps."""
    files = [attachments.look_into(file) for file in content.files]
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        paper = locked(paper, Paper.State.DRAFT, Paper.State.RETURNED)
        paper = _fill(paper, content, files, by)
        if submit:
            _number(paper)
        audit.record(by=by, verb="paper.changed", target=paper)
        if submit:
            paper = submit_paper(paper, by=by)
        once.settle(claimed, str(paper.pk))
    return paper


def _fill(paper: Paper, content: Content, files: list[attachments.Paper], by: User) -> Paper:
    paper.addressee, paper.title, paper.body = content.addressee, content.title, content.body
    if paper.pk is None:
        paper.flow = content.flow
        paper.about_address, paper.about_label = content.about_address, content.about_label
    paper.save()
    _plan(paper, content.steps)
    for file in files:
        PaperFile.objects.create(paper=paper, attachment=attachments.keep(file, by=by))
    return paper


def _plan(paper: Paper, steps: Sequence[StepPlan]) -> None:
    """The steps of the round to come; those planned before and never sent are forgotten."""
    paper.rounds.filter(sent_at=None).delete()
    coming = Round.objects.create(paper=paper, number=paper.rounds.count() + 1)
    for position, plan in enumerate(steps, 1):
        step = Step.objects.create(round=coming, position=position, mode=plan.mode)
        Signature.objects.bulk_create(
            Signature(
                step=step, unit_id=signer.unit_id, duty=signer.duty, user_id=signer.user_id,
                drafted_by=paper.drafted_by,
            )
            for signer in dict.fromkeys(plan.signers)
        )  # fmt: skip


def _number(paper: Paper) -> None:
    """The number, once. Before the log in every transaction, so that no two wait for each other."""
    if not paper.number:
        take_number(paper, paper.unit, MARKS[Paper.Flow(paper.flow)])
        paper.save(update_fields=["letters", "mark", "year", "serial"])


@transaction.atomic
def submit_paper(paper: Paper, *, by: User) -> Paper:
    """Send it to its first step: its words are kept, its number is given the first time.

    The time to object to a filing begins; ValidationError where its last day cannot be computed.
    """
    paper = locked(paper, Paper.State.DRAFT, Paper.State.RETURNED)
    coming = paper.rounds.filter(sent_at=None).first()
    if coming is None or not coming.steps.exists():
        raise WrongState("no step is planned")
    if paper.is_filing:
        paper.run_by(begin(OBJECTION))
    _number(paper)
    now = clock.now()
    coming.title, coming.body, coming.sent_at = paper.title, paper.body, now
    coming.save(update_fields=["title", "body", "sent_at"])
    paper.state, paper.at_step, paper.submitted_at = Paper.State.OUT, 1, now
    paper.decided_at = None
    paper.save()
    audit.record(by=by, verb="paper.submitted", target=paper, round=coming.number)
    ask(paper, coming.steps.get(position=1))
    return paper
