"""Papers of the tests: drafted by the liaison of the library, signed in the office."""

from __future__ import annotations

from typing import Any

from banjie.approvals.actions import Content, Signer, StepPlan, draft_paper
from banjie.approvals.models import Paper
from banjie.common import once
from banjie.people.models import Unit
from tests.web.cast import Cast


def leader_of(unit: Unit) -> Signer:
    return Signer(unit.pk, "leader")


def officer_of(unit: Unit) -> Signer:
    return Signer(unit.pk, "officer")


def draft(cast: Cast, *steps: StepPlan, flow: str = "simple", **values: Any) -> Paper:
    """A paper of the library; by default one leader of the office signs it."""
    options = {
        "unit": cast.library, "submit": True, "once_key": once.new_key(), "by": cast.liaison,
    } | {name: values.pop(name) for name in ("unit", "submit", "by", "once_key") if name in values}  # fmt: skip
    content = {
        "addressee": cast.office,
        "flow": flow,
        "title": "秋季读书月延期举办",
        "body": "因场馆检修，读书月拟延至10月举办。",
        "steps": steps or [StepPlan([leader_of(cast.office)])],
    } | values
    return draft_paper(Content(**content), **options)
