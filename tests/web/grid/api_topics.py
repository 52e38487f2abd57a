"""Addresses of the API for topics: each step where somebody may take it, by all of the cast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.web.cast import Cast
from tests.web.grid import topics
from tests.web.grid.api import KEYED
from tests.web.grid.calls import Call, Way

TOPIC = {"title": "社区借阅点怎么布局", "question": "布局需要商量。"}
SESSION = {"day": "2026-12-18", "begins": "09:00", "place": "三楼会议室", "agenda": ["协商讨论"]}
OUTCOME = {"title": "优化布局", "addressee": 10**9, "opening": "经调研。", "asks": ["增设借阅点。"]}
STATION = {
    "name": "柳岸社区协商议事室",
    "unit": 10**9,
    "where": "湖东路8号一楼",
    "host": "社区主任",
}
TEXT = {
    "title": "借阅点管理办法（征求意见稿）", "intro": "请提出意见。", "paragraphs": ["第一条 每周开放五天。"],
    "last": "2026-12-30",
}  # fmt: skip
NEW: dict[str, dict[str, Any]] = {
    "topics": TOPIC, "plans": {"year": 2027}, "stations": STATION, "texts": TEXT,
    "fields": {"name": "图书馆学"},
}  # fmt: skip
SAID: dict[str, dict[str, Any]] = {
    "change-topic": TOPIC, "drop-topic": {"reason": "已解决。"}, "refer-up": {"reason": "要街道协调。"},
    "show-result": {"result": "增设四处借阅点。"}, "plan-session": SESSION, "write-outcome": OUTCOME,
    "announce": {"knowledge": 10**9}, "plan-window": {"first": "2026-10-01"},
    "deliver": {"told": "走访三个社区。"}, "change-session": SESSION,
    "write-minutes": {"agreed": ["增设借阅点。"], "heads": {"residents": 18}},
    "carry": {"becomes": "nothing", "reason": "已经办完。"}, "change-outcome": OUTCOME,
    "reply": {"post": "馆长", "answers": {}}, "follow-up": {"text": "已选定场地。"}, "raise-item": TOPIC,
    "choose": {"topics": []}, "send-plan": {"leader": "0:leader"},
    "change-station": STATION, "comment": {"paragraph": 1, "text": "建议开放六天。"}, "answer-text": {"summary": "共收到意见1条。"},
}  # fmt: skip


def _body(step: str, of: Way) -> Callable[[Cast, str], Call]:
    def way(cast: Cast, state: str) -> Call:
        args = of(cast, state).args[-1:]
        return Call(args, json=SAID.get(step, {}), headers=KEYED)

    return way


def _new(said: dict[str, Any]) -> Way:
    """A list, and what is sent to it: of the office, run by the library where somebody runs it."""

    def way(cast: Cast, _state: str) -> Call:
        run = {"unit": cast.library.pk} if "unit" in said else {}
        return Call(json=said | run | {"office": cast.office.pk}, headers=KEYED)

    return way


_OF: dict[str, tuple[str, ...]] = {
    "topic": (
        "change-topic", "drop-topic", "refer-up", "show-result", "plan-session", "write-outcome",
        "announce",
    ),
    "draw": ("draw",),
    "deliver": ("deliver", "pass-stage"),
    "plan-window": ("plan-window",),
    "session": ("change-session", "send-notice", "write-minutes"),
    "carry": ("carry",),
    "outcome": ("change-outcome", "send-outcome", "reply"),
    "follow-up": ("follow-up",),
    "station": ("raise-item", "change-station"),
    "plan": ("choose", "send-plan", "fix-plan"),
    "text": ("comment", "answer-text", "publish-text"),
    "join": ("join", "leave"),
}  # fmt: skip
WAYS: dict[str, Way] = {
    **{f"api:{name}": _new(said) for name, said in NEW.items()},
    "api:field": topics.WAYS["topics:join"],
    **{
        f"api:{name}": topics.WAYS[f"topics:{name}"]
        for name in ("topic", "session", "outcome", "plan", "text", "station")
    },
    **{
        f"api:topic-{step}": _body(step, topics.WAYS[f"topics:{of}"])
        for of, steps in _OF.items()
        for step in steps
    },
}
