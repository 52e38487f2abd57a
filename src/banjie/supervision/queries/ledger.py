"""The ledger (台账): one row an item, with the columns offices use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects
from django.utils import timezone

from banjie.official import official_date
from banjie.supervision import wording
from banjie.supervision.models import Item, Part, Source, StrikeOff

LEDGER = (
    ("编号", 22), ("来源", 14), ("事项", 36), ("交办日", 14), ("承办/协办", 28), ("时限", 14),
    ("签收日", 14), ("进展", 48), ("催办次数", 10), ("延期", 18), ("办结日", 14), ("结果类别", 12),
    ("评价", 20), ("销号人（岗位）", 26), ("重新立办次数", 12), ("归档号", 18),
)  # fmt: skip
CHECKS = {
    "facts": "事实清楚", "solved": "问题解决", "done": "任务完成", "accurate": "结论准确",
    "lawful": "合法合规", "form": "形式规范",
}  # fmt: skip


_WITH = ("office", "parts__unit", "strike_offs", "letters_sent", "extensions", "answers__unit",
         "answers__files", "answers__verdict__objections")  # fmt: skip


def ledger(items: Sequence[Item]) -> list[list[str | int]]:
    """The rows of these items, in the order of `LEDGER`; posts, never names."""
    prefetch_related_objects(items, *_WITH)
    return [_row(item) for item in items]


def _row(item: Item) -> list[str | int]:
    parts = list(item.parts.all())
    strikes = list(item.strike_offs.all())
    return [
        item.number,
        wording.SOURCES[Source(item.source)],
        item.title,
        official_date(item.begun_on) if item.begun_on else "",
        "、".join(part.unit.name for part in parts),
        official_date(item.due) if item.due else "",
        _received(parts),
        _progress(item),
        len(item.letters_sent.all()),
        _moved(item),
        official_date(item.verified_on) if item.verified_on else "",
        wording.STATES[Item.State(item.state)],
        _found(item),
        _striker(item, strikes),
        sum(strike.reopened_at is not None for strike in strikes),
        item.archive_number,
    ]


def _received(parts: Iterable[Part]) -> str:
    days = [timezone.localdate(p.received_at) for p in parts if p.received_at]
    return official_date(min(days)) if days else ""


def _progress(item: Item) -> str:
    """Each answer: day, unit, words, how many files."""
    return "\n".join(
        f"{official_date(timezone.localdate(answer.at))} {answer.unit.brief}：{answer.text[:200]}"
        f"（佐证{len(answer.files.all())}件）"
        for answer in item.answers.all()
    )


def _moved(item: Item) -> str:
    """Each last day that was agreed to, in turn."""
    agreed = [asked.wanted for asked in item.extensions.all() if asked.approved]
    return "；".join(f"延至{official_date(day)}" for day in agreed)


def _found(item: Item) -> str:
    """What the last verdict found wanting, unless an objection set it aside."""
    verdicts = [found for a in item.answers.all() if (found := getattr(a, "verdict", None))]
    if not verdicts:
        return ""
    if any(objection.upheld for objection in verdicts[-1].objections.all()):
        return "经复核认可"
    wanting = [words for name, words in CHECKS.items() if not getattr(verdicts[-1], name)]
    return f"未达：{'、'.join(wanting)}" if wanting else "各项符合"


def _striker(item: Item, strikes: list[StrikeOff]) -> str:
    living = any(strike.reopened_at is None for strike in strikes)
    return f"{item.office.name}经办人" if living else ""
