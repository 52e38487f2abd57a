"""Cases in every state of the table, handled by the library with the museum's help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from banjie.common import clock
from banjie.consultation import actions
from banjie.consultation.models import Case, FollowUp, Submitter
from tests.web.consultation.cases import content
from tests.web.consultation.doing import BAD, GOOD, World, act

Stand = Callable[[World], Case]


def gathering(world: World, kind: str = "suggestion") -> Case:
    """Sent by an account that asked another to join."""
    joint = [world.joiner] if kind in ("suggestion", "proposal") else []
    said = content(kind=kind, joint=joint, points=["增设自习室", "延长周末开放时间"])
    return actions.submit_case(said, office=world.cast.office, by=world.writer).case


def draft(world: World) -> Case:
    return actions.save_draft(content(), office=world.cast.office, by=world.writer)


def lead(case: Case) -> Submitter:
    return Submitter.objects.get(case=case, lead=True)


def go(world: World, case: Case, *steps: str) -> Case:
    """Take these steps by those who take them; `step:who` names an account of the cast."""
    cast = world.cast
    usual: dict[str, Any] = {
        "receive": cast.liaison, "ask_return": cast.liaison, "ask_extension": cast.liaison,
        "draft_reply": cast.handler, "countersign": cast.stranger, "sign_reply": world.head,
    }  # fmt: skip
    for step in steps:
        case = Case.objects.get(pk=case.pk)
        if step in ("good", "bad"):
            actions.rate(lead(case), GOOD if step == "good" else BAD)
        elif step in ("withdraw", "reopen:author"):
            act(world, case, step.partition(":")[0], lead(case))
        elif step == "confirm":
            act(world, case, step, case.submitters.get(lead=False))
        else:
            act(world, case, step, usual.get(step, cast.officer))
    return Case.objects.get(pk=case.pk)


ANSWER = ("draft_reply", "countersign", "sign_reply", "review_reply", "publish_reply")
FILED = ("confirm", "file")
HANDLING = (*FILED, "assign")
REPLIED = (*HANDLING, *ANSWER)
REWORK = (*REPLIED, "bad")


def _as(*steps: str, kind: str = "suggestion") -> Stand:
    return lambda world: go(world, gathering(world, kind), *steps)


def _promised(world: World) -> Case:
    case = go(world, gathering(world), *REPLIED)
    reply = case.handlings.get(role="main").replies.get()
    FollowUp.objects.create(reply=reply, case=case, promise="建成自习室", due=clock.today())
    return case


STATES: dict[str, Stand] = {
    "draft": draft,
    "gathering": gathering,
    "submitted": _as("confirm"),
    "filed": _as(*FILED),
    "merged": _as(*FILED, "merge"),
    "handling": _as(*HANDLING),
    "replied": _as(*REPLIED),
    "rework": _as(*REWORK),
    "escalated": _as(*REWORK, *ANSWER, "bad"),
    "closed": _as(*REPLIED, "good"),
    "declined": _as("confirm", "decline"),
    "transferred": _as("confirm", "transfer"),
    "split": _as("confirm", "split"),
    "withdrawn": _as("confirm", "withdraw"),
}
"""One case in each state."""
MIDWAY: dict[str, Stand] = {
    "an information item": _as("file", kind="information"),
    "a request, answered": _as("file", "assign", *ANSWER, kind="request"),
    "a promise": _promised,
    "a promise, closed": lambda world: go(world, _promised(world), "good"),
    "a promise, begun again": lambda world: go(world, _promised(world), "bad"),
    "a promise, escalated": lambda world: go(world, _promised(world), "bad", *ANSWER, "bad"),
    "a hand-back asked": _as(*HANDLING, "ask_return"),
    "a hand-back asked, rework": _as(*REWORK, "ask_return"),
    **{
        f"{name}, {state}": _as(*before, *steps)
        for state, before in (("handling", HANDLING), ("rework", REWORK))
        for name, steps in (
            ("more time asked", ("ask_extension",)),
            ("stopped", ("suspend",)),
            ("drafted", ANSWER[:1]),
            ("countersigned", ANSWER[:2]),
            ("signed", ANSWER[:3]),
            ("ready", ANSWER[:4]),
        )
    },
}
"""The same states with something asked or written in them."""
