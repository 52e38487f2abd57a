"""Addresses of the approvals room: papers of the library, signed by the office's leader."""

from __future__ import annotations

from banjie.approvals.actions import agree, send_back
from banjie.approvals.models import Paper, Signature
from tests.web import plans
from tests.web.approvals.papers import draft
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain


def the_paper(cast: Cast, state: str) -> Paper:
    paper = draft(
        cast, submit=state != "draft", files=[plans.photo()],
        flow="filing" if state == "filed" else "simple",
    )  # fmt: skip
    if state == "approved":
        agree(paper, by=cast.leader)
    elif state == "returned":
        send_back(paper, reason="请补充日期。", by=cast.leader)
    return paper


def _paper(cast: Cast, state: str) -> Call:
    paper, to = the_paper(cast, state), f"{cast.office.pk}:officer"
    asked = Signature.objects.get(step__round__paper=paper).pk
    return Call((paper.pk,), {"reason": "请补充。", "to": to, "signature": str(asked)})


def _attachment(cast: Cast, state: str) -> Call:
    paper = the_paper(cast, state)
    return Call((paper.pk, paper.files.get().attachment.key))


def _new(_cast: Cast, state: str) -> Call:
    return Call((state,))


def _letters(cast: Cast, _state: str) -> Call:
    return Call((cast.office.pk,), {"letters": "临协办"})


_BY_WAY: dict[Way, tuple[str, ...]] = {
    plain: ("papers",),
    _new: ("new",),
    _paper: ("paper", "change", "agree", "return", "pass-on", "document"),
    _attachment: ("attachment",),
    _letters: ("letters",),
}
WAYS: dict[str, Way] = {
    f"approvals:{name}": way for way, names in _BY_WAY.items() for name in names
}
