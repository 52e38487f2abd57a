"""A reply as DOCX in the official layout: one answer to each point, to one author's case; under
the points of another author, into whose case it was merged, their words are no headings.

What stands on paper is in Chinese whatever language the page has.
"""

from __future__ import annotations

from typing import BinaryIO

from django.utils import translation

from banjie.consultation.kinds import kind_rule, words_of
from banjie.consultation.models import Case, Letter, Reply
from banjie.consultation.places import filled
from banjie.official import OfficialDocument, official_date

AUTHOR = "提出人"
CLOSING = "感谢您对我们工作的关心和支持，欢迎继续提出宝贵意见。"


def write_letter(letter: Letter, stream: BinaryIO) -> None:
    """Write the letter. The same letter gives the same bytes."""
    reply, case = letter.reply, letter.case
    document = OfficialDocument(
        title=letter_title(case),
        signature=letter.unit.name,
        dated=letter.on,
        addressee=addressee(case),
        number=letter.number or None,
    )
    for line in opening_lines(letter):
        document.paragraph(line)
    answers = list(reply.answers.select_related("point"))
    for answer in answers:
        if len(answers) > 1 and letter.own:
            document.heading(1, heading_of(answer.point.text))
        for line in _lines(answer.text):
            document.paragraph(line)
    closing = filled(reply.closing, case, letter.unit) or CLOSING
    for line in [*outcome_lines(reply, case), *_lines(closing)]:
        document.paragraph(line)
    document.save(stream)


def letter_title(case: Case) -> str:
    """关于临协办提〔2026〕3号提案的答复."""
    with translation.override("zh-hans"):
        kind = kind_rule(case.kind).label["zh-hans"]
    return f"关于{case.number}{kind}的答复"


def addressee(case: Case) -> str:
    """The unit or the post a case came from, or words for nobody named."""
    author = case.submitters.select_related("unit").get(lead=True)
    named = "".join(part for part in (author.unit.name if author.unit else "", author.post) if part)
    joint = case.submitters.filter(lead=False, confirmed_on__isnull=False).exists()
    return f"{named or AUTHOR}{'等' if joint else ''}"


def opening_lines(letter: Letter) -> list[str]:
    """The unit's opening, or the usual one."""
    usual = f"您提出的《{letter.case.title}》收悉。经研究办理，现答复如下："
    return _lines(filled(letter.reply.opening, letter.case, letter.unit) or usual)


def heading_of(point: str) -> str:
    """What was asked, as the heading over its answer: its first clause."""
    first = point.replace("\n", " ").split("。")[0].strip("；;，, ")
    return first if len(first) <= 40 else f"{first[:39]}…"


def outcome_lines(reply: Reply, case: Case) -> list[str]:
    """What the co-handlers said, the class of the outcome, what is promised."""
    said = reply.countersigns.select_related("handling__unit")
    lines = []
    if opinions := "；".join(
        f"{one.handling.unit.name}{'同意' if one.agreed else '提出不同意见：' + one.reason}"
        for one in said
    ):
        lines.append(f"会办单位意见：{opinions}。")
    with translation.override("zh-hans"):
        lines.append(
            f"办理结果：{words_of('outcomes.json', reply.outcome, kind_rule(case.kind).outcomes)}。"
        )
    if reply.promise and reply.promised_by:
        lines.append(f"后续安排：{official_date(reply.promised_by)}前，{reply.promise}。")
    return lines


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
