"""Hostile files end well, and cheaply."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.reader.inputs.hostile import PARTS

_ROOT = Path(__file__).parents[3]
_SECONDS, _MEGABYTES = 20, 512  # of processor time, so that other work does not count
_CLOCK = 60  # what waits without working is caught too; a crowded machine takes several times 20


def _endings(part: str) -> list[dict[str, Any]]:
    """How each file of one part ended, read in a process of its own."""
    command = [sys.executable, "-m", "tests.reader.inputs.hostile", part]
    child = subprocess.run(
        command, cwd=_ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert child.returncode == 0, child.stderr[-2000:]
    return [json.loads(line) for line in child.stdout.splitlines()]


@pytest.fixture(scope="module")
def endings() -> list[dict[str, Any]]:
    with ThreadPoolExecutor(2) as pool:
        return [ending for part in pool.map(_endings, PARTS) for ending in part]


def test_hostile_file_ends_as_it_should(endings):
    wrong = [
        end for end in endings if end["expected"] is not None and end["ended"] != end["expected"]
    ]
    assert wrong == []


def test_hostile_file_costs_little(endings):
    limits = {"processor": _SECONDS, "clock": _CLOCK, "megabytes": _MEGABYTES}
    costly = [end for end in endings if any(end[cost] > most for cost, most in limits.items())]
    assert costly == []


def test_hostile_files_are_many_and_distinct(endings):
    assert len({end["name"] for end in endings}) == len(endings)
    assert len({end["digest"] for end in endings}) >= 270
