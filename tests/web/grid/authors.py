"""Addresses of authors with an account (here the stranger), and of the officer who enters for one."""

from __future__ import annotations

from banjie.consultation import actions
from banjie.consultation.models import Case, Channel
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.grid.calls import Call, Way, plain


def the_own_case(cast: Cast, state: str) -> Case:
    channel = Channel.objects.create(office=cast.office, kind="proposal", name="提案", phone="1")
    if state == "draft":
        return actions.save_draft(
            cases.content(kind="proposal"), office=cast.office, channel=channel, by=cast.stranger
        )
    if state == "gathering":
        return cases.submitted(cast, by=cast.stranger, kind="proposal", joint=[cast.library])
    return cases.at(cast, state, by=cast.stranger, contact="linhu@example.org")


def _new(cast: Cast, _state: str) -> Call:
    channel = Channel.objects.create(office=cast.office, kind="proposal", name="提案", phone="1")
    return Call(query=f"channel={channel.pk}")


def _own(cast: Cast, state: str) -> Call:
    return Call((the_own_case(cast, state).pk,))


def _file(cast: Cast, state: str) -> Call:
    case = the_own_case(cast, state)
    return Call((case.pk, cases.with_file(case, cast).attachment.key))


_BY_WAY: dict[Way, tuple[str, ...]] = {
    plain: ("own", "enter"),
    _new: ("new",),
    _own: ("own-case", "draft", "discard", "confirm", "stand-aside", "withdraw", "keep-private", "own-rate", "own-reopen",
           "see-contact"),
    _file: ("own-file",),
}  # fmt: skip
WAYS: dict[str, Way] = {
    f"consultation:{name}": way for way, names in _BY_WAY.items() for name in names
}
