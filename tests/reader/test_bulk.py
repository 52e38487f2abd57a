"""Reading an archive: every document once, the poisoned ones alone lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from banjie_reader import bulk
from banjie_reader.cli import main

PLAN = "一、举办读书会。2026年5月8日在临湖市图书馆举办。（市文旅局负责）"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    for n in range(6):
        place = folder / str(n % 2)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"方案{n}.txt").write_text(f"{PLAN}\n第{n}份", "utf-8")
    (folder / "空.docx").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"not a document")
    return folder


def run(folder: Path, out: Path, jobs: int = 2) -> bulk.Progress:
    steps: list[int] = []
    found = bulk.read_folder(
        folder, out, jobs=jobs, said=lambda p: steps.append(p.done), language="zh-Hans"
    )
    assert steps == sorted(steps)
    return found


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_document_is_read_or_reported(archive: Path, tmp_path: Path, jobs: int) -> None:
    out = tmp_path / "out"
    found = run(archive, out, jobs)
    assert (found.total, found.read, len(found.failed)) == (7, 6, 1)
    assert json.loads((out / "0" / "方案0.txt.json").read_text("utf-8"))["activities"]
    failed = [json.loads(line) for line in (out / "failed.jsonl").read_text("utf-8").splitlines()]
    assert [(one["file"], one["code"]) for one in failed] == [("空.docx", "empty")]


def test_second_run_reads_only_what_is_missing(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(archive, out)
    (out / "1" / "方案1.txt.json").unlink()
    again = run(archive, out)
    assert (again.read, again.known) == (1, 5)


def test_killed_process_loses_one_document(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that dies in the middle: its document is reported, the others are read."""
    real = bulk._Worker._running
    killed: list[int] = []

    def running(worker: bulk._Worker) -> subprocess.Popen[str]:
        process = real(worker)
        if not killed:
            killed.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        return process

    monkeypatch.setattr(bulk._Worker, "_running", running)
    found = run(archive, tmp_path / "out", jobs=1)
    assert sorted(one["code"] for one in found.failed) == ["empty", "lost"] or [
        one["code"] for one in found.failed
    ] == ["lost"]
    assert found.read + len(found.failed) == 7


def test_command_reads_a_folder(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "answers"
    done = subprocess.run(
        [sys.executable, "-m", "banjie.cli", "read", archive, "--jobs", "2", "--out", out],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2  # one document could not be read
    assert len(list(out.rglob("*.json"))) == 6
    assert "空.docx" in done.stderr


def test_reference_counts_for_a_folder_and_answers_may_stand_beside_the_documents(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("一、植树。明年3月开展。", "utf-8")
    words = ["read", str(tmp_path), "--out", str(tmp_path), "--reference", "2026-11-05"]
    assert main(words) == 0
    (activity,) = json.loads((tmp_path / "a.txt.json").read_text("utf-8"))["activities"]
    assert activity["when"][0]["start"] == "2027-03-01"


@pytest.mark.parametrize("words", [["check"], ["read", "--explain"], ["read", "x.txt"]])
def test_folder_where_none_is_taken_is_named_so(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, str(tmp_path)]) == 2
    assert f"{tmp_path} 是文件夹" in capsys.readouterr().err
