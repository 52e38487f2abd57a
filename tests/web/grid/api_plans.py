"""Addresses of the API for plans that are not at work yet, and for summaries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.web.cast import Cast
from tests.web.grid import programme, reporting
from tests.web.grid.api import KEYED
from tests.web.grid.calls import Call, Way, plain

SAID: dict[str, dict[str, Any]] = {
    "draft-set-head": {"title": "新标题", "year": 2026}, "draft-settle-names": {"names": {}},
    "draft-add-item": {"title": "举办讲座"}, "draft-merge-items": {"items": [10**9, 10**9]},
    "draft-keep-item": {"version": 1, "kept": False},
    "draft-correct-item": {"version": 1, "title": "举办朗诵会"},
    "draft-split-item": {"version": 1, "first_title": "举办朗诵会", "second_title": "举办讲座"},
    "draft-revise": {"programme": 10**9}, "revision-answer-rows": {"rows": {}},
    "revision-pair": {"item": 10**9}, "revision-carry-out": {"reason": "经研究调整。"},
    "import-carry-out": {"reason": "按任务分解表调整。"},
    "programme-roll-forward": {"year": 2027, "title": "下一年", "keep": [10**9]},
}  # fmt: skip


def _json(name: str, of: Way) -> Callable[[Cast, str], Call]:
    def way(cast: Cast, state: str) -> Call:
        return Call(of(cast, state).args[-1:], json=SAID.get(name, {}), headers=KEYED)

    return way


_OF = {
    **{
        f"draft-{step}": "review"
        for step in (
            "set-head", "settle-names", "add-item", "merge-items", "keep", "discard", "open",
            "revise",
        )
    },
    "draft-keep-item": "item", "draft-correct-item": "item", "draft-split-item": "item",
    "draft": "review", "draft-begin-draft": "begin-review",
    **{
        f"revision-{step}": "revision" for step in ("answer-rows", "pair", "carry-out", "discard")
    },
    "revision": "revision", "revisions": "changes",
    "import-carry-out": "import", "import-discard": "import", "import": "import",
    "programme-roll-forward": "roll", "next-year": "roll", "imports": "send-sheet",
}  # fmt: skip
"""The page whose thing is put into its state in the same way."""
WAYS: dict[str, Way] = {
    "api:drafts": plain,
    "api:summaries": _json("summaries", reporting.WAYS["reporting:summaries"]),
    "api:summary": reporting.WAYS["reporting:summary"],
    **{f"api:{name}": _json(name, programme.WAYS[f"programme:{of}"]) for name, of in _OF.items()},
}
