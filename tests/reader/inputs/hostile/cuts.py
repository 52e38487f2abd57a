"""Honest files, cut off or with bytes changed: what bad disks and bad networks make."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.reader.inputs.build import PLAN, SENTENCE, cell, docx, paragraph, pdf, table

_HONEST = {
    "docx": docx(
        paragraph(PLAN, '<w:outlineLvl w:val="0"/>')
        + paragraph(SENTENCE)
        + table([cell("序号"), cell("任务")], [cell("1"), cell("读书会")]),
        styles='<w:style w:styleId="a" w:type="paragraph" w:default="1"/>',
    ),
    "pdf": pdf([(90, 100, 16, PLAN), (90, 140, 12, SENTENCE), (50, 200, 200, 200)]),
}


def files() -> Iterator[tuple[str, bytes, str | None]]:
    for kind, data in _HONEST.items():
        for tenth in range(1, 10):
            yield f"cut-{tenth}0-per-cent.{kind}", data[: len(data) * tenth // 10], None
        for seed in range(10):
            yield f"flipped-{seed}.{kind}", mutated(data, seed), None


def mutated(data: bytes, seed: int) -> bytes:
    """The same bytes with a few of them changed, one stretch cut out and one written twice."""
    luck = random.Random(seed)
    changed = bytearray(data)
    for _ in range(luck.randint(1, 30)):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    start = luck.randrange(len(changed))
    stretch = changed[start : start + luck.randrange(40)]
    where = luck.randrange(len(changed))
    if luck.random() < 0.5:
        del changed[start : start + len(stretch)]
    return bytes(changed[:where] + stretch + changed[where:])
