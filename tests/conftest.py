"""Shared by all tests: where nothing may be skipped, a skipped test fails the run; what tests counted
is summed up at its end.
"""

from __future__ import annotations

import gc
import os
from collections import Counter

import pytest


def pytest_collection_finish() -> None:
    """What was imported and collected stays; looking through it for rubbish took a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    strict = os.environ.get("BANJIE_NOTHING_SKIPPED") == "1"
    if strict and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        counts.update(dict(report.user_properties))
    if counts:
        terminalreporter.write_line(", ".join(f"{name}: {n}" for name, n in sorted(counts.items())))
