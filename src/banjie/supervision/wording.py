"""What the papers of supervision say, in the Chinese of official papers."""

from __future__ import annotations

from datetime import date

from banjie.common.limits import cited
from banjie.common.models import RuleProfile
from banjie.official import official_date
from banjie.supervision.models import Item, Letter, Source

UNITS = {
    RuleProfile.Unit.DAY: "日",
    RuleProfile.Unit.WORKING_DAY: "个工作日",
    RuleProfile.Unit.MONTH: "个月",
}
SOURCES = {
    Source.DECISION: "决策部署（公文）",
    Source.MEETING: "会议议定事项",
    Source.INSTRUCTION: "批示",
    Source.LETTER: "来信",
    Source.OVERDUE: "逾期活动",
}
STATES = {
    Item.State.DRAFT: "立项中",
    Item.State.ISSUED: "办理中",
    Item.State.VERIFIED: "已审结",
    Item.State.STRUCK: "已销号",
}
LETTER = {
    "before": "该事项将于{due}到期，距期满还有{days}日。请抓紧办理，按期反馈办理结果并附佐证材料。",
    "on": "该事项于今日（{due}）到期。请于当日反馈办理结果并附佐证材料。",
    "after": "该事项已于{due}到期，逾期{days}日。请立即反馈进展和逾期原因，并尽快办结。",
}


def limit_words(value: int, unit: str) -> str:
    """15个工作日, 30日, 3个月."""
    return f"{value}{UNITS[RuleProfile.Unit(unit)]}"


def opening_title(title: str) -> str:
    """The subject of the request that opens an item; a long title is cut, the text has it whole."""
    return f"对“{title[:100]}”立项督办"


def opening_body(item: Item, rule: RuleProfile) -> str:
    """The request: why, what, of whom, until when, and by which rule."""
    parts = list(item.parts.select_related("unit"))
    helpers = "、".join(part.unit.name for part in parts if part.role == "cooperating")
    law = f"（依据：{named}）" if (named := cited(rule.source)) else ""
    lines = [
        f"拟对“{item.title}”立项督办，来源为{SOURCES[Source(item.source)]}。",
        f"办理要求：{item.demand}",
        f"承办单位：{parts[0].unit.name}{f'；协办单位：{helpers}' if helpers else ''}。",
        f"办理期限：自交办之日起{limit_words(rule.value, rule.unit)}{law}。",
        f"结果形式：{item.result_form}。",
    ]
    return "\n".join(lines)


def issue_lines(item: Item) -> list[str]:
    """The body of the notice that hands an item over (督办通知): the same on every later day."""
    said = [
        f"现将“{item.title}”交由你单位办理。",
        f"事项来源：{SOURCES[Source(item.source)]}。",
        f"办理要求：{item.demand}",
    ]
    if (first := item.first_due) and item.rule_value:
        limit = limit_words(item.rule_value, item.rule_unit)
        law = f"，依据：{named}" if (named := cited(item.rule_source)) else ""
        said.append(f"办理时限：截至{official_date(first)}（含当日；自交办之日起{limit}{law}）。")
    said.append(f"请签收后抓紧办理，以{item.result_form}反馈结果，一事一文，并附佐证材料。")
    return said


def letter_lines(item: Item, letter: Letter) -> list[str]:
    """The body of a letter that urges, by the day it was written: a missed run comes late."""
    gone = (letter.written_on - letter.due).days
    when = "before" if gone < 0 else "after" if gone else "on"
    told = LETTER[when].format(due=official_date(letter.due), days=abs(gone))
    return [f"“{item.title}”（{item.number}）由你单位承办，现第{letter.count}次催办。{told}"]


def report_title(first: date, last: date) -> str:
    """The year is said once; the office stands in the signature."""
    until = official_date(last)
    if first.year == last.year:
        until = until.partition("年")[2]
    return f"关于{official_date(first)}至{until}督查督办事项办理情况的通报"
