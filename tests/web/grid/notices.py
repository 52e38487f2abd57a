"""Addresses of the notices room: a notice of the office to the library, a channel of its liaison."""

from __future__ import annotations

from banjie.notices.actions import write_notice
from banjie.notices.actions.channels import add_channel
from banjie.notices.actions.outbox import take_step
from banjie.notices.models import Notice
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain

_STEPS = {"sent": "send", "held": "hold", "cancelled": "cancel"}


def the_notice(cast: Cast, state: str) -> Notice:
    notice = write_notice(
        kind="supervision.urged",
        key="activity-7-urged-1",
        unit=cast.library,
        duties=["liaison"],
        subject="请尽快报送读书会进展",
        address="/",
        by=cast.officer,
    )
    if state in _STEPS:
        take_step(_STEPS[state], Notice.objects.filter(pk=notice.pk), by=cast.officer)
    return notice


def _notice(cast: Cast, state: str) -> Call:
    notice = the_notice(cast, state)
    return Call((notice.pk,), {"subject": "", "body": "", "version": notice.version})


def _step(cast: Cast, state: str) -> Call:
    return Call(data={"step": "send", "notice": the_notice(cast, state).pk})


def _add(_cast: Cast, state: str) -> Call:
    return Call((state,))


def _add_for_library(cast: Cast, state: str) -> Call:
    return Call((state, cast.library.pk))


def _channel(cast: Cast, state: str) -> Call:
    unit = cast.library if state == "of-library" else None
    values = {"address": "liaison@linhu.example"}
    return Call((add_channel("email", values=values, unit=unit, by=cast.liaison).pk,))


WAYS: dict[str, Way] = {
    "notices:notices": plain,
    "notices:notice": _notice,
    "notices:read-all": plain,
    "notices:outbox": plain,
    "notices:take-step": _step,
    "notices:sent-notice": _notice,
    "notices:send-again": _notice,
    "notices:channels": plain,
    "notices:add-channel": _add,
    "notices:add-unit-channel": _add_for_library,
    "notices:try-channel": _channel,
    "notices:remove-channel": _channel,
}
