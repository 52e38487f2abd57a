"""A paper as DOCX in the official layout: 请示 or 报备, with what came of it on its last page."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

from django.utils import timezone

from banjie.approvals.models import Paper, Round, Signature
from banjie.approvals.queries import rounds_of
from banjie.common import clock
from banjie.official import Column, OfficialDocument, official_date

REQUEST, FILING = "请示", "报备"
CLOSING = {REQUEST: "妥否，请批示。", FILING: "特此报备。"}
RESULT = {REQUEST: "批复情况", FILING: "报备办理情况"}
COLUMNS = (
    Column("轮次", 1.1, "centre"),
    Column("环节", 1.1, "centre"),
    Column("岗位", 3.5),
    Column("意见", 1.5, "centre"),
    Column("附言", 3.5),
    Column("时间", 3.2, "centre"),
)
VERDICTS = {
    Signature.Verdict.AGREED: "同意",
    Signature.Verdict.RETURNED: "退回",
    Signature.Verdict.PASSED: "转办",
}
FILING_VERDICTS = VERDICTS | {
    Signature.Verdict.AGREED: "无异议",
    Signature.Verdict.RETURNED: "有异议",
}


def write_document(paper: Paper, stream: BinaryIO) -> None:
    """Write it: the words as they were last sent, or the draft's. Posts are named, not people."""
    kind = FILING if paper.is_filing else REQUEST
    rounds = rounds_of(paper)
    sent = next((found for found in rounds if found.sent_at), None)
    title, body = (sent.title, sent.body) if sent else (paper.title, paper.body)
    dated = timezone.localdate(paper.submitted_at) if paper.submitted_at else clock.today()
    document = OfficialDocument(
        title=official_title(title, kind),
        signature=paper.unit.name,
        dated=dated,
        addressee=paper.addressee.name,
        number=paper.number or None,
    )
    for line in _lines(body, CLOSING[kind]):
        document.paragraph(line)
    for kept in paper.files.select_related("attachment"):
        document.enclose(PurePath(kept.attachment.name).stem)
    if rows := _result(paper, rounds):
        document.annex(RESULT[kind], columns=COLUMNS, rows=rows)
    document.save(stream)


def official_title(subject: str, kind: str) -> str:
    """关于…的请示; a title that is whole already stays as it is."""
    if subject.endswith(kind):
        return subject
    return f"{subject if subject.startswith('关于') else f'关于{subject}'}的{kind}"


def _lines(body: str, closing: str) -> list[str]:
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    return lines if lines and lines[-1].endswith(closing) else [*lines, closing]


def _result(paper: Paper, rounds: list[Round]) -> list[list[str]]:
    """A row for every verdict in order, and one for a filing that ran out without objection."""
    words = FILING_VERDICTS if paper.is_filing else VERDICTS
    rows = [
        [
            str(found.number), str(step.position), _post(signature),
            words[Signature.Verdict(signature.verdict)], signature.reason or "—",
            _moment(signature),
        ]
        for found in reversed(rounds)
        for step in found.steps.all()
        for signature in step.signatures.all()
        if signature.verdict
    ]  # fmt: skip
    if paper.lapsed and paper.due:
        row = [str(len(rounds)), "1", "—", "无异议", "期满未提出异议", official_date(paper.due)]
        rows.append(row)
    return rows


# The duty on paper is in Chinese whatever language the page has.
DUTIES = {"officer": "经办人", "liaison": "联络员", "handler": "承办人", "leader": "领导"}


def _post(signature: Signature) -> str:
    passed = signature.passed_to
    to = f"（转{passed.unit.name}{DUTIES[passed.duty]}）" if passed else ""
    return f"{signature.unit.name}{DUTIES[signature.duty]}{to}"


def _moment(signature: Signature) -> str:
    moment = timezone.localtime(signature.at)
    return f"{official_date(moment.date())} {moment:%H:%M}"
