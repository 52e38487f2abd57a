"""Taking an item over, answering it, and finding whether the answer will do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from banjie.common import audit, clock
from banjie.common.timed import begin
from banjie.documents.attachments import keep, look_into
from banjie.people.models import Unit, User
from banjie.supervision.actions.states import (
    News,
    WrongState,
    end_work,
    locked,
    tell_office,
    tell_units,
)
from banjie.supervision.models import CHECKS, Answer, AnswerFile, Item, Part, Verdict
from banjie.supervision.rules import parts_of, to_answer, to_receive

OBJECTION = "supervision.objection"


@dataclass(frozen=True, slots=True)
class AnswerContent:
    """What a unit answers; `unit` says which, where the account works for several that owe it."""

    text: str
    post: str
    interim: bool = False
    late_reason: str = ""
    files: Iterable[UploadedFile] = ()
    unit: Unit | None = None


def _turn(parts: QuerySet[Part], unit: Unit | None) -> Part:
    """The part of this unit, or the first whose turn it is; `WrongState` where there is none."""
    part = (parts.filter(unit=unit) if unit else parts).first()
    if part is None:
        raise WrongState("no part of this account's units")
    return part


@transaction.atomic
def receive_item(item: Item, *, unit: Unit | None = None, by: User) -> Item:
    """The unit takes it over (签收), once; without `unit`, the account's first that has not."""
    item = locked(item, "supervision.receive", by=by)
    part = _turn(to_receive(parts_of(by).filter(item=item)), unit)
    part.received_at, part.received_by = clock.now(), by
    part.save(update_fields=["received_at", "received_by"])
    audit.record(by=by, verb="item.received", target=item, unit=part.unit_id)
    return item


def write_answer(item: Item, content: AnswerContent, *, by: User) -> Answer:
    """The next version of the unit's answer. Raises ValidationError for a final answer without a
    file (what is not proved cannot be struck off), and for a late one that does not say why.
    """
    files = [look_into(file) for file in content.files]
    with transaction.atomic():
        item = locked(item, "supervision.answer", by=by)
        part = _turn(to_answer(parts_of(by).filter(item=item)), content.unit)
        if not files and not content.interim:
            raise ValidationError(_("A final answer rests on at least one file."))
        if item.late and not content.late_reason:
            raise ValidationError(_("The last day has passed: say why it is late."))
        answer = Answer.objects.create(
            item=item, unit=part.unit, version=item.answers.filter(unit=part.unit).count() + 1,
            text=content.text, post=content.post, interim=content.interim,
            late_reason=content.late_reason, by=by, at=clock.now(),
        )  # fmt: skip
        for paper in files:
            AnswerFile.objects.create(answer=answer, attachment=keep(paper, by=by))
        audit.record(by=by, verb="item.answered", target=item, version=answer.version)
        news = News("report.supervision", f"answer:{answer.pk}", gettext_noop("Answered"))
        tell_office(item, news, by=by)
    return answer


@transaction.atomic
def verify(answer: Answer, *, checks: Mapping[str, bool], reason: str = "", by: User) -> Verdict:
    """Find that an answer will do (审结), every check true, or send it back with a reason.

    A co-operating unit's answer passes without ending the item: the lead unit's does that.
    Raises ValidationError where the time to object cannot be computed.
    """
    item = locked(answer.item)
    answer = Answer.objects.get(pk=answer.pk)
    if not by.may("supervision.verify", answer):
        raise WrongState(item.state)
    found = {name: bool(checks.get(name)) for name in CHECKS}
    verdict = Verdict(
        answer=answer, passed=all(found.values()), reason=reason, by=by, at=clock.now(), **found
    )
    verdict.run_by(begin(OBJECTION))
    verdict.save()
    if verdict.passed and item.parts.filter(unit=answer.unit_id, role="lead").exists():
        end_work(item, by=by)
    verb = "item.verified" if verdict.passed else "item.returned"
    audit.record(by=by, verb=verb, target=item, **({} if verdict.passed else {"reason": reason}))
    said = gettext_noop("Verified") if verdict.passed else gettext_noop("Back to the unit")
    news = News("supervision.verdict", f"verdict:{verdict.pk}", said)
    tell_units(item, news, by=by, units=[answer.unit])
    return verdict
