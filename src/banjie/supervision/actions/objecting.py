"""A unit objects to a verdict; another than its author decides (政府督查工作条例, art. 17)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from banjie.common import audit, clock
from banjie.common.timed import begin
from banjie.people.models import User
from banjie.supervision.actions.states import (
    News,
    WrongState,
    end_work,
    locked,
    tell_office,
    tell_units,
)
from banjie.supervision.models import Answer, Item, Objection, Verdict

REVIEW = "supervision.review"


@transaction.atomic
def object_to(verdict: Verdict, *, reason: str, by: User) -> Objection:
    """Object; the time to decide begins. ValidationError where its end cannot be computed."""
    item = locked(verdict.answer.item)
    verdict = Verdict.objects.select_related("answer__item", "answer__unit").get(pk=verdict.pk)
    if not by.may("supervision.object", verdict):
        raise WrongState(item.state)
    objection = Objection(
        verdict=verdict, unit=verdict.answer.unit, reason=reason, by=by, at=clock.now(),
        author=verdict.by,
    )  # fmt: skip
    objection.run_by(begin(REVIEW))
    objection.save()
    audit.record(by=by, verb="item.objected", target=item)
    news = News("report.supervision", f"objection:{objection.pk}", gettext_noop("Objected to"))
    tell_office(item, news, by=by)
    return objection


@transaction.atomic
def decide_objection(objection: Objection, *, upheld: bool, decision: str, by: User) -> Objection:
    """Decide. An objection that is right sets the verdict aside: the answer will do.

    It ends the item where it is the lead unit's and the last it gave; a newer one that waits or
    went back is decided on by itself.
    """
    item = locked(objection.verdict.answer.item)
    objection = Objection.objects.select_related("verdict__answer__item").get(pk=objection.pk)
    if not by.may("supervision.decide_objection", objection):
        raise WrongState(item.state)
    objection.upheld, objection.decision = upheld, decision
    objection.decided_by, objection.decided_at = by, clock.now()
    objection.save(update_fields=["upheld", "decision", "decided_by", "decided_at"])
    if upheld and item.state == Item.State.ISSUED and _ends(objection.verdict.answer):
        end_work(item, by=by)
    audit.record(by=by, verb="item.objection-decided", target=item, reason=decision)
    said = gettext_noop("Objection upheld") if upheld else gettext_noop("Objection not upheld")
    news = News("decision.objection", f"objection-decided:{objection.pk}", said)
    tell_units(item, news, by=by, units=[objection.unit])
    return objection


def _ends(answer: Answer) -> bool:
    """Whether this is the lead unit's, and no later final one of it."""
    own = answer.item.answers.filter(unit=answer.unit_id, interim=False)
    lead = answer.item.parts.filter(unit=answer.unit_id, role="lead")
    return lead.exists() and not own.filter(version__gt=answer.version).exists()
