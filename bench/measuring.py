"""Times and memory. Processor time, the best of several runs: other work on the machine counts
little."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench.corpus import ROOT

MB = 1024 * 1024


def best(run: Callable[[], object], times: int = 5) -> float:
    """Seconds of processor time of the quickest of several runs."""
    return best_of_each([run], times)[0]


def best_of_each(runs: Sequence[Callable[[], object]], times: int) -> list[float]:
    """The same of several works that are compared, run by turns.

    A machine is slow for seconds on end; by turns, that falls on all of them alike.
    """
    return [min(spent) for spent in zip(*(map(_spent, runs) for _ in range(times)), strict=True)]


def _spent(run: Callable[[], object]) -> float:
    begin = time.process_time()
    run()
    return time.process_time() - begin


def start_up(command: Sequence[str], line: str, times: int = 9) -> tuple[float, float]:
    """Seconds from the call of a command to its answer to one line: on the clock, of processor."""
    clock, processor = [], []
    for _ in range(times):
        begin, before = time.perf_counter(), children()
        subprocess.run(command, input=line.encode(), capture_output=True, check=True, cwd=ROOT)
        clock.append(time.perf_counter() - begin)
        processor.append(children() - before)
    return min(clock), min(processor)


def children() -> float:
    """Seconds of processor time of the processes that were started and have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


_PEAK = """
import re, sys
from datetime import date
from pathlib import Path
from banjie_reader.dates import find_dates
from banjie_reader.quantities import find_quantities
from banjie_reader.reading import read_text
from bench.corpus import text

def kilobytes(name):
    return int(re.search(name + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

words, work = text(int(sys.argv[2])), locals()[sys.argv[1]]
work(words[:2000])
before = kilobytes("VmRSS")
kept = work(words)
print((kilobytes("VmHWM") - before) * 1024 / len(words.encode()))
"""


def peak(work: str, size: int) -> float:
    """How many times the size of the text a reading adds to the memory of its process (Linux)."""
    command = [sys.executable, "-c", _PEAK, work, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout)


def answer(command: Sequence[str], asked: dict[str, Any]) -> dict[str, Any]:
    """What a peer's script says to one JSON object; its last line counts, others are chatter."""
    done = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode:
        raise RuntimeError(f"{command[-1]}: {done.stderr[-800:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
