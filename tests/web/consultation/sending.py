"""What a program sends along with a step: a body its description takes, whatever it leads to."""

from __future__ import annotations

from typing import Any

from banjie.api.schemas.steps import SAID
from banjie.common import clock
from tests.web.consultation.doing import scan

CHOSEN = dict.fromkeys(("unit", "main", "handling", "names", "asked", "lead", "submitter"), 10**9)
"""Things that are not there."""
DAY = str(clock.today())
WORDS = {
    "note": "说明", "reason": "理由", "answer": "答复", "text": "内容", "post": "市长", "title": "关于自习室的信息",
    "ground": "elsewhere", "kind": "request", "on": DAY, "wanted": DAY, "means": "phone", "summary": "已沟通",
    "visibility": "author", "level": "city", "place": "市政府", "state": "given-up",
}  # fmt: skip
GRADES = {"attitude": 3, "result": 3, "clear": 3, "workable": 3}
OTHER = {
    "agreed": True, "approved": True, "reached": True, "said": {"situation": "座位不足。"},
    "parts": [{"title": "甲", "asks": "乙"}, {"title": "丙", "asks": "丁"}],
}  # fmt: skip


def body_of(step: str) -> Any:
    """A body that the description of the step takes, whatever it leads to."""
    if step not in SAID:
        return {}
    known = CHOSEN | WORDS | GRADES | OTHER
    if step == "rate_on_paper":
        return GRADES | {"submitter": 10**9, "scan": scan()}
    return {name: known[name] for name in SAID[step].model_fields if name in known}
