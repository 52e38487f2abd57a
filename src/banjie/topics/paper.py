"""The papers of the room as DOCX in the official layout: notice, recommendation, reply, roll-up."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

from banjie.approvals.document import official_title
from banjie.common import clock
from banjie.official import Column, OfficialDocument, official_date
from banjie.topics import wording
from banjie.topics.models import AnnualPlan, AskAnswer, Invitation, Outcome, OutcomeReply, Session
from banjie.topics.queries.outcomes import Followed

KIND = "建议案"
Verdict = AskAnswer.Verdict
COLUMNS = (
    Column("建议案", 7),
    Column("主送单位", 3),
    Column("反馈期限", 2.4, "centre"),
    Column("反馈情况", 2.4, "centre"),
    Column("条数", 1.2, "centre"),
    *(Column(words, 1.4, "centre") for words in wording.VERDICTS.values()),
    Column("已落实", 1.4, "centre"),
)


def write_notice_paper(session: Session, stream: BinaryIO) -> None:
    """The notice of a session (会议通知): when, where, what about, who, what to bring."""
    topic = session.topic
    document = OfficialDocument(
        title=f"关于召开“{topic.title}”协商会议的通知",
        signature=topic.office.name,
        dated=session.notice_on or clock.today(),
        addressee="、".join(_asked(session)) or "各有关单位",
        number=session.number or None,
    )
    document.paragraph(
        f"现定于{wording.session_day(session)}召开“{topic.title}”协商会议。有关事项通知如下："
    )
    document.heading(1, "时间地点")
    document.paragraph(f"时间：{wording.session_day(session)}。")
    document.paragraph(f"地点：{session.place}。")
    document.heading(1, "会议议程")
    for item in session.agenda.all():
        document.heading(3, item.text)
    document.heading(1, "参加单位")
    for standing, words in (("attends", "出席"), ("sits-in", "列席")):
        if units := _asked(session, standing):
            document.paragraph(f"{words}：{'、'.join(units)}。")
    if session.bring or session.answer_to:
        document.heading(1, "有关要求")
    if session.bring:
        document.paragraph(f"请携带：{session.bring}。")
    if session.answer_to:
        document.paragraph(f"请将参会回执报{session.answer_to}。")
    for kept in session.papers.select_related("attachment"):
        document.enclose(PurePath(kept.attachment.name).stem)
    document.save(stream)


def _asked(session: Session, standing: str = "") -> list[str]:
    found = session.invitations.select_related("unit")
    kept: list[Invitation] = [each for each in found if standing in ("", each.standing)]
    return [invitation.unit.name for invitation in kept]


def write_outcome_paper(outcome: Outcome, stream: BinaryIO) -> None:
    """The recommendation (建议案) with its numbered points."""
    document = OfficialDocument(
        title=official_title(outcome.title, KIND),
        signature=outcome.topic.office.name,
        dated=outcome.sent_on or clock.today(),
        addressee=outcome.addressee.name,
        number=outcome.number or None,
    )
    for line in _lines(outcome.opening):
        document.paragraph(line)
    document.paragraph("现提出以下建议：")
    for ask in outcome.asks.all():
        document.heading(3, ask.text)
    due = f"，并于{official_date(outcome.due)}前逐条反馈办理情况" if outcome.due else ""
    document.paragraph(f"以上建议，请研究办理{due}。")
    document.save(stream)


def write_reply_paper(reply: OutcomeReply, stream: BinaryIO) -> None:
    """The reply: every point with what was decided about it and why, in the order asked."""
    outcome = reply.outcome
    document = OfficialDocument(
        title=official_title(f"{_subject(outcome)}{KIND}办理情况", "反馈"),
        signature=outcome.addressee.name,
        dated=reply.sent_on,
        addressee=outcome.topic.office.name,
        number=reply.number,
    )
    document.paragraph(f"收到{outcome.number}建议案后，我单位逐条研究，现将办理情况反馈如下：")
    for answer in reply.answers.select_related("ask"):
        verdict = wording.VERDICTS[Verdict(answer.verdict)]
        document.heading(1, f"关于第{answer.ask.order}条建议（{verdict}）")
        document.paragraph(f"建议内容：{answer.ask.text}")
        for line in _lines(answer.text):
            document.paragraph(line)
    document.save(stream)


def _subject(outcome: Outcome) -> str:
    """What it is about, without the words that every title has."""
    return outcome.title.removeprefix("关于").removesuffix(f"的{KIND}")


def write_rollup(plan: AnnualPlan, followed: list[Followed], stream: BinaryIO) -> None:
    """What came of a year's recommendations, for the next plenary; units are not ranked."""
    document = OfficialDocument(
        title=f"{plan.year}年度协商成果采纳落实情况",
        signature=plan.office.name,
        dated=clock.today(),
    )
    asked = sum(row.asked for row in followed)
    counts = "，".join(
        f"{words}{sum(row.verdicts[verdict] for row in followed)}条"
        for verdict, words in wording.VERDICTS.items()
    )
    document.paragraph(
        f"{plan.year}年度共报送建议案{len(followed)}件，提出建议{asked}条：{counts}，"
        f"尚未反馈{sum(row.waiting for row in followed)}条；采纳和部分采纳的建议中，"
        f"已落实{sum(row.done for row in followed)}条。情况截至{official_date(clock.today())}。"
    )
    if followed:
        document.annex(
            "建议案办理情况表", columns=COLUMNS, rows=[_row(row) for row in followed], wide=True
        )
    document.save(stream)


def _row(row: Followed) -> list[str]:
    outcome = row.outcome
    return [
        str(outcome), outcome.addressee.name, official_date(outcome.due) if outcome.due else "—",
        wording.STANDING[row.standing], str(row.asked),
        *(str(row.verdicts[verdict]) for verdict in wording.VERDICTS), str(row.done),
    ]  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
