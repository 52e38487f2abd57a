"""Addresses of the API for items under supervision: each step, by all of the cast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from banjie.supervision.models import CHECKS
from tests.web.cast import Cast
from tests.web.grid import supervision
from tests.web.grid.api import KEYED
from tests.web.grid.calls import Call, Way

SAID: dict[str, dict[str, Any]] = {
    "ask-extension": {"wanted": "2026-10-30", "reason": "材料未到。"},
    "decide-extension": {"approved": True, "answer": "同意。"},
    "verify": dict.fromkeys(CHECKS, True), "object": {"reason": "已经解决。"},
    "decide-objection": {"upheld": False, "decision": "维持。"},
    "strike-off": {"evidence": 10**9}, "archive": {"archive_number": "2026-督-1"},
    "reopen": {"reason": "问题反弹。"},
}  # fmt: skip


def _json(step: str, of: Way) -> Callable[[Cast, str], Call]:
    def way(cast: Cast, state: str) -> Call:
        return Call(of(cast, state).args, json=SAID.get(step, {}), headers=KEYED)

    return way


def _answering(of: Way) -> Way:
    """An interim answer, which needs no file."""

    def way(cast: Cast, state: str) -> Call:
        said = {"text": "正在修缮。", "post": "馆长", "interim": "true"}
        return Call(of(cast, state).args, data=said, headers=KEYED)

    return way


_OF = {
    **{
        step: step
        for step in (
            "issue", "receive", "urge", "strike-off", "archive", "reopen", "ask-extension",
            "decide-extension", "verify", "object",
        )
    },
    "decide-objection": "decide",
}  # fmt: skip
"""The step of the page whose thing is put into its state in the same way."""
WAYS: dict[str, Way] = {
    **{
        f"api:item-{step}": _json(step, supervision.WAYS[f"supervision:{of}"])
        for step, of in _OF.items()
    },
    "api:item-answer": _answering(supervision.WAYS["supervision:answer"]),
}
