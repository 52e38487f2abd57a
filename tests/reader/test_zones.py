"""Where the machine stands makes no difference to a reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reader.documents.case import CASES

_ROOT = Path(__file__).parents[2]
_ZONES = ("Asia/Shanghai", "Pacific/Auckland", "America/Los_Angeles")
_LINES = [
    {"text": "今天起至本周五，每周三上午；昨天和下个月底前", "reference": "2026-03-10"},
    {"text": "2026年4月5日至次年1月，正月十五，清明节前后", "reference": "2026-01-01"},
    {"text": "12月31日24时前；元旦；夏令时3月8日凌晨2:30", "reference": "2026-12-31"},
    {"text": "未来三天内，近日，农历腊月廿三，冬至"},
]
_READ = """
import json, sys
from datetime import date
from banjie_reader import read_text
from banjie_reader.export import as_dict
for text in json.load(sys.stdin):
    print(json.dumps(as_dict(read_text(text, reference=date(2026, 1, 1))), sort_keys=True))
"""


def _said(zone: str, command: list[str], words: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], input=words, capture_output=True, text=True, check=True,
        cwd=_ROOT, timeout=60, env=os.environ | {"TZ": zone},
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["-m", "banjie.cli", "when"], "\n".join(map(json.dumps, _LINES)) + "\n"),
        (["-c", _READ], json.dumps([case.text for case in CASES])),
    ],
    ids=["when", "whole documents"],
)
def test_reading_is_the_same_in_every_zone(command: list[str], words: str) -> None:
    shanghai, *others = (_said(zone, command, words) for zone in _ZONES)
    assert shanghai.count("\n") >= len(_LINES)
    assert others == [shanghai, shanghai]
