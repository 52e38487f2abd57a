"""What reading may cost: time in step with the length, memory too, and a start without ballast."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from banjie_reader import read_text
from banjie_reader.dates import find_dates
from banjie_reader.inputs import open_source
from banjie_reader.quantities import find_quantities
from tests.reader.documents.case import CASES

_ROOT = Path(__file__).parents[2]
_SAMPLES = "\n".join(case.text for case in CASES)
_PLAN = next((_ROOT / "src/banjie/demo/linhu").glob("*方案.docx"))
_PIECES = (
    "一、", "1.", "1、", "2. 板块\n", "（一）", "一是", "一要", "第一章 ", "第一，", "活动一：", "①", "1.1.1 ", "A.",
    "时间：", "地点：", "责任单位：", "责任单位：市文旅局\n", "活动时间3月5日活动地点馆", "时间 ", "要求",
    "由", "由市文旅局牵头、", "（市文旅局负责）", "以上由市文旅局负责。", "市文旅局、", "市文旅局和",
    "列第一位者为牵头单位，下同", "（按职责分工", "各区、", "局", "（", "（（", "）", "《", "》", "“", "”",
    "、", "，", "。", "；", "：", "\n", " ", "　", "\t", "\v", "\r", "\x00", "\u200b", "|", "|a|b|\n", "a\tb\n",
    "# ", "**", "**a**", "- a\n", "http://a.b/", "<p>", "附件1：", "- 1 -\n", "第 1 页 共 2 页\n",
    "3月", "3月5日，", "3月5日\n", "2019年", "到2025年", "N年内", "20XX年", "近日", "3月5日\n近日", "待定",
    "3月31日前报送", "每周一、", "农历", "上", "11项", "共11项", "100名", "1", "一", "举办", "在", "到",
    "在图书馆举办", "3月5日在图书馆举办读书会，", "序号\t任务\t时间\n1\ta\t3月\n", "甲局\n",
    "序号 任务 时间 地点\n1 a 3月 厅\n", "序号 任务 时间 ", "序号\n任务\n时间\n", "序号\n任务\n时间\n1\na\n3月\n", "甲 ",
    "序号任务时间地点", "序号任务时间地点1甲厅3月5日2乙厅3月6日", "任务\n|\n时间\n|\n", "部门分工：甲局牵头，乙局配合。",
    "湖心馆的“甲”展将展出至3月5日，", "第一为「甲」，",
    "将举办甲赛，开展乙展，", "甲展（3月5日）、", "甲体验赛将由", "甲展自3月5日起至", "⼀", "０",
)  # fmt: skip


def _seconds(read: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    read(text)
    return time.process_time() - begin


# What a busy machine may add: far below what a quadratic cost adds at these lengths.
_NOISE = 0.5


def _growth(read: Callable[[str], object], piece: str, small: int) -> tuple[float, float]:
    """Seconds for a length and for exactly four times that length, the best of three."""
    texts = [(piece * (size // len(piece) + 1))[:size] for size in (small, 4 * small)]
    read(texts[0])
    runs = [[_seconds(read, text) for text in texts] for _ in range(3)]
    return min(run[0] for run in runs), min(run[1] for run in runs)


@pytest.mark.parametrize("piece", _PIECES, ids=repr)
def test_cost_grows_with_the_length_whatever_is_repeated(piece: str) -> None:
    """Four times the length: linear is 4 ×, quadratic 16 ×."""
    short, long = _growth(read_text, piece, 3_000)
    assert long < 8 * short + _NOISE


@pytest.mark.parametrize("read", [find_dates, find_quantities, read_text])
def test_cost_grows_with_the_length_of_real_texts(read: Callable[[str], object]) -> None:
    short, long = _growth(read, _SAMPLES, 25_000)
    assert long < 8 * short + _NOISE


def test_one_long_line_costs_no_more_than_many_lines() -> None:
    many = _SAMPLES * 5
    one = many.replace("\n", "。")
    read_text(one[:1000])
    assert _seconds(read_text, one) < 6 * _seconds(read_text, many) + _NOISE


_MEMORY = """
import sys, tracemalloc
from banjie_reader import read_text
text = sys.stdin.read()
read_text(text[:5000])
tracemalloc.start()
kept = read_text(text)
print(tracemalloc.get_traced_memory()[1] / len(text.encode()))
"""


def _python(program: str, words: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], input=words, capture_output=True, text=True, check=True,
        cwd=_ROOT, timeout=120,
    )  # fmt: skip
    return done.stdout


def test_memory_is_at_most_twenty_times_the_text() -> None:
    plan = open_source(_PLAN.read_bytes()).text
    assert float(_python(_MEMORY, (plan + _SAMPLES) * 10)) < 20


_LONG = """
import resource, sys, time
from banjie_reader import read_text
text = sys.stdin.read()
def seconds(words):
    begin = time.process_time()
    read_text(words)
    return time.process_time() - begin
short = seconds(text[: len(text) // 4])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
long = seconds(text)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(short, long, grown * 1024 / len(text.encode()))
"""


def test_a_text_of_a_megabyte_costs_in_step_and_stays_small() -> None:
    """Measured up to 10 MB in docs/reader/accuracy.md; here with wide margins."""
    text = _SAMPLES * (1_000_000 // len(_SAMPLES.encode()) + 1)
    short, long, memory = map(float, _python(_LONG, text).split())
    assert long < 8 * short + _NOISE
    assert memory < 25


_LOADED = """
import sys
from io import StringIO
from banjie_reader.lines import {command}_lines
{command}_lines(StringIO('{{"text": "6月底前植树50棵"}}\\n'), StringIO())
print(" ".join(sys.modules))
"""
_HEAVY = {
    "django", "lxml", "docx", "openpyxl", "pypdfium2", "numpy", "ctypes", "zipfile", "multiprocessing",
    "subprocess", "asyncio", "http", "unittest", "decimal",
}  # fmt: skip


@pytest.mark.parametrize("command", ["when", "quantity"])
def test_a_command_for_lines_loads_little(command: str) -> None:
    """0.15 seconds to the first answer leave room for the standard library's light half only."""
    loaded = set(_python(_LOADED.format(command=command)).split())
    assert loaded & _HEAVY == set()
    others = {f"banjie_reader.{name}" for name in ("activities", "inputs", "findings", "outline")}
    assert loaded & others == set()
    assert len(loaded) < 140
