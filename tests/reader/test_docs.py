"""The reader's papers tell the truth: their examples run, their lessons teach."""

from __future__ import annotations

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[2]
_PAPERS = _ROOT / "docs" / "reader"
_LIBRARY = (_PAPERS / "library.md").read_text("utf-8")
_LESSONS = re.findall(
    r"In `data/(\w+\.json)`, `(\w+)`:\n+```json\n(.+?)\n```"
    r".+?`tests/reader/(dates|quantities)/rows/(\w+\.txt)`:\n+```\n(.+?)\n```",
    (_PAPERS / "teach.md").read_text("utf-8"),
    re.S,
)


def test_examples_of_the_library_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_ROOT)
    blocks = re.findall(r"```python\n(.+?)```", _LIBRARY, re.S)
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, "library.md", None, 0)
    said: list[str] = []
    result = doctest.DocTestRunner().run(test, out=said.append)
    assert result.attempted > 20
    assert result.failed == 0, "".join(said)


@pytest.mark.parametrize(
    ("command", "answer"), re.findall(r"^\$ (.+ \| banjie .+)\n(.+)$", _LIBRARY, re.M)
)
def test_commands_of_the_library_answer_as_shown(command: str, answer: str) -> None:
    here = str(Path(sys.executable).parent)
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=True, cwd=_ROOT, timeout=30,
        env=os.environ | {"PATH": here + os.pathsep + os.environ["PATH"]},
    )  # fmt: skip
    assert done.stdout.rstrip("\n") == answer


_CHECK = """
import sys
from pathlib import Path
from tests.reader.{what} import rows, test_phrases
rows._ROWS = Path(sys.argv[1])
(row,) = rows.rows()
test_phrases.{test}(row)
"""
_TESTS = {"dates": "test_phrase_found_and_resolved", "quantities": "test_quantity_read"}


def _passes(reader: Path, what: str, row: str, folder: Path) -> bool:
    """Whether a row of a phrase table holds for the copy of the reader in a folder."""
    (folder / "row.txt").write_text(row + "\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _CHECK.format(what=what, test=_TESTS[what]), str(folder)],
        cwd=_ROOT, env=os.environ | {"PYTHONPATH": str(reader)}, capture_output=True, timeout=60,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 or "AssertionError" in done.stderr, done.stderr
    return done.returncode == 0


def _learn(known: Any, new: Any) -> None:
    if isinstance(known, dict):
        known.update(new)
    else:
        known.extend(new if isinstance(new, list) else [new])


def test_guide_has_lessons() -> None:
    assert len(_LESSONS) >= 4


@pytest.mark.parametrize(("data", "subject", "new", "what", "table", "row"), _LESSONS)
def test_lesson_teaches_its_phrase(
    data: str, subject: str, new: str, what: str, table: str, row: str, tmp_path: Path
) -> None:
    assert (_ROOT / "tests" / "reader" / what / "rows" / table).exists()
    reader = tmp_path / "src"
    shutil.copytree(_ROOT / "src" / "banjie_reader", reader / "banjie_reader")
    folder = tmp_path / "rows"
    folder.mkdir()
    assert not _passes(reader, what, row, folder)
    path = reader / "banjie_reader" / "data" / data
    known = json.loads(path.read_text("utf-8"))
    _learn(known[subject], json.loads(new))
    path.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    assert _passes(reader, what, row, folder)
