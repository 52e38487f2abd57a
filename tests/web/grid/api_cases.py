"""Addresses of the API for cases: each step where somebody may take it, by all of the cast."""

from __future__ import annotations

from collections.abc import Callable

from banjie.consultation.models import Case, Channel
from banjie.consultation.steps import steps
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.consultation.sending import body_of
from tests.web.grid import after, consultation, replies
from tests.web.grid.api import KEYED
from tests.web.grid.calls import Call, Way, plain


def the_case(cast: Cast, state: str) -> Case:
    for room, states in ((replies, ("shared", "drafted")), (after, ("request", "escalated"))):
        if state in states:
            return room.the_case(cast, state)
    return consultation.the_case(cast, state)


def _case(cast: Cast, state: str) -> Call:
    return Call((the_case(cast, state).pk,))


def _own(cast: Cast, _state: str) -> Call:
    return Call((cases.submitted(cast, by=cast.nobody).pk,))


def _step(step: str) -> Callable[[Cast, str], Call]:
    def way(cast: Cast, state: str) -> Call:
        return Call((the_case(cast, state).pk,), json=body_of(step), headers=KEYED)

    return way


def _on_paper(cast: Cast, state: str) -> Call:
    return Call((the_case(cast, state).pk,), data=body_of("rate_on_paper"), headers=KEYED)


def _promise(cast: Cast, _state: str) -> Call:
    promise = cases.promised(cast)
    return Call((promise.case_id, promise.pk), json=body_of("follow_up"), headers=KEYED)


def _new(cast: Cast, _state: str) -> Call:
    channel = Channel.objects.create(office=cast.office, kind="suggestion", name="意见箱")
    said = {"channel": channel.pk, "title": "关于增设自习室的建议", "said": cases.SAID}
    return Call(json=said, headers=KEYED)


def _words(cast: Cast) -> dict[str, object]:
    return {"unit": cast.library.pk, "name": "常用", "opening": "您的来信收悉。"}


def _templates(cast: Cast, _state: str) -> Call:
    return Call(json=_words(cast), headers=KEYED)


def _template(cast: Cast, state: str) -> Call:
    args = replies.WAYS["consultation:change-template"](cast, state).args
    return Call(args, json=_words(cast), headers=KEYED)


_APART = ("submit", "rate_on_paper", "follow_up")
_STEPS = [s for s in steps().values() if s.name not in _APART and s.who != ("clock",)]
WAYS: dict[str, Way] = {
    "api:cases": _new,
    "api:own-cases": plain,
    "api:own-case": _own,
    "api:case": _case,
    "api:timeline": _case,
    "api:replies": _case,
    "api:letters": _case,
    "api:case-rate-on-paper": _on_paper,
    "api:case-follow-up": _promise,
    "api:templates": _templates,
    "api:template": _template,
    "api:change-template": _template,
    "api:drop-template": _template,
} | {f"api:case-{step.name.replace('_', '-')}": _step(step.name) for step in _STEPS}
