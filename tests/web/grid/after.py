"""Addresses of what comes after a reply: a case of the office, answered by the library."""

from __future__ import annotations

from banjie.common import clock
from banjie.consultation import actions
from banjie.consultation.models import Case
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.grid.calls import Call, Way


def the_case(cast: Cast, state: str) -> Case:
    match state:
        case "request":
            return cases.at(cast, "replied", kind="request")
        case "escalated":
            return cases.escalated(cast)
        case "promised":
            return cases.promised(cast).case
        case "key":
            found = cases.at(cast, "handling")
            actions.mark_key(found, post="分管副主任", reason="群众关注", by=cast.officer)
            return found
    return cases.at(cast, state)


def _case(cast: Cast, state: str) -> Call:
    return Call((the_case(cast, state).pk,))


def _promise(cast: Cast, state: str) -> Call:
    case = the_case(cast, state)
    return Call((case.pk, case.follow_ups.get().pk))


def _instruction(cast: Cast, state: str) -> Call:
    case = the_case(cast, state)
    kept = actions.instruct(
        case, post="市长", text="请抓紧办理。", on=clock.today(), by=cast.officer
    )
    return Call((case.pk, kept.pk))


_BY_WAY: dict[Way, tuple[str, ...]] = {
    _case: (
        "rate-on-paper", "settle", "reopen", "rate-item", "call-back", "show", "adopt",
        "instruct", "mark-key", "visit", "key-result",
    ),
    _promise: ("follow-up",),
    _instruction: ("supervise",),
}  # fmt: skip
WAYS: dict[str, Way] = {
    f"consultation:{name}": way for way, names in _BY_WAY.items() for name in names
}
